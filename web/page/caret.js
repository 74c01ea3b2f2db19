// The caret, for marking without a mouse: the browser's own selection moves, this draws where it stands and says what it passes.
(() => {
  "use strict";
  const stet = (window.stet = window.stet || {});
  const story = stet.story;
  const $ = (id) => document.getElementById(id);

  const caret = {
    on: false,
    bar: null,
    begin(offset) {
      const r = story.rangeOf(offset, offset + 1);
      if (!r) return;
      this.on = true;
      story.el().focus({ preventScroll: true });
      getSelection().collapse(r.startContainer, r.startOffset);
      this.draw();
    },
    end() {
      if (!this.on) return;
      this.on = false;
      if (this.bar) this.bar.remove();
      this.bar = null;
      stet.go("caret", false);
    },
    draw() {
      const s = getSelection();
      if (!s.focusNode) return;
      if (!this.bar) {
        this.bar = document.createElement("i");
        this.bar.className = "text-caret";
        this.bar.setAttribute("aria-hidden", "true");
        document.body.append(this.bar);
      }
      const r = document.createRange();
      const n = s.focusNode, o = s.focusOffset;
      r.setStart(n, o);
      if (n.nodeType === 3 && o < n.length) r.setEnd(n, o + 1);
      else if (n.nodeType === 3 && o > 0) r.setStart(n, o - 1);
      const rects = r.getClientRects();
      const box = rects[0];
      if (!box) return;
      const page = $("page").getBoundingClientRect();
      if (box.top < page.top + 40 || box.bottom > page.bottom - 60) {
        $("page").scrollTop += box.top - page.top - page.height / 2;
        return requestAnimationFrame(() => this.on && this.draw());
      }
      const left = n.nodeType === 3 && o >= n.length && o > 0 ? box.right : box.left;
      this.bar.style.left = left - 1 + "px";
      this.bar.style.top = box.top + "px";
      this.bar.style.height = box.height + "px";
    },
    // say has the selected words read out or, without any, what the caret came to: a character, a word or a line.
    say(by) {
      const s = getSelection();
      const words = s.toString().trim();
      if (!s.isCollapsed) return stet.desk.say(words ? "Selected: " + words : "Selected: space");
      const at = story.offsetOf(s.focusNode, s.focusOffset), text = story.text();
      if (at < 0) return;
      let end = at + 1;
      if (by === "word") end = at + (text.slice(at).search(/\s(?=\S)|$/) || 1);
      else if (by !== "character") end = at + Math.min(120, text.slice(at).search(/\n|$/));
      stet.desk.say(text.slice(at, end).trim() || "space");
    },
    key(e) {
      const how = { ArrowLeft: ["left", "character"], ArrowRight: ["right", "character"], ArrowUp: ["backward", "line"], ArrowDown: ["forward", "line"], Home: ["backward", "lineboundary"], End: ["forward", "lineboundary"] }[e.key];
      const s = getSelection();
      if (how) {
        if (e.altKey) return false;
        const by = how[1] === "character" && (e.ctrlKey || e.metaKey) ? "word" : how[1];
        s.modify(e.shiftKey ? "extend" : "move", how[0], by);
        if (s.focusNode && !story.el().contains(s.focusNode)) s.modify(e.shiftKey ? "extend" : "move", how[0] === "left" || how[0] === "backward" ? "right" : "left", "character");
        this.draw();
        this.say(by);
        return true;
      }
      if (e.key === "Enter") {
        if (s.isCollapsed) {
          s.modify("move", "backward", "word");
          s.modify("extend", "forward", "word");
        }
        if (stet.desk.selected(false)) {
          this.on = false;
          if (this.bar) this.bar.remove();
          this.bar = null;
        }
        return true;
      }
      if (e.key === "Escape") {
        s.removeAllRanges();
        this.end();
        return true;
      }
      return false;
    },
  };

  stet.caret = caret;
})();
