package site

import (
	"html/template"
	"math"
	"strconv"
	"strings"

	"kuvio/internal/series"
)

// A sparkline is drawn on so many units.
const (
	sparkWide = 110
	sparkHigh = 26
	sparkEdge = 3 // kept free, for the dot at the end
)

// sparkline is the small line of a series, with that of the country in grey behind it on
// the same scale; nothing where there are not two values to put a line through. What it
// shows stands in words and numbers beside it, so that it is hidden from whoever hears
// the page.
func sparkline(own, country *series.Based) template.HTML {
	t, y := own.Values()
	if len(t) < 2 {
		return ""
	}
	first, last := t[0], t[len(t)-1]
	low, high := math.Inf(1), math.Inf(-1)
	for _, s := range []*series.Based{own, country} {
		if s == nil {
			continue
		}
		times, values := s.Values()
		for i, v := range values {
			if first <= times[i] && times[i] <= last {
				low, high = min(low, v), max(high, v)
			}
		}
	}
	if high == low {
		low, high = low-1, high+1
	}
	x := func(v float64) int { return sparkEdge + round((v-first)/(last-first)*(sparkWide-2*sparkEdge)) }
	up := func(v float64) int { return sparkHigh - sparkEdge - round((v-low)/(high-low)*(sparkHigh-2*sparkEdge)) }
	var b strings.Builder
	b.WriteString(`<svg class="s" viewBox="0 0 110 26" aria-hidden="true">`)
	if country != nil {
		if path := sparkPath(country, first, last, x, up); path != "" {
			b.WriteString(`<path class="g" d="` + path + `"/>`)
		}
	}
	b.WriteString(`<path d="` + sparkPath(own, first, last, x, up) + `"/>`)
	b.WriteString(`<circle cx="` + strconv.Itoa(x(last)) + `" cy="` + strconv.Itoa(up(y[len(y)-1])) + `" r="2.5"/></svg>`)
	return template.HTML(b.String())
}

func round(v float64) int { return int(math.Round(v)) }

// sparkPath goes through the values of a series from one time to another; where a value is
// missing, or the series has a seam, it begins anew. Steps are written as how far they go,
// which is short.
func sparkPath(s *series.Based, first, last float64, x, y func(float64) int) string {
	var b []byte
	for _, run := range runs(s) {
		begun := false
		var atX, atY int
		for _, p := range run {
			t := p.Period.Time()
			if t < first || last < t {
				continue
			}
			toX, toY := x(t), y(p.Value)
			if begun {
				b = step(step(b, toX-atX), toY-atY)
			} else {
				b = append(step(step(append(b, 'M'), toX), toY), 'l')
				b = append(b, '0', ' ', '0')
			}
			atX, atY, begun = toX, toY, true
		}
	}
	return string(b)
}

// step writes a number of a path, with what parts it from the one before.
func step(b []byte, n int) []byte {
	if last := b[len(b)-1]; n >= 0 && '0' <= last && last <= '9' {
		b = append(b, ' ')
	}
	return strconv.AppendInt(b, int64(n), 10)
}

// runs are the values of a series between which a line may be drawn: those that follow
// one another as closely as any two do, with no seam between them.
func runs(s *series.Based) [][]series.Valued {
	var all [][]series.Valued
	var points []series.Valued
	step := math.Inf(1)
	for p := range s.WithValue() {
		if n := len(points); n > 0 {
			step = min(step, p.Period.Time()-points[n-1].Period.Time())
		}
		points = append(points, p)
	}
	seams := s.Seams()
	for i, p := range points {
		begins := i == 0 || p.Period.Time()-points[i-1].Period.Time() > 1.5*step
		for _, seam := range seams {
			begins = begins || points[i-1].Period < seam && seam <= p.Period
		}
		if begins {
			all = append(all, nil)
		}
		all[len(all)-1] = append(all[len(all)-1], p)
	}
	return all
}
