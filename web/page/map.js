// The map of the panel: the world's outlines, the countries that the story names and pins for its places. It is drawn here, from a file
// that came with the page; nothing is fetched when it is shown. Units are those of world.txt (see web/world).
(() => {
  "use strict";
  const stet = (window.stet = window.stet || {});
  const NS = "http://www.w3.org/2000/svg";
  const boot = document.getElementById("boot").dataset;
  const outlines = fetch(boot.world).then((r) => (r.ok ? r.text() : Promise.reject(new Error("status " + r.status))));
  outlines.catch(() => {}); // without it there are pins alone

  const wide = 3720, north = -1500, tall = 2350;
  const project = (lat, lon) => [(lon + 180) * 10, (-1800 / Math.PI) * 1.25 * Math.log(Math.tan(Math.PI / 4 + 0.4 * lat * (Math.PI / 180)))];
  const make = (name, attributes, parent) => {
    const e = document.createElementNS(NS, name);
    for (const [k, v] of Object.entries(attributes)) e.setAttribute(k, v);
    if (parent) parent.append(e);
    return e;
  };

  let svg = null, land, marks, view = null, places = [], at = 0, last = "", moved = false;
  const shapes = new Map();

  async function build(box) {
    svg = make("svg", { class: "map-svg", role: "group", "aria-label": "Map. Arrow keys go from place to place, Enter to the text, plus and minus zoom.", tabindex: "0" });
    land = make("g", { class: "map-land" }, svg);
    marks = make("g", { class: "map-marks" }, svg);
    const bar = document.createElement("div");
    bar.className = "map-bar";
    for (const [sign, label, act] of [["+", "Zoom in", () => zoom(0.5)], ["−", "Zoom out", () => zoom(2)], ["⤢", "All places of the story", () => (fit(), draw())]]) {
      const b = document.createElement("button");
      b.type = "button";
      b.className = "btn btn-icon btn-small";
      b.textContent = sign;
      b.title = label;
      b.setAttribute("aria-label", label);
      b.addEventListener("click", act);
      bar.append(b);
    }
    box.replaceChildren(svg, bar);
    svg.addEventListener("keydown", key);
    svg.addEventListener("pointerdown", drag);
    svg.addEventListener("focus", () => light());
    svg.addEventListener("blur", () => light());
    new ResizeObserver(() => svg.clientWidth && draw()).observe(svg);
    for (const line of (await outlines.catch(() => "")).split("\n")) {
      const [code, path] = line.split("\t");
      if (path) shapes.set(code, make("path", { d: path, class: "map-country" }, land));
    }
  }

  // show takes the places of the story, a line each: latitude, longitude, country code for a whole country, state, mark, name,
  // mentions, and whether it is the current one.
  async function show(lines) {
    const box = document.getElementById("map");
    if (!box || box.hidden) return;
    if (lines === last && svg && svg.isConnected) return;
    last = lines;
    if (!svg || !svg.isConnected) {
      shapes.clear();
      await build(box);
    }
    const before = places.map((p) => p.mark).join();
    places = lines.split("\n").filter(Boolean).map((line) => {
      const [lat, lon, country, state, mark, name, mentions, here] = line.split("\t");
      const [x, y] = lat === "" ? [NaN, NaN] : project(+lat, +lon);
      return { x, y, country, state, mark, name, mentions: +mentions, here: here === "1" };
    });
    at = Math.max(0, places.findIndex((p) => p.here));
    for (const shape of shapes.values()) shape.setAttribute("class", "map-country");
    for (const p of places) {
      p.shape = p.country && shapes.get(p.country);
      if (!p.shape) continue;
      p.shape.setAttribute("class", "map-country is-named is-" + p.state + (p.here ? " is-here" : ""));
      p.shape.dataset.mark = p.mark;
      const b = p.shape.getBBox();
      if (Number.isNaN(p.x)) [p.x, p.y] = [b.x + b.width / 2, b.y + b.height / 2];
    }
    if (!view || before !== places.map((p) => p.mark).join()) {
      moved = false;
      fit();
    }
    draw();
  }

  // fit brings all places of the story into view.
  function fit() {
    let x0 = Infinity, y0 = Infinity, x1 = -Infinity, y1 = -Infinity;
    const take = (x, y) => ((x0 = Math.min(x0, x)), (x1 = Math.max(x1, x)), (y0 = Math.min(y0, y)), (y1 = Math.max(y1, y)));
    const pins = places.filter((p) => !p.shape && !Number.isNaN(p.x));
    for (const p of pins) take(p.x, p.y);
    for (const p of places) {
      if (!p.shape) continue;
      const b = p.shape.getBBox();
      if (pins.length && (b.width > 600 || b.height > 600)) take(p.x, p.y); // a large country only takes part
      else take(b.x, b.y), take(b.x + b.width, b.y + b.height);
    }
    if (x0 > x1) [x0, y0, x1, y1] = [0, north, wide, north + tall];
    const room = Math.max(60, (x1 - x0) * 0.15, (y1 - y0) * 0.15);
    place((x0 + x1) / 2, (y0 + y1) / 2, Math.max(x1 - x0 + 2 * room, (y1 - y0 + 2 * room) * ratio()));
  }

  const ratio = () => (svg.clientWidth || 2) / (svg.clientHeight || 1);

  function place(cx, cy, w) {
    w = Math.min(Math.max(w, 40), wide);
    const h = w / ratio();
    view = [Math.min(Math.max(cx - w / 2, 0), wide - w), Math.min(Math.max(cy - h / 2, north), Math.max(north, north + tall - h)), w, h];
  }

  function zoom(by) {
    const p = moved && places[at] && !Number.isNaN(places[at].x) ? places[at] : { x: view[0] + view[2] / 2, y: view[1] + view[3] / 2 };
    place(p.x, p.y, view[2] * by);
    draw();
  }

  // draw sets the view and puts the pins, which stay the same size on the screen; names that would lie over others are left out.
  function draw() {
    if (!view || !svg.clientWidth) return;
    place(view[0] + view[2] / 2, view[1] + view[3] / 2, view[2]);
    svg.setAttribute("viewBox", view.join(" "));
    const unit = view[2] / svg.clientWidth, taken = [];
    const free = (b) => b.x >= 0 && b.y >= 0 && b.x + b.w <= svg.clientWidth && b.y + b.h <= svg.clientHeight &&
      !taken.some((t) => b.x < t.x + t.w && t.x < b.x + b.w && b.y < t.y + t.h && t.y < b.y + b.h);
    const screen = (p) => ({ x: (p.x - view[0]) / unit, y: (p.y - view[1]) / unit });
    marks.replaceChildren();
    const shown = places.filter((p) => !Number.isNaN(p.x));
    for (const p of shown) {
      if (p.shape) continue;
      const s = screen(p);
      taken.push({ x: s.x - 5, y: s.y - 5, w: 10, h: 10 });
    }
    for (const p of [...shown].sort((a, b) => b.here - a.here || b.mentions - a.mentions)) {
      const g = make("g", { class: "map-pin is-" + p.state + (p.here ? " is-here" : ""), transform: `translate(${p.x} ${p.y}) scale(${unit})` }, marks);
      g.dataset.mark = p.mark;
      make("title", {}, g).textContent = p.name;
      if (!p.shape) {
        make("circle", { r: 11, class: "map-hit" }, g);
        make("circle", { r: p.here ? 5.5 : 4, class: "map-dot" }, g);
      }
      const w = p.name.length * 6.4 + 6, h = 14, s = screen(p);
      const spots = p.shape ? [[-w / 2, -h / 2]] : [[7, -h / 2], [-w - 7, -h / 2], [-w / 2, -h - 6], [-w / 2, 6]];
      const spot = spots.find(([dx, dy]) => free({ x: s.x + dx, y: s.y + dy, w, h }));
      if (!spot) continue;
      taken.push({ x: s.x + spot[0], y: s.y + spot[1], w, h });
      make("text", { x: spot[0] + 3, y: spot[1] + 11, class: "map-name" }, g).textContent = p.name;
    }
    light();
  }

  // light rings the place that the keys stand at.
  function light() {
    for (const e of svg.querySelectorAll(".is-at")) e.classList.remove("is-at");
    const p = places[at];
    if (!p || document.activeElement !== svg) return;
    for (const e of svg.querySelectorAll("[data-mark]")) if (e.dataset.mark === p.mark) e.classList.add("is-at");
  }

  const go = (mark) => stet.go("do", "entitymark", mark);

  function key(e) {
    if (e.ctrlKey || e.metaKey || e.altKey) return;
    const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[e.key];
    if (step && places.length) {
      at = (at + step + places.length) % places.length;
      moved = true;
      const p = places[at], inside = p.x > view[0] && p.x < view[0] + view[2] && p.y > view[1] && p.y < view[1] + view[3];
      if (!inside && !Number.isNaN(p.x)) place(p.x, p.y, view[2]);
      draw();
      stet.desk.say(p.name + ", " + p.mentions + (p.mentions === 1 ? " mention" : " mentions"));
    } else if (e.key === "Enter" && places[at]) go(places[at].mark);
    else if (e.key === "+" || e.key === "=") zoom(0.5);
    else if (e.key === "-") zoom(2);
    else if (e.key === "0") fit(), draw();
    else return;
    e.preventDefault();
    e.stopPropagation();
  }

  // A press that moves drags the map, one that does not goes to the place's mention.
  function drag(e) {
    const from = [e.clientX, e.clientY], [x, y, w, h] = view, unit = w / svg.clientWidth;
    const target = e.target.closest("[data-mark]");
    let far = false;
    const move = (e) => {
      far = far || Math.hypot(e.clientX - from[0], e.clientY - from[1]) > 4;
      if (!far) return;
      place(x + w / 2 - (e.clientX - from[0]) * unit, y + h / 2 - (e.clientY - from[1]) * unit, w);
      draw();
    };
    const up = (e) => {
      svg.removeEventListener("pointermove", move);
      svg.removeEventListener("pointerup", up);
      svg.removeEventListener("pointercancel", up);
      if (!far && e.type === "pointerup" && target) go(target.dataset.mark);
    };
    svg.setPointerCapture(e.pointerId);
    svg.addEventListener("pointermove", move);
    svg.addEventListener("pointerup", up);
    svg.addEventListener("pointercancel", up);
  }

  stet.map = { show };
})();
