/* The concordance as one types: only the lines whose word, with what follows it, begins with
 * what is typed, or with what is left of it behind words that have no lines, if these stand before the line's
 * word. Case, accents and punctuation don't matter. The address keeps what was typed,
 * to be shared: ?words=security%20council.
 *
 * All lines can be read without this script, which only hides some; those of a letter that has a page
 * of its own it fetches from there when a word of that letter is typed. */

import { all, attempt, make, the } from "./page.js";

/**
 * @typedef {{ element: HTMLElement, text: string, cut: boolean, before: string, cutBefore: boolean }} Line
 * @typedef {{ element: HTMLElement, lines: Line[] }} Word
 * @typedef {{ element: HTMLElement, words: Word[], here: boolean }} Letter `here`, on the page itself
 * @typedef {{ before: string, from: string }} Reading what is looked up, and what is to stand before it
 */

const PAUSE = 120; // milliseconds after a key: nobody sees it, and thousands of lines are gone through once
const page = the(".concordance");
const field = /** @type {HTMLInputElement} */ (the("input", page));
const state = the("[role=status]", page);
const said = [...state.childNodes];
const count = the("span", state);
const whole = count.textContent;
const jumps = the("nav", page);
const heads = page.querySelector(".heads");
const context = Number(page.dataset.context);
const WORD = /[\p{L}\p{N}\p{M}'’]+/gu;
const HYPHEN = /[-‐‑]/;
const CAPITALS = /^['’]?\p{Lu}{2,}(?:['’]s?)?$/u; // “US” has lines, “us” has none
const fetched = make("div");
page.append(fetched);

/** Without case, accents and punctuation. */
const fold = (/** @type {string} */ text) =>
  text
    .normalize("NFD")
    .replace(/[\p{M}'’]/gu, "")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trimStart();

/** A word as the list of those without lines has it: in small letters, without the ending of a possessive. */
const keyOf = (/** @type {string} */ word) =>
  word
    .normalize("NFC")
    .toLowerCase()
    .replaceAll("’", "'")
    .replace(/^'+|'s?$/g, "");
const leftOut = new Set(all("details p", page).flatMap(({ textContent }) => textContent.split(", ").map(keyOf)));
const typedLikeThem = new Set([...leftOut].map(fold)); // “dont” is “don’t”
const isLeftOut = (/** @type {string} */ word) => typedLikeThem.has(fold(keyOf(word)));
/** Whether all that is typed is words without lines. */
const saysLittle = (/** @type {string} */ typed) => (typed.match(WORD) ?? []).every(isLeftOut);

/**
 * By what to look up what is typed: by its first word and, as long as that is one without lines, by the next.
 * @param {string} typed
 * @returns {Reading[]}
 */
function readingsOf(typed) {
  const readings = [{ before: "", from: fold(typed) }];
  for (const { 0: word, index } of typed.matchAll(WORD)) {
    if (!isLeftOut(word)) break;
    const end = index + word.length;
    readings.push({ before: fold(typed.slice(0, end)), from: fold(typed.slice(end)) });
  }
  return readings.filter(({ from }) => from);
}

/**
 * The words before that of a line, with a sign in place of each that has a line itself: one that isn't left out, or is
 * written in capitals, or begins a word with hyphens. A phrase that begins there has that line, and no other.
 * @param {string} text
 */
const wordsBefore = (text) =>
  [...text.matchAll(WORD)]
    .map(({ 0: word, index }) => {
      const [joined, joins] = [index - 1, index + word.length].map((at) => HYPHEN.test(text[at] ?? ""));
      const hasLine = !leftOut.has(keyOf(word)) || CAPITALS.test(word) || (joins && !joined);
      return hasLine ? "*" : fold(word);
    })
    .join(" ");

/** What a page is looked up by; all digits have one. */
const letterOf = (/** @type {string} */ text) => [...fold(text)][0]?.replace(/\p{N}/u, "0");

/** A line: what is compared with what is typed, and whether the passage goes on at its ends. */
const lineOf = (/** @type {HTMLElement} */ element) => {
  const word = the("b", element);
  const after = word.nextSibling?.textContent ?? "";
  const before = word.previousSibling?.textContent?.slice(1) ?? ""; // but for the space behind the number
  return {
    element,
    text: `${fold(word.textContent + after).trimEnd()} `,
    cut: after.length >= context,
    before: ` ${wordsBefore(before)}`,
    cutBefore: before.length >= context,
  };
};
const wordOf = (/** @type {HTMLElement} */ element) => ({ element, lines: all("dd", element).map(lineOf) });

/** Each letter below `place` with its words, each word with its lines. */
const read = (/** @type {ParentNode} */ place, here = true) =>
  all("section", place).map((element) => ({ element, words: all("dl > div", element).map(wordOf), here }));

/** @type {Letter[] | undefined} */
let letters; // read when first asked for
/** @type {Set<HTMLAnchorElement>} */
const asked = new Set(); // the pages that are here, or on their way

/** Fetch the pages of the letters that the readings begin with, but for those that are here. */
async function fetchFor(/** @type {Reading[]} */ readings) {
  const wantedLetters = readings.map(({ from }) => letterOf(from));
  const ways = /** @type {HTMLAnchorElement[]} */ (all("a[data-letter]:not([aria-current])", jumps));
  const wanted = ways.filter((way) => wantedLetters.includes(letterOf(way.dataset.letter ?? "")) && !asked.has(way));
  await Promise.all(
    wanted.map(async (way) => {
      asked.add(way);
      try {
        const response = await fetch(way.href);
        if (!response.ok) throw new Error(`${response.status} ${way.href}`);
        const there = new DOMParser().parseFromString(await response.text(), "text/html");
        for (const section of all(".concordance section", there)) {
          for (const one of all("[id]", section)) one.removeAttribute("id"); // they are on this page, too
          for (const link of section.querySelectorAll("a")) {
            link.href = new URL(link.getAttribute("href") ?? "", way.href).href;
          }
          fetched.append(section);
        }
        letters = undefined;
      } catch (error) {
        asked.delete(way); // it is tried again with the next letter
        throw error;
      }
    }),
  );
}

const filter = async () => {
  const typed = field.value;
  const readings = readingsOf(typed);
  try {
    await fetchFor(readings);
    if (typed !== field.value) return; // something else was typed meanwhile
    show(readings);
    if (readings.length && saysLittle(typed)) state.append(` · ${page.dataset.leftOut}${typed.trim()}`);
  } catch (error) {
    console.error(error);
    show([]);
    state.textContent = page.dataset.failed ?? "";
  }
};

/**
 * Whether what is looked up stands in a line. Of what is longer than a line can show, as much as it shows decides.
 * @param {Line} line
 * @param {Reading} reading
 */
function fits(line, { before, from }) {
  const follows = line.text.startsWith(from) || (line.cut && from.startsWith(line.text));
  if (!follows || !before) return follows;
  const wanted = ` ${before}`;
  return line.before.endsWith(wanted) || (line.cutBefore && wanted.endsWith(line.before));
}

/** Show what fits, or, with nothing typed, what was there at first. */
function show(/** @type {Reading[]} */ readings) {
  const typed = readings.length > 0;
  letters ??= [...read(page).filter(({ element }) => !fetched.contains(element)), ...read(fetched, false)];
  let shown = 0;
  for (const letter of letters) {
    const before = shown;
    for (const word of letter.words) {
      const here = shown;
      for (const line of word.lines) {
        const isShown = typed ? readings.some((reading) => fits(line, reading)) : letter.here;
        line.element.hidden = !isShown;
        if (isShown) shown += 1;
      }
      word.element.hidden = shown === here;
    }
    letter.element.hidden = shown === before;
  }
  jumps.hidden = typed;
  if (heads instanceof HTMLElement) heads.hidden = typed;
  count.textContent = typed ? String(shown) : whole;
  state.replaceChildren(...said);
}

const remember = () => {
  const address = new URL(location.href);
  const typed = attempt(() => encodeURIComponent(field.value.trim()));
  address.search = typed ? `?words=${typed}` : "";
  address.hash = "";
  history.replaceState(history.state, "", address);
};

let waiting = 0;
field.addEventListener("input", () => {
  clearTimeout(waiting);
  waiting = setTimeout(() => {
    filter();
    remember();
  }, PAUSE);
});

the("search", page).hidden = false;
field.value = new URLSearchParams(location.search).get("words") ?? field.value;
if (field.value) filter();
