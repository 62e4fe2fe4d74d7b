/* What can be done with a passage or a note: copy its address, quote it with a citation, suggest
 * a note. The citations are written by the build script, with room for the passage and the address:
 * they stand in the page's “Cite this page”. */

import { all, article, make, nameOf, the, withKeyboard, words } from "./page.js";
import { headingAbove, partsOf, rangesOf, textOf } from "./reading.js";

/* What is cited, and the words with their citation. */

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

const joined = (/** @type {import("./reading.js").Part[]} */ parts) => parts.map(textOf).join(" ");

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

/* The buttons. */

/**
 * The tools of a passage or note; `firm` when somebody asked for them, not only pointed at its number.
 * @typedef {{ tools: HTMLElement, handle: HTMLElement, firm: boolean }} Shown
 */

/** @type {Shown | undefined} */
let shown;
let hovering = 0;
/** @type {HTMLElement | undefined} */
let dismissed; // the number to which the focus was given back: it doesn't ask again

/**
 * Show the tools of the passage or note that `handle` belongs to.
 * @param {HTMLElement} handle
 * @param {Event} event
 */
export function show(handle, event) {
  clearTimeout(hovering);
  if (event.type === "focusin" && handle === dismissed) return;
  const click = event.type === "click" ? /** @type {MouseEvent} */ (event) : undefined;
  if (shown?.handle === handle) {
    if (!click) return;
    if (shown.firm) hide(true);
    else enter(shown, click);
    return;
  }
  if (event instanceof PointerEvent && !click) {
    if (event.pointerType !== "mouse") return;
    hovering = setTimeout(() => open(handle), 350);
    handle.addEventListener("pointerleave", () => clearTimeout(hovering), { once: true });
  } else if (click || handle.matches(":focus-visible")) {
    shown = open(handle);
    if (click) enter(shown, click);
  }
}

/**
 * Tab passes by tools that are only offered; Enter at the number goes in among them.
 * @param {Shown} here
 * @param {MouseEvent} click
 */
function enter(here, click) {
  here.firm = true;
  for (const control of all("a, button", here.tools)) control.tabIndex = 0;
  if (withKeyboard(click)) the("button", here.tools).focus();
}

/** @param {HTMLElement} handle */
function open(handle) {
  hide();
  const block = /** @type {HTMLElement} */ (handle.closest(".passage, .note"));
  const tools = make("div", { className: "passage-tools", role: "group" });
  tools.ariaLabel = handle.ariaLabel ?? handle.textContent;
  const said = make("output");
  /** A button that copies what `text` makes. */
  const button = (/** @type {string} */ name, /** @type {() => string} */ text, label = name) => {
    const one = make("button", { type: "button", textContent: name, ariaLabel: label });
    one.addEventListener("click", async () => {
      await navigator.clipboard.writeText(text());
      said.value = words.copied;
    });
    tools.append(one);
  };
  const what = chosen(block);
  button(words.copy_link, () => what.shared ?? what.address);
  const styles = all(".cite [data-style]");
  if (styles.length) tools.append(`${words.copy_quotation}:`);
  for (const style of styles) {
    const { style: name = "" } = style.dataset;
    button(name, () => quotation(what, style), `${words.copy_quotation}: ${name}`);
  }
  const files = what.layer === "passage" ? all(".cite [data-whole]") : [];
  for (const { dataset, href, textContent } of /** @type {HTMLAnchorElement[]} */ (files)) {
    tools.append(make("a", { href: href.replace(`/${dataset.whole}.`, `/${what.name}.`), download: "", textContent }));
  }
  const suggest = block.querySelector(".suggest");
  if (suggest instanceof HTMLAnchorElement) tools.append(make("a", { href: suggest.href, textContent: words.suggest }));
  tools.append(said);
  block.after(tools); // next in the order of Tab, and outside the source's words
  place(tools, handle);
  handle.setAttribute("aria-expanded", "true");
  for (const control of all("a, button", tools)) control.tabIndex = -1;
  shown = { tools, handle, firm: false };
  return shown;
}

/**
 * @param {HTMLElement} tools
 * @param {HTMLElement} handle
 */
function place(tools, handle) {
  const page = article.getBoundingClientRect();
  const at = handle.getBoundingClientRect();
  const room = Math.min(page.right, innerWidth) - tools.offsetWidth - 8;
  tools.style.left = `${Math.max(8, Math.min(at.left, room)) - page.left}px`;
  tools.style.top = `${at.bottom - page.top + 2}px`;
}

/** Take the tools away; `back` returns the focus to the number. */
function hide(back = false) {
  if (!shown) return;
  const { tools, handle } = shown;
  shown = undefined;
  handle.removeAttribute("aria-expanded");
  if (back) {
    dismissed = handle;
    handle.focus({ preventScroll: true });
    handle.addEventListener("blur", () => (dismissed = undefined), { once: true });
  }
  tools.remove();
}

addEventListener("keydown", (event) => {
  if (event.key === "Escape") hide(shown?.tools.contains(document.activeElement));
});
for (const type of ["focusin", "pointerdown"]) {
  addEventListener(type, ({ target }) => {
    if (shown && target !== shown.handle && !shown.tools.contains(/** @type {Node} */ (target))) hide();
  });
}
addEventListener("pointermove", (event) => {
  if (!shown || shown.firm || shown.handle.matches(":focus-visible")) return;
  const { clientX: x, clientY: y } = event;
  const near = [shown.handle, shown.tools].some((part) => {
    const box = part.getBoundingClientRect();
    return x > box.left - 24 && x < box.right + 24 && y > box.top - 16 && y < box.bottom + 16;
  });
  if (!near) hide();
});
