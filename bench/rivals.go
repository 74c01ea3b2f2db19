package main

import (
	"encoding/json"
	"fmt"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"

	"stet/annotate"
	"stet/annotate/models"
	"stet/annotate/text"
	"stet/e2e/chrome"
)

// What others do with the same stories, to compare with. npm fetches them into a folder under build; nothing of them is shipped.
const rivalsFolder = "build/rivals"

var rivalPackages = []string{"@recogito/text-annotator@4.1.1", "@annotorious/core@3.8.2", "compromise@14.17.0"}

// fetchRivals reports whether the packages are there, and has npm fetch them where it is at hand.
func fetchRivals() error {
	if _, err := os.Stat(filepath.Join(rivalsFolder, "node_modules", "compromise")); err == nil {
		return nil
	}
	if err := os.MkdirAll(rivalsFolder, 0o755); err != nil {
		return err
	}
	install := exec.Command("npm", append([]string{"install", "--no-save", "--no-audit", "--no-fund", "--ignore-scripts", "--prefix", rivalsFolder}, rivalPackages...)...)
	if out, err := install.CombinedOutput(); err != nil {
		return fmt.Errorf("npm: %w %s", err, strings.TrimSpace(string(out)))
	}
	return nil
}

// rivals shows the marks of a story in plain mark elements and, where npm can fetch it, in Recogito's annotator: milliseconds from the
// marks in hand to the end of the frame that shows them.
func rivals(r *report, chromium *chrome.Browser, story string, runs int) error {
	e, err := annotate.New(models.All())
	if err != nil {
		return err
	}
	doc, err := e.Annotate(annotate.Story{ID: "bench", Text: story})
	if err != nil {
		return err
	}
	marks, err := json.Marshal(utf16Marks(doc))
	if err != nil {
		return err
	}
	words, err := json.Marshal(story)
	if err != nil {
		return err
	}
	missing := fetchRivals()
	files := http.FileServer(http.Dir(filepath.Join(rivalsFolder, "node_modules", "@recogito", "text-annotator", "dist")))
	server := chrome.Serve(console{}, http.HandlerFunc(func(w http.ResponseWriter, q *http.Request) {
		switch q.URL.Path {
		case "/":
			w.Header().Set("Content-Type", "text/html; charset=utf-8")
			fmt.Fprint(w, rivalPage)
		case "/story.js":
			w.Header().Set("Content-Type", "text/javascript; charset=utf-8")
			fmt.Fprintf(w, "const story = %s, marks = %s;", words, marks)
		default:
			files.ServeHTTP(w, q)
		}
	}), "/")
	defer server.Stop()
	show := func(how string) float64 {
		var took []float64
		for range runs {
			tab := chromium.Tab(console{})
			tab.Goto(server.URL)
			tab.Wait(`document.readyState === "complete"`)
			took = append(took, chrome.Eval[float64](tab, how+"()"))
			tab.Close()
		}
		return median(took)
	}
	r.figure("the same marks as plain mark elements", show("plain"), "ms")
	if missing != nil {
		fmt.Fprintln(os.Stderr, "bench: no comparison with @recogito/text-annotator:", missing)
		return nil
	}
	r.figure("the same marks in @recogito/text-annotator 4.1.1", show("recogito"), "ms")
	return nil
}

// utf16Marks are the start and end of every mark, outer ones first.
func utf16Marks(d *annotate.Document) [][2]int {
	offsets := text.NewOffsets(d.Text)
	var out [][2]int
	for _, a := range d.Annotations {
		out = append(out, [2]int{offsets.UTF16(a.Start), offsets.UTF16(a.End)})
	}
	return out
}

// rivalPage lays the story out in paragraphs, and marks it in either way. Marks that cross are left out of the plain ones.
const rivalPage = `<!doctype html><meta charset="utf-8"><title>bench</title>
<link rel="stylesheet" href="text-annotator.css"><style>p { white-space: pre-wrap; max-width: 40em }</style>
<div id="c"></div><script src="story.js"></script><script>window.process = { env: { NODE_ENV: "production" } };</script><script src="text-annotator.umd.js"></script><script>
const c = document.getElementById("c");
const blocks = story.split(/(?<=\n\n)/);
const painted = () => new Promise((ok) => requestAnimationFrame(() => { const m = new MessageChannel(); m.port1.onmessage = ok; m.port2.postMessage(0); }));
async function plain() {
  const began = performance.now(), all = document.createDocumentFragment();
  let from = 0, next = 0;
  for (const block of blocks) {
    const p = document.createElement("p"), open = [[p, from + block.length]];
    let at = from;
    const upTo = (to) => { if (to > at) open.at(-1)[0].append(story.slice(at, to)); at = Math.max(at, to); };
    const close = (to) => { while (open.length > 1 && open.at(-1)[1] <= to) { upTo(open.at(-1)[1]); open.pop(); } };
    for (; next < marks.length && marks[next][0] < from + block.length; next++) {
      const [start, end] = marks[next];
      close(start);
      if (end > open.at(-1)[1]) continue;
      upTo(start);
      const m = document.createElement("mark");
      open.at(-1)[0].append(m);
      open.push([m, end]);
    }
    close(Infinity);
    upTo(from + block.length);
    from += block.length;
    all.append(p);
  }
  c.append(all);
  await painted();
  return performance.now() - began;
}
async function recogito() {
  c.append(...blocks.map((b) => Object.assign(document.createElement("p"), { textContent: b })));
  await painted();
  const began = performance.now();
  const annotator = RecogitoJS.createTextAnnotator(c, {});
  annotator.setAnnotations(marks.map(([start, end], i) => ({ id: "m" + i, bodies: [], target: { annotation: "m" + i, selector: [{ start, end, quote: story.slice(start, end) }] } })));
  await painted();
  return performance.now() - began;
}
</script>`

// beside measures compromise, a library of rules in JavaScript, on the story that the engine was measured with: its people, places,
// organizations and quotations.
func beside(r *report, story string, words float64) {
	err := fetchRivals()
	if err == nil {
		run := exec.Command("node", "-e", compromise)
		run.Dir = rivalsFolder
		run.Stdin = strings.NewReader(story)
		var out []byte
		if out, err = run.Output(); err == nil {
			var ms float64
			if ms, err = strconv.ParseFloat(strings.TrimSpace(string(out)), 64); err == nil {
				r.figure("compromise 14.17.0 under Node.js on the same story", words/ms*1000, "words/s")
				return
			}
		}
	}
	fmt.Fprintln(os.Stderr, "bench: no comparison with compromise:", err)
}

// compromise prints the median of the milliseconds that it takes, once it is warm.
const compromise = `
const nlp = require("compromise"), story = require("fs").readFileSync(0, "utf8"), took = [];
for (let i = 0; i < 9; i++) {
  const began = process.hrtime.bigint(), doc = nlp(story);
  doc.people().json({ offset: true }); doc.places().json({ offset: true }); doc.organizations().json({ offset: true }); doc.quotations().json({ offset: true });
  if (i > 1) took.push(Number(process.hrtime.bigint() - began) / 1e6);
}
console.log(took.sort((a, b) => a - b)[took.length >> 1]);`
