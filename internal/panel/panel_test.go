package panel

import (
	"errors"
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"kuvio/internal/domain"
)

func key(region string, year int) domain.Key {
	return domain.Key{Region: domain.RegionID(region), Gender: domain.Total, Period: domain.Year(year)}
}

func build(t testing.TB, cells map[domain.Key]domain.Cell) *Panel {
	t.Helper()
	var b Builder
	for k, c := range cells {
		b.Add(k, c)
	}
	p, err := b.Panel()
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func TestMissingSuppressedZeroAndAbsentStayApart(t *testing.T) {
	p := build(t, map[domain.Key]domain.Cell{
		key("kunta:179", 2020): domain.NewCell(0, nan),
		key("kunta:179", 2021): domain.EmptyCell(domain.Missing),
		key("kunta:005", 2020): domain.EmptyCell(domain.Suppressed),
	})
	back, err := decoded(p)
	if err != nil {
		t.Fatal(err)
	}
	for _, tt := range []struct {
		key  domain.Key
		want domain.Cell
	}{
		{key("kunta:179", 2020), domain.NewCell(0, nan)},
		{key("kunta:179", 2021), domain.EmptyCell(domain.Missing)},
		{key("kunta:005", 2020), domain.EmptyCell(domain.Suppressed)},
		{key("kunta:005", 2021), domain.EmptyCell(domain.Absent)},
		{key("kunta:999", 2021), domain.EmptyCell(domain.Absent)},
	} {
		if got := back.Cell(tt.key); !got.Equal(tt.want) {
			t.Errorf("%v = %+v, want %+v", tt.key, got, tt.want)
		}
	}
}

// randomPanel mixes the kinds of numbers sources publish: whole counts,
// rounded rates, full float64s, negatives and gaps.
func randomPanel(rng *rand.Rand) *Panel {
	var b Builder
	seen := make(map[domain.Key]bool)
	for range rng.IntN(200) {
		k := domain.Key{
			Region:    domain.RegionID(fmt.Sprintf("kunta:%03d", rng.IntN(30))),
			Gender:    domain.Genders[rng.IntN(3)],
			Breakdown: []string{"", "age=0-6"}[rng.IntN(2)],
			Period:    domain.Year(1990 + rng.IntN(30)),
		}
		v := []float64{nan, 0, math.Round(rng.NormFloat64()*100) / 10, rng.NormFloat64(), 1e300, -5}[rng.IntN(6)]
		c := []float64{nan, 0, float64(rng.IntN(1e6))}[rng.IntN(3)]
		cell := domain.NewCell(v, c)
		cell.Provisional = cell.Status == domain.OK && rng.IntN(8) == 0
		if !seen[k] {
			b.Add(k, cell)
		}
		seen[k] = true
	}
	p, err := b.Panel()
	if err != nil {
		panic(err)
	}
	p.MadeUp = rng.IntN(2) == 0
	return p
}

func equal(a, b *Panel) bool {
	if a.MadeUp != b.MadeUp || a.Len() != b.Len() {
		return false
	}
	same := true
	a.Each(func(k domain.Key, c domain.Cell) { same = same && b.Cell(k).Equal(c) })
	b.Each(func(k domain.Key, c domain.Cell) { same = same && a.Cell(k).Equal(c) })
	return same
}

func TestEncodeDecodeRoundTrip(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 2))
	for i := range 300 {
		p := randomPanel(rng)
		back, err := decoded(p)
		if err != nil {
			t.Fatalf("panel %d: %v", i, err)
		}
		if !equal(p, back) {
			t.Fatalf("panel %d came back different", i)
		}
	}
}

func TestMergeProperties(t *testing.T) {
	rng := rand.New(rand.NewPCG(3, 4))
	for range 200 {
		p, q := randomPanel(rng), randomPanel(rng)
		m, err := Merge(p, q)
		merged, replaced, ch := m.Panel, m.Replaced, m.Changes
		if err != nil {
			t.Fatal(err)
		}
		stated := 0
		q.Each(func(domain.Key, domain.Cell) { stated++ })
		if ch.New+ch.Changed+ch.Unchanged+ch.Missing != stated {
			t.Fatalf("%+v does not add up to %d cells", ch, stated)
		}
		n := 0
		replaced.Each(func(k domain.Key, c domain.Cell) {
			n++
			if !p.Cell(k).Equal(c) {
				t.Fatalf("replaced %v is not what the older panel held", k)
			}
		})
		if n != ch.Changed {
			t.Fatalf("%d replaced cells, %d changed", n, ch.Changed)
		}
		if again, _ := Merge(merged, q); again.Changes.Any() {
			t.Fatalf("merging the same panel twice changed %+v", again.Changes)
		}
	}
}

func TestMergeKeepsTheHalfThatStillBelongs(t *testing.T) {
	at := key("maakunta:13", 2014)
	for _, tt := range []struct {
		name           string
		was, now, want domain.Cell
	}{
		// Keski-Suomi 2014, indicator 191: 1.7 % and 934 children.
		{"value alone agrees: the count stays", domain.NewCell(1.7, 934), domain.NewCell(1.7, nan), domain.NewCell(1.7, 934)},
		{"value alone differs: the count was the old figure's", domain.NewCell(1.7, 934), domain.NewCell(1.6, nan), domain.NewCell(1.6, nan)},
		{"a count joins a value", domain.NewCell(1.7, nan), domain.NewCell(nan, 934), domain.NewCell(1.7, 934)},
		{"withdrawn", domain.NewCell(1.7, 934), domain.EmptyCell(domain.Missing), domain.EmptyCell(domain.Missing)},
		{"filled in", domain.EmptyCell(domain.Missing), domain.NewCell(1.7, nan), domain.NewCell(1.7, nan)},
	} {
		m, err := Merge(build(t, map[domain.Key]domain.Cell{at: tt.was}), build(t, map[domain.Key]domain.Cell{at: tt.now}))
		if err != nil {
			t.Fatal(err)
		}
		if got := m.Panel.Cell(at); !got.Equal(tt.want) {
			t.Errorf("%s: %+v, want %+v", tt.name, got, tt.want)
		}
	}
}

// A provisional figure is kept as such, and becomes final by an import that gives
// it without the flag. Two rows that say the same but for the flag are no
// contradiction. A panel without flags has the bytes it had before there were any.
func TestProvisional(t *testing.T) {
	at := key("kunta:179", 2023)
	final, early := domain.NewCell(3.5, nan), domain.NewCell(3.5, nan)
	early.Provisional = true
	before := build(t, map[domain.Key]domain.Cell{at: early})
	if back, err := decoded(before); err != nil || !back.Cell(at).Equal(early) {
		t.Errorf("came back as %+v, %v", back.Cell(at), err)
	}
	m, err := Merge(before, build(t, map[domain.Key]domain.Cell{at: final}))
	if err != nil || m.Changes.Changed != 1 || !m.Panel.Cell(at).Equal(final) || !m.Replaced.Cell(at).Equal(early) {
		t.Errorf("made final: %+v, %v", m, err)
	}
	var b Builder
	b.Add(at, final)
	b.Add(at, early)
	if l, err := b.Layout(); err != nil || len(l.Conflicts) > 0 || l.Repeats != 1 || !l.Panel.Cell(at).Equal(early) {
		t.Errorf("twice, one of them provisional: %+v, %v", l, err)
	}
	p := build(t, map[domain.Key]domain.Cell{at: final})
	p.provisional = make([]bool, p.Len())
	if !slices.Equal(written(p), written(build(t, map[domain.Key]domain.Cell{at: final}))) {
		t.Error("a panel without flags has other bytes")
	}
}

func TestContradictionsAreListedAndLeftOut(t *testing.T) {
	var b Builder
	b.AddTagged(key("kunta:179", 2020), domain.NewCell(1.5, nan), 2)
	b.AddTagged(key("kunta:179", 2021), domain.NewCell(1.6, nan), 3)
	b.AddTagged(key("kunta:179", 2020), domain.NewCell(1.5, nan), 4) // says the same
	b.AddTagged(key("kunta:179", 2021), domain.NewCell(9.9, nan), 5) // says otherwise
	b.AddTagged(key("kunta:179", 2021), domain.NewCell(1.6, nan), 6)
	l, err := b.Layout()
	p, conflicts, repeats := l.Panel, l.Conflicts, l.Repeats
	if err != nil || repeats != 1 || len(conflicts) != 1 {
		t.Fatalf("%d repeats, conflicts %+v, %v", repeats, conflicts, err)
	}
	if c := conflicts[0]; c.Key != key("kunta:179", 2021) || fmt.Sprint(c.Tags) != "[3 5 6]" || c.Cells[1].Value != 9.9 {
		t.Errorf("conflict %+v", c)
	}
	if got := p.Cell(key("kunta:179", 2021)).Status; got != domain.Absent {
		t.Errorf("the contradicted cell is %v", got)
	}
	if got := p.Cell(key("kunta:179", 2020)).Value; got != 1.5 {
		t.Errorf("the repeated cell is %v", got)
	}
}

func TestTooManyCellsIsAnError(t *testing.T) {
	regions := make([]domain.RegionID, 10_000)
	breakdowns := make([]string, 10_000)
	for i := range regions {
		regions[i] = domain.RegionID(fmt.Sprintf("id:%d", i))
		breakdowns[i] = fmt.Sprintf("age=%d", i)
	}
	if _, err := New(regions, breakdowns, domain.Genders, []domain.Period{"2021"}); !errors.Is(err, ErrTooLarge) {
		t.Fatalf("err = %v, want ErrTooLarge", err)
	}
}

// written is a panel with its axes, as DecodeEarlier reads it: a seed for fuzzing both.
func written(p *Panel) []byte {
	cells := p.appendCells(nil)
	return append(p.Frame.append(cells[:1:1]), cells[1:]...)
}

// decoded is a panel as it comes back.
func decoded(p *Panel) (*Panel, error) {
	f, err := DecodeFrame(p.Frame.Encode())
	if err != nil {
		return nil, err
	}
	data, checksum := p.Encode()
	back, err := Decode(f, data)
	if err == nil && back.Sum() != checksum {
		err = errors.New("another checksum")
	}
	return back, err
}

func FuzzDecode(f *testing.F) {
	rng := rand.New(rand.NewPCG(5, 6))
	for range 5 {
		f.Add(written(randomPanel(rng)))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		// The checksum of zstd would turn nearly every mutation away, so the
		// fuzzer works on the unpacked form.
		p, err := DecodeEarlier(append([]byte{unpacked}, data...))
		if err != nil {
			return
		}
		if _, err := decoded(p); err != nil {
			t.Fatalf("decoded but does not encode again: %v", err)
		}
	})
}

func municipalities(b *testing.B) *Panel {
	rng := rand.New(rand.NewPCG(7, 8))
	var bd Builder
	for r := range 320 {
		for y := range 18 {
			bd.Add(key(fmt.Sprintf("kunta:%03d", r), 2000+y), domain.NewCell(math.Round(rng.Float64()*300)/10, float64(rng.IntN(1000))))
		}
	}
	p, err := bd.Panel()
	if err != nil {
		b.Fatal(err)
	}
	return p
}

func BenchmarkEncode(b *testing.B) {
	p := municipalities(b)
	b.ReportAllocs()
	var size int
	for b.Loop() {
		data, _ := p.Encode()
		size = len(data)
	}
	b.ReportMetric(float64(size)/float64(p.Len()), "bytes/cell")
}

func BenchmarkDecode(b *testing.B) {
	p := municipalities(b)
	data, _ := p.Encode()
	b.ReportAllocs()
	for b.Loop() {
		if _, err := Decode(&p.Frame, data); err != nil {
			b.Fatal(err)
		}
	}
}
