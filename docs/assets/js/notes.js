/* Notes: beside their words on a wide screen, under them on a narrow one. */

import { withKeyboard } from "./keys.js";
import { all, article, held, make, the, words } from "./page.js";
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

/** What a folded note doesn't show: its sources, and what can be done with it. The browser's own search finds it. */
const foldedOf = (/** @type {Note} */ note) => all(".sources, .sources ~ *", note);

const FEWEST = 3; // lines of a folded note
const DRIFT = 160; // pixels that a note may be moved down for the one above to be whole
const GAP = 12; // pixels between two notes

/** The room that each note has in the margin: all of it is shown, or all but its sources, or as many lines as there is room for. */
function foldNotes() {
  for (const note of notes) {
    note.classList.toggle("whole", wide.matches);
    for (const part of foldedOf(note)) part.hidden = false;
  }
  if (!wide.matches) return;
  const measured = notes.map((note) => {
    const rest = the(".rest", note);
    const line = Number.parseFloat(getComputedStyle(rest).lineHeight);
    const told = the(".sources", note).offsetTop;
    const fewest = Math.min(told, rest.offsetTop + FEWEST * line);
    const at = referenceTo(note)?.getBoundingClientRect().top ?? 0;
    return {
      note,
      at,
      whole: note.offsetHeight,
      told,
      fewest,
      line,
      head: rest.offsetTop,
    };
  });
  // Where each stands if all are folded, and from that, backwards, how far down each may stand.
  let free = -Infinity;
  const ends = measured.map(({ at, fewest }) => {
    const place = Math.max(at, free);
    free = place + fewest + GAP;
    return place;
  });
  let below = Infinity;
  for (const [i, { at, fewest }] of [...measured.entries()].reverse()) {
    const until = below - GAP;
    below = Math.max(ends[i], Math.min(at + DRIFT, until - fewest));
    ends[i] = until;
  }
  free = -Infinity;
  for (const [i, { note, at, whole, told, fewest, line, head }] of measured.entries()) {
    const room = ends[i] - Math.max(at, free);
    const lines = Math.max(FEWEST, Math.floor((room - head) / line));
    const isWhole = whole <= room;
    note.classList.toggle("whole", isWhole);
    note.classList.toggle("told", told <= Math.max(room, fewest));
    note.style.setProperty("--lines", String(lines));
    free = Math.max(at, free) + (isWhole ? whole : Math.min(told, head + lines * line)) + GAP;
  }
}

/** Each note beside its words, below the one above; on a narrow screen the text makes room for the open one. */
function placeNotes() {
  for (const note of notes) {
    note.classList.add("ready");
    hide(note, !wide.matches && !isOpen(note));
    for (const part of foldedOf(note)) hide(part, wide.matches && !isOpen(note) && !note.classList.contains("whole"));
    label(note);
  }
  // First everything is measured, then everything is moved: the other way round, each would wait for the last.
  const shown = notes.filter((note) => !note.hidden);
  const heights = shown.map((note) => note.offsetHeight);
  for (const note of notes) referenceTo(note)?.style.removeProperty("--note");
  for (const [i, note] of shown.entries()) referenceTo(note)?.style.setProperty("--note", `${heights[i]}px`);
  const { top } = article.getBoundingClientRect();
  const lines = shown.map((note) => {
    const [line, under] = [referenceTo(note), phrasesOf(note).at(-1)].map((one) =>
      [...(one?.getClientRects() ?? [])].at(-1),
    );
    return {
      top: (line?.top ?? 0) - top,
      bottom: Math.max(line?.bottom ?? 0, under?.bottom ?? 0) - top,
    };
  });
  let free = 0;
  for (const [i, note] of shown.entries()) {
    const place = wide.matches ? Math.max(lines[i].top, free) : lines[i].bottom + 6;
    note.style.top = `${place}px`;
    free = place + heights[i] + GAP;
  }
  // The last notes must not hang over the page's end.
  article.style.minHeight = wide.matches && notes.length ? `${free + 40}px` : "";
}

/**
 * @param {HTMLElement} part
 * @param {boolean} hidden
 */
function hide(part, hidden) {
  if (hidden) part.setAttribute("hidden", "until-found");
  else part.removeAttribute("hidden");
}

/**
 * Say on a note's button what it does.
 * @param {Note} note
 */
function label(note) {
  const folded = note.classList.contains("told") && wide.matches ? words.sources : words.more;
  the(".unfold", note).textContent = isOpen(note) ? words.close : folded;
}

function layNotes() {
  foldNotes();
  placeNotes();
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
  (reference?.checkVisibility() ? reference : passageOf(note))?.focus({
    preventScroll: true,
  });
}

/**
 * Open (or close) a note; on a narrow screen the others are closed.
 * @param {Note} note
 */
export function openNote(note, open = true) {
  const back = held(phrasesOf(note)[0]);
  for (const other of notes) if (other !== note && !wide.matches) setOpen(other, false);
  setOpen(note, open);
  placeNotes();
  back();
}

/**
 * @param {Note} note
 * @param {boolean} open
 */
function setOpen(note, open) {
  note.classList.toggle("open", open);
  if (!open) for (const part of [note, ...phrasesOf(note)]) part.classList.remove("lit");
  if (!open && note.classList.contains("asked-for")) showNoLonger(note);
  for (const control of [the(".unfold", note), referenceTo(note)]) control?.setAttribute("aria-expanded", String(open));
}

function closeNotes() {
  const open = notes.find((note) => isOpen(note) && note.contains(document.activeElement));
  for (const note of notes) setOpen(note, false);
  placeNotes();
  if (open) giveBack(open);
}

for (const note of notes) {
  const button = make("button", {
    type: "button",
    className: "unfold",
    textContent: words.more,
  });
  button.addEventListener("click", () => {
    openNote(note, !isOpen(note));
    if (!isOpen(note)) giveBack(note);
  });
  note.append(button);
  const cite = make("button", {
    type: "button",
    className: "quote",
    textContent: words.cite,
  });
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

wide.addEventListener("change", layNotes);
onSwitch(() => () => {
  notes.forEach(showNoLonger);
  layNotes();
});
let width = 0;
const resized = new ResizeObserver(([{ contentRect }]) => {
  if (contentRect.width !== width) layNotes();
  width = contentRect.width;
});
if (notes.length) resized.observe(article);
document.fonts.ready.then(layNotes);
layNotes();
