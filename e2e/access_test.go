package e2e

import "testing"

func TestEmptyPageIsAccessible(t *testing.T) {
	server := serve(t, "/")
	tab := newTab(t)
	tab.Open(server.URL)
	for _, look := range []struct {
		name, scheme string
		width        int64
	}{{"light", "light", 1280}, {"dark", "dark", 1280}, {"phone", "light", 390}, {"phone-dark", "dark", 390}} {
		tab.Size(look.width, 844)
		tab.Media("prefers-color-scheme", look.scheme)
		for _, finding := range tab.Axe() {
			t.Errorf("%s: %s", look.name, finding)
		}
		tab.Shot("empty-" + look.name)
	}
}
