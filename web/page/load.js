// Fetching the WebAssembly, for the page and for the service worker alike. A host that compresses sends it small; from one that does
// not, the gzip file beside it is taken and unpacked here. The answer is always application/wasm, which is what streaming needs.
async function fetchWasm(url) {
  const plain = new AbortController();
  const response = await fetch(url, { signal: plain.signal });
  const stored = response.headers.has("x-stet-stored");
  if (response.ok && (stored || response.headers.has("content-encoding") || !self.DecompressionStream)) return asWasm(response);
  const packed = await fetch(url + ".gz").catch(() => null);
  if (!packed || !packed.ok) {
    if (response.ok) return asWasm(response);
    throw new Error(url + ": status " + response.status);
  }
  plain.abort();
  // Some hosts send .gz files as what they hold, with Content-Encoding: then the browser has unpacked it already.
  if (packed.headers.has("content-encoding")) return asWasm(packed);
  return asWasm(packed, packed.body.pipeThrough(new DecompressionStream("gzip")));
}

function asWasm(response, body) {
  if (!body && (response.headers.get("content-type") || "").startsWith("application/wasm")) return response;
  return new Response(body || response.body, { headers: { "content-type": "application/wasm" } });
}
