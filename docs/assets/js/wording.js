/* The words of a text as the search compares them, and how near two words are. */

/**
 * A word where it stands: `text.slice(start, end)`.
 * @typedef {object} Word
 * @property {number} start
 * @property {number} end
 * @property {string} key what all spellings of the word have in common
 * @property {boolean} single whether it is a character of a script that puts no spaces between words
 */

// Of Chinese, Japanese, Thai and the like each character is a word, and a word of several is a phrase.
const UNSPACED =
  "(?=\\p{L})[\\p{scx=Han}\\p{scx=Hiragana}\\p{scx=Katakana}\\p{scx=Thai}\\p{scx=Lao}\\p{scx=Khmer}\\p{scx=Myanmar}]\\p{M}*";
const SPECIAL = "\\p{N}+(?:[.,+]\\p{N}+)+|(?:\\p{Lu}\\.){2,}"; // 2.5, 2,000 and 2+2; U.S. is US
const plain = (/** @type {string} */ letter) => `(?:${letter})+(?:['’ʼ](?:${letter})+)*`;
const WORD = new RegExp(`${SPECIAL}|${plain("[\\p{L}\\p{N}]\\p{M}*")}`, "gu");
const SPACED = plain(`(?!${UNSPACED})[\\p{L}\\p{N}]\\p{M}*`);
const WORD_OR_CHARACTER = new RegExp(`(${UNSPACED})|${SPECIAL}|${SPACED}`, "gu");
const CHARACTER = new RegExp(UNSPACED, "u");

/** @type {Record<string, string>} */
const LETTERS = { æ: "ae", œ: "oe", ß: "ss", ø: "o", ł: "l", đ: "d", ð: "d", þ: "th", ı: "i", "’": "'", ʼ: "'" };
const ODD = new RegExp(`[${Object.keys(LETTERS).join("")}]`, "g");

/** @type {Map<string, string>} */
const keys = new Map();

/**
 * What two spellings of a word have in common: neither case, nor accents, nor the ending of a possessive matter.
 * @param {string} word
 */
export function keyOf(word) {
  let key = keys.get(word);
  if (key === undefined) {
    key = word
      .toLowerCase()
      .normalize("NFKD")
      .replace(/([a-zα-ω])[\u0300-\u036f]+/g, "$1") // a Cyrillic й is no и with an accent
      .replace(/е\u0308/g, "е")
      .normalize("NFC")
      .replace(ODD, (letter) => LETTERS[letter])
      .replace(/'s$/, "");
    if (/^(\p{L}\.)+$/u.test(key)) key = key.replaceAll(".", "");
    keys.set(word, key);
  }
  return key;
}

/**
 * @param {string} text
 * @returns {Word[]}
 */
export function wordsOf(text) {
  const words = [];
  for (const found of text.matchAll(CHARACTER.test(text) ? WORD_OR_CHARACTER : WORD)) {
    const [word, character] = found;
    const start = found.index;
    words.push({ start, end: start + word.length, key: keyOf(word), single: character !== undefined });
  }
  return words;
}

/** The keys of the words of a text. */
export const keysIn = (/** @type {string} */ text) => wordsOf(text).map(({ key }) => key);

/** Whether a word is written as “US” and “WHO” are. */
export const isCapitals = (/** @type {string} */ word) => /^(?:\p{Lu}\.?){2,}(?:['’]s)?$/u.test(word);

// Cyrillic in Latin letters, as English texts write names from it.
/** @type {Record<string, string>} */
const LATIN = Object.fromEntries(
  (
    "а=a б=b в=v г=g д=d е=e ж=zh з=z и=i й=y к=k л=l м=m н=n о=o п=p р=r с=s т=t у=u ф=f х=kh ц=ts ч=ch ш=sh " +
    "щ=shch ъ= ы=y ь= э=e ю=yu я=ya і=i ї=i є=e ґ=g ў=u ђ=dj ј=j љ=lj њ=nj ћ=c џ=dz ѓ=g ќ=k ѕ=dz"
  )
    .split(" ")
    .map((pair) => pair.split("=")),
);

/**
 * A key in Latin letters: `навальный` is `navalny`.
 * @param {string} key
 */
export const romanised = (key) =>
  /\p{Script=Cyrillic}/u.test(key)
    ? key.replace(/[иы]й$/, "y").replace(/./gu, (letter) => LATIN[letter] ?? letter)
    : key;

/**
 * What is left of a word when it goes from language to language: `sanktsii` and `sanctions` both have `snkts`.
 * @param {string} word in Latin letters
 */
export const bones = (word) =>
  word
    .replace(/[cq]/g, "k")
    .replace(/(?!^)[aeiouyhw]/g, "")
    .replace(/(.)\1+/g, "$1");

/**
 * How many letters one has to add, leave out, change or swap with the next to make one word into another;
 * more than `most` if it is more than that.
 * @param {string} one
 * @param {string} other
 * @param {number} most
 */
export function distance(one, other, most) {
  if (Math.abs(one.length - other.length) > most) return most + 1;
  /** @type {number[]} */
  let before = [];
  let row = Array.from({ length: other.length + 1 }, (_, at) => at);
  for (let i = 1; i <= one.length; i++) {
    const next = [i];
    for (let j = 1; j <= other.length; j++) {
      const same = one[i - 1] === other[j - 1];
      next[j] = Math.min(row[j] + 1, next[j - 1] + 1, row[j - 1] + (same ? 0 : 1));
      if (i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1]) {
        next[j] = Math.min(next[j], before[j - 2] + 1);
      }
    }
    if (Math.min(...next) > most) return most + 1;
    [before, row] = [row, next];
  }
  return row[other.length];
}
