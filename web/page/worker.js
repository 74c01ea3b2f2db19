// The engine's worker: runs the program that the page compiled and sends over, with the trained models, which are fetched here. From
// then on messages are Go's (app/browser.Work); the page learns here only that the program has ended.
"use strict";
self.onmessage = async (first) => {
  const go = new Go();
  try {
    self.models = {};
    const model = async ([name, url]) => {
      // A model that does not come is no reason to stop: the engine works by rules and says so.
      const bytes = await fetchLarge(url).then((response) => response.arrayBuffer()).catch(() => null);
      self.models[name] = bytes && new Uint8Array(bytes);
    };
    const [instance] = await Promise.all([
      WebAssembly.instantiate(first.data.wasm, go.importObject),
      ...Object.entries(first.data.models).map(model),
    ]);
    addEventListener("message", (e) => e.data.memory && postMessage({ memory: instance.exports.mem.buffer.byteLength }));
    await go.run(instance);
    postMessage({ dead: "its program ended" });
  } catch (err) {
    postMessage({ dead: String(err) });
  }
};
