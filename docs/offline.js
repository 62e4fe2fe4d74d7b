/* What was read here is there without the net, too. The network is always asked first: what a browser has kept is
 * shown only where there is no answer, and the page then says so (404.html, base.css). Files to take away aren't
 * kept. Each browser keeps it for this site alone, and for itself; nothing is sent anywhere. */

const worker = /** @type {ServiceWorkerGlobalScope} */ (/** @type {unknown} */ (self));
const site = worker.registration.scope;

worker.addEventListener("activate", (event) => event.waitUntil(worker.clients.claim()));

worker.addEventListener("fetch", (event) => {
  const { method, url } = event.request;
  if (method === "GET" && url.startsWith(site) && !url.startsWith(`${site}made/files/`)) {
    event.respondWith(answer(event));
  }
});

/** @param {FetchEvent} event */
async function answer({ request }) {
  const page = request.mode === "navigate";
  const address = page ? request.url.replace(/[?#].*/, "") : request.url;
  const kept = await caches.open(site).catch(() => undefined); // forbidden, or there is no room
  try {
    const response = await fetch(request);
    if (response.ok) await kept?.put(address, response.clone()).catch(() => {});
    return response;
  } catch {
    const found = await kept?.match(address);
    if (!page) return found ?? Response.error();
    const shown = found ?? (await kept?.match(`${site}404.html`));
    if (!shown) return Response.error();
    const text = (await shown.text()).replace("<html ", `<html data-offline="${found ? "kept" : "missing"}" `);
    return new Response(text, { headers: { "Content-Type": "text/html; charset=utf-8" } });
  }
}
