package browser

import (
	"fmt"
	"syscall/js"
)

func (p *page) Post(id int, op string, parts [][]byte) {
	list := js.Global().Get("Array").New(len(parts))
	for i, b := range parts {
		list.SetIndex(i, toBytes(b))
	}
	p.stet.Get("engine").Call("post", id, op, list)
}

// Work answers the page's requests for as long as the worker lives, one after the other. It is what the program does in a worker.
func Work(handle func(op string, parts [][]byte) ([][]byte, error)) {
	self := js.Global()
	self.Set("onmessage", js.FuncOf(func(_ js.Value, args []js.Value) any {
		m := args[0].Get("data")
		if m.Get("op").Type() != js.TypeString {
			return nil
		}
		reply := js.Global().Get("Object").New()
		reply.Set("id", m.Get("id"))
		list := js.Global().Get("Array").New()
		buffers := js.Global().Get("Array").New()
		result, err := safely(handle, m.Get("op").String(), parts(m.Get("parts")))
		if err != nil {
			reply.Set("error", err.Error())
		}
		for _, b := range result {
			a := toBytes(b)
			list.Call("push", a)
			buffers.Call("push", a.Get("buffer"))
		}
		reply.Set("parts", list)
		self.Call("postMessage", reply, buffers)
		return nil
	}))
	ready := js.Global().Get("Object").New()
	ready.Set("ready", true)
	self.Call("postMessage", ready)
	select {}
}

// Model returns a trained model's file as the worker's script fetched it, nil where it could not.
func Model(name string) []byte {
	file := js.Global().Get("models").Get(name)
	if file.Type() != js.TypeObject {
		return nil
	}
	b := make([]byte, file.Get("length").Int())
	js.CopyBytesToGo(b, file)
	js.Global().Get("models").Set(name, nil)
	return b
}

// Warn has the page show a line that stays until it is closed.
func Warn(text string) {
	message := js.Global().Get("Object").New()
	message.Set("warning", text)
	js.Global().Call("postMessage", message)
}

// safely turns a panic into an error: the page keeps what it has, and the next request finds a worker.
func safely(handle func(string, [][]byte) ([][]byte, error), op string, parts [][]byte) (result [][]byte, err error) {
	defer func() {
		if r := recover(); r != nil {
			result, err = nil, fmt.Errorf("%s failed: %v", op, r)
		}
	}()
	return handle(op, parts)
}
