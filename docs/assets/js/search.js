/* The search page. What can be found (made/search/) is fetched with the first words that are typed; from then
 * on nothing more is asked of the network. */

import { ENTRY, finder, SPOKEN } from "./finding.js";
import { all, make, the } from "./page.js";

/**
 * @typedef {import("./finding.js").Answer} Answer
 * @typedef {import("./finding.js").Mark} Mark
 * @typedef {import("./finding.js").Record} Record
 * @typedef {{ shown: number, y: number }} Left where a reader left the results: how many there were, how far down
 */

/* What is shown of a text: whole sentences around the words that were looked for, or “…” where one is cut. */

const LONGEST_EXCERPT = 320; // characters
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
  if (long(first, last) > LONGEST_EXCERPT) return part(text, sentences[first], marks);
  for (;;) {
    if (last + 1 < sentences.length && long(first, last + 1) <= LONGEST_EXCERPT) last++;
    else if (first > 0 && long(first - 1, last) <= LONGEST_EXCERPT) first--;
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
  let end = Math.min(to, Math.max(until, start + LONGEST_EXCERPT - CUT / 2));
  if (end === to) start = Math.max(from, Math.min(start, to - LONGEST_EXCERPT));
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

/* The form, and what it brings. */

const area = the(".search");
const form = /** @type {HTMLFormElement} */ (the("form", area));
const query = /** @type {HTMLInputElement} */ (form.elements.namedItem("q"));
const by = /** @type {RadioNodeList} */ (form.elements.namedItem("by"));
const counts = all("label > span", form);
const state = the("[role=status]", area);
const near = the(".near", area);
const list = the("ol", area);
const AT_ONCE = 10;
const LONGEST_QUERY = 500; // characters of a query
const SHOWN = 60; // of them in a message

/**
 * What the page says, with `facts` in the places for them.
 * @param {string} name
 * @param {{ [fact: string]: string | number }} facts
 */
const said = (name, facts = {}) =>
  (area.dataset[name] ?? "").replace(/\{(\w+)\}/g, (_, fact) => String(facts[fact] ?? ""));

/**
 * The same with `parts` in the place for words.
 * @param {string} name
 * @param {(Node | string)[]} parts
 */
function filled(name, ...parts) {
  const [before, after] = said(name, { words: "\n" }).split("\n");
  return [before, ...parts, after];
}

const made = (/** @type {string} */ name) => new URL(`../../search/${name}`, import.meta.url).href;
const stemming = import(made("stemmer.js"));

/** @type {Promise<{ language: string, find: Awaited<ReturnType<typeof finder>> }> | undefined} */
let opened;

/** Fetch the records, and make an index of them. */
async function open() {
  const response = await fetch(made("records.json"));
  if (!response.ok) throw new Error(`${response.status} ${response.url}`);
  const columns = await response.json();
  const { stemmer } = await stemming;
  return { language: columns.language, find: await finder(columns, stemmer) };
}

/** @type {Answer | undefined} */
let answer;

/** Whether a record holds the words of a voice: `interview`, `editors`, or any. */
const isOf = (/** @type {string} */ voice) => (/** @type {Record} */ record) =>
  !voice || (record.kind === SPOKEN) === (voice === "interview");

/**
 * Answer what the form asks for, and keep the address such that it asks for the same.
 * @param {Left | null} left
 */
async function search(left = null) {
  const asked = query.value.trim().slice(0, LONGEST_QUERY);
  const address = new URLSearchParams(by.value ? { q: asked, by: by.value } : { q: asked });
  history.replaceState(left, "", asked ? `?${address}` : "./");
  if (!asked) return show("", undefined, []);
  try {
    if (!opened) state.textContent = said("opening");
    opened ??= open();
    const { find, language } = await opened;
    if (asked !== query.value.trim().slice(0, LONGEST_QUERY)) return; // something else was typed meanwhile
    const answered = find(asked, area.dataset.passage ?? "");
    const found = answered.records.filter(isOf(by.value));
    const facts = { count: found.length, query: shortened(asked), words: shortened(answered.missing) };
    show(said(found.length ? answered.how : "none", facts), answered, found, language, left?.shown);
    if (left) scrollTo(0, left.y);
  } catch (error) {
    opened = undefined; // it is tried again with the next letter
    console.error(error);
    show(said("failed"), undefined, []);
  }
}

/** The beginning of a long text, to the end of a word if there is one. */
function shortened(/** @type {string} */ text) {
  if (text.length <= SHOWN) return text;
  const [start] = text.slice(0, SHOWN).match(/^.+(?=\s)/) ?? [text.slice(0, SHOWN)];
  return `${start}…`;
}

/**
 * @param {string} message
 * @param {Answer | undefined} answered
 * @param {Record[]} records those to be shown
 * @param {string} language
 * @param {number} count how many at first
 */
function show(message, answered, records, language = "", count = AT_ONCE) {
  answer = answered;
  state.textContent = message;
  for (const place of counts) {
    const { value } = /** @type {HTMLInputElement} */ (/** @type {HTMLLabelElement} */ (place.parentElement).control);
    place.textContent = answered ? ` (${answered.records.filter(isOf(value)).length})` : "";
  }
  const links = (answered?.near ?? []).flatMap(({ word, query: other }, at) => {
    const link = make("a", { textContent: word, href: `?${new URLSearchParams({ q: other })}` });
    return at ? [", ", link] : [link];
  });
  near.replaceChildren(...(links.length ? filled("near", ...links) : []));
  list.replaceChildren();
  if (answered) more(records, language, answered, count);
}

/**
 * Append the next results, and a button for those after them.
 * @param {Record[]} records
 * @param {string} language
 * @param {Answer} answered
 * @param {number} count
 */
function more(records, language, answered, count) {
  list.append(...records.slice(0, count).map((record) => entry(record, language, answered)));
  if (records.length <= count) return;
  const button = make("button", { className: "md-button", textContent: said("more") });
  const item = make("li", { className: "more" }, button);
  button.addEventListener("click", () => {
    more(records.slice(count), language, answered, AT_ONCE);
    item.nextElementSibling?.querySelector("a")?.focus();
    item.remove();
  });
  list.append(item);
}

/**
 * A result: whose words, where, and the words around what was found.
 * @param {Record} record
 * @param {string} language
 * @param {Answer} answered
 */
function entry({ kind, address, title, text, quoted, names, mentions }, language, { marks, meant }) {
  const typed = marks(text);
  const mention = typed.length ? undefined : mentions.find(({ entry }) => meant.has(entry));
  const found = mention ? [/** @type {Mark} */ ([mention.start, mention.end])] : typed;
  const part = excerpt(text, found, language);
  const shown = found.filter(([start, end]) => start >= part.start && end <= part.end);
  const link = make("a", { href: `../${address}${fragment(text, shown)}` }, ...marked(title, marks(title)));
  const item = make("li", { className: kind }, make("p", { className: "whose", textContent: said(kind) }));
  item.append(make("p", { className: "where" }, link));
  if (quoted) item.append(make("p", { className: "quoted" }, ...filled("quotation", ...marked(quoted, marks(quoted)))));
  if (text) {
    const words = marked(text, shown, part.start, part.end);
    if (part.cutBefore) words.unshift("… ");
    if (part.cutAfter) words.push(" …");
    item.append(make("p", { className: "excerpt" }, ...words));
  }
  const others = kind === ENTRY && !marks(title).length ? names.filter((name) => marks(name).length) : [];
  if (others.length)
    item.append(make("p", { className: "also", textContent: said("names", { names: others.join(", ") }) }));
  if (mention) {
    const facts = { entry: meant.get(mention.entry) ?? "", words: text.slice(mention.start, mention.end) };
    item.append(make("p", { className: "also", textContent: said("also", facts) }));
  }
  return item;
}

/**
 * A text, or a part of it, with the marks in it.
 * @param {string} text
 * @param {Mark[]} marks
 * @param {number} start
 * @param {number} end
 */
function marked(text, marks, start = 0, end = text.length) {
  /** @type {(Node | string)[]} */
  const parts = [];
  let at = start;
  for (const [from, to] of marks) {
    parts.push(text.slice(at, from), make("mark", { textContent: text.slice(from, to) }));
    at = to;
  }
  return [...parts, text.slice(at, end)];
}

form.addEventListener("input", () => search());
form.addEventListener("submit", (event) => {
  event.preventDefault();
  if (answer?.goal) location.assign(`../${answer.goal.address}`);
  else if (matchMedia("(hover: none)").matches) query.blur(); // and the keyboard leaves the results free
});
near.addEventListener("click", (event) => {
  const { target } = event;
  if (!(target instanceof HTMLAnchorElement) || event.metaKey || event.ctrlKey || event.shiftKey) return;
  event.preventDefault();
  query.value = new URL(target.href).searchParams.get("q") ?? "";
  query.focus();
  search();
});
list.addEventListener("click", () => {
  const shown = all("li:not(.more)", list).length;
  history.replaceState({ shown, y: scrollY }, "");
});

const asked = new URLSearchParams(location.search);
const before = history.state;
query.value = asked.get("q") ?? "";
by.value = asked.get("by") ?? "";
if (before) history.scrollRestoration = "manual";
else if (!matchMedia("(hover: none)").matches || !query.value) query.focus();
search(before).then(() => {
  if (asked.has("go") && answer?.goal) location.replace(`../${answer.goal.address}`); // Enter was pressed on the first page
});
