/* What can be found, as it is in made/search/records.json: the interview passage by passage, and notes,
 * glossary and timeline entry by entry. */

/**
 * The file, in columns: scripts/edition/exports/search_index.py.
 * @typedef {object} Columns
 * @property {string} language
 * @property {string} quiet words that say little
 * @property {string} asking words with which one asks
 * @property {string[]} kinds
 * @property {string[]} pages
 * @property {number[]} kind
 * @property {number[]} page
 * @property {string[]} anchor
 * @property {string[]} title
 * @property {string[]} text
 * @property {number[][]} quoted
 * @property {string[]} full
 * @property {string[][]} names
 * @property {string[][]} sought
 * @property {number[][]} mentions
 */

/**
 * Words of a passage that mean a glossary entry.
 * @typedef {object} Mention
 * @property {number} entry the id of its record
 * @property {number} start
 * @property {number} end
 */

/**
 * @typedef {object} Record
 * @property {number} id
 * @property {string} kind `interview`, `notes`, `glossary` or `timeline`
 * @property {string} address below the site
 * @property {string} title
 * @property {string} text
 * @property {string} quoted the words of the interview that a note is about
 * @property {string[]} names what else an entry is called
 * @property {string[]} sought other words by which one may look for it
 * @property {Mention[]} mentions
 */

/** The kind of those that hold words of the interview; those of the other kinds are the editors'. */
export const SPOKEN = "interview";
export const ENTRY = "glossary";

const NOTE_WORDS = 6; // of the noted ones are in the anchor of a note

/**
 * @param {Columns} columns
 * @returns {Record[]}
 */
export function recordsOf(columns) {
  const { kinds, pages, text, title, full, names, sought } = columns;
  return title.map((_, id) => {
    const [passage, from, length] = columns.quoted[id];
    const quoted = length ? text[passage].slice(from, from + length) : "";
    const anchor = columns.anchor[id] || (quoted ? `n-${joined(quoted, NOTE_WORDS)}` : joined(title[id]));
    return {
      id,
      kind: kinds[columns.kind[id]],
      address: `${pages[columns.page[id]]}#${anchor}`,
      title: title[id],
      text: full[id] ? `${full[id].replace(/\.$/, "")}. ${text[id]}`.trim() : text[id],
      quoted,
      names: full[id] ? [full[id], ...names[id]] : names[id],
      sought: sought[id],
      mentions: mentionsOf(columns.mentions[id]),
    };
  });
}

/**
 * `the-well-known-article`: the Latin letters and digits of some words, of which most anchors are made.
 * @param {string} words
 * @param {number} most
 */
function joined(words, most = Number.POSITIVE_INFINITY) {
  const letters = words.normalize("NFKD").replace(/[^a-z0-9\s!-/:-@[-`{-~]|'/gi, "");
  return (letters.toLowerCase().match(/[a-z0-9]+/g) ?? []).slice(0, most).join("-");
}

/**
 * Three numbers for each: the entry, the place counted from that of the mention before it, the length.
 * @param {number[]} numbers
 */
function mentionsOf(numbers) {
  /** @type {Mention[]} */
  const mentions = [];
  for (let at = 0, start = 0; at < numbers.length; at += 3) {
    start += numbers[at + 1];
    mentions.push({ entry: numbers[at], start, end: start + numbers[at + 2] });
  }
  return mentions;
}
