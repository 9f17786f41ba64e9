package prose

import (
	"slices"
	"strings"

	"kuvio/internal/domain"
	"kuvio/internal/series"
	"kuvio/internal/stats"
	"kuvio/internal/trend"
)

// run is neighbouring phases of one direction: rising, falling or unclear.
type run struct {
	from, to  domain.Period
	direction stats.Direction
	phases    []trend.Phase
	turn      domain.Period // of a run of two phases: where they meet
}

// runs are the phases of the fit, those of one direction joined; none where
// there is no fit.
func (w *writer) runs() []run {
	phases := w.tr.Turning.Phases
	var runs []run
	for i, p := range phases {
		from, to := w.periodAt(p.From, p.First), w.periodAt(p.To, p.Last)
		if i == 0 {
			from = w.tr.First.Period
		}
		if i == len(phases)-1 {
			to = w.tr.Last.Period
		}
		if n := len(runs); n > 0 && runs[n-1].direction == p.Direction {
			runs[n-1].to, runs[n-1].turn = to, from
			runs[n-1].phases = append(runs[n-1].phases, p)
			continue
		}
		runs = append(runs, run{from: from, to: to, direction: p.Direction, phases: []trend.Phase{p}})
	}
	return runs
}

// periodAt is the period of the series that begins at t, so that a turning
// point of three-year means is named as one; else the calendar year.
func (w *writer) periodAt(t float64, year domain.Period) domain.Period {
	i := slices.IndexFunc(w.tr.Series.Points, func(p series.Point) bool { return p.Period.Time() == t })
	if i < 0 {
		return year
	}
	return w.tr.Series.Points[i].Period
}

// turns tells runs, two or more, no two neighbours of one direction.
func (w *writer) turns(runs []run) string {
	var b strings.Builder
	for i, r := range runs {
		last := i == len(runs)-1
		switch {
		case i == 0:
			b.WriteString(w.firstRun(r))
		case moves(r.direction) && moves(runs[i-1].direction):
			b.WriteString(w.turned(r, i > 1 && moves(runs[i-2].direction), last))
		case moves(r.direction):
			from, to := whenOf(r.from, w.lang), whenOf(r.to, w.lang)
			at := "; " + from.from + " " + to.to + " "
			b.WriteString(w.say(at+w.short+" "+w.verb(r.direction), at+w.verb(r.direction)+" "+w.short, at+w.short+" "+w.verb(r.direction)))
		case last:
			b.WriteString(w.say("; sen jälkeen suunta on epäselvä", "; därefter är riktningen oklar", "; after that the direction is unclear"))
		default:
			b.WriteString("; " + w.unclear(r))
		}
	}
	return b.String() + "."
}

// firstRun begins the account.
func (w *writer) firstRun(r run) string {
	if !moves(r.direction) {
		return capital(w.unclear(r))
	}
	return capital(w.short) + " " + w.verb(r.direction) + " " + whenOf(r.from, w.lang).from + " " + whenOf(r.to, w.lang).to
}

func (w *writer) unclear(r run) string {
	at := during(r.from, r.to, w.lang)
	return w.say(at+" suunta oli epäselvä", at+" var riktningen oklar", at+" the direction was unclear")
}

// turned goes on from a movement with the opposite one; again says that the
// movement before had itself turned.
func (w *writer) turned(r run, again, last bool) string {
	if !last {
		return ", " + w.say(w.verb(r.direction)+" sitten ", w.verb(r.direction)+" sedan ", "then "+w.verb(r.direction)+" ") + whenOf(r.to, w.lang).until
	}
	down := r.direction == stats.Falling
	then := w.say("sitten ", "sedan ", "then ")
	if again {
		then = w.say("sen jälkeen ", "därefter ", "after that ")
	}
	if down {
		return w.say(" ja kääntyi "+then+"laskuun", " och vände "+then+"nedåt", " and "+then+"turned down")
	}
	return w.say(" ja kääntyi "+then+"nousuun", " och vände "+then+"uppåt", " and "+then+"turned up")
}
