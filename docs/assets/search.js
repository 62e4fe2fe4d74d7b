/* The search page. Pagefind (made/search/) is fetched with the first words that are typed. */

const area = document.querySelector(".search");
const { form } = area.querySelector("input");
const status = area.querySelector("[role=status]");
const list = area.querySelector("ol");
const words = area.dataset;
const AT_ONCE = 10;
const CONTEXT = 4;

const THEIRS = { filters: { editors: "yes" } };

let pagefind;
let latest = 0;

/** Pagefind, loaded once. */
async function engine() {
  if (!pagefind) {
    pagefind = await import("../made/search/pagefind.js");
    // A name in the title counts for more; other names of a thing for less than its own words.
    await pagefind.options({ excerptLength: 24, ranking: { metaWeights: { title: 2, also: 0.5 } } });
  }
  return pagefind;
}

/** Find what the form asks for, and keep the address such that it asks for the same. */
async function search() {
  const query = form.q.value.trim();
  const by = form.by.value;
  const turn = ++latest;
  history.replaceState(null, "", query ? `?${new URLSearchParams(by ? { q: query, by } : { q: query })}` : "./");
  for (const count of form.querySelectorAll("label > span")) count.textContent = "";
  if (!query) return show("", []);
  try {
    const { search: find } = await engine();
    let [all, editors] = await Promise.all([find(query), find(query, THEIRS)]);
    const whole = all.results.length > 0;
    if (!whole) [all, editors] = await Promise.all([someWords(find, query), someWords(find, query, THEIRS)]);
    if (turn !== latest) return;
    const theirs = new Set(editors.results.map((result) => result.id));
    const found = { editors: editors.results };
    found.interview = all.results.filter((result) => !theirs.has(result.id));
    const [named, others] = await byName(editors.results, query);
    found[""] = [...named, ...found.interview, ...others];
    if (turn !== latest) return;
    for (const count of form.querySelectorAll("label > span")) {
      count.textContent = ` (${found[count.parentElement.control.value].length})`;
    }
    const said = found[by].length ? (whole ? words.found : words.some) : words.none;
    show(said.replace("{count}", found[by].length).replace("{query}", query), found[by], turn);
  } catch (error) {
    console.error(error);
    show(words.failed, []);
  }
}

/** What has some of the words, those that have most of them first. */
async function someWords(find, query, options) {
  const each = query.match(/[\p{L}\p{N}+’'-]{3,}/gu) ?? [];
  const had = new Map();
  for (const { results } of each.length > 1 ? await Promise.all(each.map((word) => find(word, options))) : []) {
    for (const result of results) {
      const before = had.get(result.id) ?? { result, count: 0, score: 0 };
      had.set(result.id, { result, count: before.count + 1, score: before.score + result.score });
    }
  }
  const most = Math.max(...[...had.values()].map(({ count }) => count));
  const best = [...had.values()].filter(({ count }) => count === most).sort((a, b) => b.score - a.score);
  return { results: best.map(({ result }) => result) };
}

/** The glossary entry of that very name, which goes before everything; and what is left. */
async function byName(results, query) {
  const first = await Promise.all(results.slice(0, AT_ONCE).map((result) => result.data()));
  const same = (text) => text.localeCompare(query.replace(/"/g, ""), undefined, { sensitivity: "base" }) === 0;
  const at = first.findIndex((data) => data.meta.title && same(data.meta.title));
  return at < 0 ? [[], results] : [[results[at]], results.toSpliced(at, 1)];
}

async function show(message, results, turn) {
  status.textContent = message;
  list.replaceChildren();
  await more(results, turn);
}

/** Append the next results, and a button for those after them. */
async function more(results, turn) {
  const entries = await Promise.all(results.slice(0, AT_ONCE).map((result) => result.data()));
  if (turn !== undefined && turn !== latest) return;
  list.append(...entries.map(entry));
  if (results.length <= AT_ONCE) return;
  const item = document.createElement("li");
  const button = document.createElement("button");
  button.className = "md-button";
  button.textContent = words.more;
  button.addEventListener("click", async () => {
    await more(results.slice(AT_ONCE), turn);
    item.nextElementSibling?.querySelector("a").focus();
    item.remove();
  });
  item.append(button);
  list.append(item);
}

/** A result: whose words, where, and the words around what was found. */
function entry(data) {
  const [, kind, url] = /^\/([^/]+)(\/.*)$/.exec(data.raw_url ?? data.url);
  const item = document.createElement("li");
  item.className = kind;
  item.innerHTML = `<p class="whose"></p><p class="where"><a></a></p><p class="excerpt">${data.excerpt}</p>`;
  const [whose, where, excerpt] = item.children;
  whose.textContent = words[kind];
  const link = where.firstChild;
  link.textContent = data.meta.title;
  link.href = address(url) + (kind === "timeline" ? "" : fragment(excerpt, data));
  const also = otherName(data);
  if (also && !excerpt.querySelector("mark")) {
    const line = document.createElement("p");
    line.className = "also";
    line.textContent = words.also.replace("{names}", also.join(" = "));
    item.append(line);
  }
  return item;
}

/** `…/questions/03-…/p4.html`, as the record is called, is `…/questions/03-…/#p4` in the site. */
function address(url) {
  return url.replace(/^\//, "../").replace(/([^/]+)\.html$/, "#$1");
}

/** The other name that was searched for and the words that stand in the text for it. */
function otherName({ meta }) {
  const sought = form.q.value.toLowerCase().match(/[\p{L}\p{N}]{2,}/gu) ?? [];
  for (const pair of meta.also?.split("; ") ?? []) {
    const [names, here] = pair.split(" = ");
    const name = names.split(", ").find((one) => sought.some((word) => one.toLowerCase().includes(word)));
    if (name) return [name, here];
  }
}

/** A text fragment that brings the very words into view: https://wicg.github.io/scroll-to-text-fragment/.
 * Browsers that don't know it still go to the passage. */
function fragment(excerpt, data) {
  const other = excerpt.querySelector("mark") ? null : otherName(data);
  const text = other ? data.content : excerpt.textContent;
  let [start, end] = other ? [text.indexOf(other[1]), text.indexOf(other[1]) + other[1].length] : longestRun(excerpt);
  if (start < 0 || end <= start) return "";
  while (end > start && !/[\p{L}\p{N}]/u.test(text[end - 1])) end--;
  // The words around them tell them from the same words elsewhere on the page.
  const before = text.slice(0, start).trim().split(/\s+/).slice(-CONTEXT).join(" ");
  const after = text.slice(end).trim().split(/\s+/).slice(0, CONTEXT).join(" ");
  const encoded = (part) => encodeURIComponent(part).replace(/-/g, "%2D");
  const said = encoded(text.slice(start, end));
  return `:~:text=${before ? `${encoded(before)}-,` : ""}${said}${after ? `,-${encoded(after)}` : ""}`;
}

/** Where the longest run of marked words begins and ends in the text of an excerpt. */
function longestRun(excerpt) {
  let best = [0, 0];
  let run = null;
  let at = 0;
  for (const node of excerpt.childNodes) {
    const next = at + node.textContent.length;
    if (node.nodeName === "MARK") run = [run ? run[0] : at, next];
    else if (node.textContent.trim()) run = null;
    if (run && run[1] - run[0] > best[1] - best[0]) best = run;
    at = next;
  }
  return best;
}

let typing;
form.addEventListener("submit", (event) => event.preventDefault());
form.addEventListener("input", () => {
  clearTimeout(typing);
  typing = setTimeout(search, 150);
});

const asked = new URLSearchParams(location.search);
form.q.value = asked.get("q") ?? "";
form.by.value = asked.get("by") ?? "";
if (!matchMedia("(hover: none)").matches || !form.q.value) form.q.focus();
search();
