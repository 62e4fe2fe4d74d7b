/* The concordance as one types: only the lines whose word, with what follows it, begins with
 * what is typed. Case, accents and punctuation don't matter. The address keeps what was typed,
 * to be shared: ?words=security%20council.
 *
 * The page is whole without this script, which only hides lines. */

import { all, the } from "./page.js";

const PAUSE = 120; // milliseconds after a key: nobody sees it, and thousands of lines are gone through once
const page = the(".concordance");
const field = /** @type {HTMLInputElement} */ (the("input", page));
const count = the("[role=status] span", page);
const jumps = the("nav", page);
const context = Number(page.dataset.context);

/** Without case, accents and punctuation. */
const fold = (/** @type {string} */ text) =>
  text
    .normalize("NFD")
    .replace(/[\p{M}'’]/gu, "")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trimStart();

/** A line: what is compared with what is typed, and whether the passage goes on where it ends. */
const lineOf = (/** @type {HTMLElement} */ element) => {
  const word = the("b", element);
  const after = word.nextSibling?.textContent ?? "";
  return { element, text: `${fold(word.textContent + after).trimEnd()} `, cut: after.length >= context };
};
const wordOf = (/** @type {HTMLElement} */ element) => ({ element, lines: all("dd", element).map(lineOf) });

/** Each letter with its words, each word with its lines. */
const read = () => all("section", page).map((element) => ({ element, words: all("dl > div", element).map(wordOf) }));

/** @type {ReturnType<typeof read> | undefined} */
let letters; // read when first asked for

const filter = () => {
  letters ??= read();
  const typed = fold(field.value);
  let shown = 0;
  for (const letter of letters) {
    const before = shown;
    for (const word of letter.words) {
      const here = shown;
      for (const line of word.lines) {
        // Of what is longer than a line can show, the beginning decides.
        const fits = line.text.startsWith(typed) || (line.cut && typed.startsWith(line.text));
        line.element.hidden = !fits;
        if (fits) shown += 1;
      }
      word.element.hidden = shown === here;
    }
    letter.element.hidden = shown === before;
  }
  jumps.hidden = typed !== "";
  count.textContent = String(shown);
};

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
