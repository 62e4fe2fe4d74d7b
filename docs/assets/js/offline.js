/* Has docs/offline.js keep what is read, for when there is no net. Not in the preview. */

const site = new URL("../../", import.meta.url);

async function keep() {
  if (!navigator.serviceWorker) return;
  await navigator.serviceWorker.register(new URL("offline.js", site));
  const kept = await caches.open(site.href);
  // What was fetched before there was a worker to see it: this page; and the one that says that a page isn't there.
  const missing = new URL("404.html", site).href;
  const answer = (await kept.match(missing)) ?? (await fetch(missing));
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const parts = [...page.querySelectorAll("link[rel=stylesheet], link[rel=modulepreload], script[src]")].map((each) =>
    each instanceof HTMLLinkElement ? each.href : /** @type {HTMLScriptElement} */ (each).src,
  );
  const fetched = performance.getEntriesByType("resource").map(({ name }) => name);
  const wanted = [...new Set([location.href.replace(/[?#].*/, ""), missing, ...parts, ...fetched])].filter(
    (each) => each.startsWith(site.href) && !each.includes("/made/files/"),
  );
  // A reader may have gone on before all of it had come: what lacks is fetched on the next page.
  const there = await Promise.all(wanted.map((each) => kept.match(each)));
  await kept.addAll(wanted.filter((_, at) => !there[at]));
}

// Where a browser keeps nothing, all is as before.
addEventListener("load", () => keep().catch(() => {}));
