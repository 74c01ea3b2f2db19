package batch

import (
	"context"
	"errors"
	"iter"
	"math/rand/v2"
	"slices"
	"sync"
	"sync/atomic"
	"testing"
	"time"
)

func sizes(list []int) iter.Seq[int] { return slices.Values(list) }

// mixed makes up sizes: mostly small, some beyond any budget.
func mixed(n int) []int {
	r := rand.New(rand.NewPCG(1, 2))
	list := make([]int, n)
	for i := range list {
		list[i] = r.IntN(3000)
		if r.IntN(100) == 0 {
			list[i] = 1 << 20 * (1 + r.IntN(3))
		}
	}
	return list
}

func TestOrderAndRoom(t *testing.T) {
	const budget = 1 << 20
	list := mixed(5000)
	var held, most, alone atomic.Int64
	var got []int
	b := &Batch[int, int]{Workers: 4, Budget: budget, Size: func(n int) int { return n },
		Work: func(n int) int {
			now := held.Add(int64(n))
			for old := most.Load(); now > old && !most.CompareAndSwap(old, now); old = most.Load() {
			}
			if n > budget && now > int64(n) {
				alone.Add(1)
			}
			if n%7 == 0 {
				time.Sleep(10 * time.Microsecond)
			}
			return n
		},
		Write: func(n int) error {
			held.Add(-int64(n))
			got = append(got, n)
			return nil
		}}
	if err := b.Run(context.Background(), sizes(list)); err != nil {
		t.Fatal(err)
	}
	if !slices.Equal(got, list) {
		t.Error("the order is another")
	}
	if alone.Load() > 0 || most.Load() > 3<<20 {
		t.Errorf("%d bytes in flight at most; %d large inputs had company", most.Load(), alone.Load())
	}
}

func TestManyTinyInputsWaitToo(t *testing.T) {
	var inFlight, most atomic.Int64
	b := &Batch[int, int]{Workers: 2, Budget: 64 << 10, Size: func(int) int { return 1 },
		Work: func(n int) int { return n },
		Write: func(int) error {
			inFlight.Add(-1)
			return nil
		}}
	err := b.Run(context.Background(), func(yield func(int) bool) {
		for i := range 10000 {
			most.Store(max(most.Load(), inFlight.Add(1)))
			if !yield(i) {
				return
			}
		}
	})
	if err != nil || most.Load() > 64/4+2 {
		t.Errorf("%v; %d in flight", err, most.Load())
	}
}

func TestWriteErrorEnds(t *testing.T) {
	full := errors.New("full")
	written := 0
	b := &Batch[int, int]{Budget: 64 << 10, Size: func(n int) int { return n }, Work: func(n int) int { return n },
		Write: func(n int) error {
			if written == 10 {
				return full
			}
			written++
			return nil
		}}
	if err := b.Run(context.Background(), sizes(mixed(1000))); err != full || written != 10 {
		t.Errorf("got %v after %d", err, written)
	}
}

func TestCancelledWhileTheSourceWaits(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	hang := make(chan struct{})
	t.Cleanup(func() { close(hang) })
	var once sync.Once
	b := &Batch[int, int]{Budget: 64 << 10, Size: func(n int) int { return n }, Work: func(n int) int { return n },
		Write: func(int) error {
			once.Do(cancel)
			return nil
		}}
	err := b.Run(ctx, func(yield func(int) bool) {
		yield(1)
		<-hang
	})
	if !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
}

func TestNothing(t *testing.T) {
	b := &Batch[int, int]{Budget: 1, Size: func(n int) int { return n }}
	if err := b.Run(context.Background(), sizes(nil)); err != nil {
		t.Error(err)
	}
}
