// Keeps Stet for use without a network, and goes on to the next version only whole and only when asked. Hashed names make mixing
// impossible: a page of one version names only files of that version, and the version before it is kept for tabs that still run it.
// So this worker serves a page of the next version as well as its own, and the next worker waits until every tab is closed: one that
// takes over under an open page can lose a race against what the page fetches, and then Chromium leaves the page's reload hanging.
"use strict";
const VERSION = "{{version}}";
const FILES = [/*{{files}}*/]; // hashed names; the page itself is kept as "./"
const PREFIX = "stet " + new URL(registration.scope).pathname + " ";
const NAME = PREFIX + VERSION;

self.addEventListener("install", (event) => event.waitUntil(keep()));
self.addEventListener("message", (event) => event.waitUntil(answer(event)));
self.addEventListener("activate", (event) => event.waitUntil(clean()));

async function keep() {
  // A host that goes back to a version of before: it is the youngest again.
  if (await caches.match("./", { cacheName: NAME })) await caches.delete(NAME);
  const cache = await caches.open(NAME);
  await Promise.all(FILES.map(async (name) => {
    if (await cache.match(name)) return;
    const old = await caches.match(name);
    await cache.put(name, old || (large(name) ? stored(await fetchLarge(name)) : good(await fetch(name))));
  }));
  const page = good(await fetch("./", { cache: "no-cache" }));
  // A host in the middle of a deploy may still send the page of before: then this version is not whole, and the browser tries again later.
  if (!(await page.clone().text()).includes('"' + VERSION + '"')) throw new Error("the page is not of version " + VERSION);
  await cache.put("./", page);
}

function good(response) {
  if (!response.ok || response.redirected) throw new Error(response.url + ": status " + response.status);
  return response;
}

const stored = (response) => new Response(response.body, { headers: { "content-type": response.headers.get("content-type"), "x-stet-stored": "1" } });

// clean drops all versions but this one and the one before it. The first visit's page is taken over too, so that from now on nothing
// it needs comes from the network.
async function clean() {
  await clients.claim();
  const old = (await caches.keys()).filter((name) => name.startsWith(PREFIX) && name !== NAME);
  await Promise.all(old.slice(0, -1).map((name) => caches.delete(name)));
}

self.addEventListener("fetch", (event) => {
  const request = event.request, url = new URL(request.url), scope = new URL(registration.scope);
  if (request.method !== "GET" || url.origin !== scope.origin) return;
  if (request.mode === "navigate") {
    if (url.pathname === scope.pathname || url.pathname === scope.pathname + "index.html") event.respondWith(page(request.isReloadNavigation));
    return;
  }
  event.respondWith(file(request));
});

// file answers from this version, then for older tabs from the one before.
async function file(request) {
  const kept = (await (await caches.open(NAME)).match(request)) || (await caches.match(request));
  return kept || fetch(request);
}

// answer tells a page this worker's version, once the youngest is the one to use from now on where that is what it says.
async function answer(event) {
  if (event.data === "newest") await useNewest();
  event.ports[0].postMessage(VERSION);
}

const youngestFirst = async () => (await caches.keys()).filter((name) => name.startsWith(PREFIX)).reverse();

// useNewest keeps, beside the youngest version that is whole, that it may be used: a worker forgets.
async function useNewest() {
  for (const name of await youngestFirst()) {
    const cache = await caches.open(name);
    if (await cache.match("./")) return cache.put("asked", new Response());
  }
}

// page answers with the page of the youngest version that may be used. While another waits, a reload of the only tab asks for it.
async function page(reload) {
  if (reload && registration.waiting && (await clients.matchAll({ type: "window" })).length < 2) await useNewest();
  for (const name of await youngestFirst()) {
    const cache = await caches.open(name);
    const kept = (name === NAME || (await cache.match("asked"))) && (await cache.match("./"));
    if (kept) return kept;
  }
  return fetch("./");
}
