/* Before anything is painted: the colours and the voices that this reader chose, as page.js keeps them, and the
 * face of the interview made ready, so that no line moves when it comes. A plain script, run at once: it is
 * written into the page's head, behind the style sheets. */

{
  const sheet = /** @type {HTMLLinkElement} */ (document.querySelector("link[rel=stylesheet]"));
  const site = new URL("../../../", sheet.href).pathname;
  const ours = new URL("../js/", sheet.href).href;
  const root = document.documentElement;

  /** @param {string} name */
  const kept = (name) => {
    try {
      return localStorage.getItem(`${site}.${name}`);
    } catch {
      return null; // forbidden: nothing was chosen
    }
  };

  const chosen = kept("colours");
  const isDark = chosen === '"dark"' || (chosen !== '"light"' && matchMedia("(prefers-color-scheme: dark)").matches);
  root.dataset.mdColorScheme = isDark ? "slate" : "default";
  root.classList.toggle("source-only", kept("source-only") === "true");

  // The page is laid out for its scripts, or for none if they can't be had.
  root.classList.add("scripted");
  addEventListener(
    "error",
    ({ target }) => {
      if (target instanceof HTMLScriptElement && target.src.startsWith(ours)) root.classList.remove("scripted");
    },
    true,
  );

  document.fonts.load('1em "Edition Serif"');
}
