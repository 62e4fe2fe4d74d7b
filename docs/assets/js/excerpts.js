/* What is shown of a text: whole sentences around the words that were looked for, or “…” where one is cut. */

/** @typedef {[number, number]} Mark from where to where the words stand */

const LONGEST = 320; // characters
const CUT = 130; // that stay on either side of the words in a sentence that is longer
const CONTEXT = 4; // words that tell the same words elsewhere on a page from these

/**
 * From where to where a text is shown, and whether it begins and ends inside a sentence.
 * @typedef {{ start: number, end: number, cutBefore: boolean, cutAfter: boolean }} Excerpt
 */

/**
 * The sentences with the most of the marks, as many as there is room for.
 * @param {string} text
 * @param {Mark[]} marks
 * @param {string} language
 * @returns {Excerpt}
 */
export function excerpt(text, marks, language) {
  const sentences = sentencesOf(text, language);
  /** How many letters are marked in a sentence, each word counted once. */
  const weight = (/** @type {Mark} */ [start, end]) => {
    const inside = marks.filter(([from]) => from >= start && from < end);
    return [...new Set(inside.map(([from, to]) => text.slice(from, to).toLowerCase()))].join("").length;
  };
  const weights = sentences.map(weight);
  let first = weights.indexOf(Math.max(...weights));
  let last = first;
  const long = (/** @type {number} */ from, /** @type {number} */ to) => sentences[to][1] - sentences[from][0];
  if (long(first, last) > LONGEST) return part(text, sentences[first], marks);
  for (;;) {
    if (last + 1 < sentences.length && long(first, last + 1) <= LONGEST) last++;
    else if (first > 0 && long(first - 1, last) <= LONGEST) first--;
    else break;
  }
  return { start: sentences[first][0], end: sentences[last][1], cutBefore: false, cutAfter: false };
}

/**
 * Where the sentences of a text begin and end, the space after each left out.
 * @param {string} text
 * @param {string} language
 * @returns {Mark[]}
 */
function sentencesOf(text, language) {
  if (!Intl.Segmenter || !text) return [[0, text.length]];
  /** @type {Mark[]} */
  const found = [];
  let open = false; // after “Mr.” or an initial, which end no sentence
  for (const { segment, index } of new Intl.Segmenter(language, { granularity: "sentence" }).segment(text)) {
    const end = index + segment.trimEnd().length;
    const last = found.at(-1);
    if (open && last) last[1] = end;
    else found.push([index, end]);
    open = /(?:^|[\s(“"])\p{Lu}\p{Ll}{0,2}\.\s*$/u.test(segment);
  }
  return found;
}

/**
 * A part of a sentence that is too long, around the first of its marks.
 * @param {string} text
 * @param {Mark} sentence
 * @param {Mark[]} marks
 * @returns {Excerpt}
 */
function part(text, [from, to], marks) {
  const [at, until] = marks.find(([place]) => place >= from && place < to) ?? [from, from];
  let start = Math.max(from, at - CUT);
  let end = Math.min(to, Math.max(until, start + LONGEST - CUT / 2));
  if (end === to) start = Math.max(from, Math.min(start, to - LONGEST));
  if (start > from) start += text.slice(start, at).search(/\s/) + 1;
  if (end < to) {
    const space = text.slice(until, end).search(/\s\S*$/);
    if (space >= 0) end = until + space;
  }
  return { start, end, cutBefore: start > from, cutAfter: end < to };
}

/**
 * A text fragment that brings the longest of the words into view:
 * https://wicg.github.io/scroll-to-text-fragment/. Browsers that don't know it still go to the passage.
 * @param {string} text
 * @param {Mark[]} marks
 */
export function fragment(text, marks) {
  if (!marks.length) return "";
  const [start, end] = marks.reduce((best, one) => (one[1] - one[0] > best[1] - best[0] ? one : best));
  const encoded = (/** @type {string} */ some) => encodeURIComponent(some).replace(/-/g, "%2D");
  const before = text.slice(0, start).trim().split(/\s+/).slice(-CONTEXT).join(" ");
  const after = text.slice(end).trim().split(/\s+/).slice(0, CONTEXT).join(" ");
  const said = encoded(text.slice(start, end));
  const [from, to] = [before && `${encoded(before)}-,`, after && `,-${encoded(after)}`];
  return `:~:text=${from}${said}${to}`;
}
