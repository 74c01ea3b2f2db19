package worker_test

import (
	"bytes"
	"reflect"
	"testing"

	"stet/annotate"
	"stet/annotate/documenttest"
	"stet/app/worker"
)

func TestPackedDocumentIsTheSame(t *testing.T) {
	for seed := range uint64(60) {
		d := documenttest.Random(seed, int(seed)*9)
		back, err := worker.Unpack(worker.Pack(d))
		if err != nil {
			t.Fatalf("seed %d: %v", seed, err)
		}
		if !reflect.DeepEqual(back, d) {
			t.Errorf("seed %d: unpacked it is\n%s\nnot\n%s", seed, back.AppendJSON(nil), d.AppendJSON(nil))
		}
	}
	empty := &annotate.Document{}
	if back, err := worker.Unpack(worker.Pack(empty)); err != nil || !reflect.DeepEqual(back, empty) {
		t.Errorf("got %+v, %v", back, err)
	}
}

func TestCutOffIsAnError(t *testing.T) {
	b := worker.Pack(documenttest.Random(3, 60))
	for i := range b {
		if _, err := worker.Unpack(b[:i]); err == nil {
			t.Fatalf("%d bytes of %d are a document", i, len(b))
		}
	}
	if _, err := worker.Unpack(append(b, 0)); err == nil {
		t.Error("a byte too many")
	}
}

func FuzzUnpack(f *testing.F) {
	for seed := range uint64(4) {
		f.Add(worker.Pack(documenttest.Random(seed, 30)))
	}
	f.Fuzz(func(t *testing.T, b []byte) {
		d, err := worker.Unpack(b)
		if err != nil {
			return
		}
		packed := worker.Pack(d)
		back, err := worker.Unpack(packed)
		if err != nil {
			t.Fatalf("packed again: %v", err)
		}
		if !bytes.Equal(worker.Pack(back), packed) {
			t.Fatal("not the same again")
		}
	})
}

func BenchmarkPacked(b *testing.B) {
	d := documenttest.Random(1, 58000)
	packed := worker.Pack(d)
	b.Logf("%d marks, %d bytes of text, %d packed", len(d.Annotations)+len(d.Rejected), len(d.Text), len(packed))
	b.Run("pack", func(b *testing.B) {
		for b.Loop() {
			worker.Pack(d)
		}
	})
	b.Run("unpack", func(b *testing.B) {
		for b.Loop() {
			if _, err := worker.Unpack(packed); err != nil {
				b.Fatal(err)
			}
		}
	})
}
