/* The offer to go on where the reader was: at a passage of this page, or from the home page at any. */

import { kept } from "./memory.js";
import { article, make, words } from "./page.js";

/**
 * Offer to go on at a passage; gone when it was followed, refused or passed over.
 * @param {string} href
 * @param {string} name of the passage, as in “2.4”
 */
export function offer(href, name) {
  const link = make("a", { href, textContent: words.resume.replace("{passage}", name) });
  const close = make("button", { type: "button", textContent: "×", ariaLabel: words.close });
  const line = make("p", { className: "resume" }, link, close);
  article.append(line);
  const leave = () => line.remove();
  line.addEventListener("click", leave);
  setTimeout(() => addEventListener("scroll", () => setTimeout(leave, 2000), { once: true }), 1000);
  addEventListener("keydown", (event) => event.key !== "Tab" && event.key !== "Enter" && leave(), { once: true });
}

/** The passage that was read last, on whatever page. */
function last() {
  const { href, name } = Object(kept("last"));
  const isPath = typeof href === "string" && /^\/[^/\\]/.test(href);
  return isPath && typeof name === "string" ? { href, name } : null;
}

const before = article.querySelector(".seek") ? last() : null; // the home page has the field
if (before) offer(before.href, before.name);
