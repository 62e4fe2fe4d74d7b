/* What can be done with a passage or a note: copy its address, quote it with a citation, suggest
 * a note. The citations are written by the build script, with room for the passage and the address:
 * they stand in the page's “Cite this page”. */

let shown;
let hovering;
let dismissed; // the number to which the focus was given back: it doesn't ask again

/** Show the tools of the passage or note that `handle` belongs to. */
export function show(handle, event, words) {
  clearTimeout(hovering);
  if (event.type === "focusin" && handle === dismissed) return;
  if (shown?.handle === handle) {
    if (event.type !== "click") return;
    if (shown.firm) hide(true);
    else enter(event);
    return;
  }
  if (event.type === "pointerover") {
    if (event.pointerType !== "mouse") return;
    hovering = setTimeout(() => open(handle, words), 350);
    handle.addEventListener("pointerleave", () => clearTimeout(hovering), { once: true });
  } else if (event.type === "click" || handle.matches(":focus-visible")) {
    open(handle, words);
    if (event.type === "click") enter(event);
  }
}

/** Tab passes by tools that are only offered; Enter at the number goes in among them. */
function enter(event) {
  shown.firm = true;
  for (const control of shown.tools.querySelectorAll("a, button")) control.tabIndex = 0;
  if (event.detail === 0) shown.tools.querySelector("button").focus();
}

function open(handle, words) {
  hide();
  const block = handle.closest(".passage, .note");
  const tools = document.createElement("div");
  tools.className = "passage-tools";
  tools.setAttribute("role", "group");
  tools.setAttribute("aria-label", handle.getAttribute("aria-label") ?? handle.textContent);
  const said = document.createElement("output");
  const button = (name, make, label = name) => {
    const one = document.createElement("button");
    one.type = "button";
    one.textContent = name;
    one.setAttribute("aria-label", label);
    one.addEventListener("click", async () => {
      await navigator.clipboard.writeText(make());
      said.value = words.copied;
    });
    tools.append(one);
  };
  const what = chosen(block);
  button(words.copy_link, () => what.shared ?? what.address);
  const styles = document.querySelectorAll(".cite [data-style]");
  if (styles.length) tools.append(`${words.copy_quotation}:`);
  for (const style of styles) {
    const { style: name } = style.dataset;
    button(name, () => quotation(what, style), `${words.copy_quotation}: ${name}`);
  }
  const suggest = block.querySelector(".suggest");
  if (suggest) {
    const link = document.createElement("a");
    link.href = suggest.href;
    link.textContent = words.suggest;
    tools.append(link);
  }
  tools.append(said);
  block.after(tools); // next in the order of Tab, and outside the source's words
  place(tools, handle);
  handle.setAttribute("aria-expanded", "true");
  for (const control of tools.querySelectorAll("a, button")) control.tabIndex = -1;
  shown = { tools, handle, firm: false };
}

function place(tools, handle) {
  const article = handle.closest("article").getBoundingClientRect();
  const at = handle.getBoundingClientRect();
  const room = Math.min(article.right, innerWidth) - tools.offsetWidth - 8;
  tools.style.left = `${Math.max(8, Math.min(at.left, room)) - article.left}px`;
  tools.style.top = `${at.bottom - article.top + 2}px`;
}

/** Take the tools away; `back` returns the focus to the number. */
function hide(back) {
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

addEventListener("keydown", (event) => event.key === "Escape" && hide(shown?.tools.contains(document.activeElement)));
addEventListener("focusin", (event) => {
  if (shown && event.target !== shown.handle && !shown.tools.contains(event.target)) hide();
});
addEventListener("pointerdown", (event) => {
  if (shown && event.target !== shown.handle && !shown.tools.contains(event.target)) hide();
});
addEventListener("pointermove", (event) => {
  if (!shown || shown.firm || shown.handle.matches(":focus-visible")) return;
  const near = [shown.handle, shown.tools].some((part) => {
    const box = part.getBoundingClientRect();
    return event.clientX > box.left - 24 && event.clientX < box.right + 24 && event.clientY > box.top - 16 && event.clientY < box.bottom + 16;
  });
  if (!near) hide();
});

/* Pointing at a number takes the selection away, so it is remembered. */
let selected = {};
const select = () => {
  const selection = getSelection();
  const all = selection.isCollapsed ? [] : [...document.querySelectorAll(".passage")];
  const within = all.filter((one) => selection.containsNode(one, true));
  selected = within.length ? { within, text: String(selection), at: Date.now() } : selected;
};
document.addEventListener("selectionchange", select);
select();

/** What is cited: the selected words if they stand in passages, else the whole passage or note. */
function chosen(block) {
  const home = (document.querySelector("link[rel=canonical]")?.href ?? location.href).replace(/#.*/, "");
  if (block.matches(".note")) {
    const heading = block.firstElementChild;
    const body = [...block.querySelectorAll(".rest > p")];
    const end = body.findIndex((part) => part.matches(".sources"));
    const text = body.slice(0, end).map((part) => part.textContent.trim()).join(" ");
    return { text, layer: "note", name: block.dataset.passage, note: block.dataset.note, address: `${home}#${heading.id}` };
  }
  const mine = selected.within?.includes(block) && (Date.now() - selected.at < 5000 || !getSelection().isCollapsed);
  const several = mine ? selected.within : [block];
  const text = mine ? selected.text : block.textContent;
  const names = [several[0], several.at(-1)].map((one) => one.querySelector("[data-passage]").dataset.passage);
  const [first, last] = [several[0].id, several.at(-1).id].map((id) => id.replace(/^q\d+-/, ""));
  // On the page of the whole interview a number leads to the passage's own page: that is what is cited.
  const page = new URL(block.querySelector("[data-passage]").getAttribute("href"), home).href.replace(/#.*/, "");
  const own = document.querySelector("meta[name=passage-address]")?.content; // of the page whose card has the words
  return {
    text: text.replace(/\s+/g, " ").trim(),
    layer: "passage",
    name: first === last ? names[0] : `${names[0]}–${names[1]}`,
    speaker: several[0].matches(".interviewer") ? voice(several[0]) : "",
    address: `${page}#${first === last ? first : `${first}-${last}`}`,
    shared: first === last ? own?.replace("{passage}", names[0]) : undefined,
  };
}

/** Who speaks, as the heading above a passage says. */
function voice(passage) {
  let above = passage;
  while (above && !above.matches(".voice")) above = above.previousElementSibling;
  return above?.firstChild.textContent.trim() ?? "";
}

/** The words with their citation in a style. */
function quotation(what, style) {
  const citation = style.dataset[what.layer]
    .replaceAll("{passage}", what.name)
    .replaceAll("{note}", what.note ?? "")
    .replaceAll("{address}", what.address);
  if (style.dataset.style === "BibTeX") return citation.replaceAll("{quotation}", what.text);
  return `${what.speaker ? `${what.speaker}: ` : ""}“${what.text}”\n${citation}`;
}
