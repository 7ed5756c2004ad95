// Keeps the visit page, and what it is dressed with, for when there is no signal. Nothing else is kept on the device.
const SHELF = "dure-visit-2";
const PAGE = "/contacts/new";
const DRESS = "/static/";

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => {
  event.waitUntil((async () => {
    for (const name of await caches.keys()) if (name !== SHELF) await caches.delete(name);
    await self.clients.claim();
  })());
});

self.addEventListener("message", (event) => {
  if (event.data === "forget") event.waitUntil(caches.delete(SHELF));
  if (event.data === "keep") event.waitUntil(keep());
});

async function keep() {
  const shelf = await caches.open(SHELF);
  const answer = await fetch(PAGE, { credentials: "same-origin" });
  if (!answer.ok || answer.redirected) return;
  await shelf.put(PAGE, answer.clone());
  const text = await answer.text();
  const parts = [...text.matchAll(/(?:src|href)="(\/static\/[^"#]+)/g)].map((found) => found[1]);
  const kept = new Set();
  await Promise.all(parts.map((part) => keepPart(shelf, part, kept).catch(() => undefined)));
}

// A script comes with the scripts it imports, for they are not named in the page.
async function keepPart(shelf, part, kept) {
  if (kept.has(part)) return;
  kept.add(part);
  const answer = await fetch(part);
  if (!answer.ok) return;
  await shelf.put(part, answer.clone());
  if (!part.endsWith(".js")) return;
  const imports = [...(await answer.text()).matchAll(/from "([^"]+)"/g)].map((found) => found[1]);
  const places = imports.map((each) => new URL(each, new URL(part, location.origin)).pathname);
  await Promise.all(places.map((place) => keepPart(shelf, place, kept)));
}

self.addEventListener("fetch", (event) => {
  const url = new URL(event.request.url);
  if (event.request.method !== "GET" || url.origin !== location.origin) return;
  const isPage = event.request.mode === "navigate" && url.pathname === PAGE;
  if (!isPage && !url.pathname.startsWith(DRESS)) return;
  event.respondWith((async () => {
    const shelf = await caches.open(SHELF);
    try {
      const answer = await fetch(event.request);
      if (!isPage && answer.ok) shelf.put(event.request, answer.clone());
      return answer;
    } catch (error) {
      const kept = await shelf.match(isPage ? PAGE : event.request, { ignoreSearch: true });
      if (kept) return kept;
      throw error;
    }
  })());
});
