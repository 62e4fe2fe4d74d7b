/* What a page with passages of the interview has beside page.js: notes, addresses, the explanations of terms, where
 * the reader is, keys, copies. */

import {
  addKeys,
  all,
  article,
  held,
  isForPage,
  isSourceOnly,
  keep,
  kept,
  make,
  nameOf,
  offer,
  onSwitch,
  passages,
  targetOf,
  the,
  withKeyboard,
  words,
} from "./page.js";

/* Where a text may be cut: at the ends of its sentences, in any language. An end that is in doubt is none, since
 * a text that is longer than it need be does no harm. */

/** The end of a sentence, with whatever closes behind it. */
const END = /[\p{Sentence_Terminal}…][^\p{L}\p{N}]*$/u;
/** A full stop that may well be of an abbreviation, an initial or an ordinal: “Mr.”, “U.S.”, “Prof.”, “am 3.” */
const SHORT = /(?:^|[^\p{L}\p{M}\p{N}])(?:[\p{L}\p{M}]{1,4}|\p{N}{1,3})\.\s*$/u;
const BRACKETS = /(?![„‚])[\p{Ps}\p{Pe}]/gu;
const QUOTES = /["“”„‟«»]/g;
const SINGLE = /[‘‚]/g;
const SINGLE_CLOSED = /’(?!\p{L})/gu; // else it is an apostrophe

/**
 * Whether a text ends with a sentence, and closes what it has opened.
 * @param {string} text
 */
export function isWhole(text) {
  const count = (/** @type {RegExp} */ marks) => text.match(marks)?.length ?? 0;
  const isClosed = count(BRACKETS) % 2 === 0 && count(QUOTES) % 2 === 0 && count(SINGLE) <= count(SINGLE_CLOSED);
  return END.test(text) && !SHORT.test(text) && isClosed;
}

/**
 * Where the sentences of a paragraph end, but for the last one; nowhere in a browser that can't tell.
 * @param {string} text
 * @param {string} language
 */
export function endsIn(text, language) {
  if (!Intl.Segmenter) return [];
  const line = text.replace(/\s/g, " "); // a new line would end a sentence
  const sentences = [...new Intl.Segmenter(language, { granularity: "sentence" }).segment(line)];
  return sentences.map(({ index }) => index).filter((end) => isWhole(line.slice(0, end)));
}

/* Notes: beside their words on a wide screen, under them on a narrow one. */

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

/* What an address leads to: #n-… opens the note, #p4-p6 is a range of passages. Where only the source is
 * shown, a note is shown all the same, and what else the editors added leads to the words that follow it. */

function arrive() {
  const range = /^#p(\d+)-p?(\d+)$/.exec(location.hash)?.slice(1).map(Number);
  for (const passage of passages) {
    const number = Number(passage.id.slice(1));
    passage.classList.toggle("in-range", Boolean(range && number >= range[0] && number <= range[1]));
  }
  const target = targetOf(range ? `#p${range[0]}` : location.hash);
  const note = notes.find((one) => headingOf(one) === target);
  if (note) {
    if (isSourceOnly()) showAlone(note);
    bringNote(note);
    scrollToNote(note, note.offsetHeight < innerHeight / 2 ? "center" : "start");
  } else if (range) {
    target?.scrollIntoView();
  } else if (target && !target.checkVisibility()) {
    const isAfter = (/** @type {Node} */ one) => target.compareDocumentPosition(one) & Node.DOCUMENT_POSITION_FOLLOWING;
    passages.find(isAfter)?.scrollIntoView();
  }
}
addEventListener("hashchange", arrive);
arrive();

/* The explanation of a name or term, shown at the word. */

document.addEventListener("click", (event) => {
  const term = event.target instanceof Element && event.target.closest("a.term");
  if (!(term instanceof HTMLAnchorElement) || event.ctrlKey || event.metaKey || event.shiftKey) return;
  const entry = targetOf(term.hash);
  if (!entry || !HTMLElement.prototype.showPopover) return;
  event.preventDefault();
  explain(term, entry);
});

/**
 * Show a copy of `entry` at `term`. The browser closes it on Escape, or on a click elsewhere.
 * @param {HTMLAnchorElement} term
 * @param {HTMLElement} entry
 */
function explain(term, entry) {
  document.querySelector(".edition-tip")?.remove();
  const whose = make("p", { className: "whose", textContent: words.explained });
  const tip = make("div", { className: "edition-tip", popover: "auto" }, whose, ...entry.cloneNode(true).childNodes);
  tip.setAttribute("role", "note");
  document.body.append(tip); // not inside the passage: its words stay the source's
  tip.addEventListener("toggle", ({ newState }) => {
    if (newState !== "closed") return;
    tip.remove();
    term.focus({ preventScroll: true });
  });
  tip.showPopover();

  const word = term.getClientRects()[0];
  const left = Math.max(8, Math.min(word.left, innerWidth - tip.offsetWidth - 8));
  const below = word.bottom + tip.offsetHeight + 8 < innerHeight;
  const top = below ? word.bottom + 4 : word.top - tip.offsetHeight - 4;
  tip.style.left = `${left + scrollX}px`;
  tip.style.top = `${top + scrollY}px`;
  tip.querySelector("a")?.focus({ preventScroll: true });
}

/* Where the reader is: marked in the outline, kept to go on from there another time, and not lost when the
 * editors' words come or go. */

const HEADER = 64; // pixels, a little more than it takes
const LINE_OF_SIGHT = 160; // a little below it
const PAUSE = 250; // milliseconds without scrolling

const placeKey = `at:${location.pathname}`;
const leftAt = kept(placeKey);

const outlined = all(".room-nav .outline a").flatMap((link) => {
  const target = targetOf(/** @type {HTMLAnchorElement} */ (link).hash);
  return target ? [{ link, target }] : [];
});

const isAbove = (/** @type {Element} */ element) => element.getBoundingClientRect().top < LINE_OF_SIGHT;

function remember() {
  const passage = passages.findLast(isAbove);
  if (passage) {
    const seen = passages[passages.length - 1].getBoundingClientRect().bottom <= innerHeight;
    keep(placeKey, seen ? "read" : passage.id);
    keep("last", { href: `${location.pathname}#${passage.id}`, name: nameOf(passage) });
  }
  for (const { link } of outlined) link.removeAttribute("aria-current");
  outlined.findLast(({ target }) => isAbove(target))?.link.setAttribute("aria-current", "location");
}

let waiting = 0;
addEventListener("scroll", () => {
  clearTimeout(waiting);
  waiting = setTimeout(remember, PAUSE);
});

/**
 * The first letter of the interview below the header.
 * @returns {Range | null}
 */
function firstLetter() {
  const letter = document.createRange();
  const isBelow = (/** @type {Node} */ node, /** @type {number} */ at) => {
    letter.setStart(node, at);
    letter.setEnd(node, at + 1);
    return letter.getBoundingClientRect().bottom > HEADER;
  };
  const passage = passages.find((one) => one.getBoundingClientRect().bottom > HEADER);
  const texts = document.createTreeWalker(passage ?? document.createElement("p"), NodeFilter.SHOW_TEXT);
  for (let text = texts.nextNode(); text; text = texts.nextNode()) {
    let [low, high] = [0, (text.textContent ?? "").length - 1];
    if (high < 0 || !isBelow(text, high)) continue;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (isBelow(text, middle)) high = middle;
      else low = middle + 1;
    }
    isBelow(text, low);
    return letter;
  }
  return null;
}

/* After the notes are placed, which is done first, since their script is read first. */
onSwitch(() => held(firstLetter()));

for (const link of all(".question-numbers a", article)) {
  link.classList.toggle("read", kept(`at:${/** @type {HTMLAnchorElement} */ (link).pathname}`) === "read");
}

const again = passages.find((passage) => passage.id === leftAt);
if (again && !location.hash && passages.indexOf(again) >= 2) offer(`#${again.id}`, nameOf(again));

/* From passage to passage, note to note and question to question with keys. */

for (const passage of passages) passage.tabIndex = -1;

const references = () => notes.map(referenceTo).filter((reference) => reference !== null);
const follow = (/** @type {string} */ rel) => () => all(`a[rel="${rel}"]`, article)[0]?.click();

addKeys({
  j: () => step(passages, 1),
  k: () => step(passages, -1),
  n: () => step(references(), 1),
  p: () => step(references(), -1),
  ".": follow("next"),
  ",": follow("prev"),
});

/**
 * Go to the next (or previous) of `targets` from the one that has the focus, or from the top of the screen.
 * @param {HTMLElement[]} targets
 * @param {1 | -1} by
 */
function step(targets, by) {
  const shown = targets.filter((target) => target.getClientRects().length);
  const here = document.activeElement;
  const focused = shown.findIndex((target) => target.contains(here));
  if (focused < 0 && here && article.contains(here)) {
    const { DOCUMENT_POSITION_FOLLOWING: after, DOCUMENT_POSITION_CONTAINED_BY: within } = Node;
    const isAfter = (/** @type {HTMLElement} */ target) =>
      Boolean(here.compareDocumentPosition(target) & (after | within));
    return goTo(by > 0 ? shown.find(isAfter) : shown.findLast((target) => !isAfter(target)));
  }
  const top = 70;
  const tops = shown.map((target) => target.getBoundingClientRect().top);
  const next = by > 0 ? tops.findIndex((at) => at > top) : tops.findLastIndex((at) => at < top - 8);
  goTo(shown[focused >= 0 ? focused + by : next]);
}

/** @param {HTMLElement | undefined} target */
function goTo(target) {
  target?.scrollIntoView({ block: "start" });
  target?.focus({ preventScroll: true });
}

addEventListener("keydown", (event) => {
  const target = /** @type {Element} */ (event.target);
  if (event.key === "Enter" && isForPage(event) && target.matches(".passage")) the("[data-passage]", target).click();
});

/* Whose words a selection holds. What leaves the page, in a copy or a citation, is made of this. */

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

/** Whether a reader has it before them; of a note that is shown, all: a withSingleSpaces one is cut off only for want of room. */
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
const withSingleSpaces = (/** @type {string} */ text) => text.replace(/[ \t\n\r\f]+/g, " ");

/** @param {Part} part */
export const textOf = ({ pieces }) => withSingleSpaces(pieces.map(({ text }) => text).join("")).replace(/^ | $/g, "");

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

/* A copy never blends voices, and neither does a selection that is dragged away: one that begins in the interview
 * holds nothing that the editors put between; where voices change, a line of its own says whose words follow. */

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

/* What can be done with a passage or a note: fetched when somebody first points at a number. */

/** @param {Event} event */
function offerTools(event) {
  const handle = event.target instanceof Element && event.target.closest(".mark[data-passage], .ways .quote");
  if (!(handle instanceof HTMLElement)) return;
  if (event.type === "click") event.preventDefault();
  import("./tools.js").then(({ show }) => show(handle, event));
}
for (const type of ["pointerover", "focusin", "click"]) article.addEventListener(type, offerTools);
