package prose

import (
	"encoding/csv"
	"strconv"
	"strings"
	"testing"

	"kuvio/internal/domain"
	"kuvio/internal/realfiles"
	"kuvio/internal/series"
	"kuvio/internal/stats"
	"kuvio/internal/trend"
)

// What a test leaves open is hedged, and what the values themselves show is
// told.
func TestWhatTheValuesShow(t *testing.T) {
	weak := walk(yearly(2000, 1, 2, 3, 4, 5, 6, 7, 8), stats.Rising, "")
	weak.Evidence, weak.Series.Indicator.Polarity = stats.Weak, domain.HighBad
	weakTurned := walk(yearly(2000, 1, 2, 3, 4, 5, 6, 7, 8), stats.Rising, "ru", 2004)
	weakTurned.Evidence = stats.Weak
	down := make([]float64, 20)
	for i := range down {
		down[i] = 50 - float64(i)
	}
	wobbly := append([]float64(nil), down...)
	for i := 4; i < 16; i += 3 {
		wobbly[i] = wobbly[i-1] + 0.2
	}
	analysed := func(values ...float64) *trend.Trend {
		tr := trend.Analyse(yearly(2000, values...), usual)
		return &tr
	}
	mixed := walk(yearly(2000, 5, 1, 2, 3, 4, 4), stats.Mixed, "")
	home := walk(yearly(1990, 300, 250, 200, 150, 100, 90, 27, 28, 29, 30), stats.Falling, "fr", 1996)
	home.Series.Indicator.Unit = domain.UnitCount
	low := walk(yearly(1990, 300, 250, 200, 150, 100, 90, 27, 26, 25, 24), stats.Falling, "fu", 1996)
	zeros := analysed(0, 0, 0, 0.4, 0, 0, 0.3, 0, 0, 0)
	for _, c := range []struct {
		name       string
		tr         *trend.Trend
		fi, sv, en string // parts
	}{
		{"weak evidence", weak, " Osuus oli 1,0 prosenttia vuonna 2000 ja 8,0 prosenttia vuonna 2007; nouseva suunta ei kuitenkaan ole tilastollisesti selvä.", " Andelen var 1,0 procent år 2000 och 8,0 procent år 2007; den stigande riktningen är dock inte statistiskt säkerställd.", " The share was 1.0 per cent in 2000 and 8.0 per cent in 2007; an upward trend is not, however, statistically clear."},
		{"weak evidence of a whole", weakTurned, "Koko jaksolla 2000–2007 kehitys viittaa nousuun, mutta se ei ole tilastollisesti selvä.", "Under hela perioden 2000–2007 pekar utvecklingen mot en uppgång, men den är inte statistiskt säkerställd.", "Over the whole period 2000–2007 the values point to a rise, but it is not statistically clear."},
		{"along a line", analysed(down...), "Osuus laski tasaisesti 50,0 prosentista 31,0 prosenttiin", "Andelen sjönk jämnt från 50,0 procent", "The share fell steadily from 50.0 per cent"},
		{"back and forth along a line", analysed(wobbly...), "Osuus laski 50,0 prosentista", "Andelen sjönk från", "The share fell from"},
		{"no one direction", mixed, "Kehitystä vuosina 2000–2005 ei voi kuvata yhdellä sanalla: alku- ja loppuarvo (5,0 prosenttia ja 4,0 prosenttia) antavat eri kuvan kuin vuodet niiden välissä.", "kan inte beskrivas med ett ord", "cannot be put in one word"},
		{"from and to the same", walk(yearly(2000, 4, 1, 2, 3, 3.5, 4), stats.Mixed, ""), "alussa ja lopussa osuus oli 4,0 prosenttia, mutta vuodet niiden välissä antavat eri kuvan.", "i början och i slutet var andelen 4,0 procent", "the share was 4.0 per cent at the start and at the end, but the years between tell a different story."},
		{"up again, and still low", home, "Vuonna 1999 osuus oli yhä vain 10 prosenttia vuoden 1990 tasosta (300,0).", "År 1999 var andelen fortfarande bara 10 procent av nivån år 1990 (300,0).", "In 1999 the share was still only 10 per cent of the level of 1990 (300.0)."},
		{"low", low, "Vuonna 1999 osuus oli enää 8 prosenttia vuoden 1990 tasosta (300,0 prosenttia).", "bara 8 procent", "only 8 per cent"},
		{"within a narrow range, of which nothing can be shown", walk(yearly(2010, 8.4, 8.3, 8.5, 8.4, 8.4), stats.Unclear, ""), " Osuus pysyi 8,3 ja 8,5 prosentin välillä vuosina 2010–2014; kehityksen suunta ei ole tilastollisesti selvä.", " Andelen låg åren 2010–2014 mellan 8,3 och 8,5 procent; utvecklingens riktning är inte statistiskt säkerställd.", " The share stayed between 8.3 and 8.5 per cent in 2010–2014; the direction of change is not statistically clear."},
		{"within a narrow range since a turn", walk(yearly(2000, 1, 2, 3, 4, 8.4, 8.3, 8.5, 8.4, 8.4), stats.Unclear, "ru", 2004), "; sen jälkeen osuus pysyi 8,3 ja 8,5 prosentin välillä.", "; därefter låg andelen mellan 8,3 och 8,5 procent.", "; after that the share stayed between 8.3 and 8.5 per cent."},
		{"one value since a turn", walk(yearly(2000, 4, 3, 2, 1, 0, 0, 0, 0), stats.Falling, "fu", 2004), "; sen jälkeen osuus oli koko ajan 0,0 prosenttia.", "; därefter var andelen hela tiden 0,0 procent.", "; after that the share was 0.0 per cent throughout."},
		{"negative values", walk(yearly(2010, -2, 3, 1, -1, 2), stats.Unclear, ""), "−2,0 ja 3,0 prosentin välillä", "mellan −2,0 och 3,0 procent", "between −2.0 and 3.0 per cent"},
		{"sums of other units", sums(450, 9000, 470, 8000), "450\u00a0000 euron ja 9,0 miljoonan euron välillä", "mellan 450\u00a0000 euro och 9,0 miljoner euro", "between 450,000 euros and 9.0 million euros"},
		{"sums in millions", sums(4500, 9000, 4700, 8000), "4,5 ja 9,0 miljoonan euron välillä", "mellan 4,5 och 9,0 miljoner euro", "between 4.5 and 9.0 million euros"},
		{"mostly zero", zeros, " Osuus oli useimpina vuosina nolla (8 arvoa 10 arvosta).", " Andelen var de flesta år noll (8 av 10 värden).", " The share was zero in most years (8 of 10 values)."},
		{"zero where known, mostly not known", hidden(yearly(1990, 0, 0, 0, 0, 2, 3), 20), "Tiedossa olevista 6 arvosta 4 on nollia; muiden vuosien arvot on salattu.", "Av de 6 kända värdena är 4 noll; övriga års värden är sekretessbelagda.", "Of the 6 values known, 4 are zero; those of the other years are suppressed."},
		{"mostly zero, a few not known", hidden(yearly(1990, 0, 0, 0, 0, 2, 0), 2), "Osuus oli useimpina vuosina nolla (5 arvoa 6 arvosta).", "de flesta år", "in most years"},
		{"zero wherever known", hidden(yearly(1990, 0, 0, 0, 0, 0, 0), 2), "vuonna 1995. Sen jälkeiset arvot on salattu. Kaikki tiedossa olevat 6 arvoa ovat nollia; muiden vuosien arvot on salattu.", "Alla 6 kända värden är noll; övriga års värden är sekretessbelagda.", "All 6 values known are zero; those of the other years are suppressed."},
		{"a part of a level that went below zero", walk(yearly(1990, 300, 250, 200, 150, 100, -9, 27, 26, 25, 24), stats.Falling, "fu", 1996), "ilman tilastollisesti selvää suuntaa. Koko jaksolla", "utan statistiskt säkerställd riktning. Under", "without a statistically clear direction. Over"},
		{"always zero", analysed(0, 0, 0, 0, 0), " Osuus oli vuosina 2000–2004 koko ajan nolla.", " Andelen var noll hela tiden åren 2000–2004.", " The share was zero throughout in 2000–2004."},
	} {
		for l, want := range map[domain.Lang]string{domain.Finnish: c.fi, domain.Swedish: c.sv, domain.English: c.en} {
			if got := Sentence(About{Trend: c.tr, Place: jyvaskyla}, l); !strings.Contains(got, want) {
				t.Errorf("%s, %s: %q\nwithout\n%q", c.name, l, got, want)
			}
		}
	}
	if got := Sentence(About{Trend: weak, Place: jyvaskyla}, domain.Finnish); strings.Contains(got, "huonompaan") {
		t.Errorf("a weak trend is judged: %q", got)
	}
}

// hidden is a trend of a series with so many suppressed values after the others.
func hidden(s series.Series, n int) *trend.Trend {
	for range n {
		p := series.NewPoint(domain.Year(1990+len(s.Points)), domain.NewCell(nan, nan))
		p.Status = domain.Suppressed
		s.Points = append(s.Points, p)
	}
	tr := trend.Analyse(s, usual)
	return &tr
}

// sums are thousands of euros that show no direction.
func sums(values ...float64) *trend.Trend {
	zero := 0
	s := yearly(2010, values...)
	s.Indicator.Unit, s.Indicator.Decimals = domain.UnitKiloEuro, &zero
	return walk(s, stats.Unclear, "")
}

// Of every series of a whole download, 16 indicators in 308 municipalities, and
// of the real example data nothing is said that its row does not show.
func TestRealSentencesContradictNoRow(t *testing.T) {
	in := csv.NewReader(strings.NewReader(string(realfiles.Read(t, "sotkanet/DERIVED_webui_sotkanet-data_wide.csv"))))
	in.Comma, in.FieldsPerRecord = ';', -1
	rows, err := in.ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	units := map[string]domain.Unit{"1872": domain.UnitCount, "1886": domain.UnitCount, "3126": domain.UnitIndex, "3775": domain.UnitEuroPerInhabitant, "5520": domain.UnitEuroPerPerson, "3795": domain.UnitKiloEuro, "3796": domain.UnitKiloEuro, "4684": domain.UnitKiloEuro, "4692": domain.UnitKiloEuro}
	told := 0
	for n, row := range rows[2:] {
		if len(row) < 39 || testing.Short() && n%7 > 0 {
			continue
		}
		s := yearly(1990)
		s.Indicator.Unit = domain.UnitPercent
		if unit, ok := units[row[1]]; ok {
			s.Indicator.Unit = unit
		}
		s.Indicator.Decimals = nil
		for i, cell := range row[5:] {
			v, err := strconv.ParseFloat(strings.Replace(cell, ",", ".", 1), 64)
			if err != nil {
				v = nan
			}
			s.Points = append(s.Points, series.NewPoint(domain.Year(1990+i), domain.NewCell(v, nan)))
		}
		tr := trend.Analyse(s, usual)
		if tr.N == 0 {
			continue
		}
		told++
		l := domain.Langs[n%len(domain.Langs)]
		text := Sentence(About{Trend: &tr, Place: jyvaskyla}, l)
		for _, fault := range faults(text, &tr, l) {
			t.Fatalf("%s of %s, %s, direction %s: %s\n%s", row[1], row[2], l, tr.Direction, fault, text)
		}
	}
	if !testing.Short() && told < 3000 {
		t.Errorf("%d series were told", told)
	}
}
