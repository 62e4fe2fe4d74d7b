/* What an address leads to: #n-… opens the note, #p4-p6 is a range of passages. */

import { headingOf, notes, openNote } from "./notes.js";
import { passages } from "./page.js";

function arrive() {
  const range = /^#p(\d+)-p?(\d+)$/.exec(location.hash)?.slice(1).map(Number);
  for (const passage of passages) {
    const number = Number(passage.id.slice(1));
    passage.classList.toggle("in-range", Boolean(range && number >= range[0] && number <= range[1]));
  }
  if (range) document.getElementById(`p${range[0]}`)?.scrollIntoView();
  const note = notes.find((one) => `#${headingOf(one).id}` === location.hash);
  if (note) {
    openNote(note);
    note.scrollIntoView({ block: "center" });
  }
}
addEventListener("hashchange", arrive);
arrive();
