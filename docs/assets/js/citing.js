/* What is cited, and the words with their citation. */

import { nameOf, the, words } from "./page.js";
import { headingAbove, partsOf, rangesOf, textOf } from "./quoting.js";

/**
 * What is cited. `shared` is the address of the page that shows the words where it is shared.
 * @typedef {object} Cited
 * @property {string} text
 * @property {"passage" | "passages" | "note"} layer which of a style's citations says where it stands
 * @property {string} name of the passage or passages
 * @property {string} address
 * @property {string} [note] its number
 * @property {string} [speaker] before the words, if they aren't the speaker's
 * @property {string} [shared]
 */

/* Pointing at a number takes the selection away, so it is remembered. */
const REMEMBERED = 5000; // milliseconds
let selected = { ranges: /** @type {Range[]} */ ([]), at: 0 };
const select = () => {
  const selection = getSelection();
  if (selection && !selection.isCollapsed) selected = { ranges: rangesOf(selection), at: Date.now() };
};
document.addEventListener("selectionchange", select);
select();

/**
 * What is cited of a passage or note: the selected words if they stand in it (and in its neighbours, as far
 * as the same voice goes on), else the whole of it.
 * @param {HTMLElement} block the passage or note at which somebody asks
 * @returns {Cited}
 */
export function chosen(block) {
  const canonical = /** @type {HTMLLinkElement | null} */ (document.querySelector("link[rel=canonical]"));
  const home = (canonical?.href ?? location.href).replace(/#.*/, "");
  if (block.matches(".note")) {
    const { passage = "", note } = block.dataset;
    const text = partsIn(block).filter((part) => part.block.matches(".rest > p:not(.sources, .sources ~ *)"));
    return {
      text: joined(text),
      layer: "note",
      name: passage,
      note,
      address: `${home}#${block.firstElementChild?.id}`,
    };
  }
  const fresh = Date.now() - selected.at < REMEMBERED || !getSelection()?.isCollapsed;
  const turn = headingAbove(block);
  const mine = fresh ? partsOf(selected.ranges).filter((part) => part.spoken && headingAbove(part.block) === turn) : [];
  const parts = mine.some((part) => part.block === block) ? mine : partsIn(block);
  const [from, to] = [parts[0].block, parts[parts.length - 1].block];
  const [first, last] = [from, to].map(({ id }) => id.replace(/^q\d+-/, ""));
  // On the page of the whole interview a number leads to the passage's own page: that is what is cited.
  const page = new URL(the("[data-passage]", block).getAttribute("href") ?? "", home).href.replace(/#.*/, "");
  const speaker = block.matches(".interviewer") ? parts[0].voice : undefined;
  if (from !== to) {
    const name = `${nameOf(from)}–${nameOf(to)}`;
    return { text: joined(parts), layer: "passages", name, speaker, address: `${page}#${first}-${last}` };
  }
  // Where a page has a card for each passage, that one is shared.
  const card = /** @type {HTMLMetaElement | null} */ (document.querySelector("meta[name=passage-address]"));
  const shared = card?.content.replace("{passage}", nameOf(from));
  return { text: joined(parts), layer: "passage", name: nameOf(from), speaker, address: `${page}#${first}`, shared };
}

/** @param {HTMLElement} block */
function partsIn(block) {
  const range = document.createRange();
  range.selectNodeContents(block);
  return partsOf([range]);
}

const joined = (/** @type {import("./quoting.js").Part[]} */ parts) => parts.map(textOf).join(" ");

/**
 * The words as they stand inside quotation marks: their own marks are turned, double into single and those
 * inside them into double. An apostrophe stays what it is.
 * @param {string} text
 */
function turned(text) {
  const isFree = (/** @type {string | undefined} */ letter) => !letter || /[^\p{L}\p{N}.,;:!?…”’"]/u.test(letter);
  let double = 0;
  let single = 0;
  /** @type {(mark: string, at: number) => string} */
  const turn = (mark, at) => {
    if (mark === "“" || (mark === '"' && isFree(text[at - 1]))) {
      double += 1;
      return "‘";
    }
    if (mark === "”" || mark === '"') {
      double = Math.max(0, double - 1);
      single = 0;
      return "’";
    }
    if (mark === "‘" && double) {
      single += 1;
      return "“";
    }
    if (mark === "’" && single && !/[\p{L}\p{N}]/u.test(text[at + 1] ?? "")) {
      single -= 1;
      return "”";
    }
    return mark;
  };
  return text.replace(/[“”"‘’]/g, turn);
}

/** @type {Record<string, string>} */
const BIBTEX = { "\\": "\\textbackslash{}", "~": "\\textasciitilde{}", "^": "\\textasciicircum{}" };

/** As BibTeX and LaTeX read it: letters that mean something to them mean themselves. */
const escaped = (/** @type {string} */ text) => text.replace(/[\\{}$&#^_~%]/g, (mark) => BIBTEX[mark] ?? `\\${mark}`);

/**
 * The words with their citation in a style: one of the page's “Cite this page”, which the build script wrote
 * with room for the place.
 * @param {Cited} what
 * @param {HTMLElement} style
 */
export function quotation(what, style) {
  const text = turned(what.text);
  const voice = what.speaker ? `${what.speaker}: ` : ""; // not a template in a template: rjsmin takes its spaces
  /** @type {Record<string, string>} */
  const place = {
    passage: what.name,
    note: what.note ?? "",
    address: what.address,
    voice: escaped(voice),
    quotation: escaped(text),
  };
  const citation = (style.dataset[what.layer] ?? "").replace(/\{(\w+)\}/g, (room, name) => place[name] ?? room);
  if (style.dataset.style === "BibTeX") return citation;
  return `${voice}${words.quotation.replace("{words}", () => text)}\n${citation}`;
}
