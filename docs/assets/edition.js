/* The explanation of a name or term, shown at the word.
 *
 * Without this script a term is a link to its explanation at the end of the page. With it, a
 * click, a tap or Enter shows the explanation there and then; Escape, or a click elsewhere,
 * closes it, which the browser does by itself for a popover. */
"use strict";

document.addEventListener("click", (event) => {
  const term = event.target.closest?.("a.term");
  if (!term || event.ctrlKey || event.metaKey || event.shiftKey || !HTMLElement.prototype.showPopover) return;
  const entry = document.getElementById(term.hash.slice(1));
  if (!entry) return;
  event.preventDefault();

  document.querySelector(".edition-tip")?.remove();
  const tip = document.createElement("div");
  tip.className = "edition-tip";
  tip.popover = "auto";
  tip.setAttribute("role", "note");
  tip.append(...Array.from(entry.cloneNode(true).childNodes));
  document.body.append(tip); // not inside the passage: its words stay the source's
  tip.addEventListener("toggle", (change) => {
    if (change.newState !== "closed") return;
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
});
