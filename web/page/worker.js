// The engine's worker: runs the program that the page compiled. Go calls stet.serve(receive) once; what came before waits for it.
"use strict";
const waiting = [];
let receive = (data) => waiting.push(data);
self.stet = {
  serve(handler) {
    receive = handler;
    for (const data of waiting.splice(0)) handler(data);
  },
};
self.onmessage = (first) => {
  self.onmessage = (message) => receive(message.data);
  const go = new Go();
  const failed = (err) => setTimeout(() => { throw err; }); // as an error event on the page's Worker
  WebAssembly.instantiate(first.data.wasm, go.importObject)
    .then((instance) => go.run(instance))
    .then(() => failed(new Error("the engine has ended")), failed);
};
