package report

import (
	"kuvio/internal/series"
	"kuvio/internal/table"
	"kuvio/internal/trend"
)

var besideNote = text(
	"Suhde: alueen arvo jaettuna vertailualueen arvolla, josta alue on jätetty pois, kun lukumäärät sen sallivat; p: Mann–Kendallin testi suhteesta, peräkkäisten vuosien riippuvuus otettu huomioon, q korjattuna sarjojen määrällä. Nopeammin ja hitaammin sanotaan vain, kun molemmat ovat menneet samaan suuntaan; muuten ylöspäin tai alaspäin suhteen suunnan mukaan.",
	"Kvot: områdets värde delat med jämförelseområdets, utan området självt där antalen medger det; p: Mann–Kendalls test av kvoten, med hänsyn till att åren hänger ihop, q justerat för antalet serier. Snabbare och långsammare är i den gemensamma riktningen, uppåt och nedåt kvotens riktning där det inte finns någon gemensam.",
	"Ratio: the region's value over the benchmark's, without the region itself where counts allow; p: Mann–Kendall test of the ratio, allowing for years that hang together, q adjusted for the number of series. Faster and slower are in the direction of both; upwards and downwards, where there is none, are the way the ratio went.")

var besideBrief = text(
	"Suhde: alueen arvo jaettuna vertailualueen arvolla, josta alue on jätetty pois, kun lukumäärät sen sallivat. Nopeammin ja hitaammin sanotaan vain, kun molemmat ovat menneet samaan suuntaan; muuten ylöspäin tai alaspäin suhteen suunnan mukaan.",
	"Kvot: områdets värde delat med jämförelseområdets, utan området självt där antalen medger det. Snabbare och långsammare är i den gemensamma riktningen, uppåt och nedåt kvotens riktning där det inte finns någon gemensam.",
	"Ratio: the region's value over the benchmark's, without the region itself where counts allow. Faster and slower are in the direction of both; upwards and downwards, where there is none, are the way the ratio went.")

// besideTests are the tests of whether trends differ from their benchmark's.
func besideTests(trends []trend.Trend) []tested {
	var all []tested
	for i := range trends {
		if a := trends[i].Against; a != nil {
			all = append(all, tested{a.P, a.Q})
		}
	}
	return all
}

var besideTestForms = text(
	"Testejä on %[1]d. Vaikka kaikki kulkisivat samaa tahtia, noin %[2]s niistä osoittaisi eron sattumalta. Kun testien määrä otetaan huomioon, eri tahtia kulkevia on %[3]d (q < %[4]s).",
	"Testen är %[1]d. Även om alla gick i samma takt skulle ungefär %[2]s av dem visa en skillnad av en slump. När antalet tester beaktas går %[3]d i en annan takt (q < %[4]s).",
	"Tests %[1]d: by chance alone about %[2]s would seem to keep another pace, did all keep the same. With the number of tests taken into account %[3]d do (q < %[4]s).")

// beside is the row's trend where it was set beside a benchmark.
func (r *trendRow) beside() *course {
	if r.trend == nil || r.trend.Against == nil {
		return nil
	}
	return r.trend
}

// paceColumns are those of trends beside a benchmark.
func paceColumns(benchmark *series.Area) []Column[course] {
	return []Column[course]{
		{Heading: table.Column{Name: "benchmark", Title: text("Vertailualue", "Jämförelseområde", "Benchmark"), Wide: true},
			Value: func(*course) table.Value { return table.Str(string(benchmark.ID)).ForPeople(benchmark.Name) }},
		{Heading: table.Column{Name: "benchmark_direction", Title: benchmark.Name},
			Value: func(c *course) table.Value {
				if c.Against.Benchmark == nil {
					return table.None()
				}
				return word(c.Against.Benchmark.Direction, directions)
			}},
		{Heading: table.Column{Name: "benchmark_slope", Title: text("Vertailualueen muutos / v", "Jämförelseområdets förändring / år", "Benchmark's change / year"), Wide: true},
			Value: func(c *course) table.Value {
				if c.Against.Benchmark == nil {
					return table.None()
				}
				return table.SignedNum(c.Against.Benchmark.Sen.Slope, c.slopes)
			}},
		{Heading: table.Column{Name: "ratio_slope", Title: ratioTitle},
			Value: func(c *course) table.Value { return table.SignedNum(c.Against.Slope, 1) }},
		{Heading: table.Column{Name: "ratio_lo", Title: text("suhteen alaraja", "kvotens nedre", "ratio lower"), Wide: true},
			Value: func(c *course) table.Value { return table.SignedNum(c.Against.Lower, 1) }},
		{Heading: table.Column{Name: "ratio_hi", Title: text("suhteen yläraja", "kvotens övre", "ratio upper"), Wide: true},
			Value: func(c *course) table.Value { return table.SignedNum(c.Against.Upper, 1) }},
		{Heading: table.Column{Name: "ratio_p_corrected", Title: ratioPTitle},
			Value: func(c *course) table.Value { return table.PValue(c.Against.P, 3) }},
		{Heading: table.Column{Name: "ratio_q", Title: ratioQTitle, Wide: true},
			Value: func(c *course) table.Value { return table.PValue(c.Against.Q, 3) }},
		{Heading: table.Column{Name: "verdict", Title: verdictTitle, Narrow: true},
			Value: func(c *course) table.Value { return word(c.Against.Pace, paces) }},
	}
}
