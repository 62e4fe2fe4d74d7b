/* Source only, or the interview with all that the editors added. */

import { keep, kept } from "./memory.js";
import { the } from "./page.js";

const button = the(".voices");
/** @type {(() => void)[]} */
const listeners = [];

function show() {
  const only = kept("source-only") === true;
  document.documentElement.classList.toggle("source-only", only);
  button.setAttribute("aria-pressed", String(only));
}

/** Go from one to the other. */
export function switchVoices() {
  keep("source-only", kept("source-only") !== true);
  show();
  for (const listener of listeners) listener();
}

/**
 * Call `listener` after each switch.
 * @param {() => void} listener
 */
export const onSwitch = (listener) => listeners.push(listener);

button.addEventListener("click", switchVoices);
show();
