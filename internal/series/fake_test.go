package series

import (
	"bufio"
	"bytes"
	"context"
	"fmt"
	"math"
	"strconv"
	"strings"
	"testing"

	"kuvio/data"
	"kuvio/internal/catalog"
	"kuvio/internal/domain"
	"kuvio/internal/panel"
	"kuvio/internal/store"
)

var nan = math.NaN()

// fakeStore is a panel for each indicator, reader a store.Reader of them that
// can do what a Loader asks of it.
type (
	fakeStore map[domain.IndicatorID]fakePanel
	reader    struct {
		store.Reader
		panels fakeStore
	}
)

type fakePanel struct {
	*panel.Panel
	retrieved string
}

func (r reader) Panel(_ context.Context, id domain.IndicatorID, _ store.VintageID) (*panel.Panel, store.Vintage, error) {
	p, ok := r.panels[id]
	if !ok {
		return nil, store.Vintage{}, fmt.Errorf("indicator %s: %w", id, store.ErrNotHeld)
	}
	return p.Panel, store.Vintage{ID: 1, Retrieved: p.retrieved}, nil
}

// Brought knows of no download what it brought.
func (r reader) Brought(context.Context, domain.IndicatorID, store.VintageID) ([]panel.Brought, error) {
	return nil, nil
}

// Origin says of no figure where it is from.
func (r reader) Origin(context.Context, domain.Key, store.VintageID) (store.Origin, error) {
	return store.Origin{}, store.ErrNotHeld
}

// obs is an observation of region and total unless it says otherwise.
type obs struct {
	year         int
	value, count float64
	region       domain.RegionID // "" is kunta:179
	gender       domain.Gender
	breakdown    string
	status       domain.Status // 0 is what value and count make it
}

func makePanel(t testing.TB, all ...obs) *panel.Panel {
	t.Helper()
	var b panel.Builder
	for _, o := range all {
		k := domain.Key{Region: "kunta:179", Gender: domain.Total, Breakdown: o.breakdown, Period: domain.Year(o.year)}
		if o.region != "" {
			k.Region = o.region
		}
		if o.gender != "" {
			k.Gender = o.gender
		}
		c := domain.NewCell(o.value, o.count)
		if o.status != domain.Absent {
			c = domain.EmptyCell(o.status)
		}
		b.Add(k, c)
	}
	return build(t, &b)
}

func build(t testing.TB, b *panel.Builder) *panel.Panel {
	t.Helper()
	p, err := b.Panel()
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func one(id domain.IndicatorID) []Selector { return []Selector{{id}} }

var jyvaskyla = Area{ID: "kunta:179", Name: domain.Text{FI: "Jyväskylä"}}

func rest(part domain.RegionID) Area {
	return Area{ID: "rest:" + part, Whole: "maa", Part: part}
}

// indicators describes what the tests use beside the catalogue's own.
type indicators map[domain.IndicatorID]domain.Indicator

func (in indicators) describe(id domain.IndicatorID) domain.Indicator {
	ind, ok := in[id]
	if !ok {
		ind, _ = catalog.Default().Indicator(id)
	}
	ind.ID = id
	return ind
}

// published is a series on that basis.
func published(s Series) *Based {
	b := s.On(AsPublished)
	return &b
}

// notesAt is what is said of a published point.
func notesAt(s Series, p Point) domain.Notes { return published(s).NotesAt(Valued{p, p.Published}) }

// load loads the one series the query gives.
func load(t testing.TB, l *Loader, q Query) Series {
	t.Helper()
	all, missing, err := l.Load(context.Background(), q)
	if err != nil || len(missing.Missing)+len(missing.Kinds) > 0 || len(all) != 1 {
		t.Fatalf("%d series, missing %v, %v; want one series", len(all), missing, err)
	}
	return all[0]
}

// placements is data/example/placements.csv: 191 and 1065 of the whole country,
// every maakunta and Keski-Suomi's municipalities.
func placements(t testing.TB) reader {
	t.Helper()
	text, err := data.Example.ReadFile("example/placements.csv")
	if err != nil {
		t.Fatal(err)
	}
	return restCSV(t, text)
}

// restCSV is a store of a file of SOTKAnet's REST service.
func restCSV(t testing.TB, text []byte) reader {
	t.Helper()
	builders := map[domain.IndicatorID]*panel.Builder{}
	lines := bufio.NewScanner(bytes.NewReader(text))
	lines.Scan() // the header
	for lines.Scan() {
		f := strings.Split(lines.Text(), ";")
		id, _ := strconv.Atoi(f[1])
		b := builders[domain.IndicatorID(f[0])]
		if b == nil {
			b = new(panel.Builder)
			builders[domain.IndicatorID(f[0])] = b
		}
		b.Add(domain.Key{Region: catalog.Default().FromSotkanet(id), Gender: domain.Gender(f[3]), Period: domain.Period(f[2])}, domain.NewCell(number(t, f[4]), number(t, strings.TrimSpace(f[5]))))
	}
	held := fakeStore{}
	for id, b := range builders {
		held[id] = fakePanel{build(t, b), "2024"}
	}
	return reader{panels: held}
}

func number(t testing.TB, s string) float64 {
	t.Helper()
	if s == "" {
		return nan
	}
	v, err := strconv.ParseFloat(s, 64)
	if err != nil {
		t.Fatal(err)
	}
	return v
}

func near(a, b float64) bool { return math.Abs(a-b) <= 1e-12*math.Max(1, math.Abs(b)) }
