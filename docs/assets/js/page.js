/* What every page has: its parts and words, what a reader chooses, colours, voices, keys, and the pages kept for when
 * there is no net. Every page is readable without any of these scripts: without them notes stand after their passage,
 * names lead to the end of the page, and a passage's number is a link to it. */

/**
 * What the frame of a page says: the words that begin with `frame_` in scripts/edition/locale/.
 * @typedef {object} Words
 * @property {string} colours
 * @property {string[]} colours_names
 * @property {string} more
 * @property {string} sources
 * @property {string} close
 * @property {string} cite
 * @property {string} copy_link
 * @property {string} copy_quotation
 * @property {string} copied
 * @property {string} suggest
 * @property {string} editors
 * @property {string} explained
 * @property {string} quotation
 * @property {string} asked_for
 * @property {string} hide_note
 * @property {string} resume
 * @property {string} keys_title
 * @property {string} keys_on
 * @property {[string, string][]} keys
 */

/**
 * An element that every page has, or that its caller has made sure of.
 * @param {string} selector
 * @param {ParentNode} within
 * @returns {HTMLElement}
 */
export function the(selector, within = document) {
  const found = within.querySelector(selector);
  if (!(found instanceof HTMLElement)) throw new Error(`there is no ${selector}`);
  return found;
}

/**
 * All elements that `selector` finds.
 * @param {string} selector
 * @param {ParentNode} within
 * @returns {HTMLElement[]}
 */
export const all = (selector, within = document) =>
  [...within.querySelectorAll(selector)].filter((one) => one instanceof HTMLElement);

/**
 * A new element with some properties and what stands in it.
 * @template {keyof HTMLElementTagNameMap} Name
 * @param {Name} name
 * @param {Partial<HTMLElementTagNameMap[Name]>} properties
 * @param {(Node | string)[]} children
 * @returns {HTMLElementTagNameMap[Name]}
 */
export function make(name, properties = {}, ...children) {
  const element = Object.assign(document.createElement(name), properties);
  element.append(...children);
  return element;
}

/**
 * What `read` makes of something a reader brings: an address, or what their browser kept. It can be anything at all,
 * or forbidden, so where it can't be read it is null.
 * @template Read
 * @param {() => Read} read
 */
export function attempt(read) {
  try {
    return read();
  } catch {
    return null;
  }
}

/**
 * The element that a fragment leads to, as a browser would find it.
 * @param {string} hash
 */
export function targetOf(hash) {
  const id = hash.slice(1);
  return document.getElementById(attempt(() => decodeURIComponent(id)) ?? id);
}

/** @type {Words} */
export const words = JSON.parse(the("#room-words").textContent);
export const article = the("article");
export const passages = all(".passage", article);

/**
 * The name of a passage, as in “2.4”.
 * @param {HTMLElement} passage
 */
export const nameOf = (passage) => the("[data-passage]", passage).dataset.passage ?? "";

/**
 * Hold something where it stands in the window, whatever comes or goes above it until what is returned is called.
 * @param {Element | Range | null | undefined} place
 */
export function held(place) {
  const top = () => place?.getBoundingClientRect().top ?? 0;
  const before = top();
  document.documentElement.style.overflowAnchor = "none"; // or the browser would mend it, too
  return () => {
    scrollBy({ top: top() - before, behavior: "instant" });
    requestAnimationFrame(() => document.documentElement.style.removeProperty("overflow-anchor"));
  };
}

/* What a reader chooses, kept by the browser under this site's path. Where it keeps nothing, since it is
 * forbidden to or full, a choice lasts as long as the page. first.js reads two of these, too, before
 * anything is painted. */

const site = new URL("../../../", import.meta.url);
/** @type {Map<string, unknown>} */
const choices = new Map(); // on this page

/**
 * What was kept under a name: anything at all, since others can write there, too; null for nothing.
 * @param {string} name
 * @returns {unknown}
 */
export function kept(name) {
  if (choices.has(name)) return choices.get(name);
  return attempt(() => JSON.parse(localStorage.getItem(`${site.pathname}.${name}`) ?? "null"));
}

/**
 * @param {string} name
 * @param {unknown} value
 */
export function keep(name, value) {
  choices.set(name, value);
  attempt(() => localStorage.setItem(`${site.pathname}.${name}`, JSON.stringify(value))); // or it is forgotten with the page
}

/* The colours: as on the device, light or dark. */

const SCHEMES = ["device", "light", "dark"];
const dark = matchMedia("(prefers-color-scheme: dark)");
const painter = the(".colours");

/** Which of the schemes was scheme: the device's unless another was. */
const scheme = () => Math.max(0, SCHEMES.indexOf(/** @type {string} */ (kept("colours"))));

function paint() {
  const isDark = scheme() === 0 ? dark.matches : scheme() === 2;
  document.documentElement.dataset.mdColorScheme = isDark ? "slate" : "default";
  painter.title = words.colours.replace("{name}", words.colours_names[scheme()]);
  painter.setAttribute("aria-label", painter.title);
}

painter.addEventListener("click", () => {
  keep("colours", SCHEMES[(scheme() + 1) % SCHEMES.length]);
  paint();
});
dark.addEventListener("change", paint);
paint();

/* Source only, or the interview with all that the editors added. */

const switcher = the(".voices");
/** @type {(() => () => void)[]} */
const listeners = [];

/** Whether the interview is shown without what the editors added. */
export const isSourceOnly = () => kept("source-only") === true;

const ownTitle = document.title;
/** @type {HTMLElement | null} */
const count = document.querySelector("h1 .count");

/** The title of a question's page is the editors', too; its tab, and a file that it is printed into, have the number. */
const neutralTitle = () =>
  count ? `${count.dataset.label} ${count.textContent}${ownTitle.slice(ownTitle.lastIndexOf(" - "))}` : ownTitle;

function showVoices() {
  document.title = isSourceOnly() ? neutralTitle() : ownTitle;
  document.documentElement.classList.toggle("source-only", isSourceOnly());
  switcher.setAttribute("aria-pressed", String(isSourceOnly()));
}

/** Go from one to the other. */
export function switchVoices() {
  const afterwards = listeners.map((listener) => listener());
  keep("source-only", !isSourceOnly());
  showVoices();
  for (const then of afterwards) then();
}

/**
 * Call `listener` before each switch, and what it returns after it.
 * @param {() => () => void} listener
 */
export const onSwitch = (listener) => listeners.push(listener);

switcher.addEventListener("click", switchVoices);
showVoices();

/* The keys for reading, and the list of them. */

/** @type {Record<string, () => void>} */
const keys = {
  "/": () => the("a.search-link").click(),
  "?": showKeys,
  s: switchVoices,
};

/**
 * Let more keys do something, on the pages that load this.
 * @param {Record<string, () => void>} more
 */
export const addKeys = (more) => Object.assign(keys, more);

const TYPING = "input:not([type=radio], [type=checkbox]), textarea, select, dialog";

/**
 * Whether a key is meant for the page: not for a field, a dialog or the browser.
 * @param {KeyboardEvent} event
 */
export function isForPage(event) {
  const typing = event.target instanceof Element && event.target.closest(TYPING);
  return !(typing || event.ctrlKey || event.metaKey || event.altKey || (kept("keys") === false && event.key !== "?"));
}

addEventListener("keydown", (event) => {
  if (!isForPage(event) || !Object.hasOwn(keys, event.key)) return;
  event.preventDefault();
  keys[event.key]();
});

function showKeys() {
  const list = words.keys.map(([key, what]) =>
    make("div", {}, make("dt", {}, make("kbd", { textContent: key })), make("dd", { textContent: what })),
  );
  const on = make("input", { type: "checkbox", checked: kept("keys") !== false });
  on.addEventListener("change", () => keep("keys", on.checked));
  const dialog = make(
    "dialog",
    { className: "edition-dialog md-typeset", ariaLabel: words.keys_title },
    make("h2", { textContent: words.keys_title }),
    make("dl", {}, ...list),
    make("p", {}, make("label", {}, on, ` ${words.keys_on}`)),
    make("form", { method: "dialog" }, make("button", { className: "md-button", textContent: words.close })),
  );
  dialog.addEventListener("close", () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
}
document.querySelector(".show-keys")?.addEventListener("click", showKeys);

/* A click says only in some browsers whether a key made it. */
let pointed = false;
addEventListener("pointerdown", () => (pointed = true), { capture: true });
addEventListener("keydown", () => (pointed = false), { capture: true });

/**
 * Whether a click was made with a key, or by a program that reads the screen.
 * @param {UIEvent} click
 */
export const withKeyboard = (click) => click.detail === 0 || !pointed;

/* The offer to go on where the reader was: at a passage of this page, or from the home page at any. */

/**
 * Offer to go on at a passage; gone when it was followed, refused or passed over.
 * @param {string} href
 * @param {string} name of the passage, as in “2.4”
 */
export function offer(href, name) {
  const link = make("a", { href, textContent: words.resume.replace("{passage}", name) });
  const close = make("button", { type: "button", textContent: "×", ariaLabel: words.close });
  const line = make("p", { className: "resume" }, link, close);
  article.append(line);
  const leave = () => line.remove();
  line.addEventListener("click", leave);
  setTimeout(() => addEventListener("scroll", () => setTimeout(leave, 2000), { once: true }), 1000);
  addEventListener("keydown", (event) => event.key !== "Tab" && event.key !== "Enter" && leave(), { once: true });
}

/** The passage that was read last, on whatever page. */
function last() {
  const { href, name } = Object(kept("last"));
  const isPath = typeof href === "string" && /^\/[^/\\]/.test(href);
  return isPath && typeof name === "string" ? { href, name } : null;
}

const lastRead = article.querySelector(".seek") ? last() : null; // the home page has the field
if (lastRead) offer(lastRead.href, lastRead.name);

/* Have docs/offline.js keep what is read, for when there is no net. A page of the preview has no place to say so. */

async function keepForOffline() {
  if (!navigator.serviceWorker) return;
  await navigator.serviceWorker.register(new URL("offline.js", site));
  const cache = await caches.open(site.href);
  // What was fetched before there was a worker to see it: this page; and the one that says that a page isn't there.
  const missing = new URL("404.html", site).href;
  const answer = (await cache.match(missing)) ?? (await fetch(missing));
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const parts = [...page.querySelectorAll("link[rel=stylesheet], link[rel=modulepreload], script[src]")].map((each) =>
    each instanceof HTMLLinkElement ? each.href : /** @type {HTMLScriptElement} */ (each).src,
  );
  const fetched = performance.getEntriesByType("resource").map(({ name }) => name);
  const wanted = [...new Set([location.href.replace(/[?#].*/, ""), missing, ...parts, ...fetched])].filter(
    (each) => each.startsWith(site.href) && !each.includes("/made/files/"),
  );
  // A reader may have gone on before all of it had come: what lacks is fetched on the next page.
  const there = await Promise.all(wanted.map((each) => cache.match(each)));
  await cache.addAll(wanted.filter((_, at) => !there[at]));
}

// Where a browser keeps nothing, all is as before.
if (document.querySelector(".offline")) addEventListener("load", () => keepForOffline().catch(() => {}));
