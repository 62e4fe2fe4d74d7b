/* Notes: beside their words on a wide screen, under them on a narrow one. */

import { withKeyboard } from "./keys.js";
import { all, article, make, passages, the, words } from "./page.js";
import { onSwitch } from "./voices.js";

/** @typedef {HTMLElement} Note an `aside.note` */

const wide = matchMedia("(min-width: 76.25em)");
export const notes = all(".note", article);

/** @param {Note} note */
export const headingOf = (note) => /** @type {HTMLElement} */ (note.firstElementChild);

/**
 * The number at the words that a note is about.
 * @param {Note} note
 * @returns {HTMLElement | null}
 */
export const referenceTo = (note) => article.querySelector(`.ref[href="#${CSS.escape(headingOf(note).id)}"]`);

/**
 * The passage that a note is about.
 * @param {Note} note
 * @returns {HTMLElement | null | undefined}
 */
const passageOf = (note) => referenceTo(note)?.closest(".passage");

/**
 * The words that a note is about, in pieces.
 * @param {Note} note
 */
const phrasesOf = (note) => {
  const passage = passageOf(note);
  return passage ? all(`.noted[data-notes~="${note.dataset.note}"]`, passage) : [];
};

const isOpen = (/** @type {Note} */ note) => note.classList.contains("open");

function placeNotes() {
  for (const note of notes) {
    note.classList.add("ready");
    if (wide.matches || isOpen(note)) note.removeAttribute("hidden");
    else note.setAttribute("hidden", "until-found");
  }
  // First everything is measured, then everything is moved: the other way round, each would wait for the last.
  const shown = wide.matches ? notes : notes.filter((note) => !note.hidden);
  const { top } = article.getBoundingClientRect();
  const measured = shown.map((note) => {
    const rest = the(".rest", note);
    const brief = wide.matches && rest.scrollHeight <= rest.clientHeight + 8;
    const line = [...(referenceTo(note)?.getClientRects() ?? [])].at(-1);
    return { note, line, height: note.offsetHeight, brief };
  });
  let free = 0;
  for (const { note, line, height, brief } of measured) {
    if (!line) continue;
    const under = [...(phrasesOf(note).at(-1)?.getClientRects() ?? [])].at(-1);
    const place = wide.matches ? Math.max(line.top - top, free) : Math.max(line.bottom, under?.bottom ?? 0) - top + 6;
    note.style.top = `${place}px`;
    if (!isOpen(note)) note.classList.toggle("brief", brief);
    free = place + height + 12;
  }
  // The last notes must not hang over the page's end.
  article.style.minHeight = wide.matches && notes.length ? `${free + 40}px` : "";
}

/**
 * Show a note where only the source is shown, until it is closed, and say why.
 * @param {Note} note
 */
export function showAlone(note) {
  const hide = make("button", { type: "button", textContent: words.hide_note });
  hide.addEventListener("click", () => {
    openNote(note, false);
    history.replaceState(null, "", `#${passageOf(note)?.id}`);
    passageOf(note)?.scrollIntoView({ block: "nearest" });
    giveBack(note);
  });
  note.querySelector(".why")?.remove();
  headingOf(note).after(make("p", { className: "why" }, `${words.asked_for} `, hide));
  for (const part of [note, referenceTo(note), ...phrasesOf(note)]) part?.classList.add("asked-for");
}

/** @param {Note} note */
function showNoLonger(note) {
  note.querySelector(".why")?.remove();
  for (const part of [note, referenceTo(note), ...phrasesOf(note)]) part?.classList.remove("asked-for");
}

/**
 * Give the focus of a closed note to its number or, where that isn't shown, to its passage.
 * @param {Note} note
 */
function giveBack(note) {
  const reference = referenceTo(note);
  (reference?.checkVisibility() ? reference : passageOf(note))?.focus({ preventScroll: true });
}

/**
 * Open (or close) a note; on a narrow screen the others are closed.
 * @param {Note} note
 */
export function openNote(note, open = true) {
  for (const other of notes) if (other !== note && !wide.matches) setOpen(other, false);
  setOpen(note, open);
  placeNotes();
}

/**
 * @param {Note} note
 * @param {boolean} open
 */
function setOpen(note, open) {
  note.classList.toggle("open", open);
  if (!open) for (const part of [note, ...phrasesOf(note)]) part.classList.remove("lit");
  if (!open && note.classList.contains("asked-for")) showNoLonger(note);
  const button = the(".unfold", note);
  button.textContent = open ? words.close : words.more;
  for (const control of [button, referenceTo(note)]) control?.setAttribute("aria-expanded", String(open));
}

function closeNotes() {
  const open = notes.find((note) => isOpen(note) && note.contains(document.activeElement));
  for (const note of notes) setOpen(note, false);
  placeNotes();
  if (open) giveBack(open);
}

for (const note of notes) {
  const button = make("button", { type: "button", className: "unfold", textContent: words.more });
  button.addEventListener("click", () => {
    openNote(note, !isOpen(note));
    if (!isOpen(note)) giveBack(note);
  });
  note.append(button);
  const cite = make("button", { type: "button", className: "quote", textContent: words.cite });
  note.querySelector(".ways")?.append(" · ", cite);
  const light = (/** @type {boolean} */ lit) => () => {
    for (const part of [note, ...phrasesOf(note)]) part.classList.toggle("lit", lit);
  };
  for (const part of [note, ...phrasesOf(note), referenceTo(note)]) {
    part?.addEventListener("pointerenter", light(true));
    part?.addEventListener("pointerleave", light(false));
    part?.addEventListener("focusin", light(true));
    part?.addEventListener("focusout", light(false));
  }
  note.addEventListener("focusin", (event) => {
    if (event.target !== button && wide.matches) openNote(note);
  });
  note.addEventListener("beforematch", () => openNote(note));
  headingOf(note).tabIndex = -1;
  setOpen(note, false);
}

article.addEventListener("click", (event) => {
  if (event.ctrlKey || event.metaKey || event.shiftKey || !getSelection()?.isCollapsed) return;
  const target = /** @type {Element} */ (event.target);
  const back = target.closest('.ways a[href^="#r-"]');
  if (back) {
    const from = notes.find((one) => one.contains(back));
    if (from) openNote(from, false);
    return; // the link itself leads back
  }
  const reference = /** @type {HTMLAnchorElement | null} */ (target.closest(".ref"));
  const phrase = target.closest(".term") ? null : /** @type {HTMLElement | null} */ (target.closest(".noted"));
  const note = notes.find((one) =>
    reference ? referenceTo(one) === reference : phrase && phrasesOf(one).includes(phrase),
  );
  if (!note) return;
  event.preventDefault();
  const open = !isOpen(note);
  openNote(note, open);
  if (!open) return;
  if (reference) history.pushState(null, "", reference.hash);
  if (reference && withKeyboard(event)) headingOf(note).focus();
  note.scrollIntoView({ block: "nearest" });
});

addEventListener("keydown", (event) => {
  if (event.key === "Escape") closeNotes();
});

wide.addEventListener("change", placeNotes);
onSwitch(() => () => {
  notes.forEach(showNoLonger);
  placeNotes();
});
if (notes.length) new ResizeObserver(placeNotes).observe(passages[0]);
document.fonts.ready.then(placeNotes);
placeNotes();
