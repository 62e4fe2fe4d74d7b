/* What is cited, and the words with their citation. */

import { all, nameOf, passages, the } from "./page.js";

/**
 * What is cited. `shared` is the address of the page that shows the words where it is shared.
 * @typedef {object} Cited
 * @property {string} text
 * @property {"passage" | "note"} layer
 * @property {string} name of the passage or passages
 * @property {string} address
 * @property {string} [note] its number
 * @property {string} [speaker] before the words, if they aren't the speaker's
 * @property {string} [shared]
 */

/* Pointing at a number takes the selection away, so it is remembered. */
/** @type {{ within: HTMLElement[], text: string, at: number } | undefined} */
let selected;
const select = () => {
  const selection = getSelection();
  if (!selection || selection.isCollapsed) return;
  const within = passages.filter((passage) => selection.containsNode(passage, true));
  if (within.length) selected = { within, text: String(selection), at: Date.now() };
};
document.addEventListener("selectionchange", select);
select();

/**
 * What is cited: the selected words if they stand in passages, else the whole passage or note.
 * @param {HTMLElement} block the passage or note at which somebody asks
 * @returns {Cited}
 */
export function chosen(block) {
  const canonical = /** @type {HTMLLinkElement | null} */ (document.querySelector("link[rel=canonical]"));
  const home = (canonical?.href ?? location.href).replace(/#.*/, "");
  if (block.matches(".note")) {
    const body = all(".rest > p", block);
    const end = body.findIndex((part) => part.matches(".sources"));
    const text = body
      .slice(0, end)
      .map((part) => part.textContent.trim())
      .join(" ");
    const { passage = "", note } = block.dataset;
    return { text, layer: "note", name: passage, note, address: `${home}#${block.firstElementChild?.id}` };
  }
  const recent = selected && (Date.now() - selected.at < 5000 || !getSelection()?.isCollapsed);
  const mine = recent && selected?.within.includes(block) ? selected : { within: [block], text: block.textContent };
  const [from, to] = [mine.within[0], mine.within[mine.within.length - 1]];
  const [first, last] = [from, to].map(({ id }) => id.replace(/^q\d+-/, ""));
  // On the page of the whole interview a number leads to the passage's own page: that is what is cited.
  const page = new URL(the("[data-passage]", block).getAttribute("href") ?? "", home).href.replace(/#.*/, "");
  // Where a page has a card for each passage, that one is shared.
  const shared = /** @type {HTMLMetaElement | null} */ (document.querySelector("meta[name=passage-address]"));
  return {
    text: mine.text.replace(/\s+/g, " ").trim(),
    layer: "passage",
    name: from === to ? nameOf(from) : `${nameOf(from)}–${nameOf(to)}`,
    speaker: from.matches(".interviewer") ? voice(from) : "",
    address: `${page}#${from === to ? first : `${first}-${last}`}`,
    shared: from === to ? shared?.content.replace("{passage}", nameOf(from)) : undefined,
  };
}

/**
 * Who speaks, as the heading above a passage says.
 * @param {Element} passage
 */
function voice(passage) {
  /** @type {Element | null} */
  let above = passage;
  while (above && !above.matches(".voice")) above = above.previousElementSibling;
  return above?.firstChild?.textContent?.trim() ?? "";
}

/**
 * The words with their citation in a style.
 * @param {Cited} what
 * @param {HTMLElement} style
 */
export function quotation(what, style) {
  const citation = (style.dataset[what.layer] ?? "")
    .replaceAll("{passage}", what.name)
    .replaceAll("{note}", what.note ?? "")
    .replaceAll("{address}", what.address);
  if (style.dataset.style === "BibTeX") return citation.replaceAll("{quotation}", what.text);
  return `${what.speaker ? `${what.speaker}: ` : ""}“${what.text}”\n${citation}`;
}
