/* The reading room. Nothing here is needed to read: without it, notes stand after their passage,
 * names lead to the end of the page, and a passage's number is a link to it. */

const words = JSON.parse(document.getElementById("room-words").textContent);
const article = document.querySelector("article");
const passages = [...article.querySelectorAll(".passage")];
const notes = [...article.querySelectorAll(".note")];
const wide = matchMedia("(min-width: 76.25em)");
const make = (tag, properties, ...children) => {
  const element = Object.assign(document.createElement(tag), properties);
  element.append(...children);
  return element;
};

/* What a reader chooses, kept by the theme's own functions: below this site's address only. */

const kept = (name) => __md_get(name);
const keep = (name, value) => __md_set(name, value);

const colours = document.querySelector(".colours");
const schemes = ["device", "light", "dark"];
const dark = matchMedia("(prefers-color-scheme: dark)");

function paint() {
  const chosen = schemes.indexOf(kept("colours") ?? "device");
  const isDark = chosen === 0 ? dark.matches : chosen === 2;
  document.body.dataset.mdColorScheme = isDark ? "slate" : "default";
  colours.title = words.colours.replace("{name}", words.colours_names[chosen]);
  colours.setAttribute("aria-label", colours.title);
}
colours.addEventListener("click", () => {
  keep("colours", schemes[(schemes.indexOf(kept("colours") ?? "device") + 1) % schemes.length]);
  paint();
});
dark.addEventListener("change", paint);
paint();

const voices = document.querySelector(".voices");

function showVoices(only) {
  document.documentElement.classList.toggle("source-only", only);
  voices.setAttribute("aria-pressed", only);
}
function switchVoices() {
  keep("source-only", kept("source-only") !== true);
  showVoices(kept("source-only"));
  placeNotes();
}
voices.addEventListener("click", switchVoices);
showVoices(kept("source-only") === true);

/* Notes: beside their words on a wide screen, under them on a narrow one. */

const headingOf = (note) => note.firstElementChild;
const referenceTo = (note) => article.querySelector(`.ref[href="#${CSS.escape(headingOf(note).id)}"]`);
const phrasesOf = (note) => {
  const passage = referenceTo(note)?.closest(".passage");
  return passage?.querySelectorAll(`.noted[data-notes~="${note.dataset.note}"]`) ?? [];
};
const noteOf = (phrase) => notes.find((note) => [...phrasesOf(note)].includes(phrase));

function placeNotes() {
  for (const note of notes) {
    note.classList.add("ready");
    if (wide.matches || note.classList.contains("open")) note.removeAttribute("hidden");
    else note.hidden = "until-found";
  }
  // First everything is measured, then everything is moved: the other way round, each would wait for the last.
  const shown = wide.matches ? notes : notes.filter((note) => !note.hidden);
  const { top } = article.getBoundingClientRect();
  const measured = shown.map((note) => {
    const rest = note.querySelector(".rest");
    const brief = wide.matches && rest.scrollHeight <= rest.clientHeight + 8;
    return { note, line: [...(referenceTo(note)?.getClientRects() ?? [])].at(-1), height: note.offsetHeight, brief };
  });
  let free = 0;
  for (const { note, line, height, brief } of measured) {
    if (!line) continue;
    const under = [...phrasesOf(note)].at(-1)?.getClientRects();
    const place = wide.matches ? Math.max(line.top - top, free) : Math.max(line.bottom, [...(under ?? [])].at(-1)?.bottom ?? 0) - top + 6;
    note.style.top = `${place}px`;
    if (!note.classList.contains("open")) note.classList.toggle("brief", brief);
    free = place + height + 12;
  }
  // The last notes must not hang over the page's end.
  article.style.minHeight = wide.matches && notes.length ? `${free + 40}px` : "";
}

function openNote(note, open = true) {
  for (const other of notes) if (other !== note && !wide.matches) setOpen(other, false);
  setOpen(note, open);
  placeNotes();
}

function setOpen(note, open) {
  note.classList.toggle("open", open);
  if (!open) for (const part of [note, ...phrasesOf(note)]) part.classList.remove("lit");
  const button = note.querySelector(".unfold");
  button.textContent = open ? words.close : words.more;
  for (const control of [button, referenceTo(note)]) control?.setAttribute("aria-expanded", open);
}

for (const note of notes) {
  const button = make("button", { type: "button", className: "unfold", textContent: words.more });
  button.addEventListener("click", () => {
    openNote(note, !note.classList.contains("open"));
    if (!note.classList.contains("open")) referenceTo(note).focus({ preventScroll: true });
  });
  note.append(button);
  note.querySelector(".ways")?.append(" · ", make("button", { type: "button", className: "quote", textContent: words.cite }));
  const light = (lit) => () => [note, ...phrasesOf(note)].forEach((part) => part.classList.toggle("lit", lit));
  for (const part of [note, ...phrasesOf(note), referenceTo(note)]) {
    part?.addEventListener("pointerenter", light(true));
    part?.addEventListener("pointerleave", light(false));
    part?.addEventListener("focusin", light(true));
    part?.addEventListener("focusout", light(false));
  }
  note.addEventListener("focusin", (event) => event.target === button || wide.matches && openNote(note));
  note.addEventListener("beforematch", () => openNote(note));
  headingOf(note).tabIndex = -1;
  setOpen(note, false);
}
wide.addEventListener("change", placeNotes);
if (notes.length) new ResizeObserver(placeNotes).observe(article.querySelector(".passage"));
document.fonts.ready.then(placeNotes);

article.addEventListener("click", (event) => {
  if (event.ctrlKey || event.metaKey || event.shiftKey || !getSelection().isCollapsed) return;
  const reference = event.target.closest(".ref");
  const phrase = event.target.closest(".term") ? null : event.target.closest(".noted");
  const back = event.target.closest('.ways a[href^="#r-"]');
  if (back) {
    openNote(back.closest(".note"), false);
    return; // the link itself leads back
  }
  const note = reference ? notes.find((one) => referenceTo(one) === reference) : phrase && noteOf(phrase);
  if (!note) return;
  event.preventDefault();
  const open = !note.classList.contains("open");
  openNote(note, open);
  if (open && reference) history.pushState(null, "", reference.hash);
  if (open && reference && event.detail === 0) headingOf(note).focus(); // with the keyboard
  if (open) note.scrollIntoView({ block: "nearest" });
});

/* Addresses: #n-… opens the note, #p4-p6 is a range of passages. */

function arrive() {
  const range = /^#p(\d+)-p?(\d+)$/.exec(location.hash);
  passages.forEach((passage) => {
    const number = Number(passage.id.slice(1));
    passage.classList.toggle("in-range", Boolean(range) && number >= range[1] && number <= range[2]);
  });
  if (range) document.getElementById(`p${range[1]}`)?.scrollIntoView();
  const note = notes.find((one) => `#${headingOf(one).id}` === location.hash);
  if (note) {
    openNote(note);
    note.scrollIntoView({ block: "center" });
  }
}
addEventListener("hashchange", arrive);
placeNotes();
arrive();

/* The explanation of a name or term, shown at the word. */

document.addEventListener("click", (event) => {
  const term = event.target.closest?.("a.term");
  if (!term || event.ctrlKey || event.metaKey || event.shiftKey || !HTMLElement.prototype.showPopover) return;
  const entry = document.getElementById(term.hash.slice(1));
  if (!entry) return;
  event.preventDefault();

  document.querySelector(".edition-tip")?.remove();
  const whose = make("p", { className: "whose", textContent: words.explained });
  const tip = make("div", { className: "edition-tip", popover: "auto" }, whose, ...entry.cloneNode(true).childNodes);
  tip.setAttribute("role", "note");
  document.body.append(tip); // not inside the passage: its words stay the source's
  tip.addEventListener("toggle", (change) => {
    if (change.newState !== "closed") return;
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
});

/* What can be done with a passage or a note: fetched when somebody first points at a number. */

function offerTools(event) {
  const handle = event.target.closest?.(".mark[data-passage], .ways .quote");
  if (!handle) return;
  if (event.type === "click") event.preventDefault();
  import("./passage-tools.js").then(({ show }) => show(handle, event, words));
}
for (const type of ["pointerover", "focusin", "click"]) article.addEventListener(type, offerTools);

/* Where the reader is. */

const here = document.querySelector(".room-nav .outline");
const outlined = [...(here?.querySelectorAll("a") ?? [])]
  .map((link) => [link, document.getElementById(decodeURIComponent(link.hash.slice(1)))])
  .filter(([, target]) => target);
const place = `at:${location.pathname}`;
const before = kept(place);
let waiting;

const lineOfSight = () => 160; // a little below the header
const current = () => passages.findLast((passage) => passage.getBoundingClientRect().top < lineOfSight());

function remember() {
  const passage = current();
  if (passage) {
    keep(place, passage === passages.at(-1) ? "read" : passage.id);
    const { dataset } = passage.querySelector("[data-passage]");
    keep("last", { href: `${location.pathname}#${passage.id}`, name: dataset.passage });
  }
  const at = outlined.findLast(([, target]) => target.getBoundingClientRect().top < lineOfSight());
  for (const [link] of outlined) link.toggleAttribute("aria-current", false);
  at?.[0].setAttribute("aria-current", "location");
}
if (passages.length) {
  addEventListener("scroll", () => {
    clearTimeout(waiting);
    waiting = setTimeout(remember, 250);
  });
}

for (const link of article.querySelectorAll(".nine a")) {
  link.classList.toggle("read", kept(`at:${link.pathname}`) === "read");
}

/** Offer to go on at a passage; gone when it was followed, refused or passed over. */
function offer(href, name) {
  const link = make("a", { href, textContent: words.resume.replace("{passage}", name) });
  const close = make("button", { type: "button", textContent: "×", ariaLabel: words.close });
  const line = make("p", { className: "resume" }, link, close);
  article.append(line);
  const leave = () => line.remove();
  line.addEventListener("click", leave);
  setTimeout(() => addEventListener("scroll", () => setTimeout(leave, 2000), { once: true }), 1000);
  addEventListener("keydown", (event) => event.key !== "Tab" && event.key !== "Enter" && leave(), { once: true });
}

const again = document.getElementById(before);
const last = kept("last");
if (again && !location.hash && passages.indexOf(again) >= 2) {
  offer(`#${before}`, again.querySelector("[data-passage]").dataset.passage);
} else if (last && article.querySelector(".seek")) {
  offer(last.href, last.name); // on the home page
}

/* Keys. */

for (const passage of passages) passage.tabIndex = -1;

const keys = {
  "/": () => document.querySelector("a.search-link").click(),
  "?": showKeys,
  j: () => step(passages, 1),
  k: () => step(passages, -1),
  n: () => step(notes.map(referenceTo), 1),
  p: () => step(notes.map(referenceTo), -1),
  ".": () => article.querySelector('[rel="next"]')?.click(),
  ",": () => article.querySelector('[rel="prev"]')?.click(),
  s: switchVoices,
};

/** Go to the next (or previous) of `targets` from the one that has the focus, or from the top of the screen. */
function step(targets, by) {
  const shown = targets.filter((target) => target?.getClientRects().length);
  const here = document.activeElement;
  const focused = shown.findIndex((target) => target.contains(here));
  if (focused < 0 && article.contains(here)) {
    const { DOCUMENT_POSITION_FOLLOWING: after, DOCUMENT_POSITION_CONTAINED_BY: within } = Node;
    const isAfter = (target) => here.compareDocumentPosition(target) & (after | within);
    return goTo(by > 0 ? shown.find(isAfter) : shown.findLast((target) => !isAfter(target)));
  }
  const top = 70;
  const tops = shown.map((target) => target.getBoundingClientRect().top);
  const next = by > 0 ? tops.findIndex((at) => at > top) : tops.findLastIndex((at) => at < top - 8);
  goTo(shown[focused >= 0 ? focused + by : next]);
}

function goTo(target) {
  if (!target) return;
  target.scrollIntoView({ block: "start" });
  target.focus({ preventScroll: true });
}

addEventListener("keydown", (event) => {
  const typing = event.target.closest?.("input:not([type=radio], [type=checkbox]), textarea, select, dialog");
  if (event.key === "Escape") closeNotes();
  if (typing || event.ctrlKey || event.metaKey || event.altKey || kept("keys") === false && event.key !== "?") return;
  if (event.key === "Enter" && event.target.matches(".passage")) event.target.querySelector("[data-passage]").click();
  if (!Object.hasOwn(keys, event.key)) return;
  event.preventDefault();
  keys[event.key]();
});

function closeNotes() {
  const open = notes.find((note) => note.classList.contains("open") && note.contains(document.activeElement));
  for (const note of notes) setOpen(note, false);
  placeNotes();
  if (open) referenceTo(open).focus({ preventScroll: true });
}

function showKeys() {
  const list = words.keys.map(([key, what]) =>
    make("div", {}, make("dt", {}, make("kbd", { textContent: key })), make("dd", { textContent: what })),
  );
  const on = make("input", { type: "checkbox", checked: kept("keys") !== false });
  on.addEventListener("change", () => keep("keys", on.checked));
  const close = make("button", { className: "md-button", textContent: words.close });
  const dialog = make(
    "dialog",
    { className: "edition-dialog md-typeset", ariaLabel: words.keys_title },
    make("h2", { textContent: words.keys_title }),
    make("dl", {}, ...list),
    make("p", {}, make("label", {}, on, ` ${words.keys_on}`)),
    make("form", { method: "dialog" }, close),
  );
  dialog.addEventListener("close", () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
}
document.querySelector(".show-keys")?.addEventListener("click", showKeys);
