/* The colours: as on the device, light or dark. */

import { keep, kept } from "./memory.js";
import { the, words } from "./page.js";

const SCHEMES = ["device", "light", "dark"];
const dark = matchMedia("(prefers-color-scheme: dark)");
const button = the(".colours");

/** Which of the schemes was chosen: the device's unless another was. */
const chosen = () => Math.max(0, SCHEMES.indexOf(/** @type {string} */ (kept("colours"))));

function paint() {
  const isDark = chosen() === 0 ? dark.matches : chosen() === 2;
  document.documentElement.dataset.mdColorScheme = isDark ? "slate" : "default";
  button.title = words.colours.replace("{name}", words.colours_names[chosen()]);
  button.setAttribute("aria-label", button.title);
}

button.addEventListener("click", () => {
  keep("colours", SCHEMES[(chosen() + 1) % SCHEMES.length]);
  paint();
});
dark.addEventListener("change", paint);
paint();
