/* Source only, or the interview with all that the editors added. */

import { keep, kept } from "./memory.js";
import { the } from "./page.js";

const button = the(".voices");
/** @type {(() => () => void)[]} */
const listeners = [];

/** Whether the interview is shown without what the editors added. */
export const isSourceOnly = () => kept("source-only") === true;

const ownTitle = document.title;
/** @type {HTMLElement | null} */
const count = document.querySelector("h1 .count");

/** The title of a question's page is the editors', too; its tab, and a file that it is printed into, have the number. */
const neutralTitle = () =>
  count ? `${count.dataset.label} ${count.textContent}${ownTitle.slice(ownTitle.lastIndexOf(" - "))}` : ownTitle;

function show() {
  document.title = isSourceOnly() ? neutralTitle() : ownTitle;
  document.documentElement.classList.toggle("source-only", isSourceOnly());
  button.setAttribute("aria-pressed", String(isSourceOnly()));
}

/** Go from one to the other. */
export function switchVoices() {
  const afterwards = listeners.map((listener) => listener());
  keep("source-only", !isSourceOnly());
  show();
  for (const then of afterwards) then();
}

/**
 * Call `listener` before each switch, and what it returns after it.
 * @param {() => () => void} listener
 */
export const onSwitch = (listener) => listeners.push(listener);

button.addEventListener("click", switchVoices);
show();
