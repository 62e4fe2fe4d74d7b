/* A copy never blends voices, and neither does a selection that is dragged away: one that begins in the interview
 * holds nothing that the editors put between; where voices change, a line of its own says whose words follow. */

import { make } from "./page.js";
import { copied, textOf } from "./quoting.js";

/** @typedef {import("./quoting.js").Part} Part */

/**
 * Whose words follow, where that has to be said.
 * @param {Part} part
 * @param {Part | undefined} before
 * @param {boolean} several whether there are several voices
 */
const nameBefore = (part, before, several) =>
  (several && part.voice !== before?.voice) || part.named ? `${part.voice}:` : "";

/** @param {Part[]} parts */
const areSeveral = (parts) => new Set(parts.map(({ voice }) => voice)).size > 1;

/** @param {Part[]} parts */
function plain(parts) {
  const several = areSeveral(parts);
  return parts
    .map((part, i) => {
      const before = parts[i - 1];
      const name = nameBefore(part, before, several);
      const listed = before?.block.matches("li") && part.block.matches("li");
      const gap = before ? (listed && !name ? "\n" : "\n\n") : "";
      return gap + (name && `${name}\n`) + textOf(part);
    })
    .join("");
}

/** @param {Part[]} parts */
function html(parts) {
  const several = areSeveral(parts);
  const holder = make("div");
  for (const [i, part] of parts.entries()) {
    const name = nameBefore(part, parts[i - 1], several);
    if (name) holder.append(make("p", {}, make("b", { textContent: name })));
    const pieces = part.pieces.map(({ text, href }) => (href ? make("a", { href, textContent: text }) : text));
    holder.append(parts.length === 1 && !name ? make("span", {}, ...pieces) : make("p", {}, ...pieces));
  }
  return holder.innerHTML;
}

/**
 * Put what is selected into what leaves the page.
 * @param {DataTransfer | null} data
 * @returns {boolean} whether it holds anything
 */
function fill(data) {
  const selection = getSelection();
  const parts = selection ? copied(selection) : [];
  if (!data || !parts.length) return false;
  data.setData("text/plain", plain(parts));
  data.setData("text/html", html(parts));
  return true;
}

document.addEventListener("copy", (event) => {
  if (!(event.target instanceof HTMLInputElement) && fill(event.clipboardData)) event.preventDefault();
});

/* What is dragged is the selection, unless it is a link, a picture or a field's words. A selection is dragged by its
 * text, in WebKit by the paragraph around it. */
document.addEventListener("dragstart", ({ target, dataTransfer }) => {
  if (!(target instanceof Element && target.closest("a, img, input"))) fill(dataTransfer);
});
