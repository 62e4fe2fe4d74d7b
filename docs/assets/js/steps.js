/* From passage to passage, note to note and question to question with keys. */

import { addKeys, isForPage } from "./keys.js";
import { notes, referenceTo } from "./notes.js";
import { all, article, passages, the } from "./page.js";

for (const passage of passages) passage.tabIndex = -1;

const references = () => notes.map(referenceTo).filter((reference) => reference !== null);
const follow = (/** @type {string} */ rel) => () => all(`a[rel="${rel}"]`, article)[0]?.click();

addKeys({
  j: () => step(passages, 1),
  k: () => step(passages, -1),
  n: () => step(references(), 1),
  p: () => step(references(), -1),
  ".": follow("next"),
  ",": follow("prev"),
});

/**
 * Go to the next (or previous) of `targets` from the one that has the focus, or from the top of the screen.
 * @param {HTMLElement[]} targets
 * @param {1 | -1} by
 */
function step(targets, by) {
  const shown = targets.filter((target) => target.getClientRects().length);
  const here = document.activeElement;
  const focused = shown.findIndex((target) => target.contains(here));
  if (focused < 0 && here && article.contains(here)) {
    const { DOCUMENT_POSITION_FOLLOWING: after, DOCUMENT_POSITION_CONTAINED_BY: within } = Node;
    const isAfter = (/** @type {HTMLElement} */ target) =>
      Boolean(here.compareDocumentPosition(target) & (after | within));
    return goTo(by > 0 ? shown.find(isAfter) : shown.findLast((target) => !isAfter(target)));
  }
  const top = 70;
  const tops = shown.map((target) => target.getBoundingClientRect().top);
  const next = by > 0 ? tops.findIndex((at) => at > top) : tops.findLastIndex((at) => at < top - 8);
  goTo(shown[focused >= 0 ? focused + by : next]);
}

/** @param {HTMLElement | undefined} target */
function goTo(target) {
  target?.scrollIntoView({ block: "start" });
  target?.focus({ preventScroll: true });
}

addEventListener("keydown", (event) => {
  const target = /** @type {Element} */ (event.target);
  if (event.key === "Enter" && isForPage(event) && target.matches(".passage")) the("[data-passage]", target).click();
});
