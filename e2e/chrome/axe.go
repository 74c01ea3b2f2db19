package chrome

import (
	"os"
	"path/filepath"
	"strings"

	"github.com/chromedp/cdproto/runtime"
)

// Axe runs axe-core on the page as it stands and returns what it finds, one line a finding: rule, element, why. The checker is
// build/tools/axe.min.js, which scripts/tools.sh fetches, or the file that AXE names.
func (p *Tab) Axe() []string {
	p.t.Helper()
	name := os.Getenv("AXE")
	if name == "" {
		name = filepath.Join("..", "build", "tools", "axe.min.js")
	}
	source, err := os.ReadFile(name)
	if err != nil {
		p.t.Fatalf("%v: run scripts/tools.sh build/tools", err)
	}
	if !Eval[bool](p, `!!window.axe`) {
		if failed := call(p, runtime.Evaluate, runtime.EvaluateParams{Expression: string(source)}).ExceptionDetails; failed != nil {
			p.t.Fatalf("axe-core does not load: %v", failed)
		}
	}
	// Colours in the middle of a transition are nobody's.
	Eval[bool](p, `Promise.allSettled(document.getAnimations().filter((a) => a.effect.getComputedTiming().endTime < 5000).map((a) => a.finished)).then(() => true)`)
	return Eval[[]string](p, strings.TrimSpace(`
axe.run(document, { resultTypes: ["violations"] }).then((found) => found.violations.flatMap((rule) => rule.nodes.map((node) =>
	rule.id + " (" + rule.impact + "): " + node.target.join(" ") + ": " + node.failureSummary.replace(/\s+/g, " ")))).then((all) => all.length ? all : [])
`))
}
