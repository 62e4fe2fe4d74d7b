/* The concordance as one types: only the lines whose word, with what follows it, begins with
 * what is typed. Case, accents and punctuation don't matter. The address keeps what was typed,
 * to be shared: ?words=security%20council.
 *
 * The page is whole without this script, which only hides lines. */
"use strict";
{
  const PAUSE = 120; // milliseconds after a key: nobody sees it, and thousands of lines are gone through once
  const page = document.querySelector(".concordance");
  const field = page.querySelector("input");
  const count = page.querySelector("[role=status] span");
  const jumps = page.querySelector("nav");
  const context = Number(page.dataset.context);

  const fold = (text) =>
    text
      .normalize("NFD")
      .replace(/[\p{M}'’]/gu, "")
      .toLowerCase()
      .replace(/[^\p{L}\p{N}]+/gu, " ")
      .trimStart();

  /* Each letter with its words, each word with its lines; read when first asked for. */
  let letters;
  const read = () =>
    Array.from(page.querySelectorAll("section"), (element) => ({
      element,
      words: Array.from(element.querySelectorAll("dl > div"), (word) => ({
        element: word,
        lines: Array.from(word.querySelectorAll("dd"), lineOf),
      })),
    }));
  const lineOf = (element) => {
    const word = element.querySelector("b");
    const after = word.nextSibling?.data ?? "";
    const cut = after.length >= context; // the passage goes on where the line ends
    return { element, text: `${fold(word.textContent + after).trimEnd()} `, cut };
  };

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
          shown += fits;
        }
        word.element.hidden = shown === here;
      }
      letter.element.hidden = shown === before;
    }
    jumps.hidden = typed !== "";
    count.textContent = shown;
  };

  const remember = () => {
    const address = new URL(location);
    const typed = field.value.trim();
    address.search = typed ? `?words=${encodeURIComponent(typed)}` : "";
    address.hash = "";
    history.replaceState(history.state, "", address);
  };

  let waiting;
  field.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(() => (filter(), remember()), PAUSE);
  });

  page.querySelector("search").hidden = false;
  field.value = new URLSearchParams(location.search).get("words") ?? field.value;
  if (field.value) filter();
}
