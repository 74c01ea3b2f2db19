package chrome

import (
	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/chromedp"
)

// Click clicks in the middle of the first element that matches, once it is there and visible.
func (p *Tab) Click(css string) {
	p.t.Helper()
	p.Do(chromedp.Click(chromedp.CSS(css), chromedp.NodeVisible))
}

// ClickText clicks the first visible button, link or option whose text has these words, once it is there.
func (p *Tab) ClickText(words string) {
	p.t.Helper()
	find := `[...document.querySelectorAll("button, a, [role=option], [role=menuitem], summary")].find((e) => e.checkVisibility() && !e.disabled && e.textContent.includes(` + quote(words) + `))`
	// A menu may still be on its way to its place: what is clicked must stand still, with nothing over it.
	at := Eval[struct{ X, Y float64 }](p, `new Promise((ok) => {
		let last = "", still = 0;
		const look = () => {
			const e = `+find+`;
			if (e) {
				e.scrollIntoView({ block: "nearest" });
				const r = e.getBoundingClientRect(), X = r.x + r.width / 2, Y = r.y + r.height / 2, now = X + " " + Y;
				still = now === last && e.contains(document.elementFromPoint(X, Y)) ? still + 1 : 0;
				if (still === 5) return ok({ X, Y });
				last = now;
			}
			requestAnimationFrame(look);
		};
		look();
	})`)
	p.Do(chromedp.MouseClickXY(at.X, at.Y))
}

// Type types words into what has the focus.
func (p *Tab) Type(words string) {
	p.t.Helper()
	p.Do(chromedp.KeyEvent(words))
}

// Key presses one key, a letter or one of chromedp/kb, with modifiers.
func (p *Tab) Key(key string, modifiers ...chromedp.Modifier) {
	p.t.Helper()
	p.Do(chromedp.KeyEvent(key, chromedp.KeyModifiers(modifiers...)))
}

// Paste fires a paste of plain text, and of HTML if there is any, at what has the focus.
func (p *Tab) Paste(text, html string) {
	p.t.Helper()
	Eval[bool](p, `(() => {
		const data = new DataTransfer();
		data.setData("text/plain", `+quote(text)+`);
		if (`+quote(html)+`) data.setData("text/html", `+quote(html)+`);
		const at = document.activeElement || document.body;
		return at.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
	})()`)
}

// Upload gives files to a file input.
func (p *Tab) Upload(css string, paths ...string) {
	p.t.Helper()
	p.Do(chromedp.SetUploadFiles(chromedp.CSS(css), paths, chromedp.NodeReady))
}

// call runs a command of the protocol.
func call[P, R any](p *Tab, command cdp.Command[P, R], params P) R {
	p.t.Helper()
	result, err := chromedp.Call(p.Context, command, params)
	if err != nil {
		p.t.Fatalf("%s: %v", command.Method, err)
	}
	return result
}

// Call runs a command of the DevTools protocol on the page.
func Call[P, R any](p *Tab, command cdp.Command[P, R], params P) R {
	p.t.Helper()
	return call(p, command, params)
}

// Focus gives the first element that matches the keyboard's focus.
func Focus(css string) chromedp.Action[chromedp.Void] { return chromedp.Focus(chromedp.CSS(css)) }
