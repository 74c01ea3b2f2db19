package e2e

import (
	"flag"
	"fmt"
	"net/http"
	"os"
	"strings"
	"testing"

	"stet/e2e/chrome"
	"stet/web"
)

var (
	browser *chrome.Browser
	site    *web.Site
)

func TestMain(m *testing.M) {
	flag.Parse()
	if testing.Short() {
		fmt.Println("e2e: the browser tests are left out of a short run")
		return
	}
	os.Exit(run(m))
}

func run(m *testing.M) int {
	var err error
	if site, err = web.Built(); err != nil {
		fmt.Fprintln(os.Stderr, "e2e:", err)
		return 1
	}
	if browser, err = chrome.Start(); err != nil {
		fmt.Fprintln(os.Stderr, "e2e:", err)
		return 1
	}
	defer browser.Stop()
	return m.Run()
}

// serve serves the built site under a path for the length of the test.
func serve(t *testing.T, prefix string) *chrome.Server {
	t.Helper()
	return serveHandler(t, site.Handler(), prefix)
}

func serveHandler(t *testing.T, handler http.Handler, prefix string) *chrome.Server {
	t.Helper()
	server := chrome.Serve(t, handler, prefix)
	t.Cleanup(server.Stop)
	return server
}

// newTab opens a page with a profile of its own. At the test's end it must have had nothing to complain of, but for the texts in allowed.
func newTab(t *testing.T, allowed ...string) *chrome.Tab {
	t.Helper()
	tab := browser.Tab(t)
	t.Cleanup(func() {
		if t.Failed() {
			tab.Shot(strings.ReplaceAll(t.Name(), "/", "-") + "-failed")
		}
		for _, problem := range tab.Problems() {
			if !containsAny(problem, allowed) {
				t.Errorf("the page complains: %s", problem)
			}
		}
		tab.Close()
	})
	return tab
}

func containsAny(s string, parts []string) bool {
	for _, part := range parts {
		if strings.Contains(s, part) {
			return true
		}
	}
	return false
}
