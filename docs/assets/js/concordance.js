/* The concordance as one types: only the lines whose word, with what follows it, begins with
 * what is typed. Case, accents and punctuation don't matter. The address keeps what was typed,
 * to be shared: ?words=security%20council.
 *
 * All lines can be read without this script, which only hides some; those of a letter that has a page
 * of its own it fetches from there when a word of that letter is typed. */

import { all, make, the } from "./page.js";

/**
 * @typedef {{ element: HTMLElement, text: string, cut: boolean }} Line
 * @typedef {{ element: HTMLElement, lines: Line[] }} Word
 * @typedef {{ element: HTMLElement, words: Word[], here: boolean }} Letter `here`, on the page itself
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

/** What a page is looked up by; all digits have one. */
const letterOf = (/** @type {string} */ text) => [...fold(text)][0]?.replace(/\p{N}/u, "0");

/** A line: what is compared with what is typed, and whether the passage goes on where it ends. */
const lineOf = (/** @type {HTMLElement} */ element) => {
  const word = the("b", element);
  const after = word.nextSibling?.textContent ?? "";
  return { element, text: `${fold(word.textContent + after).trimEnd()} `, cut: after.length >= context };
};
const wordOf = (/** @type {HTMLElement} */ element) => ({ element, lines: all("dd", element).map(lineOf) });

/** Each letter below `place` with its words, each word with its lines. */
const read = (/** @type {ParentNode} */ place, here = true) =>
  all("section", place).map((element) => ({ element, words: all("dl > div", element).map(wordOf), here }));

/** @type {Letter[] | undefined} */
let letters; // read when first asked for
/** @type {Set<HTMLAnchorElement>} */
const asked = new Set(); // the pages that are here, or on their way

/** Fetch the pages of the letter that `typed` begins with, but for those that are here. */
async function fetchFor(/** @type {string} */ typed) {
  const letter = letterOf(typed);
  const ways = /** @type {HTMLAnchorElement[]} */ (all("a[data-letter]:not([aria-current])", jumps));
  const wanted = ways.filter((way) => letterOf(way.dataset.letter ?? "") === letter && !asked.has(way));
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
  const typed = fold(field.value);
  try {
    if (typed) await fetchFor(typed);
    if (typed !== fold(field.value)) return; // something else was typed meanwhile
    show(typed);
  } catch (error) {
    console.error(error);
    show("");
    state.textContent = page.dataset.failed ?? "";
  }
};

/** Show what fits, or, with nothing typed, what was there at first. */
function show(/** @type {string} */ typed) {
  letters ??= [...read(page).filter(({ element }) => !fetched.contains(element)), ...read(fetched, false)];
  let shown = 0;
  for (const letter of letters) {
    const before = shown;
    for (const word of letter.words) {
      const here = shown;
      for (const line of word.lines) {
        // Of what is longer than a line can show, the beginning decides.
        const fits =
          (typed !== "" || letter.here) && (line.text.startsWith(typed) || (line.cut && typed.startsWith(line.text)));
        line.element.hidden = !fits;
        if (fits) shown += 1;
      }
      word.element.hidden = shown === here;
    }
    letter.element.hidden = shown === before;
  }
  jumps.hidden = typed !== "";
  if (heads instanceof HTMLElement) heads.hidden = typed !== "";
  count.textContent = typed ? String(shown) : whole;
  state.replaceChildren(...said);
}

const remember = () => {
  const address = new URL(location.href);
  const typed = field.value.trim();
  address.search = typed ? `?words=${encodeURIComponent(typed)}` : "";
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
