/* The explanation of a name or term, shown at the word. */

import { make, targetOf, words } from "./page.js";

document.addEventListener("click", (event) => {
  const term = event.target instanceof Element && event.target.closest("a.term");
  if (!(term instanceof HTMLAnchorElement) || event.ctrlKey || event.metaKey || event.shiftKey) return;
  const entry = targetOf(term.hash);
  if (!entry || !HTMLElement.prototype.showPopover) return;
  event.preventDefault();
  explain(term, entry);
});

/**
 * Show a copy of `entry` at `term`. The browser closes it on Escape, or on a click elsewhere.
 * @param {HTMLAnchorElement} term
 * @param {HTMLElement} entry
 */
function explain(term, entry) {
  document.querySelector(".edition-tip")?.remove();
  const whose = make("p", { className: "whose", textContent: words.explained });
  const tip = make("div", { className: "edition-tip", popover: "auto" }, whose, ...entry.cloneNode(true).childNodes);
  tip.setAttribute("role", "note");
  document.body.append(tip); // not inside the passage: its words stay the source's
  tip.addEventListener("toggle", ({ newState }) => {
    if (newState !== "closed") return;
    tip.remove();
    term.focus({ preventScroll: true });
  });
  tip.showPopover();

  const word = term.getClientRects()[0];
  const left = Math.max(8, Math.min(word.left, innerWidth - tip.offsetWidth - 8));
  const below = word.bottom + tip.offsetHeight + 8 < innerHeight;
  const top = below ? word.bottom + 4 : word.top - tip.offsetHeight - 4;
  tip.style.left = `${left + scrollX}px`;
  tip.style.top = `${top + scrollY}px`;
  tip.querySelector("a")?.focus({ preventScroll: true });
}
