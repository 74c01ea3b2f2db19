// The story on the page. Go says what stands where (in UTF-16 units), this file builds the elements: text only, never HTML.
// Nothing here decides anything: marks, kinds and states come from Go as numbers.
(() => {
  "use strict";
  const stet = (window.stet = window.stet || {});

  // The codes that app/paint.go writes.
  const PARA = 1, TEXT = 2, GAP = 3, OPEN = 4, CLOSE = 5;
  const width = [0, 4, 2, 2, 3, 1];
  const BEGUN = 512; // the flag of a mark that an earlier piece begins
  const types = ["", "actor", "location", "quote"];
  const kinds = ["", "person", "organization", "state", "group", "country", "region", "settlement", "facility", "natural", "direct", "mixed", "indirect"];
  const states = ["suggested", "accepted", "edited"];
  const roles = ["", "headline", "standfirst", "crosshead", "caption", "credit"];

  // codes holds what each paragraph was built from; other, that it was built from another text.
  let root = null, text = "", starts = [], ends = [], codes = [], other = [];
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
    codes = [];
    other = [];
    byMark = new Map();
    byEntity = new Map();
    dressed = [];
    if (CSS.highlights) CSS.highlights.clear();
    el().classList.toggle("is-wrapped", !!wrapped);
    el().replaceChildren();
    document.getElementById("page").scrollTop = 0;
  }

  // turn gives the story another text, whose paragraphs begin at the places given: each looks as it did until it is painted, but what is
  // pointed at in one that is the same is already where the new text has it.
  function turn(story, wrapped, begins) {
    const n = begins.length;
    text = story;
    starts = [...begins];
    ends = [...starts.slice(1), text.length];
    el().classList.toggle("is-wrapped", !!wrapped);
    if (CSS.highlights) CSS.highlights.clear();
    for (let i = codes.length - 1; i >= n; i--) {
      const p = para(i), leaf = p.parentElement;
      forget(p);
      p.remove();
      if (!leaf.firstChild) leaf.remove();
    }
    codes.length = Math.min(codes.length, n);
    other = codes.map(() => true);
  }

  function note(map, key, mark) {
    const list = map.get(key);
    if (list) list.add(mark);
    else map.set(key, new Set([mark]));
  }
  function name(mark, entity) {
    if (mark.entity === entity) return;
    if (mark.entity >= 0) byEntity.get(mark.entity).delete(mark);
    if (entity >= 0) note(byEntity, entity, mark);
    mark.entity = entity;
  }
  function forget(p) {
    for (const mark of p.querySelectorAll(".mk")) {
      byMark.get(mark.dataset.m).delete(mark);
      name(mark, -1);
    }
  }

  // look gives a mark its flags, its entity, and the labels that begin at the place: what can change without moving a letter.
  function look(mark, flags, entity, said, label) {
    const type = flags & 3, kind = (flags >> 2) & 15, state = (flags >> 6) & 3;
    let cls = "mk mk-" + types[type] + " is-" + (flags & 256 ? "unsure" : states[state]);
    if (type === 3) cls += " q-" + kinds[kind];
    if (flags & BEGUN) cls += " is-begun";
    if (flags & 1024) cls += " is-going-on";
    if (flags & 2048) cls += " is-again";
    if (flags & 4096) cls += " is-nobody";
    mark.className = cls;
    name(mark, entity);
    mark.dataset.kind = said[label + 3];
    mark.tip = said[label + 1];
    mark.setAttribute("aria-description", mark.tip.replaceAll("\u0001", ", "));
    if (noted(flags)) {
      mark.firstChild.dataset.speaker = said[label + 2];
      mark.firstChild.dataset.kind = said[label + 3];
    }
  }
  // A quote has a margin with its speaker where it begins.
  const noted = (flags) => (flags & 3) === 3 && !(flags & BEGUN);

  // marksOf lists where in a paragraph's code its marks open: the order of their elements, too.
  function marksOf(code) {
    const at = [];
    for (let i = 0; i < code.length; i += width[code[i]]) if (code[i] === OPEN) at.push(i);
    return at;
  }

  // relabel gives a paragraph's marks their new look where all of them stand on the same words. It answers false where they do not.
  function relabel(index, code, said, label) {
    const old = codes[index];
    if (!old || old.length !== code.length || old[2] !== code[2]) return false;
    const by = code[3] - old[3];
    let end = code[3];
    for (let i = width[PARA]; i < code.length; i += width[code[i]]) {
      if (old[i] !== code[i]) return false;
      if (code[i] === OPEN) {
        if ((old[i + 1] ^ code[i + 1]) & BEGUN || noted(old[i + 1]) !== noted(code[i + 1])) return false;
      } else if (code[i] !== CLOSE) {
        if (old[i + 1] + by !== code[i + 1]) return false;
        end = code[i + 1];
      }
    }
    if (other[index] && para(index).textContent !== text.slice(code[3], end)) return false;
    [starts[index], ends[index]] = [code[3], end];
    const opens = marksOf(code), marks = para(index).querySelectorAll(".mk");
    if (opens.some((_, n) => marks[n].dataset.m !== said[label + 4 * n])) return false;
    opens.forEach((i, n) => {
      const mark = marks[n], at = label + 4 * n;
      if (old[i + 1] !== code[i + 1] || old[i + 2] !== code[i + 2] || mark.tip !== said[at + 1] || (noted(code[i + 1]) && mark.firstChild.dataset.speaker !== said[at + 2])) look(mark, code[i + 1], code[i + 2], said, at);
    });
    return true;
  }

  // build makes a paragraph of its code.
  function build(index, code, said, label) {
    const role = roles[code[2]];
    const p = document.createElement(role === "headline" ? "h1" : role === "crosshead" ? "h2" : "p");
    if (role) p.className = role;
    p.dir = "auto";
    p.dataset.p = index;
    let at = (starts[index] = code[3]), top = p;
    const stack = [];
    for (let i = width[PARA]; i < code.length; i += width[code[i]]) {
      switch (code[i]) {
        case TEXT: {
          const end = (ends[index] = code[i + 1]);
          if (end > at) top.append(document.createTextNode(text.slice(at, end)));
          at = end;
          break;
        }
        case GAP: {
          const gap = document.createElement("span");
          gap.className = "gap";
          gap.textContent = text.slice(at, code[i + 1]);
          p.append(gap);
          at = ends[index] = code[i + 1];
          break;
        }
        case OPEN: {
          const mark = document.createElement("mark");
          mark.tabIndex = -1;
          mark.dataset.m = said[label];
          mark.at = index;
          note(byMark, said[label], mark);
          if (noted(code[i + 1])) {
            const margin = document.createElement("i");
            margin.className = "q-note";
            margin.setAttribute("aria-hidden", "true");
            mark.append(margin);
          }
          look(mark, code[i + 1], code[i + 2], said, label);
          label += 4;
          top.append(mark);
          stack.push(top);
          top = mark;
          break;
        }
        case CLOSE:
          top = stack.pop();
      }
    }
    return p;
  }

  // paint builds the paragraphs that the code describes, or relabels those that stand with the same marks. labels holds four strings a
  // mark: id, description, margin name, kind as words.
  function paint(code, labels) {
    const said = labels === "" ? [] : labels.split("\u0000");
    const held = document.activeElement && document.activeElement.closest ? document.activeElement.closest("#story .mk") : null;
    const back = held ? held.dataset.m : "";
    const [first, last] = para(code[1]) ? inView() : [0, -1]; // asked before anything is changed
    const built = [];
    for (let i = 0, label = 0; i < code.length; ) {
      let end = i;
      do end += width[code[end]];
      while (end < code.length && code[end] !== PARA);
      const index = code[i + 1], part = code.subarray(i, end);
      if (!relabel(index, part, said, label)) built.push([index, build(index, part, said, label)]);
      label += 4 * marksOf(part).length;
      codes[index] = part;
      other[index] = false;
      i = end;
    }
    // What is on the screen is laid out at once: its marks are measured before the next frame.
    const live = built.filter(([i]) => para(i) && i >= first && i <= last).map(([, p]) => p);
    let lost = false;
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
    dress();
    if (lost) (pieces(back)[0] || el()).focus({ preventScroll: true });
    return live.length > 0;
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
    if (kin >= 0) {
      // Only where it can be seen: a name can stand in the story a thousand times.
      const [first, last] = inView();
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
    stet.desk.place();
  }

  // go makes a mark the current one: ring or, with its menu open, fill and handles. It comes into view and takes the focus.
  function go(id, withMenu, entity, scroll, focus) {
    current = id;
    open = withMenu;
    kin = entity;
    dress();
    const first = pieces(id)[0];
    if (!first) return;
    if (scroll || sheet()) show(id); // the sheet would cover what was touched
    if (!focus) return;
    first.focus({ preventScroll: true });
    owed = document.activeElement !== first && !!document.querySelector("dialog[open]");
  }

  // A dialog that is still open keeps the focus: the current mark gets it when that closes.
  let owed = false;
  function focusOwed() {
    const first = owed && pieces(current)[0];
    owed = false;
    if (first) first.focus({ preventScroll: true });
    return !!first;
  }

  const sheet = () => open && innerWidth < 768;

  // show brings a mark into view. Paragraphs that were never on the screen have only a guessed height until they are drawn: it looks
  // again in the frames that follow, unless a hand has scrolled or another mark is meant since.
  let hands = 0;
  for (const name of ["wheel", "touchmove", "pointerdown"]) addEventListener(name, () => hands++, { passive: true, capture: true });
  function show(id, frames = 4) {
    const was = hands, mark = pieces(id)[0];
    if (!mark) return;
    bring(mark);
    if (frames) requestAnimationFrame(() => hands === was && current === id && show(id, frames - 1));
  }

  function bring(mark) {
    const page = document.getElementById("page");
    for (let turn = 0; turn < 2; turn++) {
      const box = mark.getBoundingClientRect(), view = page.getBoundingClientRect();
      const room = sheet() ? view.height * 0.5 : view.height;
      const top = box.top - view.top;
      if (top > room * 0.12 && top + Math.min(box.height, room * 0.5) < room * 0.75) return;
      page.scrollTop += top - room * (sheet() ? 0.18 : 0.3);
      seen = null;
    }
  }

  // inView is what onScreen answered first in this frame: to ask again after a change would lay the page out in between.
  let seen = null;
  function inView() {
    if (!seen) {
      seen = onScreen();
      requestAnimationFrame(() => (seen = null));
    }
    return seen;
  }

  // onScreen returns the first and the last paragraph that can be seen, and one more on either side.
  function onScreen() {
    const view = document.getElementById("page").getBoundingClientRect();
    const n = starts.length;
    // Leaves first: to ask about a paragraph in a leaf that is far away would lay out that leaf.
    const below = (list, y) => {
      let lo = 0, hi = list.length - 1;
      while (lo < hi) {
        const mid = (lo + hi) >> 1;
        if (list[mid].getBoundingClientRect().bottom > y) hi = mid;
        else lo = mid + 1;
      }
      return lo;
    };
    const after = (y) => {
      const leaf = below(el().children, y);
      return leaf * 32 + below(el().children[leaf].children, y);
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
    begin, turn, paint, go, light, ruler, scrollTo, kindLabels, inView, focusOwed, offsetOf, offsetFromPoint, rangeOf, pieces,
    current: () => current, menu: () => open, el,
    text: () => text,
    // the first offset of the story that can be seen
    visible: () => starts[Math.max(0, onScreen()[0] + 1)] || 0,
    dress,
  };
})();
