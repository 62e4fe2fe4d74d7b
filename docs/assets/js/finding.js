/* What is found for a query. MiniSearch (https://lucaong.github.io/minisearch/) keeps the index and weighs;
 * here it is decided what counts as a word, a phrase and a name, and what to say if there is nothing. */

import MiniSearch from "../vendor/minisearch.js";
import { itemsOf } from "./query.js";
import { ENTRY, recordsOf, SPOKEN } from "./records.js";
import { bones, distance, isCapitals, keyOf, keysIn, romanised, wordsOf } from "./wording.js";

/**
 * @typedef {import("./query.js").Item} Item
 * @typedef {import("./records.js").Columns} Columns
 * @typedef {import("./records.js").Record} Record
 */

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
