// Keeps one version of Stet for use without a network, and switches to the next only whole and only when asked. Hashed names make mixing
// impossible: a page of one version names only files of that version, and the version before it is kept for tabs that still run it.
"use strict";
const VERSION = "{{version}}";
const FILES = [/*{{files}}*/]; // hashed names; the page itself is kept as "./"
const PREFIX = "stet " + new URL(registration.scope).pathname + " ";
const NAME = PREFIX + VERSION;

self.addEventListener("install", (event) => event.waitUntil(keep()));
self.addEventListener("message", (event) => event.data === "switch" && skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(clean()));

async function keep() {
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
    if (url.pathname === scope.pathname || url.pathname === scope.pathname + "index.html") event.respondWith(page());
    return;
  }
  event.respondWith(file(request));
});

// file answers from this version, then for older tabs from the one before.
async function file(request) {
  const kept = (await (await caches.open(NAME)).match(request)) || (await caches.match(request));
  return kept || fetch(request);
}

// page answers with the kept page. A reload of the only tab while a new version waits is the moment to switch: a waiting version is
// whole, and its cache is the youngest with a page in it.
async function page() {
  let names = [NAME];
  if (registration.waiting && (await clients.matchAll({ type: "window" })).length < 2) {
    registration.waiting.postMessage("switch");
    names = (await caches.keys()).filter((name) => name.startsWith(PREFIX)).reverse();
  }
  for (const name of names) {
    const kept = await (await caches.open(name)).match("./");
    if (kept) return kept;
  }
  return fetch("./");
}
