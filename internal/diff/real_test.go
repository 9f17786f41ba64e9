package diff

import (
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"kuvio/internal/catalog"
	"kuvio/internal/conclusion"
	"kuvio/internal/domain"
	"kuvio/internal/ingest"
	"kuvio/internal/lock"
	"kuvio/internal/realfiles"
	"kuvio/internal/revision"
	"kuvio/internal/session"
	"kuvio/internal/store"
	"kuvio/internal/workspace"
)

// Two downloads of SOTKAnet's placed children (191) and 0–17-year-olds (1065) of all
// areas, 1991–2021. The later one is the real file; in the earlier one the children
// of Kuhmoinen stand under Keski-Suomi still and not under Pirkanmaa, as they did before
// 2021, 2021 is not there yet, and fourteen numbers of Keski-Suomi are made up: 2014 is
// four times what it was, and the others of 2007–2020 a fourth.
func TestRealDownloads(t *testing.T) {
	rows := strings.Split(strings.TrimSpace(strings.ReplaceAll(string(realfiles.Read(t, "sotkanet/DERIVED_rest_191_1065_1991-2021.csv")), "\r\n", "\n")), "\n")
	b := newBank(t)
	watched := workspace.Output{Command: "trend", To: "out/suunnat.csv", Flags: map[string]string{"indicators": "191,1065", "regions": "maakunta:13,maakunta:06,maa,rest:maakunta:13"}}
	download := func(day string, all []string) *lock.Lock {
		when, err := time.Parse(time.DateOnly, day)
		if err != nil {
			t.Fatal(err)
		}
		im := ingest.Importer{Store: b.db, Catalog: catalog.Default(), Retrieved: day, Now: when}
		body := func() ([]byte, error) { return []byte(strings.Join(all, "\n") + "\n"), nil }
		rep, err := im.Files(t.Context(), []ingest.Input{{Name: day + ".csv", Body: body}})
		if err != nil || rep.Rejected > 0 {
			t.Fatalf("%v, %d rejected", err, rep.Rejected)
		}
		s := b.session(workspace.Config{})
		said, err := conclusion.Table(t.Context(), s, watched)
		if err != nil {
			t.Fatal(err)
		}
		o := lock.Output{Cells: day, Vintages: map[domain.IndicatorID]store.VintageID{"191": rep.Vintage, "1065": rep.Vintage}, Conclusions: said}
		return &lock.Lock{Format: lock.Format, Import: rep.Vintage, Outputs: map[string]lock.Output{watched.To: o}}
	}
	before := download("2021-03-01", asEarlier(t, rows))
	now := download("2022-03-01", rows)
	s := b.session(workspace.Config{})
	d := run1(t, s, before, now)

	checkReal(t, d)
	checkThere(t, s, d)
}

// asEarlier is what the earlier download had.
func asEarlier(t *testing.T, rows []string) []string {
	t.Helper()
	const keskiSuomi, pirkanmaa, kuhmoinen = "499", "492", "157"
	children := make(map[string]int) // of Kuhmoinen, by year
	for _, row := range rows {
		if f := strings.Split(row, ";"); f[0] == "1065" && f[1] == kuhmoinen {
			children[f[2]] = count(t, f)
		}
	}
	earlier := []string{rows[0]}
	for _, row := range rows[1:] {
		f := strings.Split(row, ";")
		switch area := f[1]; {
		case f[2] == "2021":
			continue
		case f[0] == "1065" && area == keskiSuomi:
			f[5] = strconv.Itoa(count(t, f) + children[f[2]])
		case f[0] == "1065" && area == pirkanmaa:
			f[5] = strconv.Itoa(count(t, f) - children[f[2]])
		case f[0] == "191" && area == keskiSuomi && f[2] == "2014":
			f[4], f[5] = "7.6", strconv.Itoa(4*count(t, f))
		case f[0] == "191" && area == keskiSuomi && f[2] > "2006":
			f[4], f[5] = "0.5", strconv.Itoa(count(t, f)/4)
		}
		earlier = append(earlier, strings.Join(f, ";"))
	}
	return earlier
}

func checkReal(t *testing.T, d *Diff) {
	t.Helper()
	for _, y := range d.Years {
		if !slices.Equal(y.Periods, []domain.Period{"2021"}) || y.Areas < 300 {
			t.Errorf("%s: years %v of %d areas", y.Indicator.ID, y.Periods, y.Areas)
		}
	}
	if v := valuesFor(d, "1065"); v == nil || v.Causes[revision.Division] != v.N || v.Areas != 2 {
		t.Errorf("1065: %+v", v)
	}
	if v := valuesFor(d, "191"); v == nil || v.Causes[revision.Correction] != 14 || !v.Rows[0].Shown {
		t.Errorf("191: %+v", v)
	}
	for _, c := range d.Conclusions {
		if len(c.Why) == 0 || !slices.ContainsFunc(c.Why, func(w Cause) bool { return w.Kind == ByNewYear && w.Years == "2021" }) {
			t.Errorf("%s %s %v: why %+v", c.Key.Indicator, c.Key.Region, c.Fields, c.Why)
		}
		if c.Key.Indicator == "191" && c.Key.Region == "maakunta:13" && c.Why[0].Kind != ByCorrection {
			t.Errorf("%s: first cause %+v", c.Key.Region, c.Why[0])
		}
	}
	if !slices.ContainsFunc(d.Conclusions, func(c Conclusion) bool { return c.Key.Indicator == "191" && c.Key.Region == "maakunta:13" }) {
		t.Error("what is concluded of Keski-Suomi has not changed")
	}
}

// checkThere holds each revised value that is told to what the store has at both locks.
func checkThere(t *testing.T, s *session.Session, d *Diff) {
	t.Helper()
	for _, v := range d.Values {
		for _, at := range []store.VintageID{d.Before.Import, d.Now.Import} {
			p, _, err := s.Store.Panel(t.Context(), v.Indicator.ID, at)
			if err != nil {
				t.Fatal(err)
			}
			for _, r := range v.Rows {
				want := r.New
				if at == d.Before.Import {
					want = r.Old
				}
				if got := p.Cell(bare(r.Key)); !got.Agrees(want) {
					t.Errorf("%v at import %d: told %v, held %v", r.Key, at, want, got)
				}
			}
		}
	}
}

func valuesFor(d *Diff, id domain.IndicatorID) *Values {
	for i := range d.Values {
		if d.Values[i].Indicator.ID == id {
			return &d.Values[i]
		}
	}
	return nil
}

func count(t *testing.T, fields []string) int {
	t.Helper()
	n, err := strconv.ParseFloat(fields[5], 64)
	if err != nil {
		t.Fatal(err)
	}
	return int(n)
}
