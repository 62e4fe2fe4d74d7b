/* What a page with passages of the interview has beside that. */

import "./notes.js";
import "./addresses.js";
import "./terms.js";
import "./place.js";
import "./steps.js";
import "./copying.js";
import { article } from "./page.js";

/* What can be done with a passage or a note: fetched when somebody first points at a number. */

/** @param {Event} event */
function offerTools(event) {
  const handle = event.target instanceof Element && event.target.closest(".mark[data-passage], .ways .quote");
  if (!(handle instanceof HTMLElement)) return;
  if (event.type === "click") event.preventDefault();
  import("./tools.js").then(({ show }) => show(handle, event));
}
for (const type of ["pointerover", "focusin", "click"]) article.addEventListener(type, offerTools);
