// Package batch runs a stream of inputs through a function on all cores: results come in the inputs' order, and what is held in
// memory is bounded by the inputs' bytes, not by their number.
package batch

import (
	"context"
	"iter"
	"runtime"
	"sync"
)

// Batch says how a stream is worked on.
type Batch[In, Out any] struct {
	Workers int // goroutines that work; 0 for one a core
	Budget  int // bytes that may be in work or wait to be written; an input beyond it is worked on alone

	Size  func(In) int    // of an input in bytes
	Work  func(In) Out    // called by several goroutines at once
	Write func(Out) error // called by one, in the inputs' order; an error ends the batch
}

// overhead is what an input costs beside its bytes: a million tiny ones take memory too.
const overhead = 4 << 10

// task is an input on its way. Its done is closed when out is there.
type task[In, Out any] struct {
	in   In
	out  Out
	cost int
	done chan struct{}
}

// Run works on all inputs and returns nil, the first error of Write, or the context's. When the context ends, Run returns as soon as
// Write does; inputs may then still be in work, and the sequence still be waiting for its next.
func (b *Batch[In, Out]) Run(ctx context.Context, inputs iter.Seq[In]) error {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	workers := b.Workers
	if workers == 0 {
		workers = runtime.GOMAXPROCS(0)
	}
	room := newRoom(b.Budget)
	context.AfterFunc(ctx, room.close)
	// Neither channel ever holds more than the room lets in, so neither blocks.
	inFlight := b.Budget/overhead + 2
	work := make(chan *task[In, Out], inFlight)
	order := make(chan *task[In, Out], inFlight)
	for range workers {
		go func() {
			for t := range work {
				t.out = b.Work(t.in)
				var none In
				t.in = none // the input's memory goes before the output waits its turn
				close(t.done)
			}
		}()
	}
	go func() {
		defer close(order)
		defer close(work)
		for in := range inputs {
			t := &task[In, Out]{in: in, cost: b.Size(in) + overhead, done: make(chan struct{})}
			if !room.take(t.cost) {
				return
			}
			work <- t
			order <- t
		}
	}()
	for {
		t, err := next(ctx, order)
		if t == nil {
			return err
		}
		if err := b.Write(t.out); err != nil {
			return err
		}
		room.give(t.cost)
	}
}

// next waits for the next task in order to be done. It is nil at the end, with the error where the context has ended.
func next[In, Out any](ctx context.Context, order <-chan *task[In, Out]) (*task[In, Out], error) {
	if ctx.Err() != nil {
		return nil, ctx.Err()
	}
	select {
	case t, ok := <-order:
		if !ok {
			if ctx.Err() != nil {
				return nil, ctx.Err()
			}
			return nil, nil
		}
		select {
		case <-t.done:
			return t, nil
		case <-ctx.Done():
		}
	case <-ctx.Done():
	}
	return nil, ctx.Err()
}

// room counts the bytes in flight.
type room struct {
	mu     sync.Mutex
	cond   *sync.Cond
	total  int
	free   int
	closed bool
}

func newRoom(total int) *room {
	r := &room{total: total, free: total}
	r.cond = sync.NewCond(&r.mu)
	return r
}

// take waits until there is room, for a cost beyond the whole room until it is empty. It is false once the room is closed.
func (r *room) take(cost int) bool {
	r.mu.Lock()
	defer r.mu.Unlock()
	cost = min(cost, r.total)
	for r.free < cost && !r.closed {
		r.cond.Wait()
	}
	r.free -= cost
	return !r.closed
}

func (r *room) give(cost int) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.free += min(cost, r.total)
	r.cond.Signal()
}

func (r *room) close() {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.closed = true
	r.cond.Broadcast()
}
