package e2e

import (
	"net/http"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/fstest"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/page"

	"stet/e2e/chrome"
	"stet/web"
)

// kept waits until the service worker holds the whole site and has taken over the page.
func kept(tab *chrome.Tab) {
	tab.Wait(`navigator.serviceWorker.controller && navigator.serviceWorker.controller.state === "activated"`)
}

func TestBootsUnderAnyPath(t *testing.T) {
	for _, path := range []string{"/", "/stet/", "/a/b/c/"} {
		t.Run(path, func(t *testing.T) {
			server := serve(t, path)
			tab := newTab(t)
			tab.Open(server.URL)
			tab.WaitText("h1", "Paste a news story")
			kept(tab)
			for _, asked := range server.Asked() {
				if !strings.HasPrefix(asked, path) {
					t.Errorf("asked for %s, which is outside of %s", asked, path)
				}
			}

			// From now on without a network, the page and the engine's worker alike.
			server.Stop()
			tab.Reload()
			tab.WaitText("h1", "Paste a news story")
			engineAnswers(tab)
			tab.Forget() // the browser tells that it could not look for a newer version
		})
	}
}

// engineAnswers starts a second engine and waits until it is there.
func engineAnswers(tab *chrome.Tab) {
	chrome.Eval[bool](tab, `new Promise((ok, no) => {
		const worker = stet.spawn();
		worker.onmessage = (e) => { worker.terminate(); e.data.ready ? ok(true) : no(JSON.stringify(e.data)) };
		worker.onerror = (e) => no(e.message);
	})`)
}

func TestFirstPaintDoesNotWaitForTheProgram(t *testing.T) {
	server, _ := slowly(t)
	tab := newTab(t)
	tab.Goto(server.URL)
	tab.Wait(`performance.getEntriesByName("first-contentful-paint").length > 0`)
	for _, words := range []string{"Paste a news story", "Who is in it", "Choose files", "Getting ready"} {
		if text := tab.Text("body"); !strings.Contains(text, words) {
			t.Errorf("the first paint does not say %q: %s", words, text)
		}
	}
	tab.Shot("first-paint")
	tab.Size(390, 844)
	tab.Shot("first-paint-phone")
}

func TestNothingIsRequestedAfterLoading(t *testing.T) {
	server := serve(t, "/")
	tab := newTab(t)
	tab.Open(server.URL)
	kept(tab)
	before := len(server.Asked())
	tab.Forget()
	engineAnswers(tab)
	tab.Paste("BERLIN — Chancellor Anna Berg said on Monday that the talks would go on.", "")
	tab.Wait(`document.body.textContent.includes("Anna Berg")`)
	chrome.Eval[bool](tab, `new Promise((ok) => setTimeout(() => ok(true), 500))`)
	if asked := server.Asked()[before:]; len(asked) > 0 {
		t.Errorf("the server was asked again: %v", asked)
	}
	for _, url := range tab.Requests() {
		// What the service worker answers is no request to the network, but must be the site's own.
		if !strings.HasPrefix(url, server.URL) && !strings.HasPrefix(url, "blob:") && !strings.HasPrefix(url, "data:") {
			t.Errorf("the page asked for %s", url)
		}
	}
}

func TestEachFileIsDownloadedOnce(t *testing.T) {
	server := serve(t, "/")
	tab := newTab(t)
	tab.Open(server.URL)
	kept(tab)
	seen := map[string]int{}
	for _, asked := range server.Asked() {
		if seen[asked]++; seen[asked] > 1 && strings.Contains(asked, ".wasm") {
			t.Errorf("%s was asked for again", asked)
		}
	}
}

func TestForeignConnectionsAreBlocked(t *testing.T) {
	server := serve(t, "/")
	other := serve(t, "/")
	tab := newTab(t, "Content Security Policy", "Content-Security-Policy", "Trusted", "TrustedScriptURL")
	tab.Open(server.URL)
	for what, try := range map[string]string{
		"a request": `fetch(` + "`" + other.URL + "`" + `).then(() => "went through", () => "blocked")`,
		"a picture": `new Promise((ok) => { const i = new Image(); i.onload = () => ok("went through"); i.onerror = () => ok("blocked"); i.src = "` + other.URL + `icon.svg" })`,
		"markup":    `(() => { try { document.body.lastElementChild.insertAdjacentHTML("beforeend", "<b>x</b>"); return "went through" } catch { return "blocked" } })()`,
		"a script":  `(() => { try { document.createElement("script").src = "x.js"; return "went through" } catch { return "blocked" } })()`,
	} {
		if got := chrome.Eval[string](tab, try); got != "blocked" {
			t.Errorf("%s: %s", what, got)
		}
	}
	if len(other.Asked()) > 0 {
		t.Errorf("the other host was asked for %v", other.Asked())
	}
}

// TestPlainStaticHost serves the written folder as the simplest host does: no compression, no headers of ours, under a sub-path.
func TestPlainStaticHost(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "site")
	if err := site.Write(dir); err != nil {
		t.Fatal(err)
	}
	server := serveHandler(t, http.FileServer(http.Dir(dir)), "/pages/stet/")
	tab := newTab(t)
	tab.Open(server.URL)
	tab.WaitText("h1", "Paste a news story")
	kept(tab)
	if asked := server.Asked(); !slices.ContainsFunc(asked, func(s string) bool { return strings.HasSuffix(s, ".wasm.gz") }) {
		t.Errorf("the packed WebAssembly was not taken: %v", asked)
	}
	server.Stop()
	tab.Reload()
	engineAnswers(tab)
	tab.Forget()
}

// next returns the built site as another version of it: the page's words and every version's name differ.
func next(t *testing.T) *web.Site {
	t.Helper()
	files := fstest.MapFS{}
	for _, f := range site.Files {
		plain, err := f.Plain()
		if err != nil {
			t.Fatal(err)
		}
		if !f.Immutable {
			plain = []byte(strings.ReplaceAll(string(plain), site.Version, "next"+site.Version[4:]))
		}
		files[f.Name] = &fstest.MapFile{Data: plain}
	}
	other, err := web.Load(files)
	if err != nil {
		t.Fatal(err)
	}
	return other
}

func TestUpdate(t *testing.T) {
	for _, how := range []string{"by the button", "by a reload", "by the button, with two tabs"} {
		t.Run(how, func(t *testing.T) {
			server := serve(t, "/")
			tab := newTab(t)
			tab.Open(server.URL)
			kept(tab)
			if n := tab.Count(".notice"); n > 0 {
				t.Error("the first visit is told of a new version")
			}
			newer := next(t)
			server.Swap(newer.Handler())

			// The next visit starts with what is kept, and says that there is something newer.
			tab.Reload()
			tab.WaitText(".notice", "new version")
			if v := chrome.Eval[string](tab, "stet.version"); v != site.Version {
				t.Errorf("version %s before it was asked for, want %s", v, site.Version)
			}
			tab.Shot("update")
			switch how {
			case "by a reload":
				chrome.Call(tab, page.Reload, page.ReloadParams{})
			case "by the button, with two tabs":
				// A reload of one of two goes on with what the other has.
				other := tab.Another()
				defer other.Close()
				other.Open(server.URL)
				tab.Reload()
				if v := chrome.Eval[string](tab, "stet.version"); v != site.Version {
					t.Errorf("version %s beside a tab of %s", v, site.Version)
				}
				fallthrough
			default:
				tab.ClickText("Reload to update")
			}
			tab.Wait(`window.stet && stet.version === "` + newer.Version + `"`)
			tab.Ready()
			if n := tab.Count(".notice"); n > 0 {
				t.Error("still told of a new version")
			}

			// And the newer one is kept whole.
			kept(tab)
			server.Stop()
			tab.Reload()
			if v := chrome.Eval[string](tab, "stet.version"); v != newer.Version {
				t.Errorf("version %s without a network, want %s", v, newer.Version)
			}
			tab.Forget()
		})
	}
}

func TestHalfADeployIsNotTaken(t *testing.T) {
	server := serve(t, "/")
	tab := newTab(t)
	tab.Open(server.URL)
	kept(tab)
	// The host sends the new service worker, but still the old page.
	newer := next(t).Handler()
	server.Swap(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/sw.js" {
			newer.ServeHTTP(w, r)
			return
		}
		site.Handler().ServeHTTP(w, r)
	}))
	chrome.Eval[bool](tab, `navigator.serviceWorker.ready.then((r) => r.update()).then((r) => new Promise((ok) => {
		if (!r.installing) return ok(true);
		r.installing.onstatechange = (e) => e.target.state === "redundant" && ok(true);
	}), () => true)`)
	tab.Reload()
	if v := chrome.Eval[string](tab, "stet.version"); v != site.Version {
		t.Errorf("version %s", v)
	}
	if n := tab.Count(".notice"); n > 0 {
		t.Error("half a version is offered")
	}
	tab.Forget()
}

func TestEndOfTheProgramIsSaid(t *testing.T) {
	server := serve(t, "/")
	tab := newTab(t, "Go program has already exited")
	tab.Open(server.URL)
	// What the program does to an element that an extension has taken over throws, and that ends it.
	chrome.Eval[bool](tab, `(() => {
		const gone = () => { throw new Error("an extension was here") };
		Node.prototype.appendChild = Node.prototype.replaceChild = Node.prototype.removeChild = gone;
		return true;
	})()`)
	tab.ClickText("Try a sample story")
	tab.WaitText(".notice", "reload to go on")
	tab.Shot("ended")
	tab.Forget() // the panic is in the console
	tab.ClickText("Reload")
	tab.Wait(`performance.getEntriesByName("stet:ready").length > 0`)
}

// slowly serves the site, but holds the WebAssembly back until it is let go.
func slowly(t *testing.T) (*chrome.Server, func()) {
	t.Helper()
	held := make(chan struct{})
	server := serveHandler(t, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if strings.Contains(r.URL.Path, ".wasm") {
			select {
			case <-held:
			case <-r.Context().Done():
				return
			}
		}
		site.Handler().ServeHTTP(w, r)
	}), "/")
	return server, sync.OnceFunc(func() { close(held) })
}

func TestNothingMovesWhenTheProgramStarts(t *testing.T) {
	for _, width := range []int64{1280, 390} {
		server, release := slowly(t)
		tab := newTab(t)
		tab.Size(width, 844)
		tab.Goto(server.URL)
		tab.Wait(`document.readyState === "complete" && [...document.styleSheets].some((s) => s.href)`) // measured with its style
		where := `JSON.stringify([...document.querySelectorAll("#desk *")].filter((e) => e.checkVisibility() && !e.children.length).map((e) => {
			const r = e.getBoundingClientRect();
			return [e.tagName, e.className.baseVal ?? e.className, e.textContent, r.x, r.y, r.width, r.height].join(" ");
		}), null, "\n")`
		before := chrome.Eval[string](tab, where)
		release()
		tab.Ready()
		if after := chrome.Eval[string](tab, where); after != before {
			t.Errorf("at %d px, before: %s\nafter: %s", width, before, after)
		}
	}
}

func TestWhatIsDoneEarlyIsNotLost(t *testing.T) {
	server, release := slowly(t)
	tab := newTab(t)
	tab.Goto(server.URL)
	tab.Wait(`document.readyState === "complete"`)
	tab.Paste("BERLIN — Chancellor Anna Berg said on Monday that the talks would go on.", "")
	release()
	tab.Ready()
	tab.WaitText("#story", "Anna Berg said on Monday")
}

func TestNoProgramIsSaid(t *testing.T) {
	handler := http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if strings.Contains(r.URL.Path, ".wasm") {
			http.Error(w, "gone", http.StatusGone)
			return
		}
		site.Handler().ServeHTTP(w, r)
	})
	server := serveHandler(t, handler, "/")
	tab := newTab(t)
	tab.Goto(server.URL)
	tab.WaitText(".notice", "could not be loaded")
	tab.Forget() // the failed requests are in the console, as they should be
}

func TestOldBrowserIsTold(t *testing.T) {
	t.Run("without WebAssembly", func(t *testing.T) {
		server := serve(t, "/")
		tab := newTab(t)
		chrome.Call(tab, page.AddScriptToEvaluateOnNewDocument, page.AddScriptToEvaluateOnNewDocumentParams{Source: "delete window.WebAssembly"})
		tab.Goto(server.URL)
		tab.WaitText(".notice", "too old for Stet")
		tab.Shot("old")
	})
	t.Run("that cannot read the script", func(t *testing.T) {
		server := serveHandler(t, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			if strings.HasPrefix(r.URL.Path, "/stet.") && strings.HasSuffix(r.URL.Path, ".js") {
				w.Header().Set("Content-Type", "text/javascript")
				w.Write([]byte("a syntax of tomorrow"))
				return
			}
			site.Handler().ServeHTTP(w, r)
		}), "/")
		tab := newTab(t, "SyntaxError")
		tab.Goto(server.URL)
		tab.WaitText("#boot-state", "too old")
	})
}

func TestCanBeInstalled(t *testing.T) {
	server := serve(t, "/stet/")
	tab := newTab(t)
	tab.Open(server.URL)
	kept(tab)
	manifest := chrome.Call(tab, page.GetAppManifest, page.GetAppManifestParams{})
	for _, e := range manifest.Errors {
		t.Errorf("manifest: %s", e.Message)
	}
	if manifest.URL != server.URL+"manifest.webmanifest" {
		t.Errorf("manifest at %s", manifest.URL)
	}
	for _, e := range chrome.Call(tab, page.GetInstallabilityErrors, cdp.Empty{}).InstallabilityErrors {
		// A test's profile is a private one, where nothing is installed.
		if e.ErrorID != "in-incognito" {
			t.Errorf("cannot be installed: %s %v", e.ErrorID, e.ErrorArguments)
		}
	}
	// Every icon is there in the size that the manifest says.
	wrong := chrome.Eval[[]string](tab, `(async () => {
		const link = document.querySelector("link[rel=manifest]").href, wrong = [];
		for (const icon of (await (await fetch(link)).json()).icons) {
			const image = new Image();
			image.src = new URL(icon.src, link);
			await image.decode().catch(() => wrong.push(icon.src));
			if (icon.sizes !== "any" && icon.sizes !== image.naturalWidth + "x" + image.naturalHeight) wrong.push(icon.src + " " + image.naturalWidth);
		}
		return wrong;
	})()`)
	if len(wrong) > 0 {
		t.Errorf("icons: %v", wrong)
	}
}
