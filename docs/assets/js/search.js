/* The search page. Pagefind (made/search/) is fetched with the first words that are typed. */

import { all, make, the } from "./page.js";

/**
 * What is used of Pagefind: https://pagefind.app/docs/api/
 * @typedef {{ url: string, raw_url?: string, excerpt: string, content: string, meta: Record<string, string | undefined> }} Data
 * @typedef {{ id: string, score: number, data: () => Promise<Data> }} Result
 * @typedef {{ filters?: Record<string, string> }} Filters
 * @typedef {(query: string, filters?: Filters) => Promise<{ results: Result[] }>} Find
 * @typedef {{ search: Find, options: (options: object) => Promise<void> }} Pagefind
 */

const area = the(".search");
const form = /** @type {HTMLFormElement} */ (the("form", area));
const query = /** @type {HTMLInputElement} */ (form.elements.namedItem("q"));
const by = /** @type {RadioNodeList} */ (form.elements.namedItem("by"));
const state = the("[role=status]", area);
const list = the("ol", area);
const label = (/** @type {string} */ name) => area.dataset[name] ?? "";
const AT_ONCE = 10;
const CONTEXT = 4;

const THEIRS = { filters: { editors: "yes" } };

/** @type {Pagefind | undefined} */
let pagefind;
let latest = 0;

/** Pagefind, loaded once. */
async function engine() {
  if (!pagefind) {
    pagefind = /** @type {Pagefind} */ (await import(new URL("../../made/search/pagefind.js", import.meta.url).href));
    // A name in the title counts for more; other names of a thing for less than its own words.
    await pagefind.options({ excerptLength: 24, ranking: { metaWeights: { title: 2, also: 0.5 } } });
  }
  return pagefind;
}

/** Find what the form asks for, and keep the address such that it asks for the same. */
async function search() {
  const asked = query.value.trim();
  const whose = by.value;
  const turn = ++latest;
  const address = new URLSearchParams(whose ? { q: asked, by: whose } : { q: asked });
  history.replaceState(null, "", asked ? `?${address}` : "./");
  const counts = all("label > span", form);
  for (const count of counts) count.textContent = "";
  if (!asked) return show("", [], turn);
  try {
    const { search: find } = await engine();
    let [every, editors] = await Promise.all([find(asked), find(asked, THEIRS)]);
    const whole = every.results.length > 0;
    if (!whole) [every, editors] = await Promise.all([someWords(find, asked), someWords(find, asked, THEIRS)]);
    if (turn !== latest) return;
    const theirs = new Set(editors.results.map((result) => result.id));
    const interview = every.results.filter((result) => !theirs.has(result.id));
    const [named, others] = await byName(editors.results, asked);
    if (turn !== latest) return;
    /** @type {Record<string, Result[]>} */
    const found = { interview, editors: editors.results, "": [...named, ...interview, ...others] };
    for (const count of counts) {
      const choice = /** @type {HTMLLabelElement} */ (count.parentElement).control;
      count.textContent = ` (${found[/** @type {HTMLInputElement} */ (choice).value].length})`;
    }
    const message = found[whose].length ? label(whole ? "found" : "some") : label("none");
    show(message.replace("{count}", String(found[whose].length)).replace("{query}", asked), found[whose], turn);
  } catch (error) {
    console.error(error);
    show(label("failed"), [], turn);
  }
}

/**
 * What has some of the words, those that have most of them first.
 * @param {Find} find
 * @param {string} asked
 * @param {Filters} [filters]
 */
async function someWords(find, asked, filters) {
  const each = asked.match(/[\p{L}\p{N}+’'-]{3,}/gu) ?? [];
  /** @type {Map<string, { result: Result, count: number, score: number }>} */
  const had = new Map();
  for (const { results } of each.length > 1 ? await Promise.all(each.map((word) => find(word, filters))) : []) {
    for (const result of results) {
      const before = had.get(result.id) ?? { result, count: 0, score: 0 };
      had.set(result.id, { result, count: before.count + 1, score: before.score + result.score });
    }
  }
  const most = Math.max(...[...had.values()].map(({ count }) => count));
  const best = [...had.values()].filter(({ count }) => count === most).sort((a, b) => b.score - a.score);
  return { results: best.map(({ result }) => result) };
}

/**
 * The glossary entry of that very name, which goes before everything; and what is left.
 * @param {Result[]} results
 * @param {string} asked
 */
async function byName(results, asked) {
  const name = asked.replace(/"/g, "");
  const first = await Promise.all(results.slice(0, AT_ONCE).map((result) => result.data()));
  const at = first.findIndex(({ meta }) => meta.title?.localeCompare(name, undefined, { sensitivity: "base" }) === 0);
  return at < 0 ? [[], results] : [[results[at]], results.toSpliced(at, 1)];
}

/**
 * @param {string} message
 * @param {Result[]} results
 * @param {number} turn
 */
async function show(message, results, turn) {
  state.textContent = message;
  list.replaceChildren();
  await more(results, turn);
}

/**
 * Append the next results, and a button for those after them; nothing if something else was asked meanwhile.
 * @param {Result[]} results
 * @param {number} turn
 */
async function more(results, turn) {
  const entries = await Promise.all(results.slice(0, AT_ONCE).map((result) => result.data()));
  if (turn !== latest) return;
  list.append(...entries.map(entry));
  if (results.length <= AT_ONCE) return;
  const button = make("button", { className: "md-button", textContent: label("more") });
  const item = make("li", {}, button);
  button.addEventListener("click", async () => {
    await more(results.slice(AT_ONCE), turn);
    item.nextElementSibling?.querySelector("a")?.focus();
    item.remove();
  });
  list.append(item);
}

/**
 * A result: whose words, where, and the words around what was found.
 * @param {Data} data
 */
function entry(data) {
  const [, kind, url] = /^\/([^/]+)(\/.*)$/.exec(data.raw_url ?? data.url) ?? ["", "", "/"];
  const excerpt = make("p", { className: "excerpt", innerHTML: data.excerpt });
  const link = make("a", { textContent: data.meta.title });
  link.href = address(url) + (kind === "timeline" ? "" : fragment(excerpt, data));
  const whose = make("p", { className: "whose", textContent: label(kind) });
  const item = make("li", { className: kind }, whose, make("p", { className: "where" }, link), excerpt);
  const also = otherName(data);
  if (also && !excerpt.querySelector("mark")) {
    item.append(make("p", { className: "also", textContent: label("also").replace("{names}", also.join(" = ")) }));
  }
  return item;
}

/** `…/questions/03-…/p4.html`, as the record is called, is `…/questions/03-…/#p4` in the site. */
function address(/** @type {string} */ url) {
  return url.replace(/^\//, "../").replace(/([^/]+)\.html$/, "#$1");
}

/**
 * The other name that was searched for and the words that stand in the text for it.
 * @param {Data} data
 */
function otherName({ meta }) {
  const sought = query.value.toLowerCase().match(/[\p{L}\p{N}]{2,}/gu) ?? [];
  for (const pair of meta.also?.split("; ") ?? []) {
    const [names, here] = pair.split(" = ");
    const name = names.split(", ").find((one) => sought.some((word) => one.toLowerCase().includes(word)));
    if (name) return [name, here];
  }
  return null;
}

/**
 * A text fragment that brings the very words into view: https://wicg.github.io/scroll-to-text-fragment/.
 * Browsers that don't know it still go to the passage.
 * @param {HTMLElement} excerpt
 * @param {Data} data
 */
function fragment(excerpt, data) {
  const other = excerpt.querySelector("mark") ? null : otherName(data);
  const text = other ? data.content : excerpt.textContent;
  let [start, end] = other ? [text.indexOf(other[1]), text.indexOf(other[1]) + other[1].length] : longestRun(excerpt);
  if (start < 0 || end <= start) return "";
  while (end > start && !/[\p{L}\p{N}]/u.test(text[end - 1])) end--;
  // The words around them tell them from the same words elsewhere on the page.
  const before = text.slice(0, start).trim().split(/\s+/).slice(-CONTEXT).join(" ");
  const after = text.slice(end).trim().split(/\s+/).slice(0, CONTEXT).join(" ");
  const encoded = (/** @type {string} */ part) => encodeURIComponent(part).replace(/-/g, "%2D");
  const said = encoded(text.slice(start, end));
  return `:~:text=${before ? `${encoded(before)}-,` : ""}${said}${after ? `,-${encoded(after)}` : ""}`;
}

/**
 * Where the longest run of marked words begins and ends in the text of an excerpt.
 * @param {HTMLElement} excerpt
 * @returns {[number, number]}
 */
function longestRun(excerpt) {
  /** @type {[number, number]} */
  let best = [0, 0];
  /** @type {[number, number] | null} */
  let run = null;
  let at = 0;
  for (const { nodeName, textContent } of excerpt.childNodes) {
    const text = textContent ?? "";
    const next = at + text.length;
    if (nodeName === "MARK") run = [run ? run[0] : at, next];
    else if (text.trim()) run = null;
    if (run && run[1] - run[0] > best[1] - best[0]) best = run;
    at = next;
  }
  return best;
}

let typing = 0;
form.addEventListener("submit", (event) => event.preventDefault());
form.addEventListener("input", () => {
  clearTimeout(typing);
  typing = setTimeout(search, 150);
});

const asked = new URLSearchParams(location.search);
query.value = asked.get("q") ?? "";
by.value = asked.get("by") ?? "";
if (!matchMedia("(hover: none)").matches || !query.value) query.focus();
search();
