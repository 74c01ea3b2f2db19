// Starts Stet: the Go program on the page, then the engine, which is the same compiled program, in a worker. Watches for the end of the
// program and for a new version. Sets stet.version, stet.spawn() (the engine's Worker, kept as stet.worker), stet.notice(text, label, action), stet.memory() (bytes).
(() => {
  "use strict";
  const stet = (window.stet = window.stet || {});
  const boot = document.getElementById("boot").dataset;
  const state = document.getElementById("boot-state");
  stet.version = boot.version;
  performance.mark("stet:boot");

  // Only these two addresses ever become code.
  const policy = window.trustedTypes && trustedTypes.createPolicy("stet", {
    createScriptURL: (name) => {
      if (name === boot.worker || name === "sw.js") return name;
      throw new TypeError("not a script of Stet: " + name);
    },
  });
  const script = (name) => (policy ? policy.createScriptURL(name) : name);

  // go-app asks for its settings; none is needed.
  window.goappGetenv = () => "";

  // A line over everything, for what cannot be said inside the page.
  stet.notice = (text, label, action) => {
    for (const old of document.querySelectorAll(".notice")) old.remove();
    const bar = document.createElement("div"), words = document.createElement("p"), button = document.createElement("button");
    bar.className = "notice";
    bar.setAttribute("role", "alert");
    words.textContent = text;
    button.type = "button";
    button.className = "btn btn-ink";
    button.textContent = label;
    button.addEventListener("click", action);
    bar.append(words, button);
    document.body.append(bar);
  };
  const ended = (stet.ended = (why) => {
    state.remove();
    stet.go = () => false;
    stet.notice(why, "Reload", () => location.reload());
  });

  let wasm = null;
  stet.spawn = () => {
    const worker = new Worker(script(boot.worker), { name: "stet engine" });
    worker.postMessage({ wasm, models: { names: boot.names, quotes: boot.quotes, places: boot.places } });
    return (stet.worker = worker);
  };

  // The first paint is the desk already. What is done there before the program stands behind it waits for it.
  const first = document.body.firstElementChild, early = [];
  stet.go = (...event) => {
    if (/^(do|paste|file|unread)$/.test(event[0])) early.push(event);
  };
  const taken = new MutationObserver(() => {
    if (first.isConnected) return;
    taken.disconnect();
    state.remove();
    setTimeout(() => early.forEach((event) => stet.go(...event)));
  });
  taken.observe(document.body, { childList: true });

  async function start() {
    const go = new Go();
    const { module, instance } = await WebAssembly.instantiateStreaming(fetchLarge(boot.wasm), go.importObject);
    wasm = module;
    stet.memory = () => instance.exports.mem.buffer.byteLength; // for measuring; a worker answers {memory: true}
    performance.mark("stet:compiled");
    const end = go.run(instance);
    watchVersions();
    await end;
    ended("Stet has stopped. What you did is saved; reload to go on.");
  }

  // The service worker keeps the page for use without a network. A new version waits until the editor says so.
  async function watchVersions() {
    if (!("serviceWorker" in navigator) || !isSecureContext) return;
    const site = await navigator.serviceWorker.register(script("sw.js"), { updateViaCache: "none" });
    const ask = (worker, what) => new Promise((answer) => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = (event) => answer(event.data);
      worker.postMessage(what, [port2]);
    });
    // What waits may be this very version: on the first visit, and after a reload to it.
    const offer = async (waiting) => {
      if (!waiting || (await ask(waiting, "version")) === boot.version) return;
      stet.notice("A new version of Stet is ready.", "Reload to update", async () => {
        await ask(site.active, "newest");
        location.reload();
      });
    };
    offer(site.waiting);
    site.addEventListener("updatefound", () => {
      const next = site.installing;
      next.addEventListener("statechange", () => next.state === "installed" && offer(next));
    });
  }

  if (!window.WebAssembly || !WebAssembly.instantiateStreaming || !window.Worker || !CSS.supports("color", "light-dark(red, red)")) {
    ended("This browser is too old for Stet. Chrome, Edge, Firefox and Safari run it in their versions since the middle of 2024.");
    return;
  }
  start().catch((err) => {
    console.error(err);
    ended(navigator.onLine === false ? "Stet is not on this computer yet, and there is no network." : "Stet could not be loaded (" + err.message + ").");
  });
})();
