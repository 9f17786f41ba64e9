package panel

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"testing"

	"kuvio/internal/domain"
)

// revised is a random download laid over a panel, as imports do: whole or in part, with
// new areas and years, of one day or several, and some figures withdrawn.
func revised(t testing.TB, rng *rand.Rand, base *Panel, n int) Merged {
	t.Helper()
	over := randomPanel(rng)
	if base != nil && rng.IntN(2) == 0 { // the same again but for a few
		var b Builder
		base.Each(func(k domain.Key, c domain.Cell) {
			if rng.IntN(10) == 0 {
				c = domain.NewCell(float64(rng.IntN(1000))/10, float64(rng.IntN(100)))
			}
			b.Add(k, c)
		})
		var err error
		if over, err = b.Panel(); err != nil {
			t.Fatal(err)
		}
	}
	over.MadeUp = rng.IntN(4) == 0
	over.Belong(func(domain.Period) domain.Retrieval {
		return domain.Retrieval{Day: fmt.Sprintf("2026-%02d-%02d", 1+n, 1+rng.IntN(1+rng.IntN(3))), Partial: rng.IntN(8) == 0}
	})
	m, err := Merge(base, over)
	if err != nil {
		t.Fatal(err)
	}
	if base != nil && rng.IntN(4) == 0 {
		l := m.Panel.Lacking(over, domain.YearRange{}, func(domain.RegionID) bool { return false })
		if err := m.Withdraw(&l, true); err != nil {
			t.Fatal(err)
		}
	}
	return m
}

// alike reports whether two panels are the same in every cell and its download, and on
// the same axes.
func alike(a, b *Panel) bool {
	if !equal(a, b) || a.Sum() != b.Sum() {
		return false
	}
	for i := range a.Len() {
		if a.retrievalAt(i) != b.retrievalAt(i) {
			return false
		}
	}
	return true
}

// Every state comes back from the newest, exactly, and so does what each replaced.
func TestEveryStateComesBack(t *testing.T) {
	rng := rand.New(rand.NewPCG(31, 32))
	whole := 0
	for round := range 60 {
		type state struct {
			data          []byte
			frame         Frame
			day           string
			sum           int64
			back          []byte
			replaced, was *Panel
		}
		var states []state
		var base *Panel
		for n := range 6 {
			m := revised(t, rng, base, n)
			s := state{frame: m.Panel.Frame, day: m.Panel.Newest(), back: m.EncodeBack(), replaced: m.Replaced}
			s.data, s.sum = m.Panel.Encode()
			var err error
			if base, err = Decode(&s.frame, s.data); err != nil {
				t.Fatal(err)
			}
			base.BelongToDay(s.day)
			s.was, _ = Decode(&s.frame, s.data)
			s.was.BelongToDay(s.day)
			states = append(states, s)
			switch rng.IntN(3) { // what the next import begins with need not be called and belong as stored
			case 0:
				if err := base.Confirm(fmt.Sprintf("2026-%02d-28", 1+n), nil); err != nil {
					t.Fatal(err)
				}
			case 1:
				base, err = base.Relabel(func(r domain.RegionID) domain.RegionID {
					if r == "kunta:003" {
						return "kunta:004"
					}
					return r
				})
				if err != nil {
					t.Fatal(err)
				}
			}
		}
		last := states[len(states)-1]
		p, err := Decode(&last.frame, last.data)
		if err != nil {
			t.Fatal(err)
		}
		for n := len(states) - 1; n >= 0; n-- {
			s := states[n]
			p.BelongToDay(s.day)
			if !alike(p, s.was) || p.Sum() != s.sum {
				t.Fatalf("round %d: state %d of %d came back otherwise", round, n, len(states))
			}
			replaced, err := p.Replaced(s.back)
			if err != nil || !equal(replaced, s.replaced) {
				t.Fatalf("round %d, state %d: %d cells replaced, want %d (%v)", round, n, replaced.Stated(), s.replaced.Stated(), err)
			}
			pruned, err := p.Prune(s.back)
			if err != nil {
				t.Fatal(err)
			}
			if again, err := p.Replaced(pruned); err != nil || !equal(again, replaced) {
				t.Fatalf("round %d, state %d: pruning lost of what was replaced (%v)", round, n, err)
			}
			if raw, _ := unpack(s.back); raw[0]&backWhole != 0 {
				whole++
			}
			if n > 0 {
				copied, _ := Decode(&s.frame, s.data)
				if _, err := copied.Undo(pruned); !errors.Is(err, ErrPruned) {
					t.Fatalf("a pruned state came back: %v", err)
				}
			}
			if p, err = p.Undo(s.back); err != nil {
				t.Fatal(err)
			}
		}
		if p != nil {
			t.Fatal("a state before the first")
		}
	}
	if whole == 0 {
		t.Error("no case of regions that are called otherwise")
	}
}

// One in a hundred cells revised takes some three bytes each.
func TestBackIsSmall(t *testing.T) {
	rng := rand.New(rand.NewPCG(33, 34))
	var b, again Builder
	n := 0
	for region := range 320 {
		for year := 2000; year < 2018; year++ {
			v := float64(rng.IntN(900)) / 10
			k := key(fmt.Sprintf("kunta:%03d", region), year)
			b.AddTagged(k, domain.NewCell(v, nan), uint64(2*n))
			if rng.IntN(100) == 0 {
				v = float64(rng.IntN(900)) / 10
			}
			again.AddTagged(k, domain.NewCell(v, nan), uint64(2*n))
			n++
		}
	}
	base, err := b.Panel()
	if err != nil {
		t.Fatal(err)
	}
	base.BelongTo(domain.Retrieval{Day: "2026-11-28"})
	l, err := again.Layout()
	if err != nil {
		t.Fatal(err)
	}
	l.Panel.BelongTo(domain.Retrieval{Day: "2026-11-29"})
	m, err := Merge(base, l.Panel)
	if err != nil {
		t.Fatal(err)
	}
	back, tags := m.EncodeBack(), m.Panel.EncodeTags([]Tagged{{Layout: &l, Places: m.From}})
	changed := m.Changes.Changed
	t.Logf("%d of %d cells: %d bytes back, %d of tags", changed, n, len(back), len(tags))
	if changed < 40 || len(back) > 5*changed || len(tags) > 2*changed {
		t.Errorf("%d cells take %d bytes and %d of tags", changed, len(back), len(tags))
	}
}

func FuzzUndo(f *testing.F) {
	rng := rand.New(rand.NewPCG(35, 36))
	first := revised(f, rng, nil, 0)
	for range 4 {
		m := revised(f, rng, first.Panel, 1)
		raw, _ := unpack(m.EncodeBack())
		f.Add(raw)
	}
	m := revised(f, rng, first.Panel, 1)
	data, _ := m.Panel.Encode()
	f.Fuzz(func(t *testing.T, back []byte) {
		p, err := Decode(&m.Panel.Frame, data)
		if err != nil {
			t.Fatal(err)
		}
		back = append([]byte{unpacked}, back...)
		_, _ = p.Replaced(back)
		_, _ = p.Prune(back)
		if was, err := p.Undo(back); err == nil && was != nil {
			was.Sum()
		}
	})
}
