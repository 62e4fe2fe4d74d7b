/* Where the reader is: marked in the outline, kept to go on from there another time, and not lost when the
 * editors' words come or go. */

import { keep, kept } from "./memory.js";
import { all, article, held, nameOf, passages, targetOf } from "./page.js";
import { offer } from "./resume.js";
import { onSwitch } from "./voices.js";

const HEADER = 64; // pixels, a little more than it takes
const LINE_OF_SIGHT = 160; // a little below it
const PAUSE = 250; // milliseconds without scrolling

const place = `at:${location.pathname}`;
const before = kept(place);

const outlined = all(".room-nav .outline a").flatMap((link) => {
  const target = targetOf(/** @type {HTMLAnchorElement} */ (link).hash);
  return target ? [{ link, target }] : [];
});

const isAbove = (/** @type {Element} */ element) => element.getBoundingClientRect().top < LINE_OF_SIGHT;

function remember() {
  const passage = passages.findLast(isAbove);
  if (passage) {
    const seen = passages[passages.length - 1].getBoundingClientRect().bottom <= innerHeight;
    keep(place, seen ? "read" : passage.id);
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

/**
 * The first letter of the interview below the header.
 * @returns {Range | null}
 */
function firstLetter() {
  const letter = document.createRange();
  const isBelow = (/** @type {Node} */ node, /** @type {number} */ at) => {
    letter.setStart(node, at);
    letter.setEnd(node, at + 1);
    return letter.getBoundingClientRect().bottom > HEADER;
  };
  const passage = passages.find((one) => one.getBoundingClientRect().bottom > HEADER);
  const texts = document.createTreeWalker(passage ?? document.createElement("p"), NodeFilter.SHOW_TEXT);
  for (let text = texts.nextNode(); text; text = texts.nextNode()) {
    let [low, high] = [0, (text.textContent ?? "").length - 1];
    if (high < 0 || !isBelow(text, high)) continue;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (isBelow(text, middle)) high = middle;
      else low = middle + 1;
    }
    isBelow(text, low);
    return letter;
  }
  return null;
}

/* After the notes are placed, which is done first, since their script is read first. */
onSwitch(() => held(firstLetter()));

for (const link of all(".question-numbers a", article)) {
  link.classList.toggle("read", kept(`at:${/** @type {HTMLAnchorElement} */ (link).pathname}`) === "read");
}

const again = passages.find((passage) => passage.id === before);
if (again && !location.hash && passages.indexOf(again) >= 2) offer(`#${again.id}`, nameOf(again));
