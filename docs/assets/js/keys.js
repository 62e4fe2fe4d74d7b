/* The keys for reading, and the list of them. */

import { keep, kept } from "./memory.js";
import { make, the, words } from "./page.js";
import { switchVoices } from "./voices.js";

/** @type {Record<string, () => void>} */
const keys = {
  "/": () => the("a.search-link").click(),
  "?": showKeys,
  s: switchVoices,
};

/**
 * Let more keys do something, on the pages that load this.
 * @param {Record<string, () => void>} more
 */
export const addKeys = (more) => Object.assign(keys, more);

const TYPING = "input:not([type=radio], [type=checkbox]), textarea, select, dialog";

/**
 * Whether a key is meant for the page: not for a field, a dialog or the browser.
 * @param {KeyboardEvent} event
 */
export function isForPage(event) {
  const typing = event.target instanceof Element && event.target.closest(TYPING);
  return !(typing || event.ctrlKey || event.metaKey || event.altKey || (kept("keys") === false && event.key !== "?"));
}

addEventListener("keydown", (event) => {
  if (!isForPage(event) || !Object.hasOwn(keys, event.key)) return;
  event.preventDefault();
  keys[event.key]();
});

function showKeys() {
  const list = words.keys.map(([key, what]) =>
    make("div", {}, make("dt", {}, make("kbd", { textContent: key })), make("dd", { textContent: what })),
  );
  const on = make("input", { type: "checkbox", checked: kept("keys") !== false });
  on.addEventListener("change", () => keep("keys", on.checked));
  const dialog = make(
    "dialog",
    { className: "edition-dialog md-typeset", ariaLabel: words.keys_title },
    make("h2", { textContent: words.keys_title }),
    make("dl", {}, ...list),
    make("p", {}, make("label", {}, on, ` ${words.keys_on}`)),
    make("form", { method: "dialog" }, make("button", { className: "md-button", textContent: words.close })),
  );
  dialog.addEventListener("close", () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
}
document.querySelector(".show-keys")?.addEventListener("click", showKeys);

/* A click says only in some browsers whether a key made it. */
let pointed = false;
addEventListener("pointerdown", () => (pointed = true), { capture: true });
addEventListener("keydown", () => (pointed = false), { capture: true });

/**
 * Whether a click was made with a key, or by a program that reads the screen.
 * @param {UIEvent} click
 */
export const withKeyboard = (click) => click.detail === 0 || !pointed;
