/* What a reader chooses, kept by the browser under this site's path. Where it keeps nothing, since it is
 * forbidden to or full, a choice lasts as long as the page. first.js reads two of these, too, before
 * anything is painted. */

import { attempt } from "./page.js";

const site = new URL("../../", import.meta.url).pathname;
/** @type {Map<string, unknown>} */
const chosen = new Map(); // on this page

/**
 * What was kept under a name: anything at all, since others can write there, too; null for nothing.
 * @param {string} name
 * @returns {unknown}
 */
export function kept(name) {
  if (chosen.has(name)) return chosen.get(name);
  return attempt(() => JSON.parse(localStorage.getItem(`${site}.${name}`) ?? "null"));
}

/**
 * @param {string} name
 * @param {unknown} value
 */
export function keep(name, value) {
  chosen.set(name, value);
  attempt(() => localStorage.setItem(`${site}.${name}`, JSON.stringify(value))); // or it is forgotten with the page
}
