// The engine's worker: runs the program that the page compiled and sends over. From then on messages are Go's (app/browser.Work);
// the page learns here only that the program has ended.
"use strict";
self.onmessage = async (first) => {
  const go = new Go();
  try {
    const instance = await WebAssembly.instantiate(first.data.wasm, go.importObject);
    addEventListener("message", (e) => e.data.memory && postMessage({ memory: instance.exports.mem.buffer.byteLength }));
    await go.run(instance);
    postMessage({ dead: "its program ended" });
  } catch (err) {
    postMessage({ dead: String(err) });
  }
};
