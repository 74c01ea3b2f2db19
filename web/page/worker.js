// The engine's worker: runs the program that the page compiled and sends over. From then on messages are Go's (app/browser.Work);
// the page learns here only that the program has ended.
"use strict";
self.onmessage = async (first) => {
  const go = new Go();
  try {
    await go.run(await WebAssembly.instantiate(first.data.wasm, go.importObject));
    postMessage({ dead: "its program ended" });
  } catch (err) {
    postMessage({ dead: String(err) });
  }
};
