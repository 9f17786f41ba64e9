package prose

import (
	"cmp"
	"math"
	"math/rand/v2"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"kuvio/internal/between"
	"kuvio/internal/catalog"
	"kuvio/internal/compare"
	"kuvio/internal/domain"
	"kuvio/internal/locale"
	"kuvio/internal/series"
)

// counted is one year's share of the children of a municipality: x of n.
func counted(id domain.RegionID, x, n float64) series.Series {
	s := of(x, n)
	s.Region, s.RegionName = id, domain.Text{}
	if r, ok := catalog.Default().ByID(id); ok {
		s.RegionName = r.Name
	}
	return s
}

// alone is one year's value of an indicator of a unit, without a count.
func alone(id domain.RegionID, unit domain.Unit, subject string, value float64) series.Series {
	s := counted(id, 1, 1)
	zero := 0
	s.Indicator.Unit, s.Indicator.Decimals = unit, &zero
	s.Indicator.Subject.FI = subject
	s.Points[0] = series.NewPoint("2014", domain.NewCell(value, nan))
	return s
}

// standing is areas compared with benchmarks in 2014.
func standing(areas []series.Series, benchmarks ...compare.Benchmark) Standing {
	s := Standing{Places: catalog.Default().Place, Level: 0.95}
	each := max(1, len(benchmarks))
	all := compare.All(areas, benchmarks, "2014", compare.Options{Level: 0.95, Standing: true})
	for i := range areas {
		var rows []compare.Compared
		for _, c := range all[i*each : (i+1)*each] {
			rows = append(rows, compare.Compared{Comparison: c, Decimals: areas[i].Decimals()})
		}
		s.All, s.Decimals = append(s.All, rows), areas[i].Decimals()
	}
	return s
}

func maa(value float64) compare.Benchmark {
	s := yearly(2014, value)
	s.Region = domain.WholeCountry
	return compare.Region(series.Area{ID: domain.WholeCountry}, []series.Series{s})
}

// Six municipalities of true shares 1 to 3 %; 2 % of 10 000 is 1.74 to 2.29 by
// Wilson, of 500 1.1 to 3.6.
func TestCompareSaysWhatStandsOut(t *testing.T) {
	areas := []series.Series{
		counted("kunta:179", 300, 10_000), counted("kunta:182", 250, 10_000), counted("kunta:249", 200, 10_000),
		counted("kunta:265", 10, 500), counted("kunta:435", nan, nan), counted("kunta:992", 100, 10_000), counted("kunta:892", 150, 10_000),
	}
	areas[4].Points[0].Published, areas[4].Points[0].Status = nan, domain.Missing
	s := standing(areas, maa(2))
	s.Of = catalog.Place{In: domain.Text{SV: "i Mellersta Finland", EN: "in Central Finland"}, Of: domain.Text{FI: "Keski-Suomen"}}
	for l, want := range map[domain.Lang][]string{
		domain.Finnish: {
			"Jonkin osuus oli Keski-Suomen kuudessa kunnassa, joista on tieto, keskimäärin 2,0 prosenttia vuonna 2014 (painottamaton keskiarvo; kaikki yhteen laskien 2,0 prosenttia). Osuus oli suurin Jyväskylässä (3,0 prosenttia) ja pienin Äänekoskella (1,0 prosenttia).",
			" Osuus oli suurempi kuin koko maassa (2,0 prosenttia) kahdessa kunnassa (Jyväskylä, Jämsä) ja pienempi kahdessa (Äänekoski, Uurainen); kahdessa ero ei ole tilastollisesti selvä. Tieto puuttuu yhdeltä kunnalta (Luhanka).",
			"Suurimmasta pienimpään (prosenttia): Jyväskylä 3,0; Jämsä 2,5; Keuruu 2,0; Kivijärvi 2,0; Uurainen 1,5; Äänekoski 1,0.",
		},
		domain.Swedish: {
			"Andelen av något var i genomsnitt 2,0 procent i sex kommuner i Mellersta Finland (de som har uppgift) år 2014 (ovägt medelvärde; sammantaget 2,0 procent). Andelen var högst i Jyväskylä (3,0 procent) och lägst i Äänekoski (1,0 procent).",
			" Andelen var högre än i hela landet (2,0 procent) i två kommuner (Jyväskylä, Jämsä) och lägre i två (Äänekoski, Uurainen); i två är skillnaden inte statistiskt säkerställd. Uppgift saknas för en kommun (Luhanka).",
		},
		domain.English: {
			"The share of something averaged 2.0 per cent in six municipalities in Central Finland (those with data) in 2014 (unweighted mean; taken together 2.0 per cent). The share was highest in Jyväskylä (3.0 per cent) and lowest in Äänekoski (1.0 per cent).",
			" The share was higher than in the whole country (2.0 per cent) in two municipalities (Jyväskylä, Jämsä) and lower in two (Äänekoski, Uurainen); in two the difference is not statistically clear. Data are missing for one municipality (Luhanka).",
		},
	} {
		text := strings.Join(Compare(s, l), "\n")
		for _, part := range want {
			if !strings.Contains(text, part) {
				t.Errorf("%s: %q\nwithout\n%q", l, text, part)
			}
		}
	}
}

// One area among others: its rank from the nearer end, with the rank's interval
// where it has one.
func TestCompareTellsOneAmongAll(t *testing.T) {
	var populations, costs []series.Series
	for i, id := range []domain.RegionID{"maakunta:01", "maakunta:02", "maakunta:04", "maakunta:05", "maakunta:13", "maakunta:11", "maakunta:12"} {
		populations = append(populations, alone(id, domain.UnitCount, "väkiluku", 1_000_000-100_000*float64(i)))
		costs = append(costs, alone(id, domain.UnitEuroPerInhabitant, "nettokustannukset asukasta kohti", 2000+100*float64(i)))
	}
	similar := []series.Series{counted("kunta:179", 22, 1000), counted("kunta:182", 20, 1000), counted("kunta:249", 19, 1000)}
	for _, c := range []struct {
		name  string
		s     Standing
		about domain.RegionID
		lang  domain.Lang
		want  string
	}{
		{"population", standing(populations, maa(5_400_000)), "maakunta:13", domain.Finnish, "Väkiluku oli Keski-Suomessa 600\u00a0000 vuonna 2014, kolmanneksi pienin seitsemästä maakunnasta."},
		{"population", standing(populations), "maakunta:02", domain.Finnish, "Väkiluku oli Varsinais-Suomessa 900\u00a0000 vuonna 2014, toiseksi suurin seitsemästä maakunnasta."},
		{"population", standing(populations), "maakunta:01", domain.Swedish, "Andelen av något var 1\u00a0000\u00a0000 i Nyland år 2014, högst av sju landskap."},
		{"costs, without intervals", standing(costs, maa(2500)), "maakunta:02", domain.Finnish, "Nettokustannukset asukasta kohti olivat Varsinais-Suomessa 2\u00a0100 euroa vuonna 2014, toiseksi pienimmät 7 maakunnan joukossa."},
		{"ranks that are not sure", standing(similar, maa(2)), "kunta:179", domain.English, "The share of something was 2.2 per cent in Jyväskylä in 2014, the highest of three municipalities (95% interval of the rank 1–3). The difference from the whole country (2.0 per cent) is not statistically clear."},
		{"a target", standing(similar, compare.Target(5)), "kunta:179", domain.Finnish, "Osuus oli pienempi kuin tavoite (5,0 prosenttia)."},
	} {
		c.s.About = []domain.RegionID{c.about}
		if text := strings.Join(Compare(c.s, c.lang), "\n"); !strings.Contains(text, c.want) {
			t.Errorf("%s: %q\nwithout\n%q", c.name, text, c.want)
		}
	}
}

// Sums are of counts and amounts; a withheld value is said to be withheld.
func TestCompareSums(t *testing.T) {
	births := []series.Series{alone("kunta:179", domain.UnitCount, "elävänä syntyneiden määrä", 1500), alone("kunta:182", domain.UnitCount, "elävänä syntyneiden määrä", 150), alone("kunta:265", domain.UnitCount, "elävänä syntyneiden määrä", nan)}
	births[2].Points[0].Status = domain.Suppressed
	text := strings.Join(Compare(standing(births), domain.Finnish), "\n")
	for _, want := range []string{
		"Elävänä syntyneiden määrä oli kahdessa kunnassa, joista on tieto, yhteensä 1\u00a0650 vuonna 2014, keskimäärin 825 kuntaa kohti. Määrä oli suurin Jyväskylässä (1\u00a0500) ja pienin Jämsässä (150).",
		"Elävänä syntyneiden määrä (Kivijärvi): tieto on salattu (2014).",
	} {
		if !strings.Contains(text, want) {
			t.Errorf("%q\nwithout\n%q", text, want)
		}
	}
}

// The tenths of all that were compared, and which are sure to be in them.
func TestCompareAmongAll(t *testing.T) {
	var areas []series.Series
	kunnat := municipalities(30)
	for i, id := range kunnat {
		areas = append(areas, counted(id, 100+50*float64(i), 10_000))
	}
	s := standing(areas)
	s.About = []domain.RegionID{kunnat[0], kunnat[15], kunnat[27], kunnat[29]}
	text := strings.Join(Compare(s, domain.English), "\n")
	first, last, lowest := name(kunnat[27]), name(kunnat[29]), name(kunnat[0])
	if want := "Among all 30 municipalities, one of these (" + lowest + ") is in the lowest tenth and two (" + first + ", " + last + ") in the highest."; !strings.Contains(text, want) {
		t.Errorf("%q\nwithout\n%q", text, want)
	}
	if want := "lies in the lowest tenth for one (" + lowest + ") and in the highest for one (" + last + ")."; !strings.Contains(text, want) {
		t.Errorf("%q\nwithout\n%q", text, want)
	}
}

// Of areas in the middle none is in a tenth, which is said in one sentence; and a
// mean of one area is none.
func TestCompareAmongAllNone(t *testing.T) {
	var areas []series.Series
	kunnat := municipalities(30)
	for i, id := range kunnat {
		areas = append(areas, counted(id, 100+50*float64(i), 10_000))
	}
	s := standing(areas)
	s.About = kunnat[14:16]
	for l, want := range map[domain.Lang]string{
		domain.Finnish: "Näistä ei yksikään kuulu kaikkien 30 kunnan pienimpään eikä suurimpaan kymmenesosaan.",
		domain.Swedish: "Ingen av dessa hör till den lägsta eller den högsta tiondelen av alla 30 kommuner.",
		domain.English: "None of these is in the lowest or the highest tenth of all 30 municipalities.",
	} {
		if text := strings.Join(Compare(s, l), "\n"); !strings.Contains(text, want) {
			t.Errorf("%q\nwithout\n%q", text, want)
		}
	}
	areas[15].Points[0].Published, areas[15].Points[0].Count, areas[15].Points[0].Status = nan, nan, domain.Suppressed
	s = standing(areas)
	s.About = kunnat[14:16]
	if text := strings.Join(Compare(s, domain.English), "\n"); strings.Contains(text, "averaged") || !strings.Contains(text, "8.0 per cent in ") {
		t.Errorf("a mean of one: %q", text)
	}
}

func TestGenitives(t *testing.T) {
	for category, want := range map[domain.Category]string{domain.Kunta: "kuntien", domain.Maakunta: "maakuntien", domain.Seutukunta: "seutukuntien", domain.Shp: "sairaanhoitopiirien", domain.Hva: "hyvinvointialueiden"} {
		if got := genitives(areaNouns[category]); got != want {
			t.Errorf("%s: %q, want %q", category, got, want)
		}
	}
	if got := genitives(anyArea); got != "alueiden" {
		t.Errorf("%q", got)
	}
}

func municipalities(n int) []domain.RegionID {
	var ids []domain.RegionID
	for _, r := range catalog.Default().Regions() {
		if r.Category == domain.Kunta && r.Last == 0 && len(ids) < n {
			ids = append(ids, r.ID)
		}
	}
	return ids
}

func name(id domain.RegionID) string {
	r, _ := catalog.Default().ByID(id)
	return r.Name.In(domain.English)
}

// Of any areas, those named as higher or lower have that verdict and no other,
// the highest has the highest value, and no word is left open.
func TestCompareContradictsNoRow(t *testing.T) {
	r := rand.New(rand.NewPCG(21, 34))
	ids := municipalities(40)
	for i := range 60 {
		n := 2 + r.IntN(30)
		areas := make([]series.Series, n)
		level := 0.005 + 0.3*r.Float64()
		for k := range areas {
			size := 50 + 20_000*r.Float64()*r.Float64()
			size = float64(int(size))
			areas[k] = counted(ids[k], float64(int(size*min(1, level*(0.5+r.Float64())))), size)
			switch r.IntN(12) {
			case 0:
				areas[k].Points[0] = series.NewPoint("2014", domain.NewCell(nan, nan))
				areas[k].Points[0].Status = domain.Suppressed
			case 1:
				areas[k].Points[0] = series.NewPoint("2014", domain.NewCell(nan, nan))
			}
		}
		s := standing(areas, maa(100*level))
		if r.IntN(3) == 0 {
			s.About = ids[:1+r.IntN(n)]
		}
		for _, l := range domain.Langs {
			for _, text := range Compare(s, l) {
				for _, no := range []string{"NaN", "%!", "  ", " ,", " .", "()", "..", "( "} {
					if strings.Contains(text, no) {
						t.Fatalf("%d, %s: contains %q: %s", i, l, no, text)
					}
				}
			}
		}
		text := strings.Join(Compare(s, domain.English), "\n")
		_, after, _ := strings.Cut(text, "higher than in the whole country")
		for _, end := range []string{";", " Data are missing", " The value is suppressed", "\n"} {
			after, _, _ = strings.Cut(after, end)
		}
		higherText, lowerText, _ := strings.Cut(after, " and lower ")
		for _, rows := range s.All {
			row, called := rows[0], name(rows[0].Series.Region)
			named := func(text string) bool {
				return slices.Contains(strings.FieldsFunc(text, func(r rune) bool { return strings.ContainsRune("(),", r) }), called) || strings.Contains(text, " "+called+")") || strings.Contains(text, " "+called+",")
			}
			if len(s.All) > mostEach && s.About == nil && (named(higherText) && row.Verdict != compare.Higher || named(lowerText) && row.Verdict != compare.Lower) {
				t.Fatalf("%d: %s is %s: %s", i, called, row.Verdict, text)
			}
			if s.About == nil && strings.Contains(text, "was highest in "+called+" (") {
				for _, other := range s.All {
					if other[0].Point.Value > row.Point.Value && locale1(other[0].Point.Value) != locale1(row.Point.Value) {
						t.Fatalf("%d: %s is not the highest: %s", i, called, text)
					}
				}
			}
		}
	}
}

// Of seven, the one that the others are set beside is not among those without a
// clear difference from it. Wilson's limits of 235 of 10,000 and of 240 of 10,000
// lie over each other; those of 10 of 10,000 do not.
func TestBenchmarkIsNotBesideItself(t *testing.T) {
	ids := municipalities(7)
	areas := make([]series.Series, len(ids))
	for i, id := range ids {
		areas[i] = counted(id, 235+float64(i), 10_000)
	}
	areas[6] = counted(ids[6], 10, 10_000)
	of := compare.Region(series.Area{ID: ids[0], Name: domain.Text{EN: name(ids[0])}}, areas[:1])
	text := strings.Join(Compare(standing(areas, of), domain.English), "\n")
	if want := "in five the difference is not statistically clear"; !strings.Contains(text, want) {
		t.Errorf("%q does not say %q", text, want)
	}
}

func locale1(v float64) string { return locale.Number(domain.English, v, 1) }

func TestClasses(t *testing.T) {
	var areas []series.Series
	for i, v := range []float64{700, 5000, 5100, 5200, 12_000, 130_000, nan} {
		areas = append(areas, alone(municipalities(7)[i], domain.UnitCount, "väkiluku", v))
	}
	limits := between.Limits{At: []float64{1000, 10_000, 100_000}, Closed: between.ClosedBelow, Decimals: between.Unrounded}
	k := between.KindClasses{Series: areas, Classes: between.Classify(areas, "2014", limits)}
	labels := map[float64]domain.Text{1000: {FI: "alle 1 000"}, 10_000: {FI: "1 000–9 999"}, 100_000: {FI: "10 000–99 999"}}
	label := func(c between.Class) domain.Text {
		switch text, ok := labels[c.Upper]; {
		case ok && c.Lower < 0 && c.Upper > 1000:
			return domain.Text{FI: "alle 10 000"}
		case ok:
			return text
		}
		return domain.Text{FI: "vähintään 100 000"}
	}
	n := func(i int) string { r, _ := catalog.Default().ByID(areas[i].Region); return r.Name.FI }
	want := "Keski-Suomen kuudesta kunnasta väkiluku oli vuonna 2014 yhdessä kunnassa alle 1 000 (" + n(0) + "), kolmessa 1 000–9 999 (" + n(1) + ", " + n(2) + ", " + n(3) + "), yhdessä 10 000–99 999 (" + n(4) + ") ja yhdessä vähintään 100 000 (" + n(5) + "). Alle 10 000 väkiluku oli yhteensä neljässä kunnassa. Tieto puuttuu yhdeltä kunnalta (" + n(6) + ")."
	if got := Classes(Sizes{KindClasses: &k, Limits: limits, Label: label, Of: catalog.Place{Of: domain.Text{FI: "Keski-Suomen"}}}, domain.Finnish); got != want {
		t.Errorf("%q, want %q", got, want)
	}
}

// Real numbers: the CV of 1, 2 and 0 is 1.
func TestSpread(t *testing.T) {
	areas := []series.Series{counted("kunta:179", 10, 1000), counted("kunta:182", 60, 3000), counted("kunta:249", 0, 500)}
	k := between.KindSpread{Series: areas, Decimals: 1, Spreads: between.Spreads(areas, nil)}
	for l, want := range map[domain.Lang]string{
		domain.Finnish: "Jonkin osuus oli kolmessa kunnassa keskimäärin 1,00 prosenttia vuonna 2014 (painottamaton keskiarvo; painotettuna 1,56 prosenttia). Osuus oli suurin Jämsässä (2,00 prosenttia) ja pienin Keuruulla (0,00 prosenttia). Variaatiokerroin oli 1,00.",
		domain.Swedish: "Andelen av något var i genomsnitt 1,00 procent i tre kommuner år 2014 (ovägt medelvärde; vägt 1,56 procent). Andelen var högst i Jämsä (2,00 procent) och lägst i Keuru (0,00 procent). Variationskoefficienten var 1,00.",
		domain.English: "The share of something averaged 1.00 per cent in three municipalities in 2014 (unweighted mean; weighted 1.56 per cent). The share was highest in Jämsä (2.00 per cent) and lowest in Keuruu (0.00 per cent). The coefficient of variation was 1.00.",
	} {
		if got := Spread(Apart{KindSpread: &k, Places: catalog.Default().Place}, l); got != want {
			t.Errorf("%s: %q, want %q", l, got, want)
		}
	}
}

// A place lies within the interval that is told with it, whichever end it is counted
// from: of six the lowest but one is the second lowest, its interval 1 to 4 and not 3 to 6.
func TestPlaceLiesWithinItsInterval(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 14))
	ids := []domain.RegionID{"10/9992/5", "10/9992/9", "10/9992/10", "10/9992/16", "10/9992/18", "10/9992/19", "10/9992/20", "10/9992/35"}
	told := regexp.MustCompile(`^(?:the )?(?:number (\d+) from the )?(?:(\w+) )?(highest|lowest)[^(]*(?:\(the same[^)]*\))? ?(?:\(95% interval of the rank (\d+)–(\d+)\))?`)
	nths := map[string]int{"": 1, "second": 2, "third": 3, "fourth": 4}
	below := 0
	for range 60 {
		var areas []series.Series
		for _, id := range ids {
			n := 200 + r.Float64()*5000
			areas = append(areas, counted(id, math.Round(n*(0.01+0.02*r.Float64())), math.Round(n)))
		}
		s := standing(areas)
		for _, rows := range s.All {
			c := rows[0]
			said := Nth(s, c.Series.Region, domain.English)
			m := told.FindStringSubmatch(said)
			if m == nil {
				t.Fatalf("%q is not read", said)
			}
			n, _ := strconv.Atoi(m[1])
			n = cmp.Or(n, nths[m[2]])
			if want := min(c.Rank, c.RankBelow); n != want {
				t.Fatalf("%q: told %d, is %d", said, n, want)
			}
			if m[4] == "" {
				continue
			}
			low, _ := strconv.Atoi(m[4])
			high, _ := strconv.Atoi(m[5])
			if n < low || n > high {
				t.Errorf("%q: %d is not within", said, n)
			}
			if m[3] == "lowest" {
				below++
				if low > c.RankBelow || high < len(ids)+1-c.RankUpper || high > max(len(ids)+1-c.RankLower, c.RankBelow) {
					t.Errorf("%q: rank %d–%d of %d from the top", said, c.RankLower, c.RankUpper, len(ids))
				}
			}
			for _, l := range domain.Langs { // a paragraph tells the same as the placeholder does
				if p := strings.Join(Compare(Standing{All: s.All, About: []domain.RegionID{c.Series.Region}, Places: s.Places, Level: s.Level, Decimals: s.Decimals}, l), " "); !strings.Contains(p, m[4]+"–"+m[5]) {
					t.Errorf("%s: %q is without %s–%s", l, p, m[4], m[5])
				}
			}
		}
	}
	if below < 20 {
		t.Errorf("%d told from below", below)
	}
}
