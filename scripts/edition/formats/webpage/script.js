// What the page does more than HTML by itself: explanations where a name stands, all notes at once, and the
// reader's choice kept. Without this, names lead to the glossary and notes open one by one.
const details = [...document.querySelectorAll("details.note")];
const everything = document.querySelector("#open-notes");
if (everything) {
  everything.hidden = false;
  everything.addEventListener("click", () => {
    const open = details.some((note) => !note.open);
    for (const note of details) note.open = open;
    everything.textContent = open ? everything.dataset.close : everything.dataset.open;
  });
}

const reveal = () => {
  const note = document.getElementById(decodeURIComponent(location.hash.slice(1)))?.closest("details");
  if (note) {
    note.open = true;
    note.scrollIntoView({ block: "nearest" });
  }
};
addEventListener("hashchange", reveal);
reveal();

const box = document.querySelector("[popover]");
if (box?.showPopover) {
  for (const term of document.querySelectorAll("main a.term")) {
    term.addEventListener("click", (event) => {
      const entry = document.getElementById(term.hash.slice(1));
      if (!entry || event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      const title = document.createElement("b");
      title.textContent = entry.textContent;
      box.replaceChildren(title, ...[...entry.nextElementSibling.childNodes].map((node) => node.cloneNode(true)));
      box.showPopover();
      const at = term.getClientRects()[0];
      const left = Math.min(at.left, innerWidth - box.offsetWidth - 8);
      const below = at.bottom + 6;
      const top = below + box.offsetHeight > innerHeight ? at.top - box.offsetHeight - 6 : below;
      box.style.left = `${Math.max(8, left)}px`;
      box.style.top = `${Math.max(8, top)}px`;
      box.focus();
    });
  }
}

const choice = document.querySelector("#source-only");
if (choice) {
  try {
    choice.checked = localStorage.getItem("source-only") === "true";
    choice.addEventListener("change", () => localStorage.setItem("source-only", choice.checked));
  } catch {
    // Some browsers keep nothing for a file.
  }
}
