package main

import (
	"io"
	"os"
	"time"

	"github.com/schollz/progressbar/v3"
)

// progress shows on a terminal how much of the input is done. Elsewhere it does nothing.
type progress struct {
	bar *progressbar.ProgressBar
}

// newProgress returns the progress over the sources' bytes; over their number where they are not files with a size. There is none
// where nobody looks at standard error, or where standard output is looked at too and shows the progress itself.
func newProgress(std *streams, list []source) *progress {
	if !isTerminal(std.err) || isTerminal(std.out) {
		return &progress{}
	}
	total := int64(0)
	for _, s := range list {
		info, err := os.Stat(s.path)
		switch {
		case s.path == "-" || err == nil && !info.Mode().IsRegular() && !info.IsDir():
			total = -1
		case err == nil && !info.IsDir() && total >= 0:
			total += info.Size()
		}
	}
	return &progress{progressbar.NewOptions64(total, progressbar.OptionSetWriter(std.err), progressbar.OptionShowBytes(true),
		progressbar.OptionSetWidth(24), progressbar.OptionThrottle(100*time.Millisecond), progressbar.OptionClearOnFinish(),
		progressbar.OptionSetPredictTime(true), progressbar.OptionSetDescription("stet"), progressbar.OptionSetRenderBlankState(total > 1<<20))}
}

// add counts bytes of input that are done.
func (p *progress) add(n int) {
	if p.bar != nil {
		p.bar.Add(n) //nolint:errcheck // a bar that cannot be drawn is no fault
	}
}

// over returns a writer for messages, which stand above the bar.
func (p *progress) over(w io.Writer) io.Writer {
	if p.bar == nil {
		return w
	}
	return aside{p.bar, w}
}

func (p *progress) end() {
	if p.bar != nil {
		p.bar.Finish() //nolint:errcheck // as above
		p.bar.Clear()  //nolint:errcheck
	}
}

type aside struct {
	bar *progressbar.ProgressBar
	w   io.Writer
}

func (a aside) Write(b []byte) (int, error) {
	a.bar.Clear() //nolint:errcheck // as above
	return a.w.Write(b)
}
