// Package chrome drives a headless Chromium for the browser tests and for the bench: one browser a test binary, tabs with profiles of
// their own, and a server that counts what it is asked. What goes wrong is reported to a Reporter, so that tests read as steps.
package chrome

import (
	"context"
	"fmt"
	"os"
	"time"

	"github.com/chromedp/chromedp"
)

// Reporter is told what went wrong; *testing.T is one.
type Reporter interface {
	Helper()
	Fatalf(format string, args ...any)
	Logf(format string, args ...any)
}

// Browser is one running Chromium.
type Browser struct {
	ctx  context.Context
	stop func()
}

// Start starts the Chromium that CHROMIUM names, or the one that is installed. The error says what to install where there is none.
func Start() (*Browser, error) {
	profile, err := os.MkdirTemp("", "stet-chromium-")
	if err != nil {
		return nil, err
	}
	options := append(chromedp.DefaultExecAllocatorOptions[:],
		chromedp.UserDataDir(profile),
		chromedp.NoSandbox,
		chromedp.DisableGPU,
		chromedp.Flag("disable-quic", true),
		chromedp.Flag("disable-component-update", true),
		chromedp.Flag("hide-scrollbars", true),
		chromedp.Flag("lang", "en-GB"),
		chromedp.WSURLReadTimeout(60*time.Second),
	)
	if path := os.Getenv("CHROMIUM"); path != "" {
		options = append(options, chromedp.ExecPath(path))
	}
	allocator, stopAllocator := chromedp.NewExecAllocator(context.Background(), options...)
	ctx, cancel := chromedp.NewContext(allocator)
	b := &Browser{ctx: ctx, stop: func() {
		cancel()
		stopAllocator()
		// Chromium's children may still write for a moment.
		for range 50 {
			if os.RemoveAll(profile) == nil {
				return
			}
			time.Sleep(50 * time.Millisecond)
		}
	}}
	if err := chromedp.Do(ctx); err != nil {
		b.stop()
		return nil, fmt.Errorf("the browser does not start (%w): install Chromium (scripts/tools.sh does where it can), or name it in CHROMIUM", err)
	}
	return b, nil
}

// Stop ends the browser and removes its profiles.
func (b *Browser) Stop() { b.stop() }
