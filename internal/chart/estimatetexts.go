package chart

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"kuvio/internal/domain"
	"kuvio/internal/stats/joinpoint"
	"kuvio/internal/trend"
)

// leastTurning is the fewest values in which a turning point is looked for
// (stats/METHODS.md, "Turning points").
const leastTurning = 7

// The keys to what is drawn, and what is said where nothing could be.
var (
	keyTrend     = domain.Text{FI: "Vahva viiva: trendi; pisteet: arvot.", SV: "Kraftig linje: trend; punkter: värden.", EN: "Strong line: trend; dots: values."}
	keyRing      = domain.Text{FI: "Rengas: suunta tai vauhti muuttui.", SV: "Ring: riktningen eller takten ändrades.", EN: "Ring: the direction or the pace changed."}
	keyBand      = domain.Text{FI: "Väri viivan ympärillä: arvon 95 %:n luottamusväli.", SV: "Färgen kring linjen: värdets 95-procentiga konfidensintervall.", EN: "Tint around the line: 95% interval of the value."}
	keyBars      = domain.Text{FI: "Pystyviiva arvon kohdalla: arvon 95 %:n luottamusväli.", SV: "Lodrätt streck vid värdet: värdets 95-procentiga konfidensintervall.", EN: "Upright bar at a value: its 95% interval."}
	keyForecast  = domain.Text{FI: "Avoimet merkit ja katkoviiva: ennuste, sen 95 %:n väli ja tummempana 80 %:n väli.", SV: "Ofyllda markörer och streckad linje: prognos med 95-procentigt och, mörkare, 80-procentigt intervall.", EN: "Hollow markers and dashes: forecast with its 95% and, darker, its 80% interval."}
	keyAhead     = domain.Text{FI: "Avoimet merkit ja katkoviiva: ennuste.", SV: "Ofyllda markörer och streckad linje: prognos.", EN: "Hollow markers and dashes: forecast."}
	noTurning    = domain.Text{FI: "ei varmaa käännekohtaa", SV: "ingen säker vändpunkt", EN: "no turning point that is sure"}
	noTurningFew = domain.Text{FI: "käännekohtia ei voi etsiä: arvoja %d, tarvitaan %d", SV: "vändpunkter kan inte sökas: antal värden %d, %d behövs", EN: "turning points cannot be looked for: number of values %d, %d are needed"}
	noTurningFit = domain.Text{FI: "käännekohtia ei voi laskea näistä arvoista", SV: "vändpunkter kan inte beräknas ur dessa värden", EN: "turning points cannot be computed from these values"}
	noTrend      = domain.Text{FI: "trendiä ei voi laskea", SV: "trenden kan inte beräknas", EN: "the trend cannot be computed"}
	noInterval   = domain.Text{FI: "luottamusväli puuttuu osasta vuosia", SV: "konfidensintervall saknas för en del år", EN: "some years have no interval"}
)

// How what is drawn was computed, for the text beside the picture.
var (
	bySen       = domain.Text{FI: "trendi: Theil–Sen", SV: "trend: Theil–Sen", EN: "trend: Theil–Sen"}
	byJoinpoint = domain.Text{FI: "trendi: joinpoint", SV: "trend: joinpoint", EN: "trend: joinpoint"}
	byTurning   = domain.Text{
		FI: "käännekohdat: joinpoint, määrä BIC3:n mukaan; kohta löytyy myös ilman ensimmäistä ja ilman viimeistä vuotta",
		SV: "vändpunkter: joinpoint, antalet enligt BIC3; punkten hittas också utan det första och utan det sista året",
		EN: "turning points: joinpoint, their number by BIC3; found without the first and without the last year too",
	}
	byWilson = domain.Text{FI: "luottamusvälit: Wilson", SV: "konfidensintervall: Wilson", EN: "intervals: Wilson"}
	byByar   = domain.Text{FI: "luottamusvälit: Poisson, Byar", SV: "konfidensintervall: Poisson, Byar", EN: "intervals: Poisson, Byar"}
)

// byForecast are the ways in which a forecast is made.
var byForecast = map[trend.Method]domain.Text{
	trend.Combined: {FI: "ennuste: yksinkertaisia kulkuja, painoina kuinka ne ennustavat sarjan omat vuodet", SV: "prognos: enkla förlopp, vägda efter hur de förutsäger seriens egna år", EN: "forecast: simple courses, weighed by how they forecast the series’ own years"},
	trend.Holt:     {FI: "ennuste: vaimennettu Holt", SV: "prognos: dämpad Holt", EN: "forecast: damped Holt"},
	trend.Drift:    {FI: "ennuste: keskimääräinen vuosimuutos jatkuu", SV: "prognos: den genomsnittliga årliga förändringen fortsätter", EN: "forecast: the mean yearly change goes on"},
}

// noteEstimates says what the marks of a figure are, what could not be computed and
// why, each once, and by which methods.
func (f *Figure) noteEstimates(estimates []estimate, labels []domain.Text) {
	var keys []domain.Text
	for _, mark := range [...]func(*estimate) (key, method domain.Text, ok bool){(*estimate).fitKey, (*estimate).ringKey, (*estimate).intervalKey, (*estimate).forecastKey} {
		for i := range estimates {
			key, method, ok := mark(&estimates[i])
			if ok && !slices.Contains(keys, key) {
				keys = append(keys, key)
			}
			if ok && !slices.Contains(f.methods, method) {
				f.methods = append(f.methods, method)
			}
		}
	}
	if len(keys) > 0 {
		f.keys = append(f.keys, inEach(func(l domain.Lang) string { return sentences(keys, l) }))
	}
	if lacks := lacksOf(estimates, labels); len(lacks) > 0 {
		f.notes = append(f.notes, inEach(func(l domain.Lang) string { return sentences(lacks, l) }))
	}
}

// lacksOf is what series lack: what several lack alike is said once, of all of them
// together.
func lacksOf(estimates []estimate, labels []domain.Text) (lacks []domain.Text) {
	whose := map[domain.Text][]int{}
	var order []domain.Text
	for i := range estimates {
		for _, lack := range estimates[i].lacks() {
			if whose[lack] == nil {
				order = append(order, lack)
			}
			whose[lack] = append(whose[lack], i)
		}
	}
	for _, lack := range order {
		lacks = append(lacks, ofSeries(lack, whose[lack], labels))
	}
	return lacks
}

// ofSeries is a note on some of the series as a sentence, which names them
// unless it is on all.
func ofSeries(lack domain.Text, of []int, labels []domain.Text) domain.Text {
	return inEach(func(l domain.Lang) string {
		if len(of) == len(labels) {
			return upperFirst(lack.In(l)) + "."
		}
		names := make([]string, len(of))
		for i, n := range of {
			names[i] = labels[n].In(l)
		}
		return upperFirst(strings.Join(names, ", ") + ": " + lack.In(l) + ".")
	})
}

func (e *estimate) fitKey() (key, method domain.Text, ok bool) {
	if e.spec.TurningPoints {
		return keyTrend, byJoinpoint, len(e.fit()) > 0
	}
	return keyTrend, bySen, len(e.fit()) > 0
}

func (e *estimate) ringKey() (key, method domain.Text, ok bool) {
	return keyRing, byTurning, len(e.turns()) > 0
}

func (e *estimate) intervalKey() (key, method domain.Text, ok bool) {
	key, method = keyBand, byByar
	if e.barred() {
		key = keyBars
	}
	if e.trend.Series.Indicator.Unit == domain.UnitPercent {
		method = byWilson
	}
	return key, method, e.hasInterval()
}

func (e *estimate) forecastKey() (key, method domain.Text, ok bool) {
	points := e.trend.Forecast.Points
	if len(points) > 0 && math.IsNaN(points[0].Lower) {
		return keyAhead, byForecast[e.trend.Forecast.Method], true
	}
	return keyForecast, byForecast[e.trend.Forecast.Method], len(points) > 0
}

// lacks are what the spec asks for and the series does not give, and what
// must be said of what it does.
func (e *estimate) lacks() (lacks []domain.Text) {
	tr, n := &e.trend, e.trend.N
	if n == 0 {
		return nil // its label says so
	}
	note := func(codes ...domain.NoteCode) {
		for _, code := range codes {
			for _, n := range tr.Notes {
				if n.Code == code {
					lacks = append(lacks, n.Text())
				}
			}
		}
	}
	if e.spec.TrendLine && len(e.fit()) == 0 {
		lacks = append(lacks, noTrend)
	}
	if e.spec.TrendLine || e.spec.TurningPoints {
		note(domain.NoteTooFew, domain.NoteGaps)
	}
	if e.spec.TurningPoints {
		lacks = append(lacks, e.noTurns()...)
		note(domain.NoteLogNotPossible, domain.NotePhaseHole)
	}
	if e.spec.Forecast > 0 {
		note(domain.NoteForecastTooFew, domain.NoteForecastGaps, domain.NoteForecastNotAnnual, domain.NoteForecastClipped, domain.NoteForecastFlat)
	}
	if e.spec.TrendLine || e.spec.TurningPoints || e.spec.Forecast > 0 {
		note(domain.NoteAfterBreak, domain.NoteNotFinite)
	}
	return append(lacks, e.intervalLacks()...)
}

func (e *estimate) noTurns() []domain.Text {
	switch n := e.trend.N; {
	case len(e.turns()) > 0 || e.trend.Notes.Has(domain.NotePhaseHole):
		return nil
	case joinpoint.UsualMost(n) == 0:
		return []domain.Text{inEach(func(l domain.Lang) string { return fmt.Sprintf(noTurningFew.In(l), n, leastTurning) })}
	case !e.trend.Turning.Fitted():
		return []domain.Text{noTurningFit}
	}
	return []domain.Text{noTurning}
}

// intervalLacks says why values have no interval, and what the intervals rest
// on; that only some years have one is said once, before the reasons.
func (e *estimate) intervalLacks() (lacks []domain.Text) {
	var notes domain.Notes
	some := false
	for i, l := range e.limits {
		if l.note.Code != "" {
			notes = notes.With(l.note)
			some = some || !e.limits[i].known()
		}
	}
	if some && e.hasInterval() {
		lacks = append(lacks, noInterval)
	}
	for _, n := range notes {
		lacks = append(lacks, n.Text())
	}
	return lacks
}

// inEach is a text made anew in each language.
func inEach(say func(domain.Lang) string) domain.Text {
	var t domain.Text
	for _, l := range domain.Langs {
		t.Set(l, say(l))
	}
	return t
}

func sentences(texts []domain.Text, l domain.Lang) string {
	parts := make([]string, len(texts))
	for i, t := range texts {
		parts[i] = t.In(l)
	}
	return strings.Join(parts, " ")
}

func upperFirst(s string) string {
	r, size := utf8.DecodeRuneInString(s)
	return string(unicode.ToUpper(r)) + s[size:]
}
