/* What a query asks for: words, and several that have to stand side by side. */

import { isCapitals, keysIn, wordsOf } from "./wording.js";

/**
 * A word of a query, or several that have to stand side by side: a phrase, or a word of a script without spaces.
 * @typedef {object} Item
 * @property {string[]} keys
 * @property {boolean} exact whether it was put in quotation marks
 * @property {boolean} capitals whether it is written as “US” is
 * @property {number} start
 * @property {number} end
 */

const OPENING = '“”„‟«»‹›"＂「『《〈';
const CLOSING = '“”‟«»‹›"＂」』》〉';
const QUOTED = new RegExp(
  `[${OPENING}]([^${OPENING}${CLOSING}]+)[${CLOSING}]|(?:^|(?<=[\\s(]))['‘‚‛](.+?)['’‘](?=$|[\\s).,;:?!])`,
  "gu",
);

/**
 * The items of a query in their order.
 * @param {string} query
 * @param {string} language
 * @returns {Item[]}
 */
export function itemsOf(query, language) {
  /** @type {Item[]} */
  const items = [];
  const rest = query.replace(QUOTED, (whole, double, single, start) => {
    const keys = keysIn(double ?? single);
    if (keys.length) items.push({ keys, exact: true, capitals: false, start, end: start + whole.length });
    return " ".repeat(whole.length);
  });
  let run = -1; // where the characters began that stand without a space
  const words = wordsOf(rest);
  for (const [at, { start, end, key, single }] of words.entries()) {
    if (!single) {
      items.push({ keys: [key], exact: false, capitals: isCapitals(rest.slice(start, end)), start, end });
    } else {
      if (run < 0) run = start;
      if (words[at + 1]?.single && words[at + 1].start === end) continue;
      for (const { segment, index } of divided(rest.slice(run, end), language)) {
        const from = run + index;
        items.push({ keys: keysIn(segment), exact: false, capitals: false, start: from, end: from + segment.length });
      }
      run = -1;
    }
  }
  return items.sort((one, other) => one.start - other.start);
}

/**
 * The words of a text without spaces; the whole of it where a browser can't tell.
 * @param {string} text
 * @param {string} language
 * @returns {Iterable<{ segment: string, index: number }>}
 */
function divided(text, language) {
  if (!Intl.Segmenter) return [{ segment: text, index: 0 }];
  return new Intl.Segmenter(language, { granularity: "word" }).segment(text);
}
