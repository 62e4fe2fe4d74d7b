/* What is found for a query. MiniSearch (https://lucaong.github.io/minisearch/) keeps the index and weighs;
 * here it is decided what counts as a word, a phrase and a name, and what to say if there is nothing. */

import MiniSearch from "../vendor/minisearch.js";

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

/** @type {{ [letter: string]: string }} */
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
/** @type {{ [letter: string]: string }} */
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

/* What a query asks for: words, and several that have to stand side by side. */

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

/**
 * What was found, and how: with all the words; with words that begin as the last one; without a phrase, but with
 * its words; without the words that stand nowhere; with some of the words.
 * @typedef {object} Answer
 * @property {"found" | "beginning" | "phrase" | "without" | "some" | "none"} how
 * @property {Record[]} records the best first
 * @property {string} missing the words that stand nowhere, as they were typed
 * @property {Suggestion[]} near what could be meant
 * @property {Record | undefined} goal the passage that the query names by its number
 * @property {(text: string) => Mark[]} marks
 * @property {Map<number, string>} meant the glossary entries that the query names: the ids of their records, and the titles
 */

/**
 * @typedef {{ word: string, query: string }} Suggestion
 * @typedef {[number, number]} Mark from where to where in a text the words stand that were looked for
 * @typedef {Map<Record, number>} Found with their scores
 */

const BOOST = { title: 3, names: 2, text: 1, quoted: 0.5, mentions: 0.3 };
const MENTION = "@"; // and the id of an entry: what the index has for a mention
const AS_TYPED = 2; // how much more a record counts if it has the words as they were typed, without other endings
const SIDE_BY_SIDE = 3; // and if they stand side by side
const ENOUGH = 0.8; // of what the best has, for a record that has only some of the words
const SUGGESTED = 3;
const AT_A_TIME = 200; // records
const BEGINNINGS = 20;
const SHORTEST_BEGINNING = 4;
const LONGEST_NAME = 8; // in words, of those that a query is looked through for

/**
 * A function that does its work once for each value.
 * @template From, To
 * @param {(value: From) => To} work
 */
function onceFor(work) {
  /** @type {Map<From, To>} */
  const done = new Map();
  return (/** @type {From} */ value) => {
    if (!done.has(value)) done.set(value, work(value));
    return /** @type {To} */ (done.get(value));
  };
}

/**
 * Make the index of the records, a few at a time so that one can go on typing, and the function that finds in it.
 * @param {Columns} columns
 * @param {(word: string) => string} stemmer of the records' language
 */
export async function finder(columns, stemmer) {
  const records = recordsOf(columns);
  const quiet = new Set(columns.quiet.split(" ").map(keyOf));
  const asking = new Set(columns.asking.split(" ").map(keyOf));
  const passages = new Map(records.filter(({ kind }) => kind === SPOKEN).map((one) => [one.title.split(" ")[0], one]));

  const stem = onceFor((/** @type {string} */ key) => {
    const found = /^[\p{L}\p{M}']{3,}$/u.test(key) ? stemmer(key) : key;
    return quiet.has(found) ? key : found; // “used” has nothing to do with “us”
  });

  /** What the index has for a word: its stem; and if it is “US”, which is another word than “us”, that. */
  const termsOf = onceFor((/** @type {string} */ word) => {
    const key = keyOf(word);
    return quiet.has(key) && isCapitals(word) ? [stem(key), key.toUpperCase()] : [stem(key)];
  });

  /** The words of a text of the records. */
  const read = onceFor((/** @type {string} */ text) => wordsOf(text));
  const termsIn = onceFor((/** @type {string} */ text) =>
    read(text).flatMap(({ start, end }) => termsOf(text.slice(start, end))),
  );
  const namesOf = onceFor((/** @type {Record} */ { title, names, sought }) => [title, ...names, ...sought]);

  /** Each word of the records, by its key: how it is written, rather in the middle of a sentence, and how often. */
  const spelt = /** @type {Map<string, { word: string, count: number }>} */ (new Map());
  for (const record of records) {
    for (const text of [record.text, ...namesOf(record)]) {
      for (const { start, end, key } of read(text)) {
        const word = text.slice(start, end).replace(/['’]s$/, "");
        const before = spelt.get(key);
        spelt.set(key, { word: before && word !== key ? before.word : word, count: (before?.count ?? 0) + 1 });
      }
    }
  }
  const terms = new Set([...spelt.keys()].map(stem));

  const index = new MiniSearch({
    fields: Object.keys(BOOST),
    extractField(/** @type {Record} */ record, /** @type {string} */ field) {
      if (field === "names") return [...record.names, ...record.sought];
      if (field === "mentions") return record.mentions.map(({ entry }) => MENTION + entry);
      return record[/** @type {"id" | "title" | "text" | "quoted"} */ (field)];
    },
    stringifyField: (/** @type {unknown} */ value) => value,
    tokenize: (/** @type {string | string[]} */ value, /** @type {string} */ field) =>
      field === "mentions" ? value : [value].flat().flatMap(termsIn),
    processTerm: (/** @type {string} */ term) => term,
    searchOptions: { boost: BOOST, tokenize: (/** @type {string} */ term) => [term] },
  });
  await index.addAllAsync(records, { chunkSize: AT_A_TIME });

  /** All words of a record in a row, so that those can be looked for that stand side by side. */
  const row = onceFor(
    (/** @type {Record} */ record) =>
      ` ${[record.text, record.quoted, ...namesOf(record)]
        .map((text) =>
          read(text)
            .map(({ key }) => key)
            .join(" "),
        )
        .join(" | ")} `,
  );
  const has = (/** @type {Record} */ record, /** @type {string[]} */ keys) =>
    row(record).includes(` ${keys.join(" ")} `);

  const isTitle = (/** @type {Record} */ { title }, /** @type {string} */ name) => asName(keysIn(title)) === name;
  const asName = (/** @type {string[]} */ keys) => ` ${keys.map(stem).join(" ")} `;
  const entries = records
    .filter(({ kind }) => kind === ENTRY)
    .map((record) => ({ record, names: namesOf(record).map((name) => asName(keysIn(name))) }));
  const byName = /** @type {Map<string, Record[]>} */ (new Map());
  for (const { record, names } of entries) {
    for (const name of new Set(names)) byName.set(name, [...(byName.get(name) ?? []), record]);
  }

  const isPhrase = (/** @type {Item} */ { keys, exact }) => exact || keys.length > 1;
  const isThere = (/** @type {Item} */ item) =>
    isPhrase(item) ? item.keys.every((key) => spelt.has(key)) : terms.has(stem(item.keys[0]));
  const isName = (/** @type {Item} */ { keys: [key], capitals }) =>
    capitals && quiet.has(key) && index.search(key.toUpperCase()).length > 0;

  /** The terms that the index is asked for. */
  const termsFor = (/** @type {Item} */ item) =>
    isName(item) ? [item.keys[0].toUpperCase()] : item.keys.map((key) => stem(key));

  /**
   * The items of a query that say what is asked for; if none does, all.
   * @param {Item[]} items
   */
  function tellingOf(items) {
    const telling = items.filter((item) => isPhrase(item) || !quiet.has(item.keys[0]) || isName(item));
    const sentence = telling.length < items.length;
    const asked = telling.filter((item) => isPhrase(item) || !asking.has(item.keys[0]));
    return sentence && asked.length ? asked : telling.length ? telling : items;
  }

  /**
   * The items in groups that name something in the glossary together; with those entries.
   * @param {Item[]} items
   * @returns {{ group: Item[], entries: Record[] }[]}
   */
  function grouped(items) {
    const groups = [];
    for (let at = 0; at < items.length; ) {
      let length = Math.min(LONGEST_NAME, items.length - at);
      const named = () => byName.get(asName(items.slice(at, at + length).flatMap(({ keys }) => keys))) ?? [];
      while (length > 1 && !named().length) length--;
      const group = items.slice(at, at + length);
      groups.push({ group, entries: group.some(({ exact }) => exact) ? [] : named() });
      at += length;
    }
    return groups;
  }

  /**
   * What has all the items, or mentions what they name; and one of the words in `begun` if there are any.
   * @param {Item[]} items
   * @param {string[]} whole the keys of the whole query
   * @param {string[]} begun
   * @returns {Found}
   */
  function withAll(items, whole, begun = []) {
    const groups = grouped(items);
    const queries = groups.map(({ group, entries }) => ({
      combineWith: "OR",
      queries: [{ combineWith: "AND", queries: group.flatMap(termsFor) }, ...entries.map(({ id }) => MENTION + id)],
    }));
    if (begun.length) queries.push({ combineWith: "OR", queries: begun.map(stem) });
    const found = new Map();
    for (const { id, score } of index.search({ combineWith: "AND", queries })) {
      const record = records[id];
      const mentioned = new Set(record.mentions.map(({ entry }) => entry));
      const isIn = (/** @type {Item} */ item) => !isPhrase(item) || has(record, item.keys);
      if (!groups.every((each) => each.group.every(isIn) || each.entries.some((entry) => mentioned.has(entry.id))))
        continue;
      const asTyped = items.filter(({ keys }) => has(record, keys)).length / (items.length || 1);
      const together = whole.length > 1 && has(record, whole);
      found.set(record, score * (1 + (AS_TYPED - 1) * asTyped) * (together ? SIDE_BY_SIDE : 1));
    }
    return found;
  }

  /**
   * What has some of the items, those above all that are rare: words that stand everywhere don't outvote them.
   * @param {Item[]} items
   * @returns {Found}
   */
  function withSome(items) {
    const had = /** @type {Map<Record, { weight: number, score: number }>} */ (new Map());
    for (const item of items) {
      const found = withAll([item], item.keys);
      const weight = Math.log(1 + records.length / found.size);
      for (const [record, score] of found) {
        const before = had.get(record) ?? { weight: 0, score: 0 };
        had.set(record, { weight: before.weight + weight, score: before.score + score });
      }
    }
    const best = Math.max(...[...had.values()].map(({ weight }) => weight));
    const enough = [...had].filter(([, { weight }]) => weight >= ENOUGH * best);
    return new Map(enough.map(([record, { score }]) => [record, score]));
  }

  /**
   * The glossary entries that the query names, those first whose title it is; else the only one that is named like it.
   * @param {Item[]} items
   * @returns {Record[]}
   */
  function entriesNamed(items) {
    const keys = items.flatMap((item) => item.keys);
    /** The keys without those at both ends that say little. */
    const trimmed = (/** @type {Set<string>[]} */ ...little) => {
      const says = (/** @type {string} */ key) => !little.some((words) => words.has(key));
      return keys.slice(keys.findIndex(says), keys.findLastIndex(says) + 1);
    };
    for (const name of [keys, trimmed(quiet), trimmed(quiet, asking)].filter((some) => some.length).map(asName)) {
      const named = byName.get(name);
      if (named) return named.toSorted((one, other) => Number(isTitle(other, name)) - Number(isTitle(one, name)));
      const alike = entries.filter(({ names: [title, ...others] }) =>
        (/\p{L}/u.test(name) ? [title, ...others] : [title]).some((one) => one.includes(name)),
      );
      if (alike.length === 1) return [alike[0].record];
    }
    return [];
  }

  /**
   * The passage that is named by its number: “2.5”, “¶2.5”, or “passage 2.5” as `pattern` has it.
   * @param {string} query
   * @param {string} pattern
   */
  function passageNamed(query, pattern) {
    const [, before, number] = /^(\S*?)\s*(\d+\.\d+)$/.exec(query.trim().toLowerCase()) ?? [];
    const words = ["", "¶", "§", pattern.replace("{passage}", "").trim().toLowerCase()];
    return words.includes(before) ? passages.get(number) : undefined;
  }

  /**
   * The words of the records that are nearest to one that isn't there, in spelling or out of another script.
   * @param {Item} item
   */
  function nearest({ keys: [key], capitals }) {
    const word = romanised(key);
    const most = capitals || word.length < 4 ? 0 : word.length < 6 ? 1 : 2;
    const foreign = word !== key && bones(word).length > 3;
    /** @type {{ spelling: string, far: number, count: number, same: boolean, like: string }[]} */
    const found = [];
    for (const [other, { word: spelling, count }] of spelt) {
      if (quiet.has(other)) continue;
      const latin = romanised(other);
      let far = latin.startsWith(word) && word.length > 2 ? 1 : distance(word, latin, most);
      if (far > most) {
        if (!foreign || distance(bones(word), bones(latin), 1) > 1) continue;
        far = distance(word, latin, word.length);
      }
      found.push({ spelling, far, count, same: latin[0] === word[0], like: stem(latin) });
    }
    found.sort((one, other) => one.far - other.far || Number(other.same) - Number(one.same) || other.count - one.count);
    const nearest = found.filter(({ far, like }) => far === found[0].far || like === found[0].like);
    const usual = nearest.toSorted((one, other) => other.count - one.count);
    return usual.filter(({ like }, at) => usual.findIndex((one) => one.like === like) === at).slice(0, SUGGESTED);
  }

  /**
   * The query with other words for those that aren't there.
   * @param {string} query
   * @param {Item[]} missing
   * @returns {Suggestion[]}
   */
  function suggestions(query, missing) {
    if (!missing.length || missing.length > SUGGESTED || missing.some(isPhrase)) return [];
    const choices = missing.map(nearest);
    if (!choices.every((some) => some.length)) return [];
    const together = choices.length === 1 ? choices[0].map((one) => [one]) : [choices.map(([first]) => first)];
    return together.map((words) => {
      let asked = query;
      for (const [at, { start, end }] of [...missing.entries()].reverse()) {
        asked = asked.slice(0, start) + words[at].spelling + asked.slice(end);
      }
      return { word: words.map(({ spelling }) => spelling).join(" "), query: asked };
    });
  }

  /**
   * The most frequent words that begin as the last of a query, which perhaps is still being typed.
   * @param {string} query
   * @param {Item[]} missing
   */
  function beginnings(query, missing) {
    const [item] = missing;
    if (missing.length !== 1 || isPhrase(item) || item.end < query.length) return [];
    const [key] = item.keys;
    if (key.length < SHORTEST_BEGINNING) return [];
    const begun = [...spelt].filter(([other]) => other.startsWith(key));
    return begun
      .sort(([, one], [, other]) => other.count - one.count)
      .map(([other]) => other)
      .slice(0, BEGINNINGS);
  }

  /**
   * Where the words of a text are that were looked for, with nothing but a space between them as one.
   * @param {Item[]} items
   * @param {string[]} whole the keys of the whole query
   * @param {string[]} begun
   */
  function marker(items, whole, begun) {
    const single = new Set([...items.filter((item) => !isPhrase(item)).flatMap(termsFor), ...begun.map(stem)]);
    const phrases = [...(whole.length > 1 ? [whole] : []), ...items.filter(isPhrase).map(({ keys }) => keys)];
    return (/** @type {string} */ text) => {
      const words = read(text);
      /** @type {Mark[]} */
      const marks = [];
      for (const [at, { start, end }] of words.entries()) {
        const phrase = phrases.find((keys) => keys.every((key, step) => words[at + step]?.key === key));
        const one = termsOf(text.slice(start, end)).some((term) => single.has(term));
        const to = phrase ? words[at + phrase.length - 1].end : one ? end : 0;
        const last = marks.at(-1);
        if (last && to && !/[^\s\-–’']/u.test(text.slice(last[1], start))) last[1] = Math.max(last[1], to);
        else if (to) marks.push([start, to]);
      }
      return marks;
    };
  }

  /** The interview before the editors, and the best first. */
  function ordered(/** @type {Found} */ found) {
    const theirs = (/** @type {Record} */ { kind }) => Number(kind !== SPOKEN);
    return [...found].sort(([a, one], [b, other]) => theirs(a) - theirs(b) || other - one).map(([record]) => record);
  }

  /**
   * @param {string} query
   * @param {string} pattern how the edition names a passage: `passage {passage}`
   * @returns {Answer}
   */
  return function find(query, pattern) {
    const items = itemsOf(query, columns.language);
    const whole = items.flatMap(({ keys }) => keys);
    const telling = tellingOf(items);
    const missing = telling.filter((item) => !isThere(item));
    const begun = beginnings(query, missing);
    let sought = telling.filter(isThere);
    /** @type {Answer["how"]} */
    let how = begun.length ? "beginning" : missing.length ? "without" : "found";
    let found = /** @type {Found} */ (new Map());
    if (begun.length) found = withAll(sought, whole, begun);
    else if (sought.length && sought.length >= missing.length) {
      found = withAll(sought, whole);
      if (!found.size && sought.some(isPhrase)) {
        how = "phrase";
        sought = sought.flatMap((item) => item.keys.map((key) => ({ ...item, keys: [key], exact: false })));
        found = withAll(sought, whole);
      }
      if (!found.size) {
        how = "some";
        found = withSome(sought);
      }
    }
    const goal = passageNamed(query, pattern);
    const named = entriesNamed(items);
    const meant = new Map(
      [...named, ...grouped(sought).flatMap(({ entries }) => entries)].map(({ id, title }) => [id, title]),
    );
    for (const record of records) {
      const mentioned = record.mentions.some(({ entry }) => named.includes(records[entry]));
      if (mentioned && !found.has(record)) found.set(record, 0);
    }
    const first = [...(goal ? [goal] : []), ...named];
    const all = [...new Set([...first, ...ordered(found)])];
    if (!all.length) how = "none";
    else if (first.length && how !== "beginning") how = "found";
    return {
      how,
      records: all,
      missing: missing.map(({ start, end }) => query.slice(start, end)).join(" "),
      near: how === "none" || how === "without" ? suggestions(query, missing) : [],
      goal,
      marks: marker(sought, whole, begun),
      meant,
    };
  };
}
