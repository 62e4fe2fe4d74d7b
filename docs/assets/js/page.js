/* The page: its parts, its words, and how an element is made. Every page is readable without any of
 * these scripts: without them notes stand after their passage, names lead to the end of the page, and
 * a passage's number is a link to it. */

/**
 * What the frame of a page says: the words that begin with `frame_` in scripts/edition/locale/.
 * @typedef {object} Words
 * @property {string} colours
 * @property {string[]} colours_names
 * @property {string} more
 * @property {string} sources
 * @property {string} close
 * @property {string} cite
 * @property {string} copy_link
 * @property {string} copy_quotation
 * @property {string} copied
 * @property {string} suggest
 * @property {string} editors
 * @property {string} explained
 * @property {string} quotation
 * @property {string} asked_for
 * @property {string} hide_note
 * @property {string} resume
 * @property {string} keys_title
 * @property {string} keys_on
 * @property {[string, string][]} keys
 */

/**
 * An element that every page has, or that its caller has made sure of.
 * @param {string} selector
 * @param {ParentNode} within
 * @returns {HTMLElement}
 */
export function the(selector, within = document) {
  const found = within.querySelector(selector);
  if (!(found instanceof HTMLElement)) throw new Error(`there is no ${selector}`);
  return found;
}

/**
 * All elements that `selector` finds.
 * @param {string} selector
 * @param {ParentNode} within
 * @returns {HTMLElement[]}
 */
export const all = (selector, within = document) =>
  [...within.querySelectorAll(selector)].filter((one) => one instanceof HTMLElement);

/**
 * A new element with some properties and what stands in it.
 * @template {keyof HTMLElementTagNameMap} Name
 * @param {Name} name
 * @param {Partial<HTMLElementTagNameMap[Name]>} properties
 * @param {(Node | string)[]} children
 * @returns {HTMLElementTagNameMap[Name]}
 */
export function make(name, properties = {}, ...children) {
  const element = Object.assign(document.createElement(name), properties);
  element.append(...children);
  return element;
}

/**
 * What `read` makes of something a reader brings: an address, or what their browser kept. It can be anything at all,
 * or forbidden, so where it can't be read it is null.
 * @template Read
 * @param {() => Read} read
 */
export function attempt(read) {
  try {
    return read();
  } catch {
    return null;
  }
}

/**
 * The element that a fragment leads to, as a browser would find it.
 * @param {string} hash
 */
export function targetOf(hash) {
  const id = hash.slice(1);
  return document.getElementById(attempt(() => decodeURIComponent(id)) ?? id);
}

/** @type {Words} */
export const words = JSON.parse(the("#room-words").textContent);
export const article = the("article");
export const passages = all(".passage", article);

/**
 * The name of a passage, as in “2.4”.
 * @param {HTMLElement} passage
 */
export const nameOf = (passage) => the("[data-passage]", passage).dataset.passage ?? "";

/**
 * Hold something where it stands in the window, whatever comes or goes above it until what is returned is called.
 * @param {Element | Range | null | undefined} place
 */
export function held(place) {
  const top = () => place?.getBoundingClientRect().top ?? 0;
  const before = top();
  document.documentElement.style.overflowAnchor = "none"; // or the browser would mend it, too
  return () => {
    scrollBy({ top: top() - before, behavior: "instant" });
    requestAnimationFrame(() => document.documentElement.style.removeProperty("overflow-anchor"));
  };
}
