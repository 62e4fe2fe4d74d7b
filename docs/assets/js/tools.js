/* What can be done with a passage or a note: copy its address, quote it with a citation, suggest
 * a note. The citations are written by the build script, with room for the passage and the address:
 * they stand in the page's “Cite this page”. */

import { chosen, quotation } from "./citing.js";
import { withKeyboard } from "./keys.js";
import { all, article, make, the, words } from "./page.js";

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
