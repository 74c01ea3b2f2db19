// Where stories are kept: IndexedDB. A story's row is small, so the list of a thousand opens at once; its document as
// the engine made it is written once; each correction is a row of its own, so that saving one costs the same in any story.
(() => {
  "use strict";
  const stet = (window.stet = window.stet || {});
  const tab = String(Math.random()); // tells this page's writes from another's
  let db = null;
  const channel = "BroadcastChannel" in window ? new BroadcastChannel("stet-stories") : null;

  const done = (request) =>
    new Promise((ok, no) => {
      request.onsuccess = () => ok(request.result);
      request.onerror = () => no(request.error);
    });
  const finished = (tx) =>
    new Promise((ok, no) => {
      tx.oncomplete = () => ok();
      tx.onabort = () => no(tx.error || new DOMException("", "AbortError"));
      tx.onerror = (e) => no(e.target.error); // the transaction has its own only once it is aborted
    });

  async function open() {
    if (db) return;
    if (!window.indexedDB) throw new DOMException("no database", "NotSupportedError");
    const request = indexedDB.open("stet", 4);
    request.onupgradeneeded = () => {
      const d = request.result, has = d.objectStoreNames;
      if (!has.contains("stories")) d.createObjectStore("stories", { keyPath: "id" });
      for (const name of ["bases", "edits", "rules"]) if (!has.contains(name)) d.createObjectStore(name);
      if (has.contains("writes")) d.deleteObjectStore("writes"); // of version 2, which did not say whose
      d.createObjectStore("writes", { keyPath: ["id", "rev", "tab"] }).createIndex("once", ["id", "rev"], { unique: true });
    };
    db = await new Promise((ok, no) => {
      request.onsuccess = () => ok(request.result);
      request.onerror = () => no(request.error);
      request.onblocked = () => no(new DOMException("another tab holds it", "BlockedError"));
    });
    db.onversionchange = () => {
      db.close();
      db = null;
      if (stet.go) stet.go("storeclosed");
    };
    db.onclose = () => {
      db = null;
      if (stet.go) stet.go("storeclosed");
    };
    if (navigator.storage && navigator.storage.persist) navigator.storage.persist().catch(() => {});
  }

  function tables(names, mode) {
    if (!db) throw new DOMException("the database is closed", "InvalidStateError");
    const tx = db.transaction(names, mode);
    return [tx, ...names.map((n) => tx.objectStore(n))];
  }
  const ofStory = (id, from) => IDBKeyRange.bound([id, from], [id, Infinity]);
  const tellOthers = (id, rev) => channel && channel.postMessage({ id, rev });

  // list returns every row, as one JSON text.
  async function list() {
    const [, stories] = tables(["stories"], "readonly");
    return JSON.stringify(await done(stories.getAll()));
  }

  // folded is text as it is searched: small letters without accents, plain spaces and apostrophes; see app/search.go.
  const bare = { ø: "o", đ: "d", ħ: "h", ł: "l", ŧ: "t", ı: "i" };
  const folded = (s) => s.toLowerCase().replace(/[\u00c0-\u017f]/g, (c) => bare[c] || c.normalize("NFD")[0]).replace(/[\u0300-\u036f]/g, "").replace(/[\u00a0\u2000-\u200a\u202f]/g, " ").replace(/[‘’]/g, "'");

  // search returns the ids of the stories whose document holds the words, which are folded, a line each. Of a story whose text was
  // edited, what was put in counts too; there the words may stand apart.
  async function search(words) {
    const [, bases, stories, edits] = tables(["bases", "stories", "edits"], "readonly");
    const wanted = JSON.stringify(words).slice(1, -1), text = new TextDecoder(), found = [], more = new Map();
    const retold = (await done(stories.getAll())).filter((s) => s.retold);
    for (const [i, list] of (await Promise.all(retold.map((s) => done(edits.getAll(ofStory(s.id, 0)))))).entries()) {
      more.set(retold[i].id, list.map((e) => folded(text.decode(e))).filter((e) => e.startsWith('{"op":"revise"')).join());
    }
    const holds = (id, base) => {
      if (base.includes(wanted)) return true;
      const added = more.get(id);
      return added && wanted.split(" ").every((w) => added.includes(w) || base.includes(w));
    };
    await new Promise((ok, no) => {
      const request = bases.openCursor();
      request.onerror = () => no(request.error);
      request.onsuccess = () => {
        const at = request.result;
        if (!at) return ok();
        if (holds(at.key, folded(text.decode(at.value)))) found.push(at.key);
        at.continue();
      };
    });
    return found.join("\n");
  }

  async function create(row, base) {
    const story = JSON.parse(row);
    const [tx, stories, bases] = tables(["stories", "bases"], "readwrite");
    const over = finished(tx);
    try {
      stories.add(story); // an id that another tab has just given to its own story is refused
      bases.put(base, story.id);
    } catch (err) {
      over.catch(() => {});
      tx.abort(); // a row without its document must not stay
      throw err;
    }
    if (tx.commit) tx.commit();
    await over;
    tellOthers(story.id, story.rev);
  }

  // read returns [row, base, edit, edit, …].
  async function read(id) {
    const [, stories, bases, edits] = tables(["stories", "bases", "edits"], "readonly");
    const [row, base, list] = await Promise.all([done(stories.get(id)), done(bases.get(id)), done(edits.getAll(ofStory(id, 0)))]);
    if (!row || !base) throw new DOMException("no such story", "NotFoundError");
    return [JSON.stringify(row), base, ...list];
  }

  // commit writes a story's row and what made it so from revision first on: for each revision how many corrections stay (-1 for
  // all), how many follow them, and these. All of it is asked for and committed at once, so that it is kept even if the page dies the
  // moment after; a page that writes faster than the disk does not wait, but repeats what it does not yet know to be kept. Every
  // revision of a story is one tab's: repeating one's own is fine, and where another tab was faster nothing of this is written.
  async function commit(row, first, ...steps) {
    const story = JSON.parse(row);
    const [tx, stories, edits, writes] = tables(["stories", "edits", "writes"], "readwrite");
    const over = finished(tx);
    let taken = false;
    try {
      for (let rev = first, at = 0; rev <= story.rev; rev++) {
        writes.put({ id: story.id, rev, tab }).onerror = () => (taken = true);
        const [keep, n] = steps.slice(at, at + 2);
        at += 2;
        if (keep >= 0) edits.delete(ofStory(story.id, keep));
        for (let i = 0; i < n; i++) edits.put(steps[at++], [story.id, keep + i]);
      }
      stories.put(story);
      if (tx.commit) tx.commit();
      try {
        await over;
      } catch (err) {
        throw taken ? new DOMException("another tab changed the story", "ConflictError") : err;
      }
    } catch (err) {
      over.catch(() => {});
      throw err;
    }
    tellOthers(story.id, story.rev);
  }

  async function remove(id) {
    const [tx, stories, bases, edits, writes] = tables(["stories", "bases", "edits", "writes"], "readwrite");
    const over = finished(tx);
    stories.delete(id);
    bases.delete(id);
    edits.delete(ofStory(id, 0));
    writes.delete(ofStory(id, 0));
    await over;
    tellOthers(id, -1);
  }

  // The user's rules are one record with a revision of its own; who writes on top of an older one is told.
  async function rules() {
    const [, table] = tables(["rules"], "readonly");
    return (await done(table.get("pack"))) || "";
  }

  async function keepRules(record, rev) {
    const [tx, table] = tables(["rules"], "readwrite");
    const over = finished(tx);
    const now = await done(table.get("pack"));
    if (now && JSON.parse(now).rev >= rev) {
      over.catch(() => {});
      tx.abort();
      throw new DOMException("another tab changed the rules", "ConflictError");
    }
    table.put(record, "pack");
    await over;
    tellOthers("", rev);
  }

  if (channel) channel.onmessage = (e) => stet.go && stet.go(e.data.id ? "elsewhere" : "rules", e.data.id, e.data.rev);

  // While something is being written the document says so.
  let busy = 0;
  const writing = (f) => async (...args) => {
    document.documentElement.toggleAttribute("data-writing", ++busy > 0);
    try {
      return await f(...args);
    } finally {
      document.documentElement.toggleAttribute("data-writing", --busy > 0);
    }
  };

  stet.store = { open, list, search, create: writing(create), read, commit: writing(commit), remove: writing(remove), rules, keepRules: writing(keepRules) };
})();
