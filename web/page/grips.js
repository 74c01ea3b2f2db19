// What lies over the text without moving a letter of it: handles at the edges of what can be dragged, and the letters that choose a
// speaker.
(() => {
  "use strict";
  const stet = (window.stet = window.stet || {});
  const story = stet.story;
  const $ = (id) => document.getElementById(id);
  const tell = (...args) => (stet.go ? stet.go(...args) : undefined);
  const phone = () => matchMedia("(max-width: 47.99rem)").matches;

  let held = null; // [start, end, type]: what the handles hold; null is none
  let grips = null;
  function draw() {
    drawHints();
    if (!grips) {
      grips = ["start", "end"].map((side) => {
        const g = document.createElement("i");
        g.setAttribute("aria-hidden", "true");
        g.hidden = true;
        document.body.append(g);
        g.addEventListener("pointerdown", (e) => {
          e.preventDefault();
          g.setPointerCapture(e.pointerId);
          g.dataset.held = "1";
        });
        g.addEventListener("pointermove", (e) => {
          if (!g.dataset.held) return;
          const o = under(e);
          if (o >= 0) tell("edge", side, o, e.altKey, false);
        });
        const drop = (e) => {
          if (!g.dataset.held) return;
          delete g.dataset.held;
          const o = e.type === "pointerup" ? under(e) : -1;
          tell("edge", side, o, e.altKey, true);
        };
        g.addEventListener("pointerup", drop);
        g.addEventListener("pointercancel", drop);
        return g;
      });
    }
    // A selection has the browser's own handles on a touch screen.
    const r = held && !(held[2] === "pending" && matchMedia("(pointer: coarse)").matches) && story.rangeOf(held[0], held[1]);
    const boxes = r ? [...r.getClientRects()].filter((b) => b.width > 0) : [];
    if (!boxes.length) {
      for (const g of grips) if (!g.dataset.held) g.hidden = true;
      return;
    }
    const a = boxes[0], b = boxes[boxes.length - 1];
    const half = phone() ? 22 : 12;
    const view = $("page").getBoundingClientRect();
    const stand = (g, side, x, y) => {
      if (g.dataset.held) return;
      g.className = "grip grip-" + side + " t-" + held[2];
      g.hidden = y < view.top || y > view.bottom;
      g.style.left = x - half + "px";
      g.style.top = y - half + "px";
    };
    stand(grips[0], "start", a.left + 1, a.top);
    stand(grips[1], "end", b.right - 1, b.bottom + 2);
  }
  // The grip lies beside the text it moves, so the point is taken a little inside the line, with the grip out of the way.
  function under(e) {
    for (const g of grips) g.classList.add("is-away");
    const up = e.target.classList.contains("grip-end") ? -12 : 12;
    const o = story.offsetFromPoint(e.clientX, e.clientY + up);
    for (const g of grips) g.classList.remove("is-away");
    return o;
  }

  // A hint is a letter over an actor's first character: start and end in the story, and the letter.
  let hints = [];
  function drawHints() {
    if (!hints.length) return;
    const view = $("page").getBoundingClientRect(), pop = $("pop").getBoundingClientRect();
    for (const [tag, start, end] of hints) {
      const r = story.rangeOf(start, end);
      const box = r && r.getClientRects()[0];
      const covered = box && !$("pop").hidden && box.left + 8 > pop.left && box.left < pop.right && box.bottom > pop.top && box.top < pop.bottom;
      tag.hidden = !box || box.top < view.top || box.bottom > view.bottom || covered;
      if (tag.hidden) continue;
      tag.style.left = Math.round(box.left - 6) + "px";
      tag.style.top = Math.round(box.top - 9) + "px";
    }
  }
  function hint(spans, letters) {
    for (const [tag] of hints) tag.remove();
    hints = [...letters].map((letter, i) => {
      const tag = document.createElement("i");
      tag.className = "hint-letter";
      tag.setAttribute("aria-hidden", "true");
      tag.textContent = letter.toUpperCase();
      document.body.append(tag);
      return [tag, spans[2 * i], spans[2 * i + 1]];
    });
    drawHints();
  }

  stet.grips = { draw, hint, hold: (start, end, type) => ((held = start < 0 ? null : [start, end, type]), draw()) };
})();
