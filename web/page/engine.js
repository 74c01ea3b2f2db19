// The engine's worker, as the page sees it: requests go in with a number, answers come back with the same. boot.js sets
// stet.spawn, which starts the same WebAssembly as a worker. A worker that dies is started again for the next request.
(() => {
  "use strict";
  const stet = (window.stet = window.stet || {});
  let worker = null, ready = false, waiting = [];
  const open = new Set();

  function start() {
    ready = false;
    worker = stet.worker = stet.spawn();
    worker.onmessage = (e) => {
      const m = e.data;
      if (m.ready) {
        ready = true;
        for (const [message, parts] of waiting) worker.postMessage(message, parts);
        waiting = [];
      } else if (m.id !== undefined) {
        open.delete(m.id);
        performance.mark("stet:answer");
        stet.go("answer", m.id, m.error || "", ...m.parts);
      } else if (m.warning) stet.notice("Marks may be less right than they could be: " + m.warning + ".", "Reload", () => location.reload());
      else if (m.dead) died(m.dead);
    };
    worker.onerror = (e) => {
      e.preventDefault();
      died(e.message || "it could not start");
    };
  }

  function died(why) {
    if (worker) worker.terminate();
    worker = null;
    waiting = [];
    const lost = [...open];
    open.clear();
    for (const id of lost) stet.go("answer", id, "The engine stopped: " + why);
  }

  stet.engine = {
    warm: () => worker || start(),
    post(id, op, parts) {
      if (!worker) start();
      open.add(id);
      const message = { id, op, parts }, buffers = parts.map((p) => p.buffer);
      if (ready) worker.postMessage(message, buffers);
      else waiting.push([message, buffers]);
    },
  };
})();
