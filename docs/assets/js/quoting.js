/* Whose words a selection holds. What leaves the page, in a copy or a citation, is made of this. */

import { article, words } from "./page.js";

/**
 * A paragraph, or as much of it as is selected.
 * @typedef {object} Part
 * @property {HTMLElement} block
 * @property {string} voice whose words they are, as in “Sergey Lavrov” or “Editors’ note 3: Context”
 * @property {boolean} spoken whether they are of the interview
 * @property {boolean} named whether the heading with the voice is selected, too
 * @property {{ text: string, href?: string }[]} pieces
 */

const BLOCKS = "h1, h2, h3, h4, h5, h6, p, li, dt, dd, pre";
const INTERFACE =
  "nav, button, summary, .mark, .headerlink, .ways, .why, .pager, .to-top, .resume, .passage-tools, .source-only .count";

/**
 * The heading under which a passage stands: who speaks.
 * @param {Element} passage
 * @returns {Element | null}
 */
export function headingAbove(passage) {
  let above = passage.previousElementSibling;
  while (above && !above.matches(".voice")) above = above.previousElementSibling;
  return above;
}

const withoutLink = (/** @type {Element | null | undefined} */ heading) =>
  heading?.firstChild?.textContent?.trim() ?? "";

/**
 * @param {HTMLElement} block
 * @returns {Part}
 */
function partOf(block) {
  const passage = block.closest(".passage");
  const note = block.closest(".note");
  const voice = passage
    ? withoutLink(headingAbove(passage))
    : note
      ? withoutLink(note.firstElementChild)
      : words.editors;
  return { block, voice, spoken: Boolean(passage), named: false, pieces: [] };
}

/** Whether a reader has it before them; of a note that is shown, all: a folded one is cut off only for want of room. */
const isShown = (/** @type {Element} */ element) => (element.closest(".note > .rest") ?? element).checkVisibility();

/**
 * What stands in some ranges of the page, paragraph by paragraph, in its order: what is shown of it,
 * and nothing of the page's own tools. The headings that say who speaks are not among the parts.
 * @param {Range[]} ranges
 * @returns {Part[]}
 */
export function partsOf(ranges) {
  /** @type {Part[]} */
  const parts = [];
  let heading = "";
  for (const range of ranges) {
    const nodes = document.createTreeWalker(article, NodeFilter.SHOW_TEXT);
    for (let node = nodes.nextNode(); node; node = nodes.nextNode()) {
      const parent = /** @type {Element} */ (node.parentElement);
      const block = /** @type {HTMLElement | null} */ (parent.closest(BLOCKS));
      if (!block || !range.intersectsNode(node) || parent.closest(INTERFACE) || !isShown(parent)) continue;
      const text = within(range, node);
      if (!text) continue;
      if (block.matches(".voice, .note > :first-child")) {
        heading = withoutLink(block);
        continue;
      }
      const last = parts.at(-1);
      const part = last?.block === block ? last : partOf(block);
      if (part !== last) {
        part.named = part.voice === heading;
        heading = "";
        parts.push(part);
      }
      const link = part.spoken ? null : /** @type {HTMLAnchorElement | null} */ (parent.closest("a[href]"));
      part.pieces.push({ text, href: link?.href });
    }
  }
  return parts.filter((part) => textOf(part));
}

/**
 * As much of a text as stands in a range.
 * @param {Range} range
 * @param {Node} node
 */
function within(range, node) {
  const start = node === range.startContainer ? range.startOffset : 0;
  const end = node === range.endContainer ? range.endOffset : undefined;
  return (node.textContent ?? "").slice(start, end);
}

/** White space as it is shown; no-break spaces are kept. */
const folded = (/** @type {string} */ text) => text.replace(/[ \t\n\r\f]+/g, " ");

/** @param {Part} part */
export const textOf = ({ pieces }) => folded(pieces.map(({ text }) => text).join("")).replace(/^ | $/g, "");

/**
 * What a copy of the selection holds. One that begins in the interview holds the interview and nothing
 * else; one that begins elsewhere holds all that is selected.
 * @param {Selection} selection
 */
export function copied(selection) {
  const ranges = rangesOf(selection);
  const parts = partsOf(ranges);
  const { anchorNode, anchorOffset } = selection;
  const forwards = ranges.some((one) => one.startContainer === anchorNode && one.startOffset === anchorOffset);
  return parts.at(forwards ? 0 : -1)?.spoken ? parts.filter(({ spoken }) => spoken) : parts;
}

/**
 * A selection's ranges, of which Firefox can have several.
 * @param {Selection} selection
 */
export const rangesOf = (selection) => Array.from({ length: selection.rangeCount }, (_, i) => selection.getRangeAt(i));
