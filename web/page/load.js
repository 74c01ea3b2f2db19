// Fetching what is large, the WebAssembly and the models, for the page, the worker and the service worker alike. A host that
// compresses sends it small; from one that does not, the gzip file beside it is taken and unpacked here. The answer's type goes by
// the name, since streaming WebAssembly needs its own.
async function fetchLarge(url) {
  const plain = new AbortController();
  const response = await fetch(url, { signal: plain.signal });
  const stored = response.headers.has("x-stet-stored");
  if (response.ok && (stored || response.headers.has("content-encoding") || !self.DecompressionStream)) return typed(url, response);
  const packed = await fetch(url + ".gz").catch(() => null);
  if (!packed || !packed.ok) {
    if (response.ok) return typed(url, response);
    throw new Error(url + ": status " + response.status);
  }
  plain.abort();
  // Some hosts send .gz files as what they hold, with Content-Encoding: then the browser has unpacked it already.
  if (packed.headers.has("content-encoding")) return typed(url, packed);
  return typed(url, packed, packed.body.pipeThrough(new DecompressionStream("gzip")));
}

const large = (url) => /\.(wasm|model|gazetteer)$/.test(url);

function typed(url, response, body) {
  const type = url.endsWith(".wasm") ? "application/wasm" : "application/octet-stream";
  if (!body && (response.headers.get("content-type") || "").startsWith(type)) return response;
  return new Response(body || response.body, { headers: { "content-type": type } });
}
