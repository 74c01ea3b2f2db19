// The story on the page. Go says what stands where (in UTF-16 units), this file builds the elements: text only, never HTML.
// Nothing here decides anything: marks, kinds and states come from Go as numbers.
(() => {
  "use strict";
  const stet = (window.stet = window.stet || {});

  // The codes that app/paint.go writes.
  const PARA = 1, TEXT = 2, GAP = 3, OPEN = 4, CLOSE = 5;
  const types = ["", "actor", "location", "quote"];
  const kinds = ["", "person", "organization", "state", "group", "country", "region", "settlement", "facility", "natural", "direct", "mixed", "indirect"];
  const states = ["suggested", "accepted", "edited"];
  const roles = ["", "headline", "standfirst", "crosshead", "caption", "credit"];

  let root = null, text = "", starts = [], ends = [];
  // Where a mark's elements are, by its id, and which marks name an entity: asking the document would cost more with each mark.
  let byMark = new Map(), byEntity = new Map();

  const el = () => root || (root = document.getElementById("story"));
  // Paragraphs stand in leaves of 32, so that what the browser does with one does not cost more with each of the others.
  const para = (i) => {
    const leaf = el().children[i >> 5];
    return leaf && leaf.children[i & 31];
  };
  function add(p, i) {
    if (i >> 5 === el().children.length) {
      const leaf = document.createElement("div");
      leaf.className = "leaf";
      el().append(leaf);
    }
    el().lastElementChild.append(p);
  }

  function begin(story, wrapped) {
    text = story;
    starts = [];
    ends = [];
    byMark = new Map();
    byEntity = new Map();
    dressed = [];
    if (CSS.highlights) CSS.highlights.clear();
    el().classList.toggle("is-wrapped", !!wrapped);
    el().replaceChildren();
    document.getElementById("page").scrollTop = 0;
  }

  function note(map, key, mark) {
    const list = map.get(key);
    if (list) list.add(mark);
    else map.set(key, new Set([mark]));
  }
  function forget(p) {
    for (const mark of p.querySelectorAll(".mk")) {
      byMark.get(mark.dataset.m).delete(mark);
      if (mark.entity !== undefined) byEntity.get(mark.entity).delete(mark);
    }
  }

  // paint builds the paragraphs that the code describes, replacing those that stand already. labels holds four strings a mark:
  // id, description, margin name, kind as words.
  function paint(code, labels) {
    const said = labels === "" ? [] : labels.split("\u0000");
    const held = document.activeElement && document.activeElement.closest ? document.activeElement.closest("#story .mk") : null;
    const back = held ? held.dataset.m : "";
    let at = 0, label = 0, p = null, stack = [], top = null, index = -1, lost = false;
    const put = (end) => {
      if (end > at) top.append(document.createTextNode(text.slice(at, end)));
      at = end;
    };
    const built = [];
    const finish = () => p && built.push([index, p]);
    const replace = () => {
      // What is on the screen is laid out at once: its marks are measured before the next frame. All are asked about before the first
      // is replaced, since to ask in between would lay the page out once for each.
      const live = built.filter(([i]) => para(i)?.checkVisibility({ contentVisibilityAuto: true })).map(([, p]) => p);
      for (const [i, p] of built) {
        const old = para(i);
        if (!old) {
          add(p, i);
          continue;
        }
        if (held && old.contains(held)) lost = true;
        forget(old);
        old.replaceWith(p);
      }
      for (const p of live) p.classList.add("is-live");
      if (live.length) requestAnimationFrame(() => requestAnimationFrame(() => live.forEach((p) => p.classList.remove("is-live"))));
    };
    for (let i = 0; i < code.length; ) {
      switch (code[i++]) {
        case PARA: {
          finish();
          index = code[i++];
          const role = roles[code[i++]];
          at = starts[index] = code[i++];
          p = document.createElement(role === "headline" ? "h1" : role === "crosshead" ? "h2" : "p");
          if (role) p.className = role;
          p.dir = "auto";
          p.dataset.p = index;
          top = p;
          stack = [];
          break;
        }
        case TEXT:
          put((ends[index] = code[i++]));
          break;
        case GAP: {
          const end = code[i++];
          const gap = document.createElement("span");
          gap.className = "gap";
          gap.textContent = text.slice(at, end);
          p.append(gap);
          at = ends[index] = end;
          break;
        }
        case OPEN: {
          const flags = code[i++], entity = code[i++];
          const mark = document.createElement("mark");
          const type = flags & 3, kind = (flags >> 2) & 15, state = (flags >> 6) & 3;
          let cls = "mk mk-" + types[type] + " is-" + (flags & 256 ? "unsure" : states[state]);
          if (type === 3) cls += " q-" + kinds[kind];
          if (flags & 512) cls += " is-begun";
          if (flags & 1024) cls += " is-going-on";
          if (flags & 2048) cls += " is-again";
          if (flags & 4096) cls += " is-nobody";
          mark.className = cls;
          mark.tabIndex = -1;
          mark.dataset.m = said[label];
          note(byMark, said[label], mark);
          if (entity >= 0) {
            mark.entity = entity;
            mark.at = index;
            note(byEntity, entity, mark);
          }
          mark.dataset.kind = said[label + 3];
          mark.tip = said[label + 1];
          mark.setAttribute("aria-description", mark.tip.replaceAll("\u0001", ", "));
          if (type === 3 && !(flags & 512)) {
            const margin = document.createElement("i");
            margin.className = "q-note";
            margin.dataset.speaker = said[label + 2];
            margin.dataset.kind = said[label + 3];
            margin.setAttribute("aria-hidden", "true");
            mark.append(margin);
          }
          label += 4;
          top.append(mark);
          stack.push(top);
          top = mark;
          break;
        }
        case CLOSE:
          top = stack.pop();
          break;
      }
    }
    finish();
    replace();
    dress();
    if (lost) {
      const again = pieces(back)[0];
      if (again) again.focus({ preventScroll: true });
      else el().focus({ preventScroll: true });
    }
  }

  // Places: what a node and an offset in it are in the story, and the other way round.

  function paragraphAt(offset) {
    let lo = 0, hi = starts.length - 1;
    while (lo < hi) {
      const mid = (lo + hi + 1) >> 1;
      if (starts[mid] <= offset) lo = mid;
      else hi = mid - 1;
    }
    return lo;
  }

  function offsetOf(node, offset) {
    const within = node.nodeType === 1 ? node : node.parentElement;
    if (!within || !el().contains(within)) return -1;
    if (within === el()) return offset << 5 < starts.length ? starts[offset << 5] : text.length;
    const p = within.closest("[data-p]");
    if (!p) {
      const next = within.children[offset];
      return next ? starts[+next.dataset.p] : ends[+within.lastElementChild.dataset.p];
    }
    const r = document.createRange();
    r.setStart(p, 0);
    r.setEnd(node, offset);
    return starts[+p.dataset.p] + r.toString().length;
  }

  function pointAt(offset, before) {
    const i = paragraphAt(before && offset > 0 ? offset - 1 : offset), p = para(i);
    if (!p) return null;
    let left = offset - starts[i];
    const walk = document.createTreeWalker(p, NodeFilter.SHOW_TEXT);
    let last = null;
    for (let n = walk.nextNode(); n; n = walk.nextNode()) {
      if (left < n.length || (before && left === n.length)) return [n, left];
      left -= n.length;
      last = n;
    }
    return last ? [last, last.length] : [p, 0];
  }

  function rangeOf(start, end) {
    const a = pointAt(start, false), b = pointAt(end, true);
    if (!a || !b) return null;
    const r = document.createRange();
    r.setStart(a[0], a[1]);
    r.setEnd(b[0], b[1]);
    return r;
  }

  function offsetFromPoint(x, y) {
    let node, offset;
    if (document.caretPositionFromPoint) {
      const c = document.caretPositionFromPoint(x, y);
      if (c) [node, offset] = [c.offsetNode, c.offset];
    } else if (document.caretRangeFromPoint) {
      const c = document.caretRangeFromPoint(x, y);
      if (c) [node, offset] = [c.startContainer, c.startOffset];
    }
    return node ? offsetOf(node, offset) : -1;
  }

  // The current mark, its kin, and the passing lights. Classes are put on again whenever paragraphs are built anew.

  let current = "", open = false, kin = -1;
  let dressed = [];

  // pieces are a mark's elements, in the order of the text.
  const pieces = (id) => {
    const list = byMark.get(id);
    return !list || !list.size ? [] : list.size === 1 ? [...list] : [...list].sort((a, b) => (a.compareDocumentPosition(b) & 4 ? -1 : 1));
  };

  function dress() {
    for (const m of dressed) m.classList.remove("is-current", "is-selected", "is-kin");
    dressed = [];
    if (kin >= 0)
    {
      // Only where it can be seen: a name can stand in the story a thousand times.
      const [first, last] = onScreen();
      for (const m of byEntity.get(kin) || [])
        if (m.at >= first && m.at <= last) {
          m.classList.add("is-kin");
          dressed.push(m);
        }
    }
    for (const m of pieces(current)) {
      m.classList.remove("is-kin");
      m.classList.add(open ? "is-selected" : "is-current");
      dressed.push(m);
    }
    stet.place && stet.place();
  }

  // go makes a mark the current one: ring or, with its menu open, fill and handles. It comes into view and takes the focus.
  function go(id, withMenu, entity, scroll, focus) {
    current = id;
    open = withMenu;
    kin = entity;
    dress();
    const first = pieces(id)[0];
    if (!first) return;
    if (scroll || sheet()) show(first); // the sheet would cover what was touched
    if (focus) first.focus({ preventScroll: true });
    stet.place && stet.place();
  }

  const sheet = () => open && innerWidth < 768;

  function show(mark) {
    const page = document.getElementById("page");
    // Twice, since paragraphs that were never on the screen have only a guessed height.
    for (let turn = 0; turn < 2; turn++) {
      const box = mark.getBoundingClientRect(), view = page.getBoundingClientRect();
      const room = sheet() ? view.height * 0.5 : view.height;
      const top = box.top - view.top;
      if (top > room * 0.12 && top + Math.min(box.height, room * 0.5) < room * 0.75) return;
      page.scrollTop += top - room * (sheet() ? 0.18 : 0.3);
    }
  }

  // onScreen returns the first and the last paragraph that can be seen, and one more on either side.
  function onScreen() {
    const view = document.getElementById("page").getBoundingClientRect();
    const n = starts.length;
    const after = (y) => {
      let lo = 0, hi = n - 1;
      while (lo < hi) {
        const mid = (lo + hi) >> 1;
        if (para(mid).getBoundingClientRect().bottom > y) hi = mid;
        else lo = mid + 1;
      }
      return lo;
    };
    return n ? [after(view.top) - 1, after(view.bottom) + 1] : [0, -1];
  }

  function scrollTo(start) {
    const r = rangeOf(start, start + 1);
    if (r) r.startContainer.parentElement.scrollIntoView({ block: "center" });
  }

  // light lays passing overlays over the text: speaker and cue of the selected quote, a selection that waits for its tag.
  function light(name, spans) {
    if (!CSS.highlights) return;
    const ranges = [];
    for (let i = 0; i + 1 < spans.length; i += 2) {
      const r = rangeOf(spans[i], spans[i + 1]);
      if (r) ranges.push(r);
    }
    if (ranges.length) CSS.highlights.set("stet-" + name, new Highlight(...ranges));
    else CSS.highlights.delete("stet-" + name);
  }

  // ruler draws what is undecided along the edge: pairs of place (thousandths of the story) and 1 for uncertain.
  const svgns = "http://www.w3.org/2000/svg";
  function ruler(ticks) {
    const svg = document.getElementById("ruler");
    if (!svg) return;
    let sure = "", unsure = "";
    for (let i = 0; i + 1 < ticks.length; i += 2) {
      if (ticks[i + 1]) unsure += "M0 " + ticks[i] + "h8v4h-8z";
      else sure += "M0 " + ticks[i] + "h5v1.6h-5z";
    }
    if (!svg.firstChild)
      for (const c of ["is-suggested", "is-unsure"]) {
        const path = document.createElementNS(svgns, "path");
        path.setAttribute("class", c);
        svg.append(path);
      }
    svg.children[0].setAttribute("d", sure);
    svg.children[1].setAttribute("d", unsure);
  }

  function kindLabels() {
    return el().classList.toggle("show-kinds");
  }

  stet.story = {
    begin, paint, go, light, ruler, scrollTo, kindLabels, offsetOf, offsetFromPoint, rangeOf, pieces,
    current: () => current, menu: () => open, el,
    text: () => text,
    // the first offset of the story that can be seen
    visible: () => starts[Math.max(0, onScreen()[0] + 1)] || 0,
    dress,
  };
})();
