// What the desk needs of the browser beside the story: clicks by name, keys, the clipboard, files, dialogs, and where the menu
// stands. Every event goes to one function that Go sets, stet.go(name, …), and is answered before the event is over.
(() => {
  "use strict";
  const stet = (window.stet = window.stet || {});
  const story = stet.story;
  const $ = (id) => document.getElementById(id);
  const tell = (...args) => (stet.go ? stet.go(...args) : undefined);
  const narrow = () => matchMedia("(max-width: 64rem)").matches;
  const coarse = () => matchMedia("(pointer: coarse)").matches;
  const phone = () => matchMedia("(max-width: 47.99rem)").matches;

  // --- Clicks. Buttons carry data-do, the name of an action, and data-arg.

  document.addEventListener("click", (e) => {
    const named = e.target.closest("[data-do]");
    if (named && !named.disabled) {
      e.preventDefault();
      let arg = named.dataset.arg || "";
      if (named.dataset.do === "strip") {
        const box = named.getBoundingClientRect();
        arg += " " + Math.round(((e.clientX - box.left) / box.width) * 1000);
      }
      tell("do", named.dataset.do, arg);
      return;
    }
    if (e.target.tagName === "DIALOG") e.target.close(); // the backdrop
  });

  document.addEventListener("input", (e) => {
    if (e.target.dataset.input) tell("input", e.target.dataset.input, e.target.value);
  });
  document.addEventListener("submit", (e) => {
    e.preventDefault();
    const f = e.target.querySelector("[data-input]");
    tell("do", e.target.dataset.submit || "", f ? f.value : "");
  });

  // --- Keys. Go knows which key does what; where says what has the focus.

  function where(t) {
    if (standing && standing.open) return "dialog";
    if (t.closest("input:not([type=radio],[type=checkbox]), textarea, select, [contenteditable]")) return t.closest("#pop") ? "menu-field" : "field";
    if (t.closest("#pop")) return t.closest("button") ? "menu-button" : "menu";
    if (t.closest("#story")) return "story";
    if (t.closest("[role=tab]")) return "tab";
    if (t.closest(".lib-row")) return "row";
    if (t === document.body || t.id === "page" || t === document.documentElement) return "page";
    return t.closest("button, a, [tabindex]") ? "button" : "page";
  }

  document.addEventListener("keydown", (e) => {
    if (e.key === "Tab" && $("story")) delete $("story").dataset.quiet;
    if (e.isComposing || e.key === "Tab" || e.key === "Shift" || e.key === "Control" || e.key === "Alt" || e.key === "Meta") return;
    if ($("story")) delete $("story").dataset.quiet;
    const mods = (e.shiftKey ? 1 : 0) | (e.ctrlKey || e.metaKey ? 2 : 0) | (e.altKey ? 4 : 0);
    const at = where(e.target);
    if (stet.caret.on && at !== "dialog" && at !== "field" && at !== "menu-field" && stet.caret.key(e)) {
      used = true;
      e.preventDefault();
      return;
    }
    used = !!tell("key", e.key, mods, at, at === "row" ? e.target.dataset.arg : "");
    if (used) e.preventDefault();
  });
  // Where keys come from a program, the second event of a key comes all the same.
  let used = false;
  document.addEventListener("keypress", (e) => used && e.preventDefault());
  document.addEventListener("keyup", () => (used = false));

  // --- Marks under the pointer, and text that is selected.

  let pressed = null;
  const inStory = (t) => t.closest && t.closest("#story");

  document.addEventListener("pointerdown", (e) => {
    pressed = inStory(e.target) ? { x: e.clientX, y: e.clientY, type: e.pointerType } : null;
    stet.caret.end();
    if (narrow() && !e.target.closest("#library, .toast, [data-do=library]")) tell("outside");
    if (!e.target.closest("#pop, #story, .grip, dialog, [data-do]") && story.menu()) tell("away");
  });

  document.addEventListener("pointerup", (e) => {
    const from = pressed;
    pressed = null;
    if (!from || from.type === "touch" || e.button !== 0) return;
    const mods = e.altKey;
    // The selection is final only after the event.
    setTimeout(() => {
      if (!selected(mods) && inStory(e.target)) clicked(e);
    });
  });

  // On a touch screen a tap is a click, and the native handles change the selection.
  document.addEventListener("click", (e) => {
    if (e.pointerType === "touch" && inStory(e.target) && getSelection().isCollapsed) clicked(e);
  });
  // On a phone the menu is a sheet that goes by its handle: by a tap on it, or by being pulled down.
  let pulled = null;
  document.addEventListener("touchstart", (e) => {
    const sheet = phone() && e.target.closest("#pop");
    pulled = sheet && !sheet.scrollTop && !e.target.closest(".choices") ? e.touches[0].clientY : null;
  }, { passive: true });
  document.addEventListener("touchend", (e) => pulled !== null && e.changedTouches[0].clientY - pulled > 48 && tell("away"));
  document.addEventListener("click", (e) => {
    if (phone() && e.target.id === "pop" && e.clientY - e.target.getBoundingClientRect().top < 32) tell("away");
  });
  let settle = 0;
  document.addEventListener("selectionchange", () => {
    if (!coarse() || stet.caret.on) return;
    clearTimeout(settle);
    settle = setTimeout(() => selected(false), 350);
  });

  function clicked(e) {
    const ids = [];
    for (let m = e.target.closest(".mk"); m; m = m.parentElement.closest(".mk")) ids.push(m.dataset.m);
    if (ids.length) tell("mark", ids.join("\u0000"));
    else tell("away");
  }

  function selected(exact) {
    const s = getSelection();
    if (s.isCollapsed || !s.rangeCount) return false;
    const r = s.getRangeAt(0);
    if (!story.el().contains(r.commonAncestorContainer)) return false;
    const a = story.offsetOf(r.startContainer, r.startOffset), b = story.offsetOf(r.endContainer, r.endOffset);
    if (a < 0 || b <= a) return false;
    return !!tell("select", a, b, exact);
  }

  // --- Where the menu and the tip stand.

  let hang = null; // [start, end] in the story that the menu hangs from
  const pop = () => $("pop");

  function place() {
    stet.grips.draw();
    const p = pop();
    if (p && !p.hidden && hang) {
      let low = true; // it stands where messages do
      if (phone()) {
        p.style.left = p.style.top = "";
        uncover(p);
      } else {
        const r = story.rangeOf(hang[0], hang[1]);
        const boxes = r ? [...r.getClientRects()].filter((b) => b.width > 0) : [];
        if (boxes.length) {
          const first = boxes[0], last = boxes[boxes.length - 1];
          const view = $("page").getBoundingClientRect();
          const w = p.offsetWidth, h = p.offsetHeight;
          let top = last.bottom + 12;
          if (top + h > innerHeight - 8) top = first.top - h - 12;
          if (top < view.top + 4) top = Math.max(view.top + 4, innerHeight - h - 8);
          let left = (boxes.length > 1 ? last.left : first.left) - 12;
          left = Math.max(view.left + 8, Math.min(left, view.right - w - 8));
          if (w > view.width - 16) left = Math.max(8, innerWidth - w - 8);
          p.style.left = Math.round(left) + "px";
          p.style.top = Math.round(top) + "px";
          low = top + h > innerHeight - 192;
        }
      }
      p.toggleAttribute("data-low", low);
    }
    tipFor(hovered || (story.menu() || forced ? null : story.pieces(story.current())[0]), hovered !== null);
    if (forced) tipForced();
  }
  // On a phone the sheet grows over the story: once for each size of it, the line that it hangs from is brought above it.
  let cleared = "";
  function uncover(p) {
    const sign = hang + " " + p.offsetHeight;
    const r = sign === cleared ? null : story.rangeOf(hang[0], hang[1]);
    const box = r && r.getClientRects()[0];
    if (!box) return;
    cleared = sign;
    const room = innerHeight - p.offsetHeight - 16;
    if (box.bottom > room) $("page").scrollTop += box.bottom - room + 24;
  }
  let placing = 0;
  function later() {
    if (!placing) placing = requestAnimationFrame(() => ((placing = 0), stet.caret.on && stet.caret.draw(), place()));
  }
  addEventListener("resize", later);
  matchMedia("(max-width: 64rem)").addEventListener("change", () => tell("width"));
  document.addEventListener("scroll", later, { capture: true, passive: true });
  document.addEventListener("scrollend", () => story.dress(), { capture: true, passive: true });

  let hovered = null, forced = null, tip = null;
  document.addEventListener("pointerover", (e) => {
    if (e.pointerType === "touch") return;
    const m = e.buttons ? null : e.target.closest("#story .mk");
    if (m === hovered) return;
    hovered = m;
    place();
  });

  function tipNode() {
    return tip || (tip = $("tip"));
  }
  const span = (cls, text) => {
    const s = document.createElement("span");
    s.className = cls;
    s.textContent = text;
    return s;
  };
  const keyed = (key, text) => {
    const s = span("tip-keys", "");
    const k = document.createElement("kbd");
    k.textContent = key;
    s.append(k, text);
    return s;
  };
  let tipped = null;
  function tipFor(mark, byPointer) {
    const t = tipNode();
    if (!mark || !mark.isConnected || (byPointer && story.menu() && mark.dataset.m === story.current())) {
      t.hidden = true;
      tipped = null;
      return;
    }
    // A key is named where it does what the tip says: a row that was pressed takes Enter and Space for itself.
    const keys = !byPointer && !coarse() && !document.activeElement?.closest("button, summary, .map-svg");
    const sign = mark.tip + keys;
    if (tipped !== sign) {
      tipped = sign;
      const [kind, name, sure] = mark.tip.split("\u0001");
      const type = mark.classList.contains("mk-actor") ? "actor" : mark.classList.contains("mk-location") ? "location" : "quote";
      t.replaceChildren(span("tip-kind t-" + type, kind), span("tip-name", name), span("tip-sub", sure));
      if (keys) t.append(keyed(t.dataset.accept, mark.matches(".is-accepted, .is-edited") ? "next" : "accept"), keyed(t.dataset.menu, "more"));
    }
    t.hidden = false;
    stand(t, mark.getClientRects()[0]);
  }
  // A key waits for a second one: the tip lists what it can be.
  function tipForced() {
    const t = tipNode();
    tipped = null;
    const parts = forced.split("\u0000");
    t.replaceChildren(span("tip-kind", parts[0]));
    for (let i = 1; i + 1 < parts.length; i += 2) t.append(keyed(parts[i], parts[i + 1]));
    t.hidden = false;
    const m = story.pieces(story.current())[0];
    if (m) stand(t, m.getClientRects()[0]);
  }
  function stand(t, box) {
    if (!box) return;
    const w = t.offsetWidth, h = t.offsetHeight;
    const view = $("page").getBoundingClientRect();
    let top = box.top - h - 8;
    if (top < view.top + 2) top = box.bottom + 10;
    if (box.bottom < view.top || box.top > view.bottom) t.hidden = true;
    t.style.left = Math.round(Math.max(view.left + 8, Math.min(box.left + box.width / 2 - w / 2, view.right - w - 8))) + "px";
    t.style.top = Math.round(top) + "px";
  }

  // --- In: paste, drop, files.

  document.addEventListener("paste", (e) => {
    if (e.target.closest("input, textarea")) return;
    const c = e.clipboardData;
    if (c.files.length) {
      e.preventDefault();
      read([...c.files]);
      return;
    }
    const plain = c.getData("text/plain"), html = c.getData("text/html");
    if (plain || html) {
      e.preventDefault();
      tell("paste", plain, html);
    }
  });

  async function pasteButton() {
    try {
      const items = await navigator.clipboard.read();
      let plain = "", html = "";
      for (const i of items) {
        if (i.types.includes("text/plain")) plain = await (await i.getType("text/plain")).text();
        if (i.types.includes("text/html")) html = await (await i.getType("text/html")).text();
      }
      if (plain || html) tell("paste", plain, html);
      else tell("trouble", "There is no text on the clipboard. Copy a story first.");
    } catch {
      tell("trouble", "The browser did not let Stet read the clipboard. Press Ctrl+V (on a Mac ⌘V) instead.");
    }
  }

  let over = 0;
  const files = (e) => e.dataTransfer && ([...e.dataTransfer.types].includes("Files") || [...e.dataTransfer.types].includes("text/plain"));
  document.addEventListener("dragenter", (e) => {
    if (files(e)) document.documentElement.classList.toggle("is-dropping", ++over > 0);
  });
  document.addEventListener("dragleave", (e) => {
    if (files(e)) document.documentElement.classList.toggle("is-dropping", --over > 0);
  });
  document.addEventListener("dragover", (e) => files(e) && e.preventDefault());
  document.addEventListener("drop", (e) => {
    if (!files(e)) return;
    e.preventDefault();
    over = 0;
    document.documentElement.classList.remove("is-dropping");
    const entries = [...e.dataTransfer.items].map((i) => i.webkitGetAsEntry && i.webkitGetAsEntry()).filter(Boolean);
    if (entries.length) walk(entries).then(read);
    else if (e.dataTransfer.files.length) read([...e.dataTransfer.files]);
    else tell("paste", e.dataTransfer.getData("text/plain"), e.dataTransfer.getData("text/html"));
  });
  async function walk(entries) {
    const found = [];
    for (const entry of entries) {
      if (entry.isFile) found.push(Object.assign(await new Promise((ok, no) => entry.file(ok, no)), { path: entry.fullPath }));
      else if (entry.isDirectory) {
        const reader = entry.createReader();
        for (;;) {
          const part = await new Promise((ok, no) => reader.readEntries(ok, no));
          if (!part.length) break;
          found.push(...(await walk(part)));
        }
      }
    }
    return found;
  }
  // read sends files that came together one after the other, each when the one before is taken. What brat keeps beside a text goes with
  // it. Others can come before all of them are taken: each drop has a number.
  const taken = new Map();
  let drops = 0;
  async function read(list) {
    const drop = ++drops;
    const at = (f) => f.path || f.webkitRelativePath || f.name;
    const stem = (f) => at(f).replace(/\.[^./]*$/, "");
    const texts = new Map(list.filter((f) => /\.txt$/i.test(f.name)).map((f) => [stem(f), f]));
    const marked = new Set(list.filter((f) => /\.ann$/i.test(f.name)).map(stem));
    const bytes = async (f) => new Uint8Array(f ? await f.arrayBuffer() : 0);
    const files = list.filter((f) => texts.get(stem(f)) !== f || !marked.has(stem(f))).sort((a, b) => (at(a) < at(b) ? -1 : 1));
    for (const [i, f] of files.entries()) {
      const told = new Promise((ok) => taken.set(drop, ok));
      try {
        const data = await bytes(f), body = await bytes(marked.has(stem(f)) && texts.get(stem(f)));
        tell("file", f.name, data, i, files.length, body, drop);
      } catch (err) {
        tell("unread", f.name, err.message, files.length, drop);
      }
      await told;
    }
    taken.delete(drop);
  }
  function choose(folder) {
    const input = document.createElement("input");
    input.type = "file";
    input.multiple = true;
    if (folder) input.webkitdirectory = true;
    else input.accept = ".txt,.text,.md,.html,.htm,.json,.jsonl,.jsonld,.ann,.conll,.iob,.iob2,text/plain,text/html,application/json";
    input.addEventListener("change", () => read([...input.files]));
    input.click();
  }

  function chooseRules() {
    const input = document.createElement("input");
    input.type = "file";
    input.accept = ".jsonl,.json,.txt";
    input.addEventListener("change", async () => {
      for (const f of input.files) tell("rulesfile", f.name, new Uint8Array(await f.arrayBuffer()));
    });
    input.click();
  }

  // --- Out: copy, save, say.

  async function copy(text, html) {
    try {
      const blob = (s, type) => new Blob([s], { type });
      if (html && self.ClipboardItem) await navigator.clipboard.write([new ClipboardItem({ "text/plain": blob(text, "text/plain"), "text/html": blob(html, "text/html") })]);
      else await navigator.clipboard.writeText(text);
    } catch {
      const area = document.createElement("textarea");
      area.value = text;
      (standing && standing.open ? standing : document.body).append(area);
      area.select();
      const done = document.execCommand("copy");
      area.remove();
      if (!done) throw new Error("the browser refused");
    }
  }
  // What is printed is marked for the style while it is.
  function print(what) {
    document.documentElement.dataset.print = what || "story";
    window.print();
    delete document.documentElement.dataset.print;
  }
  // How the story is set is the reader's: two numbers from 1 to 5, kept in this browser.
  function reading(size, width) {
    const root = document.documentElement.dataset, kept = (key) => {
      try {
        return Number(localStorage.getItem("stet-" + key)) || 3;
      } catch {
        return Number(root[key]) || 3;
      }
    };
    for (const [key, n] of [["size", size || kept("size")], ["width", width || kept("width")]]) {
      root[key] = n;
      try {
        localStorage.setItem("stet-" + key, n);
      } catch {} // a private window: for now only
    }
    return [Number(root.size), Number(root.width)];
  }
  reading(0, 0);
  function save(name, type, bytes) {
    const a = document.createElement("a");
    a.href = URL.createObjectURL(new Blob([bytes], { type }));
    a.download = name;
    document.body.append(a);
    a.click();
    a.remove();
    setTimeout(() => URL.revokeObjectURL(a.href), 60000);
  }
  let spoken = 0;
  function say(text) {
    const live = $("live");
    // A second time the same words would not be read: a no-break space makes them others.
    if (live) live.textContent = spoken++ % 2 ? text + "\u00a0" : text;
  }

  // --- Dialogs, focus, theme.

  // standing is the dialog that is open. One that is left goes from the screen at once and is closed a frame later: to close it has
  // the browser style the whole page anew, and what was decided in it need not wait for that.
  let standing = null, leaving = () => {};
  function modal(id, show) {
    const d = $(id);
    if (!d) return;
    if (show) {
      leaving();
      if (d.open) return;
      d.returnTo = document.activeElement;
      d.onclose = () => {
        if (d.open) return; // the browser tells late: it has been opened again since
        if (standing === d) standing = null;
        // The browser has given the focus back by itself, if it could; it may have gone on from there.
        const lost = document.activeElement === document.body;
        if (!story.focusOwed() && lost && d.returnTo && d.returnTo.isConnected) d.returnTo.focus({ preventScroll: true });
        tell("closed", id);
      };
      standing = d;
      d.showModal();
    } else if (d.open && !d.classList.contains("is-leaving")) {
      standing = null;
      story.inView(); // asked while the page is laid out
      d.classList.add("is-leaving");
      leaving = () => {
        leaving = () => {};
        d.classList.remove("is-leaving");
        d.close();
      };
      shown(() => leaving());
    }
  }
  // follow brings the row of the current mark into view, when the panel shows one.
  function follow() {
    const row = document.querySelector("dialog[open] .is-on, #pane .is-here");
    if (row) row.scrollIntoView({ block: "nearest" });
  }

  // focus waits for the element: what is shown anew comes with one of the next frames. Only the last one asked for gets it.
  let asked = 0;
  function focus(id) {
    const mine = ++asked;
    const turn = (tries) => {
      if (mine !== asked) return;
      const e = /^[#[.]/.test(id) ? document.querySelector(id) : $(id);
      if (e && e.checkVisibility()) {
        // A story that has just come says so itself; its ring waits for the first key.
        if (id === "story") e.dataset.quiet = "1";
        e.focus({ preventScroll: true });
        if ("whole" in e.dataset) e.select(); // typing replaces what stands there, an arrow keeps it
      } else if (tries > 0) requestAnimationFrame(() => turn(tries - 1));
    };
    turn(12);
  }

  function offer(id) {
    if (document.activeElement === document.body || !document.activeElement) focus(id);
  }

  // fill waits for the field: what is shown anew comes with one of the next frames.
  function fill(id, text, tries = 12) {
    const e = $(id);
    if (e) e.value = text;
    else if (tries > 0) requestAnimationFrame(() => fill(id, text, tries - 1));
  }

  const grown = new ResizeObserver(later);
  function watch() {
    grown.observe(pop());
    grown.observe($("page"));
  }

  // soon runs a function after what is waiting now, without the browser's four milliseconds.
  const channel = new MessageChannel();
  let due = [];
  channel.port1.onmessage = () => {
    const f = due.shift();
    if (f) f();
  };
  function soon(f) {
    due.push(f);
    channel.port2.postMessage(0);
  }

  // shown runs a function once what was changed is on the screen; soon, where no frames are drawn.
  function shown(f) {
    const once = () => {
      if (f) soon(f);
      f = null;
    };
    requestAnimationFrame(once);
    setTimeout(once, 100);
  }

  document.addEventListener("visibilitychange", () => document.hidden && tell("hidden"));

  // What only the tab remembers goes with it; the rest stays in this browser.
  const shelf = (name) => (name.startsWith("tab-") ? sessionStorage : localStorage);

  stet.desk = {
    place: later,
    hang: (a, b) => ((hang = a < 0 ? null : [a, b]), hang || (cleared = ""), later()),
    tip: (parts) => ((forced = parts || null), later()),
    caret: (offset) => (offset < 0 ? stet.caret.end() : stet.caret.begin(offset)),
    // On a touch screen the browser's own handles stay as long as the selection waits for its tag.
    deselect: (waits) => (waits && coarse()) || getSelection().removeAllRanges(),
    keep: (name, value) => {
      try {
        shelf(name).setItem(name, value);
        return true;
      } catch {
        return false;
      }
    },
    kept: (name) => {
      try {
        return shelf(name).getItem(name) || "";
      } catch {
        return "";
      }
    },
    clear: (id) => $(id) && ($(id).value = ""),
    clipboard: () => void pasteButton(),
    print, reading, next: (drop) => taken.has(drop) && taken.get(drop)(),
    narrow, follow, fill, chooseRules, copy, save, say, selected, modal, focus, offer, watch, soon, shown, choose,
    mark: (name) => performance.mark(name),
    today: () => new Date().toLocaleDateString("sv") + " " + new Date().getTimezoneOffset(),
  };
})();
