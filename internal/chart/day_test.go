package chart

import (
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"kuvio/internal/catalog"
	"kuvio/internal/domain"
	"kuvio/internal/ingest"
	"kuvio/internal/store"
)

// cellKey is a cell of the downloads below: SOTKAnet's number of a region, and a year.
type cellKey struct {
	indicator    domain.IndicatorID
	region, year int
}

// bank is what a source has at a time: a number that it no longer has is 0.
type bank struct {
	numbers map[cellKey]int
	rows    map[cellKey]string // as downloaded last, "" for none
	since   map[cellKey]string // the day on which that came to be so
	rng     *rand.Rand
}

// some municipalities by SOTKAnet's numbers: Jyväskylä, Äänekoski, Laukaa and others.
var bankRegions = []int{85, 452, 187, 235, 198, 272}

func newBank() *bank {
	b := &bank{make(map[cellKey]int), make(map[cellKey]string), make(map[cellKey]string), rand.New(rand.NewPCG(13, 1))}
	for _, region := range bankRegions {
		for year := 2010; year <= 2015; year++ {
			b.numbers[cellKey{"191", region, year}] = 20 + b.rng.IntN(50)
			b.numbers[cellKey{"1065", region, year}] = 5000 + b.rng.IntN(900)
		}
	}
	return b
}

// move changes nothing, a number or two, or takes one away.
func (b *bank) move() {
	for range b.rng.IntN(3) {
		k := cellKey{"191", bankRegions[b.rng.IntN(len(bankRegions))], 2010 + b.rng.IntN(6)}
		switch b.rng.IntN(5) {
		case 0:
			b.numbers[k] = 0
		case 1:
			k.indicator = "1065"
			b.numbers[k] = 5000 + b.rng.IntN(900)
		default:
			b.numbers[k] = 20 + b.rng.IntN(50)
		}
	}
}

// download is a file of all there is, fetched on a day.
func (b *bank) download(day string) string {
	var text strings.Builder
	text.WriteString("indicator;region;year;gender;primary value;absolute value\n")
	row := func(k cellKey, value float64, n int) {
		row := ""
		if n > 0 {
			row = fmt.Sprintf("%s;%d;%d;total;%.1f;%d\n", k.indicator, k.region, k.year, value, n)
		}
		if b.rows[k] != row {
			b.rows[k], b.since[k] = row, day
		}
		text.WriteString(row)
	}
	for _, region := range bankRegions {
		for year := 2010; year <= 2015; year++ {
			placed, people := cellKey{"191", region, year}, cellKey{"1065", region, year}
			row(placed, 100*float64(b.numbers[placed])/float64(b.numbers[people]), b.numbers[placed])
			row(people, 20, b.numbers[people])
		}
	}
	return text.String()
}

// importDownload imports what covers all there is, fetched on a day.
func importDownload(t *testing.T, db store.Store, text, day string) {
	t.Helper()
	file := filepath.Join(t.TempDir(), "all.csv")
	if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
	now, err := time.Parse(time.DateOnly, day)
	if err != nil {
		t.Fatal(err)
	}
	im := ingest.Importer{Store: db, Catalog: catalog.Default(), Retrieved: day, Now: now, Who: "a test", Wait: time.Second}
	if _, err := im.Files(t.Context(), []ingest.Input{{Path: file, Covers: true}}); err != nil {
		t.Fatal(err)
	}
}

// newest is the day on which the newest of the cells shown came to be what it is.
func (b *bank) newest(indicator domain.IndicatorID, regions []int, years ...int) (day string) {
	for _, region := range regions {
		for _, year := range years {
			day = max(day, b.since[cellKey{indicator, region, year}])
		}
	}
	return day
}

// newestUnder is the same of the populations under the cells shown: of one that
// nothing is divided by, nothing is seen.
func (b *bank) newestUnder(regions []int, years ...int) (day string) {
	for _, region := range regions {
		for _, year := range years {
			if b.numbers[cellKey{"191", region, year}] > 0 {
				day = max(day, b.newest("1065", []int{region}, year))
			}
		}
	}
	return day
}

// However downloads follow one another, a figure has the day on which a cell that it
// shows last came, changed or went, whatever has been confirmed since and whatever
// became of other cells: so it says of every earlier day, too. A share computed of two
// indicators changes with either.
func TestFigureKeepsItsDayUntilItsDataChanges(t *testing.T) {
	day := func(n int) string { return time.Date(2026, 3, 1+n, 0, 0, 0, 0, time.UTC).Format(time.DateOnly) }
	db := emptyStore(t)
	b := newBank()
	figures := []struct {
		text string
		want func() string
	}{
		{"kind: lines\nindicator: \"191\"\nregions: [\"kunta:179\", \"kunta:992\"]\nyears: 2012-2014\npublished: true\n",
			func() string { return b.newest("191", []int{85, 452}, 2012, 2013, 2014) }},
		{"kind: ranked\nindicator: \"191\"\nregions: [\"kunta:179\", \"kunta:992\", \"kunta:410\"]\nyear: 2013\npublished: true\n",
			func() string { return b.newest("191", []int{85, 452, 187}, 2013) }},
		{"kind: lines\nindicator: \"191\"\nregions: \"kunta:179\"\nothers: [\"kunta:410\"]\nyears: 2012-2014\n", func() string {
			shown := []int{85, 187}
			return max(b.newest("191", shown, 2012, 2013, 2014), b.newestUnder(shown, 2012, 2013, 2014))
		}},
		{"kind: table\nindicator: \"191\"\nregions: [\"kunta:179\", \"kunta:992\"]\nyears: 2014-2015\npublished: true\n",
			func() string { return b.newest("191", []int{85, 452}, 2014, 2015) }},
	}
	said := func(builder *Builder, text string) string {
		f, err := builder.Build(t.Context(), spec(t, text))
		if err != nil {
			t.Fatal(err)
		}
		if !strings.HasSuffix(f.source.FI, domain.Day(f.Day(), domain.Finnish)) {
			t.Errorf("the figure's day is %s, and its source line says %s", f.Day(), f.source.FI)
		}
		return f.source.FI
	}
	var then []string // by day and figure
	const days = 40
	for n := range days {
		if n > 0 {
			b.move()
		}
		importDownload(t, db, b.download(day(n)), day(n))
		for i, f := range figures {
			got := said(builder(t, db), f.text)
			then = append(then, got)
			if want := "tiedot haettu " + domain.Day(f.want(), domain.Finnish); !strings.HasSuffix(got, want) {
				t.Fatalf("figure %d on day %d: %s, want %s", i, n, got, want)
			}
		}
	}
	for n := 0; n < days; n += 7 {
		was := builder(t, db)
		var err error
		if was.Session, err = was.Session.AsOf(t.Context(), day(n)); err != nil {
			t.Fatal(err)
		}
		for i, f := range figures {
			if got := said(was, f.text); got != then[n*len(figures)+i] {
				t.Errorf("figure %d as of day %d: %s, and it was %s", i, n, got, then[n*len(figures)+i])
			}
		}
	}
}
