package e2e

import "testing"

func TestBootsUnderAnyPath(t *testing.T) {
	for _, path := range []string{"/", "/stet/", "/a/b/c/"} {
		t.Run(path, func(t *testing.T) {
			server := serve(t, path)
			tab := newTab(t)
			tab.Open(server.URL)
			tab.WaitText("h1", "Paste a news story")
		})
	}
}
