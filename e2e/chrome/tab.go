package chrome

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"time"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
)

// Patience is how long a step may take before it counts as failed. It is long, because a busy machine is no failure.
const Patience = 45 * time.Second

// Tab is one page. Its methods report a failure and then return zero values.
type Tab struct {
	// Context is the chromedp context, for what has no method here.
	Context context.Context

	t     Reporter
	close func()

	mu       sync.Mutex
	problems []string
	requests []string
}

// Tab opens an empty page in a profile of its own, 1280 by 800 in light colours. Close it when done.
func (b *Browser) Tab(t Reporter) *Tab {
	t.Helper()
	return open(t, b.ctx, chromedp.WithNewBrowserContext())
}

// Another opens a second page in the same profile: it shares the stories and the service worker.
func (p *Tab) Another() *Tab {
	p.t.Helper()
	return open(p.t, p.Context)
}

func open(t Reporter, parent context.Context, options ...chromedp.ContextOption) *Tab {
	t.Helper()
	ctx, cancel := chromedp.NewContext(parent, options...)
	p := &Tab{Context: ctx, t: t, close: cancel}
	if err := chromedp.Do(ctx); err != nil {
		t.Fatalf("new tab: %v", err)
		return p
	}
	if err := chromedp.Listen(ctx, p.hear); err != nil {
		t.Fatalf("new tab: %v", err)
	}
	call(p, network.Enable, network.EnableParams{})
	call(p, log.Enable, struct{}{})
	p.Size(1280, 800)
	p.Media("prefers-color-scheme", "light")
	return p
}

// Close closes the page, as a closed tab does: nothing is asked or waited for.
func (p *Tab) Close() { p.close() }

func (p *Tab) hear(event any) {
	p.mu.Lock()
	defer p.mu.Unlock()
	switch e := event.(type) {
	case *runtime.EventConsoleAPICalled:
		if e.Type == "error" || e.Type == "warning" || e.Type == "assert" {
			var words []string
			for _, a := range e.Args {
				words = append(words, strings.Trim(string(a.Value), `"`)+a.Description)
			}
			p.problems = append(p.problems, fmt.Sprintf("console.%s: %s", e.Type, strings.Join(words, " ")))
		}
	case *runtime.EventExceptionThrown:
		said := e.ExceptionDetails.Text
		if e.ExceptionDetails.Exception != nil {
			said += " " + e.ExceptionDetails.Exception.Description
		}
		p.problems = append(p.problems, "exception: "+said)
	case *log.EventEntryAdded:
		if e.Entry.Level == "error" || e.Entry.Level == "warning" {
			p.problems = append(p.problems, fmt.Sprintf("%s: %s %s", e.Entry.Source, e.Entry.Text, e.Entry.URL))
		}
	case *network.EventRequestWillBeSent:
		p.requests = append(p.requests, e.Request.URL)
	}
}

// Problems returns what the console has complained of so far: errors and warnings of the program, of the network and of the
// security policy.
func (p *Tab) Problems() []string {
	p.mu.Lock()
	defer p.mu.Unlock()
	return append([]string(nil), p.problems...)
}

// Forget empties Problems and Requests.
func (p *Tab) Forget() {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.problems, p.requests = nil, nil
}

// Requests returns the addresses that the page has asked for so far.
func (p *Tab) Requests() []string {
	p.mu.Lock()
	defer p.mu.Unlock()
	return append([]string(nil), p.requests...)
}

// Do runs chromedp actions.
func (p *Tab) Do(actions ...chromedp.Action[chromedp.Void]) {
	p.t.Helper()
	ctx, cancel := context.WithTimeout(p.Context, Patience)
	defer cancel()
	if err := chromedp.Do(ctx, actions...); err != nil {
		p.fail("%v", err)
	}
}

func (p *Tab) fail(format string, args ...any) {
	p.t.Helper()
	for _, problem := range p.Problems() {
		p.t.Logf("console: %s", problem)
	}
	p.Shot("failed")
	p.t.Fatalf(format, args...)
}

// Open goes to an address and waits until the program is on the page.
func (p *Tab) Open(url string) {
	p.t.Helper()
	p.Goto(url)
	p.Ready()
}

// Goto goes to an address and waits for the page, not for the program.
func (p *Tab) Goto(url string) {
	p.t.Helper()
	call(p, page.Navigate, page.NavigateParams{URL: url})
	p.Wait(`document.readyState !== "loading" && location.href.startsWith(` + quote(url) + `)`)
}

// Reload loads the page again and waits until the program is on it.
func (p *Tab) Reload() {
	p.t.Helper()
	Eval[bool](p, `window.stetBefore = true`)
	call(p, page.Reload, page.ReloadParams{})
	p.Wait(`!window.stetBefore`)
	p.Ready()
}

// Ready waits until the program has taken over the page.
func (p *Tab) Ready() {
	p.t.Helper()
	p.Wait(`document.readyState === "complete" && performance.getEntriesByName("stet:ready").length > 0`)
}

// Eval returns the value of a JavaScript expression; a promise is waited for.
func Eval[T any](p *Tab, expression string) T {
	p.t.Helper()
	ctx, cancel := context.WithTimeout(p.Context, Patience)
	defer cancel()
	value, err := chromedp.Run(ctx, chromedp.Evaluate[T](expression, chromedp.EvalAwaitPromise))
	if err != nil {
		p.fail("%s: %v", short(expression), err)
	}
	return value
}

// Wait waits until a JavaScript expression is true.
func (p *Tab) Wait(expression string) {
	p.t.Helper()
	ctx, cancel := context.WithTimeout(p.Context, Patience)
	defer cancel()
	var last error
	for {
		ok, err := chromedp.Run(ctx, chromedp.Evaluate[bool]("!!("+expression+")"))
		if ok && err == nil {
			return
		}
		// While a page is being left there is nothing to ask.
		if err != nil && ctx.Err() == nil {
			last = err
		}
		select {
		case <-ctx.Done():
			p.fail("waited in vain for %s (last error: %v)", short(expression), last)
			return
		case <-time.After(15 * time.Millisecond):
		}
	}
}

func short(s string) string {
	if s = strings.Join(strings.Fields(s), " "); len(s) > 200 {
		return s[:200] + "…"
	}
	return s
}

// quote writes a string as JavaScript.
func quote(s string) string {
	b, _ := json.Marshal(s)
	return string(b)
}

// Text waits for an element and returns its text.
func (p *Tab) Text(css string) string {
	p.t.Helper()
	p.Wait(`document.querySelector(` + quote(css) + `)`)
	return Eval[string](p, `document.querySelector(`+quote(css)+`).textContent`)
}

// WaitText waits until an element holds words.
func (p *Tab) WaitText(css, words string) {
	p.t.Helper()
	p.Wait(`[...document.querySelectorAll(` + quote(css) + `)].some((e) => e.textContent.includes(` + quote(words) + `))`)
}

// Count returns how many elements match.
func (p *Tab) Count(css string) int {
	p.t.Helper()
	return Eval[int](p, `document.querySelectorAll(`+quote(css)+`).length`)
}

// Size sets the size of the window in CSS pixels. Narrower than 600 it is a phone with a touch screen.
func (p *Tab) Size(width, height int64) {
	p.t.Helper()
	if width < 600 {
		p.Do(chromedp.EmulateViewport(width, height, chromedp.EmulateMobile, chromedp.EmulateTouch, chromedp.EmulateScale(2)))
		return
	}
	p.Do(chromedp.EmulateViewport(width, height))
}

// Media sets media features, in pairs: "prefers-color-scheme", "dark", "prefers-reduced-motion", "reduce".
func (p *Tab) Media(pairs ...string) {
	p.t.Helper()
	params := emulation.SetEmulatedMediaParams{}
	for i := 0; i+1 < len(pairs); i += 2 {
		params.Features = append(params.Features, &emulation.MediaFeature{Name: pairs[i], Value: pairs[i+1]})
	}
	call(p, emulation.SetEmulatedMedia, params)
}

// Slow makes the processor this many times slower for the page; 1 is its own speed.
func (p *Tab) Slow(times float64) {
	p.t.Helper()
	call(p, emulation.SetCPUThrottlingRate, emulation.SetCPUThrottlingRateParams{Rate: times})
}

// Shot saves what the window shows as build/shots/NAME.png at the project's top, where SHOTS names no other folder.
func (p *Tab) Shot(name string) {
	p.t.Helper()
	dir := os.Getenv("SHOTS")
	if dir == "" {
		dir = filepath.Join("..", "build", "shots")
	}
	ctx, cancel := context.WithTimeout(p.Context, 10*time.Second)
	defer cancel()
	data, err := chromedp.Run(ctx, chromedp.CaptureScreenshot())
	if err == nil {
		if err = os.MkdirAll(dir, 0o755); err == nil {
			err = os.WriteFile(filepath.Join(dir, name+".png"), data, 0o644)
		}
	}
	if err != nil {
		p.t.Logf("screenshot %s: %v", name, err)
	}
}
