/* The kind of notes that is shown stands in the address, so that it can be shared: notes/?kind=disputed. */

const asked = new URL(location.href).searchParams.get("kind");
const choices = /** @type {NodeListOf<HTMLInputElement>} */ (document.querySelectorAll(".kinds [name=kind]"));

for (const choice of choices) {
  if (choice.value === asked) choice.checked = true;
  choice.addEventListener("change", () => {
    const address = new URL(location.href);
    if (choice.value === "all") address.searchParams.delete("kind");
    else address.searchParams.set("kind", choice.value);
    history.replaceState(null, "", address);
  });
}
