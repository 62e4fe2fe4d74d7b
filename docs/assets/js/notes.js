/* Notes: beside their words on a wide screen, under them on a narrow one. */

import { withKeyboard } from "./keys.js";
import { all, article, held, make, the, words } from "./page.js";
import { endsIn, isWhole } from "./sentences.js";
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

/** @typedef {HTMLElement} Tail what a folded note doesn't show, with all that follows it: of a paragraph, or a part of its own */

/**
 * Make a tail of what follows each sentence of a paragraph, one inside the other. A sentence that ends inside a link
 * or stressed words can't be parted from the next.
 * @param {HTMLElement} paragraph
 * @returns {Tail[]}
 */
function divide(paragraph) {
  const range = document.createRange();
  /** @type {Tail[]} */
  const tails = [];
  for (const end of endsIn(paragraph.textContent, document.documentElement.lang).reverse()) {
    let start = end;
    const node = [...paragraph.childNodes].find((child) => {
      const { length } = child.textContent ?? "";
      if (start < length) return true;
      start -= length;
      return false;
    });
    if (!node || (start && !(node instanceof Text))) continue;
    if (start) range.setStart(node, start);
    else range.setStartBefore(node);
    range.setEnd(paragraph, paragraph.childNodes.length);
    const tail = make("span");
    range.surroundContents(tail);
    tails.unshift(tail);
  }
  return tails;
}

/**
 * The tails of a note, from the longest to its sources, which is the only one where there are two sides to be heard.
 * @param {Note} note
 * @returns {Tail[]}
 */
function tailsOf(note) {
  const parts = all(".rest > *", note);
  const end = parts.findIndex((part) => part.matches(".sources"));
  if (note.matches(".disputed, .correction")) return [parts[end]];
  const prose = parts.slice(0, end).flatMap((part, at) => {
    const tails = part.matches("p") ? divide(part) : [];
    return at && isWhole(parts[at - 1].textContent) ? [part, ...tails] : tails;
  });
  return [...prose, parts[end]];
}

const tails = new Map(notes.map((note) => [note, tailsOf(note)]));

/** @type {Map<Note, Tail>} */
const folded = new Map(); // in the margin, until it is opened

/**
 * Show a note but for its tail, if any. What isn't shown is found by the browser's own search.
 * @param {Note} note
 * @param {Tail} [tail]
 */
function cut(note, tail) {
  const parts = all(".rest > *", note);
  const last = parts.findIndex((part) => part.contains(tail ?? null));
  for (const [at, part] of parts.entries()) hide(part, part === tail || (last >= 0 && at > last));
  for (const part of tails.get(note) ?? []) if (!parts.includes(part)) hide(part, part === tail);
}

/** @type {Note | undefined} */
let brought; // to its words, whatever is above it

const DRIFT = 160; // pixels that a note may be moved down for the one above to be whole
const GAP = 12; // pixels between two notes

/**
 * How high a note would be with each of its tails cut off, and with none.
 * @param {Note} note
 */
function measureFolds(note) {
  const { top, height } = note.getBoundingClientRect();
  const range = document.createRange();
  const folds = (tails.get(note) ?? []).map((tail) => {
    range.setStart(the(".rest", note), 0);
    range.setEndBefore(tail);
    return { tail, height: range.getBoundingClientRect().bottom - top };
  });
  return [...folds, { tail: undefined, height }];
}

/** The room that each note has in the margin: all of it is shown, or all but its sources, or as many sentences as there is room for. */
function foldNotes() {
  folded.clear();
  if (!wide.matches) return;
  for (const note of notes) {
    hide(note, false);
    cut(note);
  }
  const measured = notes.map((note) => ({
    note,
    at: referenceTo(note)?.getBoundingClientRect().top ?? 0,
    folds: measureFolds(note),
  }));
  // Where each stands if all are folded, and from that, backwards, how far down each may stand.
  let free = -Infinity;
  const ends = measured.map(({ at, folds }) => {
    const place = Math.max(at, free);
    free = place + folds[0].height + GAP;
    return place;
  });
  let below = Infinity;
  for (const [i, { at, folds }] of [...measured.entries()].reverse()) {
    const until = below - GAP;
    below = Math.max(ends[i], Math.min(at + DRIFT, until - folds[0].height));
    ends[i] = until;
  }
  free = -Infinity;
  for (const [i, { note, at, folds }] of measured.entries()) {
    const place = Math.max(at, free);
    const { tail, height } = folds.findLast((fold) => fold.height <= ends[i] - place) ?? folds[0];
    if (tail) folded.set(note, tail);
    free = place + height + GAP;
  }
}

/** Each note beside its words, below the one above; on a narrow screen the text makes room for the open one. */
function placeNotes() {
  for (const note of notes) {
    note.classList.add("ready");
    hide(note, !wide.matches && !isOpen(note));
    note.classList.toggle("whole", !folded.has(note));
    cut(note, isOpen(note) ? undefined : folded.get(note));
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
  const tops = lines.map((line) => line.top);
  const at = brought ? shown.indexOf(brought) : -1;
  const places = wide.matches ? stack(tops, heights, at) : lines.map(({ bottom }) => bottom + 6);
  for (const [i, note] of shown.entries()) note.style.top = `${places[i]}px`;
  // The last notes must not hang over the page's end.
  const end = (places.at(-1) ?? 0) + (heights.at(-1) ?? 0) + GAP;
  article.style.minHeight = wide.matches && notes.length ? `${end + 40}px` : "";
}

/**
 * Where notes stand that are each at its words or below the one above. One of them may be at its words whatever is
 * above: that is moved up, as far as there is room.
 * @param {number[]} tops
 * @param {number[]} heights
 * @param {number} brought which one, or -1
 */
function stack(tops, heights, brought) {
  /** @type {number[]} */
  const places = [];
  let [free, needed] = [0, 0];
  for (const [i, top] of tops.entries()) {
    places.push(Math.max(top, i === brought ? needed : free));
    free = places[i] + heights[i] + GAP;
    needed += heights[i] + GAP;
  }
  for (let i = brought - 1; i >= 0; i -= 1) places[i] = Math.min(places[i], places[i + 1] - heights[i] - GAP);
  return places;
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
  const what = folded.get(note)?.matches(".sources") ? words.sources : words.more;
  the(".unfold", note).textContent = isOpen(note) ? words.close : what;
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
 * Open a note that was asked for at its words, and bring it there.
 * @param {Note} note
 */
export function bringNote(note) {
  brought = note;
  openNote(note);
}

/**
 * Scroll to a note, but no farther than its words stay in sight.
 * @param {Note} note
 * @param {ScrollLogicalPosition} block
 */
export function scrollToNote(note, block = "nearest") {
  note.scrollIntoView({ block });
  phrasesOf(note)[0]?.scrollIntoView({ block: "nearest" });
}

/**
 * @param {Note} note
 * @param {boolean} open
 */
function setOpen(note, open) {
  if (!open && note === brought) brought = undefined;
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
  if (isOpen(note)) return openNote(note, false);
  bringNote(note);
  if (reference) history.pushState(null, "", reference.hash);
  if (reference && withKeyboard(event)) headingOf(note).focus();
  scrollToNote(note);
});

addEventListener("keydown", (event) => {
  if (event.key === "Escape") closeNotes();
});

wide.addEventListener("change", layNotes);
onSwitch(() => () => {
  notes.forEach(showNoLonger);
  layNotes();
});
// The margin can become wider or narrower while the text stays as wide as it is.
const measured = [article, document.documentElement];
let widths = "";
const resized = new ResizeObserver(() => {
  const now = `${measured.map(({ clientWidth }) => clientWidth)}`;
  if (now !== widths) layNotes();
  widths = now;
});
if (notes.length) for (const one of measured) resized.observe(one);
document.fonts.ready.then(layNotes);
layNotes();
