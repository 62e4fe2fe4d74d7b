/* What an address leads to: #n-… opens the note, #p4-p6 is a range of passages. Where only the source is
 * shown, a note is shown all the same, and what else the editors added leads to the words that follow it. */

import { bringNote, headingOf, notes, scrollToNote, showAlone } from "./notes.js";
import { passages, targetOf } from "./page.js";
import { isSourceOnly } from "./voices.js";

function arrive() {
  const range = /^#p(\d+)-p?(\d+)$/.exec(location.hash)?.slice(1).map(Number);
  for (const passage of passages) {
    const number = Number(passage.id.slice(1));
    passage.classList.toggle("in-range", Boolean(range && number >= range[0] && number <= range[1]));
  }
  const target = targetOf(range ? `#p${range[0]}` : location.hash);
  const note = notes.find((one) => headingOf(one) === target);
  if (note) {
    if (isSourceOnly()) showAlone(note);
    bringNote(note);
    scrollToNote(note, note.offsetHeight < innerHeight / 2 ? "center" : "start");
  } else if (range) {
    target?.scrollIntoView();
  } else if (target && !target.checkVisibility()) {
    const isAfter = (/** @type {Node} */ one) => target.compareDocumentPosition(one) & Node.DOCUMENT_POSITION_FOLLOWING;
    passages.find(isAfter)?.scrollIntoView();
  }
}
addEventListener("hashchange", arrive);
arrive();
