package prose

import (
	"slices"

	"kuvio/internal/domain"
	"kuvio/internal/series"
	"kuvio/internal/stats"
	"kuvio/internal/trend"
)

// run is a stretch as it is told: neighbouring phases that all rise, all fall
// or all lack values, or one phase that shows nothing. Its direction is TooFew where it has
// too few values to tell one.
type run struct {
	from, to  domain.Period
	direction stats.Direction
	hole      bool // most of its years have no value
	phases    []trend.Phase
	turns     []domain.Period // where its phases meet
}

// worthTelling reports whether a run is more than that nothing was found.
func worthTelling(r run) bool { return moves(r.direction) || r.hole }

// minTold is the fewest values a run is said to rise or fall on: as many as a
// direction is computed from (stats/METHODS.md, "Trend"). A line through three
// is near one value's being high.
const minTold = stats.MinMK

// runs are the phases of the fit, neighbours that move the same way joined;
// none where there is no fit. Phases without a direction are not joined, since
// the two together were not tested, but those of which nothing is known are.
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
		d := p.Direction
		if p.Hole {
			d = stats.Unclear
		}
		if n := len(runs); n > 0 && runs[n-1].direction == d && runs[n-1].hole == p.Hole && (moves(d) || p.Hole) {
			runs[n-1].to = to
			runs[n-1].turns = append(runs[n-1].turns, from)
			runs[n-1].phases = append(runs[n-1].phases, p)
			continue
		}
		runs = append(runs, run{from: from, to: to, direction: d, hole: p.Hole, phases: []trend.Phase{p}})
	}
	for i := range runs {
		if r := &runs[i]; !r.hole && w.within(r) < minTold {
			r.direction = stats.TooFew
		}
	}
	return runs
}

// within counts the values of a run, those at its ends included.
func (w *writer) within(r *run) int {
	from, to := r.phases[0].From, r.phases[len(r.phases)-1].To
	times, _ := w.tr.Series.Values()
	n := 0
	for _, t := range times {
		if from <= t && t <= to {
			n++
		}
	}
	return n
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

// hole says of which years of a run there is no value, and that nothing is
// known of a change across them.
func (w *writer) hole(r run) string {
	missing, suppressed := w.without(r)
	all := slices.Sorted(slices.Values(append(slices.Clone(missing), suppressed...)))
	text := ""
	if n := len(all); n > 1 && all[n-1]-all[0] == n-1 {
		years := span(domain.Year(all[0]), domain.Year(all[n-1]))
		switch {
		case len(suppressed) == 0:
			text = w.say("vuosilta "+years+" ei ole tietoja", "för åren "+years+" saknas uppgifter", "there are no data for "+years)
		case len(missing) == 0:
			text = w.say("vuosien "+years+" arvot on salattu", "värdena för åren "+years+" är sekretessbelagda", "the values for "+years+" are suppressed")
		default:
			text = w.say("vuosilta "+years+" ei ole julkaistuja arvoja (osa on salattu)", "för åren "+years+" saknas publicerade värden (en del är sekretessbelagda)", "there are no published values for "+years+" (some are suppressed)")
		}
	} else {
		years := span(r.from, r.to)
		text = w.say("useimmilta vuosilta jaksolla "+years+" ei ole julkaistuja arvoja", "för de flesta av åren "+years+" saknas publicerade värden", "there are no published values for most of "+years)
	}
	return text + w.say(", joten muutosta niiden yli ei voi arvioida", ", så förändringen över dem kan inte bedömas", ", so the change across them cannot be judged")
}

// without lists the years of a run that have no value, and apart from them
// those whose value is suppressed.
func (w *writer) without(r run) (missing, suppressed []int) {
	known, hidden := map[int]bool{}, map[int]bool{}
	for p := range w.tr.Series.All() {
		for y := p.Period.Year(); y <= p.Period.LastYear(); y++ {
			known[y] = known[y] || p.HasValue()
			hidden[y] = hidden[y] || p.Status == domain.Suppressed
		}
	}
	for y := r.from.Year(); y <= r.to.LastYear(); y++ {
		switch {
		case known[y]:
		case hidden[y]:
			suppressed = append(suppressed, y)
		default:
			missing = append(missing, y)
		}
	}
	return missing, suppressed
}
