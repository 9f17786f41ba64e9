package prose

import (
	"math"
	"strings"

	"kuvio/internal/compare"
	"kuvio/internal/domain"
	"kuvio/internal/series"
)

// beside says how the areas stand to benchmark b by the verdicts: how many are
// higher and lower and which, and how many show no clear difference.
func (w *standings) beside(with [][]compare.Compared, b int) string {
	bench := with[0][b]
	if bench.Benchmark == "" || math.IsNaN(bench.BenchValue) || w.total() && bench.Benchmark != "mean" && !strings.HasPrefix(bench.Benchmark, "target:") {
		return ""
	}
	var higher, lower, unclear []*series.Based
	same := true
	for _, rows := range with {
		same = same && rows[b].BenchValue == bench.BenchValue
		if ofItself(rows[b]) {
			continue
		}
		switch rows[b].Verdict {
		case compare.Higher:
			higher = append(higher, rows[b].Series)
		case compare.Lower:
			lower = append(lower, rows[b].Series)
		case compare.NoClearDifference:
			unclear = append(unclear, rows[b].Series)
		}
	}
	value := ""
	if same {
		value = " (" + w.amount(bench.BenchValue) + ")"
	}
	if len(higher)+len(lower)+len(unclear) == 0 {
		if !same || bench.Benchmark == "mean" {
			return ""
		}
		return capital(w.benchmarkHas(bench)) + " " + w.amount(bench.BenchValue) + "."
	}
	var parts []string
	if len(higher) > 0 {
		parts = append(parts, w.comparative(true)+w.than(bench)+value+" "+w.noun.where(len(higher), false, w.lang)+inBrackets(higher, w.lang))
	}
	if len(lower) > 0 {
		than, later := w.than(bench)+value, false
		if len(higher) > 0 {
			than, later = "", true
		}
		parts = append(parts, w.comparative(false)+than+" "+w.noun.where(len(lower), later, w.lang)+inBrackets(lower, w.lang))
	}
	text := ""
	if len(parts) > 0 {
		text = capital(w.head.short) + " " + w.be() + " " + strings.Join(parts, " "+and.In(w.lang)+" ")
	}
	n := len(unclear)
	switch {
	case n > 0 && text == "":
		return w.say("Ero "+w.toward(bench)+value+" ei ole tilastollisesti selvä missään niistä.", "Skillnaden mot "+w.toward(bench)+value+" är inte statistiskt säkerställd i något av dem.", "The difference from "+w.toward(bench)+value+" is not statistically clear in any of them.")
	case n > 0:
		text += w.say("; "+w.noun.where(n, true, w.lang)+" ero ei ole tilastollisesti selvä", "; "+w.noun.where(n, true, w.lang)+" är skillnaden inte statistiskt säkerställd", "; "+w.noun.where(n, true, w.lang)+" the difference is not statistically clear")
	}
	return text + "."
}

// oneBeside says how one area stands to a benchmark, by its verdict alone.
func (w *standings) oneBeside(r compare.Compared) string {
	if r.Benchmark == "" || math.IsNaN(r.BenchValue) || ofItself(r) || w.total() && !strings.HasPrefix(r.Benchmark, "target:") {
		return ""
	}
	amount := " (" + w.amount(r.BenchValue) + ")"
	switch {
	case r.Verdict == compare.Higher && !w.same(r.Point.Value, r.BenchValue), r.Verdict == compare.Lower && !w.same(r.Point.Value, r.BenchValue):
		return capital(w.head.short) + " " + w.be() + " " + w.comparative(r.Verdict == compare.Higher) + w.than(r) + amount + "."
	case r.Verdict == compare.Higher, r.Verdict == compare.Lower:
		return capital(w.head.short) + " " + w.be() + " " + w.say("hieman ", "något ", "slightly ") + w.comparative(r.Verdict == compare.Higher) + w.than(r) + w.say(" (pyöristettyinä yhtä suuret)", " (avrundade lika)", " (the same when rounded)") + "."
	case r.Verdict == compare.NoClearDifference:
		return w.say("Ero "+w.toward(r)+amount+" ei ole tilastollisesti selvä.", "Skillnaden mot "+w.toward(r)+amount+" är inte statistiskt säkerställd.", "The difference from "+w.toward(r)+amount+" is not statistically clear.")
	case r.Benchmark == "mean":
		return ""
	}
	return capital(w.benchmarkHas(r)) + " " + w.amount(r.BenchValue) + "."
}

// ofItself reports whether an area is its own benchmark, from which it differs in
// nothing.
func ofItself(r compare.Compared) bool { return r.Benchmark == string(r.Series.Region) }

// total reports whether the values are of whole areas, which a larger area's
// cannot be set beside.
func (w *standings) total() bool {
	u := w.series.Indicator.Unit
	return u == domain.UnitCount || u == domain.UnitEuro || u == domain.UnitKiloEuro
}

// comparative is "suurempi", "högre", "higher".
func (w *voice) comparative(high bool) string {
	switch {
	case high && w.head.high:
		return w.say(w.inNumber("korkeampi", "korkeammat"), "högre", "higher")
	case high:
		return w.say(w.inNumber("suurempi", "suuremmat"), "högre", "higher")
	case w.head.high:
		return w.say(w.inNumber("matalampi", "matalammat"), "lägre", "lower")
	}
	return w.say(w.inNumber("pienempi", "pienemmät"), "lägre", "lower")
}

// than goes on from a comparative.
func (w *standings) than(r compare.Compared) string {
	switch {
	case r.Benchmark == "mean":
		return w.say(" kuin "+genitives(w.noun)+" keskiarvo", " än medelvärdet för dessa", " than their average")
	case r.Benchmark == "peers":
		return w.say(" kuin verrokeissa", " än i jämförelsekommunerna", " than in the peers")
	case strings.HasPrefix(r.Benchmark, "target:"):
		return w.say(" kuin tavoite", " än målet", " than the target")
	}
	return w.say(" kuin ", " än ", " than ") + w.inBenchmark(r)
}

// toward goes on from "a difference".
func (w *standings) toward(r compare.Compared) string {
	switch {
	case r.Benchmark == "mean":
		return w.say("näiden keskiarvoon", "medelvärdet för dessa", "their average")
	case r.Benchmark == "peers":
		return w.say("verrokkeihin", "jämförelsekommunerna", "the peers")
	case strings.HasPrefix(r.Benchmark, "target:"):
		return w.say("tavoitteeseen", "målet", "the target")
	case r.Benchmark == string(domain.WholeCountry):
		return w.say("koko maahan", "hela landet", "the whole country")
	}
	name := r.BenchmarkName.In(w.lang)
	return w.say("vertailualueeseen ”"+name+"”", "jämförelseområdet ”"+name+"”", "the benchmark area “"+name+"”")
}

// benchmarkHas begins a sentence with the benchmark's own value.
func (w *standings) benchmarkHas(r compare.Compared) string {
	switch {
	case r.Benchmark == "peers":
		return w.say("verrokeissa "+w.head.short+" "+w.be(), "i jämförelsekommunerna var "+w.head.short, "in the peers "+w.head.short+" "+w.be())
	case strings.HasPrefix(r.Benchmark, "target:"):
		return w.say("tavoite on", "målet är", "the target is")
	}
	in := w.inBenchmark(r)
	return w.say(in+" "+w.head.short+" "+w.be(), in+" var "+w.head.short, in+" "+w.head.short+" "+w.be())
}

// inBenchmark is where a benchmark that is a region lies, or its name quoted.
func (w *standings) inBenchmark(r compare.Compared) string {
	if in := own(w.Places(domain.RegionID(r.Benchmark)).In, w.lang); in != "" {
		return in
	}
	name := r.BenchmarkName.In(w.lang)
	return w.say("vertailualueella ”"+name+"”", "i jämförelseområdet ”"+name+"”", "in the benchmark area “"+name+"”")
}
