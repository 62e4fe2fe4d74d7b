/* Where a text may be cut: at the ends of its sentences, in any language. An end that is in doubt is none, since
 * a text that is longer than it need be does no harm. */

/** The end of a sentence, with whatever closes behind it. */
const END = /[\p{Sentence_Terminal}…][^\p{L}\p{N}]*$/u;
/** A full stop that may well be of an abbreviation, an initial or an ordinal: “Mr.”, “U.S.”, “Prof.”, “am 3.” */
const SHORT = /(?:^|[^\p{L}\p{M}\p{N}])(?:[\p{L}\p{M}]{1,4}|\p{N}{1,3})\.\s*$/u;
const BRACKETS = /(?![„‚])[\p{Ps}\p{Pe}]/gu;
const QUOTES = /["“”„‟«»]/g;
const SINGLE = /[‘‚]/g;
const SINGLE_CLOSED = /’(?!\p{L})/gu; // else it is an apostrophe

/**
 * Whether a text ends with a sentence, and closes what it has opened.
 * @param {string} text
 */
export function isWhole(text) {
  const count = (/** @type {RegExp} */ marks) => text.match(marks)?.length ?? 0;
  const isClosed = count(BRACKETS) % 2 === 0 && count(QUOTES) % 2 === 0 && count(SINGLE) <= count(SINGLE_CLOSED);
  return END.test(text) && !SHORT.test(text) && isClosed;
}

/**
 * Where the sentences of a paragraph end, but for the last one; nowhere in a browser that can't tell.
 * @param {string} text
 * @param {string} language
 */
export function endsIn(text, language) {
  if (!Intl.Segmenter) return [];
  const line = text.replace(/\s/g, " "); // a new line would end a sentence
  const sentences = [...new Intl.Segmenter(language, { granularity: "sentence" }).segment(line)];
  return sentences.map(({ index }) => index).filter((end) => isWhole(line.slice(0, end)));
}
