/* Where the reader is: marked in the outline, and kept to go on from there another time. */

import { keep, kept } from "./memory.js";
import { all, article, nameOf, passages } from "./page.js";
import { offer } from "./resume.js";

const LINE_OF_SIGHT = 160; // pixels: a little below the header
const PAUSE = 250; // milliseconds without scrolling

const place = `at:${location.pathname}`;
const before = kept(place);

const outlined = all(".room-nav .outline a").flatMap((link) => {
  const target = document.getElementById(decodeURIComponent(/** @type {HTMLAnchorElement} */ (link).hash.slice(1)));
  return target ? [{ link, target }] : [];
});

const isAbove = (/** @type {Element} */ element) => element.getBoundingClientRect().top < LINE_OF_SIGHT;

function remember() {
  const passage = passages.findLast(isAbove);
  if (passage) {
    keep(place, passage === passages.at(-1) ? "read" : passage.id);
    keep("last", { href: `${location.pathname}#${passage.id}`, name: nameOf(passage) });
  }
  for (const { link } of outlined) link.removeAttribute("aria-current");
  outlined.findLast(({ target }) => isAbove(target))?.link.setAttribute("aria-current", "location");
}

let waiting = 0;
addEventListener("scroll", () => {
  clearTimeout(waiting);
  waiting = setTimeout(remember, PAUSE);
});

for (const link of all(".question-numbers a", article)) {
  link.classList.toggle("read", kept(`at:${/** @type {HTMLAnchorElement} */ (link).pathname}`) === "read");
}

const again = passages.find((passage) => passage.id === before);
if (again && !location.hash && passages.indexOf(again) >= 2) offer(`#${again.id}`, nameOf(again));
