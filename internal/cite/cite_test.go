package cite

import (
	"slices"
	"strconv"
	"strings"
	"testing"

	"kuvio/internal/domain"
	"kuvio/internal/series"
)

var (
	thl  = domain.Text{FI: "Terveyden ja hyvinvoinnin laitos (THL)", SV: "Institutet för hälsa och välfärd (THL)", EN: "Finnish Institute for Health and Welfare (THL)"}
	stat = domain.Text{FI: "Tilastokeskus", SV: "Statistikcentralen", EN: "Statistics Finland"}
)

// of is a series of an indicator with one point.
func of(id domain.IndicatorID, producer domain.Text, retrieved string) series.Series {
	return series.Series{
		Indicator: domain.Indicator{ID: id, Organization: producer, Unit: domain.UnitPercent, Denominator: "1065"}, Provenance: series.Provenance{Retrieved: retrieved},
		Points: []series.Point{series.NewPoint("2014", domain.NewCell(1.7, 934)).Over(series.Denominator{Value: 54082, Low: 54082, High: 54082})},
	}
}

// computedOf is a series whose values were computed here.
func computedOf(id domain.IndicatorID) series.Series {
	s := of(id, domain.Text{FI: "RKA, Kolada"}, "2026-11-21")
	if id != "kolada:N31001" {
		s = of(id, stat, "2026-11-20")
	}
	s.Provenance.Computed = true
	return s
}

func madeUpSeries() series.Series {
	s := of("2483", thl, "2026-11-21")
	s.MadeUp = true
	return s
}

// An index that values were deflated by is a source of them, with its own
// producer; a made up one makes them made up.
func TestSourceOfRealPrices(t *testing.T) {
	index := of("oma:cpi", stat, "2026-03")
	costs := of("3375", thl, "2026-11-21")
	costs.Indicator.Unit = domain.UnitKiloEuro
	s, err := series.Real(costs, &index, 2014)
	if err != nil {
		t.Fatal(err)
	}
	want := "Lähde: THL, Tilastotietokanta Sotkanet.fi (ind. 3375), tiedot haettu 21.11.2026; Tilastokeskus, tiedot haettu 3/2026"
	if got := Source([]series.Series{s}).FI; got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
	index.MadeUp = true
	if s, err = series.Real(costs, &index, 2014); err != nil {
		t.Fatal(err)
	}
	if got := Source([]series.Series{s}).FI; got != "Lähde: esimerkkiaineisto, ei todellisia tilastoja" {
		t.Errorf("at made up prices: %s", got)
	}
}

// The form DOMAIN.md asks for.
func TestSourceLine(t *testing.T) {
	got := Source([]series.Series{of("191", thl, "2026-11-21")})
	want := domain.Text{
		FI: "Lähde: THL, Tilastotietokanta Sotkanet.fi (ind. 191), tiedot haettu 21.11.2026",
		SV: "Källa: THL, Statistikdatabasen Sotkanet.fi (ind. 191), uppgifterna hämtade 21.11.2026",
		EN: "Source: THL, Statistics and Indicator Bank Sotkanet.fi (ind. 191), data retrieved 21 November 2026",
	}
	if got != want {
		t.Errorf("got  %+v\nwant %+v", got, want)
	}
}

func TestSourceFinnish(t *testing.T) {
	published := of("191", thl, "2026-11-21")
	computed := published.On(series.AsComputed).Series
	others := computed
	others.Provenance.DenominatorProducer = stat
	empty := of("191", thl, "2026-11-21")
	empty.Points = nil
	titled := of("oma:x", domain.Text{}, "2020-03")
	titled.Indicator.Title = domain.Text{FI: "Kunnan oma kysely"}
	emptyMadeUp := madeUpSeries()
	emptyMadeUp.Points = nil
	for _, c := range []struct {
		name string
		all  []series.Series
		want string
	}{
		{"none", nil, ""},
		{"no points", []series.Series{empty}, ""},
		{"no made-up points", []series.Series{of("191", thl, "2026-11-21"), emptyMadeUp}, "Lähde: THL, Tilastotietokanta Sotkanet.fi (ind. 191), tiedot haettu 21.11.2026"},
		{"two indicators", []series.Series{of("191", thl, "2026-11-21"), of("1244", thl, "2026-11-21"), of("191", thl, "2026-11-21")},
			"Lähde: THL, Tilastotietokanta Sotkanet.fi (ind. 191, 1244), tiedot haettu 21.11.2026"},
		{"a splice", []series.Series{of("1339+3377", thl, "2026-11-21")}, "Lähde: THL, Tilastotietokanta Sotkanet.fi (ind. 1339, 3377), tiedot haettu 21.11.2026"},
		{"a denominator", []series.Series{computed}, "Lähde: THL, Tilastotietokanta Sotkanet.fi (ind. 191, 1065), tiedot haettu 21.11.2026"},
		{"another's denominator", []series.Series{others, others}, "Lähde: THL, Tilastotietokanta Sotkanet.fi (ind. 191, 1065; 1065: Tilastokeskus), tiedot haettu 21.11.2026"},
		{"the oldest day", []series.Series{of("191", thl, "2026-11-21"), of("1244", thl, "2025-02-03"), of("1077", thl, "2026-01-01")},
			"Lähde: THL, Tilastotietokanta Sotkanet.fi (ind. 191, 1244, 1077), tiedot haettu 3.2.2025"},
		{"a year alone is older than its days", []series.Series{of("191", thl, "2024-05-01"), of("1244", thl, "2024")},
			"Lähde: THL, Tilastotietokanta Sotkanet.fi (ind. 191, 1244), tiedot haettu vuonna 2024"},
		{"a day not known", []series.Series{of("191", thl, ""), of("1244", thl, "2024-05-01")}, "Lähde: THL, Tilastotietokanta Sotkanet.fi (ind. 191, 1244), tiedot haettu 1.5.2024"},
		{"no day known", []series.Series{of("191", thl, "")}, "Lähde: THL, Tilastotietokanta Sotkanet.fi (ind. 191)"},
		{"no producer known", []series.Series{of("191", domain.Text{}, "2026-11-21")}, "Lähde: THL, Tilastotietokanta Sotkanet.fi (ind. 191), tiedot haettu 21.11.2026"},
		{"another producer", []series.Series{of("127", stat, "2026-11-21")}, "Lähde: THL, Tilastotietokanta Sotkanet.fi (ind. 127, Tilastokeskus), tiedot haettu 21.11.2026"},
		{"THL and another", []series.Series{of("191", thl, "2026-11-21"), of("127", stat, "2025-11-21"), of("1244", thl, "2026-11-20")},
			"Lähde: THL, Tilastotietokanta Sotkanet.fi (ind. 191, 1244), tiedot haettu 20.11.2026; THL, Tilastotietokanta Sotkanet.fi (ind. 127, Tilastokeskus), tiedot haettu 21.11.2025"},
		{"another bank", []series.Series{of("kolada:N31001", domain.Text{SV: "RKA, Kolada"}, "2026-11-21")}, "Lähde: RKA, Kolada, tiedot haettu 21.11.2026"},
		{"another bank without a producer", []series.Series{of("kolada:N31001", domain.Text{}, "2026-11-21")}, "Lähde: Kolada, tiedot haettu 21.11.2026"},
		{"computed of what may be named for what it publishes alone", []series.Series{computedOf("kolada:N31001"), computedOf("oma:x")},
			"Lähde: oma laskelma, tiedot haettu 21.11.2026; Tilastokeskus, tiedot haettu 20.11.2026"},
		{"its own", []series.Series{of("oma:vaesto-ika", stat, "2020")}, "Lähde: Tilastokeskus, tiedot haettu vuonna 2020"},
		{"another producer, the same day", []series.Series{of("191", thl, "2026-11-21"), of("127", stat, "2026-11-21"), of("oma:x", stat, "2026-11-21")},
			"Lähde: THL, Tilastotietokanta Sotkanet.fi (ind. 191); THL, Tilastotietokanta Sotkanet.fi (ind. 127, Tilastokeskus); Tilastokeskus; kaikki tiedot haettu 21.11.2026"},
		{"its own, nobody's, with a title", []series.Series{titled}, "Lähde: Kunnan oma kysely, tiedot haettu 3/2020"},
		{"its own, nobody's", []series.Series{of("oma:x", domain.Text{}, "2020-03")}, "Lähde: oma:x, tiedot haettu 3/2020"},
		{"that day or later", []series.Series{of("191", thl, "2024–")}, "Lähde: THL, Tilastotietokanta Sotkanet.fi (ind. 191), tiedot haettu vuonna 2024 tai myöhemmin"},
		{"made up", []series.Series{madeUpSeries(), madeUpSeries()}, "Lähde: esimerkkiaineisto, ei todellisia tilastoja"},
		{"made up beside real", []series.Series{madeUpSeries(), of("191", thl, "2026-11-21")},
			"Lähde: THL, Tilastotietokanta Sotkanet.fi (ind. 191), tiedot haettu 21.11.2026; esimerkkiaineisto, ei todellisia tilastoja"},
	} {
		if got := Source(c.all).FI; got != c.want {
			t.Errorf("%s\ngot  %s\nwant %s", c.name, got, c.want)
		}
	}
}

// What is said of all sources at once is true of the oldest.
func TestOldest(t *testing.T) {
	all := []series.Series{of("191", thl, "2024–"), of("oma:x", stat, "2020"), of("127", stat, "")}
	if got := Oldest(all); got != "2020" {
		t.Errorf("got %q, want the oldest, 2020", got)
	}
}

func TestProducersNameIsOfTheLanguage(t *testing.T) {
	got := Source([]series.Series{of("127", stat, "2026-11-21")})
	if got.SV != "Källa: THL, Statistikdatabasen Sotkanet.fi (ind. 127, Statistikcentralen), uppgifterna hämtade 21.11.2026" {
		t.Errorf("sv: %s", got.SV)
	}
	if got.EN != "Source: THL, Statistics and Indicator Bank Sotkanet.fi (ind. 127, Statistics Finland), data retrieved 21 November 2026" {
		t.Errorf("en: %s", got.EN)
	}
	if got := Source([]series.Series{madeUpSeries()}); got.SV != "Källa: exempeldata, inte verklig statistik" || got.EN != "Source: example data, not real statistics" {
		t.Errorf("made up: %+v", got)
	}
}

// The day given is the newest of each indicator and of these the oldest, in
// whatever order the series come.
func TestDayDoesNotDependOnTheOrder(t *testing.T) {
	all := []series.Series{of("191", thl, ""), of("191", thl, "2026-11-21"), of("3126", thl, "2025"), of("191", thl, "2024"), of("3126", thl, "2025-06")}
	want := "tiedot haettu 6/2025"
	for range all {
		all = append(all[1:], all[0])
		back := slices.Clone(all)
		slices.Reverse(back)
		for _, series := range [][]series.Series{all, back} {
			if got := Source(series).FI; !strings.HasSuffix(got, want) {
				t.Errorf("%s, want %s", got, want)
			}
		}
	}
}

func TestDate(t *testing.T) {
	for iso, want := range map[string][3]string{
		"2026-11-21": {"21.11.2026", "21.11.2026", "21 November 2026"},
		"2025-02-03": {"3.2.2025", "3.2.2025", "3 February 2025"},
		"2020-03":    {"3/2020", "3/2020", "March 2020"},
		"2024":       {"vuonna 2024", "år 2024", "in 2024"},
		"":           {"", "", ""},
		"2026-02-30": {"2026-02-30", "2026-02-30", "2026-02-30"}, // no such day: as it is
	} {
		for i, l := range domain.Langs {
			if got := Date(iso, l); got != want[i] {
				t.Errorf("%q in %s: %q, want %q", iso, l, got, want[i])
			}
		}
	}
}

// Of hundreds of indicators the first forty are named.
func TestSourceOfManyIndicators(t *testing.T) {
	var all []series.Series
	for i := range 45 {
		all = append(all, series.Series{
			Indicator: domain.Indicator{ID: domain.IndicatorID(strconv.Itoa(100 + i)), Organization: domain.Text{FI: "THL"}},
			Points:    []series.Point{{Period: "2020"}},
		})
	}
	if got := Source(all).In(domain.English); !strings.HasSuffix(got, ", 139, and 5 more)") {
		t.Errorf("source %q", got)
	}
}
