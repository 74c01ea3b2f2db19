package browser

import (
	"syscall/js"
	"unsafe"
)

// page is the Glue of a real browser.
type page struct {
	story, desk, store js.Value
	stet               js.Value
	hear               func(string, []any) bool
}

// Page returns the Glue of the page that the program runs in. The scripts of web/page must have been loaded.
func Page() Glue {
	stet := js.Global().Get("stet")
	return &page{story: stet.Get("story"), desk: stet.Get("desk"), store: stet.Get("store"), stet: stet}
}

func (p *page) Listen(hear func(string, []any) bool) {
	p.hear = hear
	p.stet.Set("go", js.FuncOf(func(_ js.Value, args []js.Value) any {
		values := make([]any, len(args)-1)
		for i, a := range args[1:] {
			values[i] = value(a)
		}
		return hear(args[0].String(), values)
	}))
}

func value(a js.Value) any {
	switch a.Type() {
	case js.TypeString:
		return a.String()
	case js.TypeNumber:
		return a.Int()
	case js.TypeBoolean:
		return a.Bool()
	case js.TypeObject:
		return fromBytes(a)
	}
	return nil
}

func fromBytes(a js.Value) []byte {
	b := make([]byte, a.Length())
	js.CopyBytesToGo(b, a)
	return b
}

func toBytes(b []byte) js.Value {
	a := js.Global().Get("Uint8Array").New(len(b))
	js.CopyBytesToJS(a, b)
	return a
}

// numbers copies int32s in one go; both sides are little-endian.
func numbers(n []int32) js.Value {
	if len(n) == 0 {
		return js.Global().Get("Int32Array").New(0)
	}
	return js.Global().Get("Int32Array").New(toBytes(unsafe.Slice((*byte)(unsafe.Pointer(&n[0])), 4*len(n))).Get("buffer"))
}

func (p *page) Begin(story string, wrapped bool) { p.story.Call("begin", story, wrapped) }
func (p *page) Turn(story string, wrapped bool, begins []int32) {
	p.story.Call("turn", story, wrapped, numbers(begins))
}
func (p *page) Paint(code []int32, labels string) bool {
	return p.story.Call("paint", numbers(code), labels).Bool()
}
func (p *page) Go(mark string, at Focus) {
	p.story.Call("go", mark, at.Menu, at.Entity, at.Scroll, at.Take)
}
func (p *page) Light(name string, spans []int32) { p.story.Call("light", name, numbers(spans)) }
func (p *page) Ruler(ticks []int32)              { p.story.Call("ruler", numbers(ticks)) }
func (p *page) KindLabels()                      { p.story.Call("kindLabels") }
func (p *page) Visible() int                     { return p.story.Call("visible").Int() }
func (p *page) InView() (first, last int) {
	seen := p.story.Call("inView")
	return seen.Index(0).Int(), seen.Index(1).Int()
}
func (p *page) ScrollTo(start int) { p.story.Call("scrollTo", start) }

func (p *page) Hang(start, end int)              { p.desk.Call("hang", start, end) }
func (p *page) Tip(parts string)                 { p.desk.Call("tip", parts) }
func (p *page) Caret(offset int)                 { p.desk.Call("caret", offset) }
func (p *page) Deselect(waits bool)              { p.desk.Call("deselect", waits) }
func (p *page) Hold(start, end int, look string) { p.stet.Get("grips").Call("hold", start, end, look) }
func (p *page) Hints(spans []int32, letters string) {
	p.stet.Get("grips").Call("hint", numbers(spans), letters)
}
func (p *page) Clear(id string)                     { p.desk.Call("clear", id) }
func (p *page) Fill(id, text string)                { p.desk.Call("fill", id, text) }
func (p *page) ChooseRules()                        { p.desk.Call("chooseRules") }
func (p *page) Clipboard()                          { p.desk.Call("clipboard") }
func (p *page) Save(name, mime string, data []byte) { p.desk.Call("save", name, mime, toBytes(data)) }
func (p *page) Say(words string)                    { p.desk.Call("say", words) }
func (p *page) Modal(id string, show bool)          { p.desk.Call("modal", id, show) }
func (p *page) Focus(id string)                     { p.desk.Call("focus", id) }
func (p *page) Offer(id string)                     { p.desk.Call("offer", id) }
func (p *page) Choose(folder bool)                  { p.desk.Call("choose", folder) }
func (p *page) Next(drop int)                       { p.desk.Call("next", drop) }
func (p *page) Watch()                              { p.desk.Call("watch") }
func (p *page) Mark(name string)                    { p.desk.Call("mark", name) }
func (p *page) Follow()                             { p.desk.Call("follow") }
func (p *page) Map(lines string)                    { js.Global().Get("stet").Get("map").Call("show", lines) }
func (p *page) Keep(name, value string) bool        { return p.desk.Call("keep", name, value).Bool() }
func (p *page) Kept(name string) string             { return p.desk.Call("kept", name).String() }
func (p *page) Narrow() bool                        { return p.desk.Call("narrow").Bool() }
func (p *page) Reload()                             { js.Global().Get("location").Call("reload") }

func (p *page) Soon(f func())          { p.desk.Call("soon", p.once(f)) }
func (p *page) Shown(f func())         { p.desk.Call("shown", p.once(f)) }
func (p *page) Later(ms int, f func()) { js.Global().Call("setTimeout", p.once(f), ms) }

// then does what was put off, as an event of its own: whoever listens keeps the program alive whatever goes wrong in it.
func (p *page) then(f func()) { p.hear("then", []any{f}) }

func (p *page) once(f func()) js.Func {
	var fn js.Func
	fn = js.FuncOf(func(js.Value, []js.Value) any {
		fn.Release()
		p.then(f)
		return nil
	})
	return fn
}

func (p *page) Print(what string) { p.desk.Call("print", what) }

func (p *page) Reading(size, width int) (int, int) {
	now := p.desk.Call("reading", size, width)
	return now.Index(0).Int(), now.Index(1).Int()
}

func (p *page) Copy(text, html string, done func(error)) {
	await(p.desk.Call("copy", text, html), func(_ js.Value, err error) { p.then(func() { done(err) }) })
}

func (p *page) Store(op string, done func([][]byte, error), args ...any) {
	values := make([]any, len(args))
	for i, a := range args {
		if b, ok := a.([]byte); ok {
			a = toBytes(b)
		}
		values[i] = a
	}
	await(p.store.Call(op, values...), func(v js.Value, err error) {
		p.then(func() {
			if err != nil {
				done(nil, err)
				return
			}
			done(parts(v), nil)
		})
	})
}

// parts reads a string, bytes, or a list of them.
func parts(v js.Value) [][]byte {
	switch {
	case v.Type() == js.TypeString:
		return [][]byte{[]byte(v.String())}
	case v.Type() != js.TypeObject:
		return nil
	case v.InstanceOf(js.Global().Get("Uint8Array")):
		return [][]byte{fromBytes(v)}
	}
	all := make([][]byte, 0, v.Length())
	for i := range v.Length() {
		all = append(all, parts(v.Index(i))...)
	}
	return all
}

// await calls done when the promise is kept or broken.
func await(promise js.Value, done func(js.Value, error)) {
	var ok, no js.Func
	release := func() { ok.Release(); no.Release() }
	ok = js.FuncOf(func(_ js.Value, args []js.Value) any {
		release()
		v := js.Undefined()
		if len(args) > 0 {
			v = args[0]
		}
		done(v, nil)
		return nil
	})
	no = js.FuncOf(func(_ js.Value, args []js.Value) any {
		release()
		e := &Error{Name: "Error"}
		if len(args) > 0 && args[0].Type() == js.TypeObject {
			e = &Error{args[0].Get("name").String(), args[0].Get("message").String()}
		}
		done(js.Undefined(), e)
		return nil
	})
	promise.Call("then", ok, no)
}
