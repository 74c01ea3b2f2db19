package main

import (
	"encoding/json"
	"fmt"
	"net/http"
	"os"
	"strings"

	"stet/e2e/chrome"
	"stet/web"
)

// console is the Reporter of the bench: a failed step ends it.
type console struct{}

func (console) Helper() {}
func (console) Logf(format string, args ...any) {
	fmt.Fprintf(os.Stderr, "bench: "+format+"\n", args...)
}
func (console) Fatalf(format string, args ...any) { panic(fmt.Errorf(format, args...)) }

// browser measures the annotator in headless Chromium, served from this machine.
func browser(r *report, runs int) (err error) {
	site, err := web.Built()
	if err != nil {
		return err
	}
	downloads(r, site)
	chromium, err := chrome.Start()
	if err != nil {
		return err
	}
	defer chromium.Stop()
	defer func() {
		if failed := recover(); failed != nil {
			err = fmt.Errorf("%v", failed)
		}
	}()
	server := chrome.Serve(console{}, site.Handler(), "/")
	defer server.Stop()
	starts(r, chromium, server, site, runs)
	list(r, chromium, server, runs)
	if err := engineIn(r, chromium, server); err != nil {
		return err
	}
	story := longStory(longWords)
	long(r, chromium, server, story, runs)
	return rivals(r, chromium, story, runs)
}

const (
	firstPaint = `performance.getEntriesByName("first-contentful-paint")[0]?.startTime || 0`
	ready      = `performance.getEntriesByName("stet:ready")[0].startTime`
)

// starts reports when something is seen and when the program answers: the first time, again, without the program, on a slow machine.
func starts(r *report, chromium *chrome.Browser, server *chrome.Server, site *web.Site, runs int) {
	held := chrome.Serve(console{}, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if strings.Contains(r.URL.Path, ".wasm") {
			<-r.Context().Done()
			return
		}
		site.Handler().ServeHTTP(w, r)
	}), "/")
	defer held.Stop()

	var without, paints, cold, warm, slow []float64
	for range runs {
		tab := chromium.Tab(console{})
		tab.Goto(held.URL)
		tab.Wait(firstPaint + " > 0")
		without = append(without, chrome.Eval[float64](tab, firstPaint))
		tab.Close()

		tab = chromium.Tab(console{})
		tab.Open(server.URL)
		tab.Wait(firstPaint + " > 0")
		paints = append(paints, chrome.Eval[float64](tab, firstPaint))
		cold = append(cold, chrome.Eval[float64](tab, ready))
		tab.Wait(`navigator.serviceWorker.controller`)
		// The browser keeps compiled code after the second visit or so.
		for range 3 {
			tab.Reload()
		}
		warm = append(warm, chrome.Eval[float64](tab, ready))
		tab.Slow(4)
		tab.Reload()
		slow = append(slow, chrome.Eval[float64](tab, ready))
		tab.Close()
	}
	r.atMost("first paint while the WebAssembly never comes", median(without), 1000, "ms")
	r.figure("first paint, first visit", median(paints), "ms")
	r.figure("ready, first visit", median(cold), "ms")
	r.figure("ready, later visit, from the service worker", median(warm), "ms")
	r.figure("ready, later visit, at a fourth of the speed", median(slow), "ms")
}

const longWords = 100_000

// engineIn reports the engine's speed in the browser's worker, on the story that the native figure is measured on: when the browser has
// compiled what runs often.
func engineIn(r *report, chromium *chrome.Browser, server *chrome.Server) error {
	stories, err := readStories()
	if err != nil {
		return err
	}
	small := repeated(stories, 10<<10)
	story, err := json.Marshal(small)
	if err != nil {
		return err
	}
	tab := chromium.Tab(console{})
	defer tab.Close()
	tab.Open(server.URL)
	took := chrome.Eval[float64](tab, fmt.Sprintf(engineSpeed, story))
	speed := float64(len(strings.Fields(small))) / took * 1000
	r.judge("engine, in Chromium's worker, with its document", speed, "≥ 120,000 words/s", "words/s", speed >= 120_000)
	return nil
}

// engineSpeed has the worker annotate a story many times, and answers with the median of the later ones' milliseconds.
const engineSpeed = `(async (story) => {
	const bytes = (s) => new TextEncoder().encode(s);
	const took = [];
	stet.engine.warm();
	for (let id = 1_000_000; took.length < 300; id++) {
		const began = performance.now();
		await new Promise((ok) => {
			const hear = (e) => e.data.id === id && (stet.worker.removeEventListener("message", hear), ok());
			stet.worker.addEventListener("message", hear);
			stet.engine.post(id, "annotate", [bytes(story), bytes(""), bytes("bench"), bytes("")]);
		});
		took.push(performance.now() - began);
	}
	return took.slice(150).sort((a, b) => a - b)[75];
})(%s)`

// long reports what a story of 100,000 words asks of the page.
func long(r *report, chromium *chrome.Browser, server *chrome.Server, story string, runs int) {
	var engine, first, shown, longest, change, slowChange, bulk, slowBulk, undo, slowUndo, page, worker []float64
	many := 0.0
	marks := 0
	for range runs {
		tab := chromium.Tab(console{})
		tab.Open(server.URL)
		tab.Wait(`navigator.serviceWorker.controller`)
		chrome.Eval[bool](tab, watchTasks)
		tab.Paste(story, "")
		tab.Wait(`performance.getEntriesByName("stet:marks-shown").some((m) => m.startTime > (performance.getEntriesByName("stet:answer").at(-1)?.startTime ?? Infinity))`)
		// Long tasks are told of a little later.
		times := chrome.Eval[struct{ Asked, First, Answered, Shown, Longest float64 }](tab, `new Promise((ok) => setTimeout(() => ok({
			Asked: performance.getEntriesByName("bench:paste")[0].startTime,
			First: performance.getEntriesByName("stet:glimpse")[0].startTime,
			Answered: performance.getEntriesByName("stet:answer").at(-1).startTime,
			Shown: performance.getEntriesByName("stet:marks-shown").at(-1).startTime,
			Longest: Math.max(0, ...bench.tasks),
		}), 300))`)
		first = append(first, times.First-times.Asked)
		engine = append(engine, times.Answered-times.Asked)
		shown = append(shown, times.Shown-times.Answered)
		longest = append(longest, times.Longest)
		marks = tab.Count("#story .mk")
		if marks > 0 {
			change = append(change, chrome.Eval[float64](tab, oneChange))
			at := chrome.Eval[struct{ Marks, Took, Undo float64 }](tab, bulkChange)
			many, bulk, undo = at.Marks, append(bulk, at.Took), append(undo, at.Undo)
			tab.Slow(4)
			slowChange = append(slowChange, chrome.Eval[float64](tab, oneChange))
			at = chrome.Eval[struct{ Marks, Took, Undo float64 }](tab, bulkChange)
			slowBulk, slowUndo = append(slowBulk, at.Took), append(slowUndo, at.Undo)
			tab.Slow(1)
		}
		page = append(page, chrome.Eval[float64](tab, `stet.memory()`)/1e6)
		worker = append(worker, chrome.Eval[float64](tab, `new Promise((ok) => {
			stet.worker.addEventListener("message", (e) => e.data.memory && ok(e.data.memory));
			stet.worker.postMessage({ memory: true });
		})`)/1e6)
		tab.Close()
	}
	r.figure("100,000 words: marks on the page", float64(marks), "marks")
	r.figure("100,000 words: paste to the first marks", median(first), "ms")
	r.figure("100,000 words: paste to the engine's answer", median(engine), "ms")
	r.atMost("100,000 words: the engine's answer to all marks shown", median(shown), 500, "ms")
	r.atMost("100,000 words: longest main-thread task (0: none over 50)", median(longest), 50, "ms")
	if len(change) > 0 {
		r.atMost("100,000 words: one change on the screen", median(change), 16, "ms")
		r.atMost("100,000 words: one change, at a fourth of the speed", median(slowChange), 50, "ms")
		r.figure("100,000 words: marks that one bulk change retags", many, "marks")
		r.atMost("100,000 words: a bulk change on the screen", median(bulk), 16, "ms")
		r.atMost("100,000 words: a bulk change, at a fourth of the speed", median(slowBulk), 50, "ms")
		r.atMost("100,000 words: a bulk change taken back", median(undo), 16, "ms")
		r.atMost("100,000 words: taken back, at a fourth of the speed", median(slowUndo), 50, "ms")
	}
	r.atMost("100,000 words: WebAssembly memory, page", median(page), 100, "MB")
	r.atMost("100,000 words: WebAssembly memory, engine's worker", median(worker), 100, "MB")
}

// watchTasks keeps how long each task over 50 ms took from the paste on; the browser tells of no shorter ones.
const watchTasks = `(() => {
	window.bench = { tasks: [] };
	new PerformanceObserver((list) => bench.tasks.push(...list.getEntries().map((e) => e.duration))).observe({ type: "longtask" });
	addEventListener("paste", () => performance.mark("bench:paste"), { capture: true, once: true });
	return true;
})()`

// oneChange accepts marks from the keyboard, eleven times, and answers with the median of the milliseconds from the key to the end of the
// frame that shows it. The key is pressed when a frame begins, so that no waiting for the next one is counted.
const oneChange = `(async () => {
	const frame = () => new Promise((ok) => requestAnimationFrame(ok));
	const painted = () => new Promise((ok) => { const c = new MessageChannel(); c.port1.onmessage = ok; c.port2.postMessage(0); });
	const story = document.getElementById("story");
	const press = (key) => (document.activeElement || story).dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true }));
	story.focus();
	const took = [];
	for (let i = 0; i < 11; i++) {
		press("j");
		for (let n = 0; n < 12; n++) await frame();
		const before = performance.getEntriesByName("stet:change-shown").length;
		await frame();
		const began = performance.now();
		press("Enter");
		do await painted(); while (performance.getEntriesByName("stet:change-shown").length === before && performance.now() - began < 2000);
		took.push(performance.now() - began);
		for (let n = 0; n < 12; n++) await frame();
	}
	return took.sort((a, b) => a - b)[took.length >> 1];
})()`

// bulkChange retags the actor's name that stands most often, takes the offer to do so with the others, and answers with how many they were
// and the milliseconds from the click to the frame that shows it, and from Ctrl+Z to the frame that shows it taken back.
const bulkChange = `(async () => {
	const frame = () => new Promise((ok) => requestAnimationFrame(ok));
	const painted = () => new Promise((ok) => { const c = new MessageChannel(); c.port1.onmessage = ok; c.port2.postMessage(0); });
	const until = async (holds) => { for (let n = 0; n < 600 && !holds(); n++) await frame(); };
	const byWords = new Map();
	for (const m of document.querySelectorAll("#story .mk-actor.is-suggested")) byWords.set(m.textContent, [...(byWords.get(m.textContent) || []), m.dataset.m]);
	const ids = [...byWords.values()].sort((a, b) => b.length - a.length)[0];
	stet.go("do", "quotemark", ids[0]);
	for (let n = 0; n < 20; n++) await frame();
	stet.go("do", "kind", document.querySelector('#story .mk[data-m="' + ids[0] + '"]').dataset.kind.includes("group") ? "organization" : "group");
	for (let n = 0; n < 20; n++) await frame();
	stet.go("do", "others", "");
	await until(() => document.getElementById("others").open);
	const marks = document.querySelector("#others .btn-ink").textContent.replace(/\D/g, "");
	for (let n = 0; n < 20; n++) await frame();
	const before = performance.getEntriesByName("stet:change-shown").length;
	await frame();
	const began = performance.now();
	document.querySelector("#others .btn-ink").click();
	do await painted(); while (performance.getEntriesByName("stet:change-shown").length === before && performance.now() - began < 2000);
	const took = performance.now() - began;
	for (let n = 0; n < 20; n++) await frame();
	const since = performance.getEntriesByName("stet:change-shown").length;
	await frame();
	const undone = performance.now();
	(document.activeElement || document.body).dispatchEvent(new KeyboardEvent("keydown", { key: "z", ctrlKey: true, bubbles: true, cancelable: true }));
	do await painted(); while (performance.getEntriesByName("stet:change-shown").length === since && performance.now() - undone < 2000);
	const undo = performance.now() - undone;
	for (let n = 0; n < 20; n++) await frame();
	return { Marks: +marks, Took: took, Undo: undo };
})()`
