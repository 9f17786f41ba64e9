// Package proof holds a text that never saw the data against it: each number of the text,
// with what stands around it, is looked for in the store and in what earlier imports said.
// A number that is the store's agrees; that it differs is said only where indicator, area
// and year are all beyond doubt, since a false alarm costs a reader more than a number that
// is not found.
package proof

import (
	"context"
	"slices"

	"kuvio/internal/domain"
	"kuvio/internal/proof/numeral"
	"kuvio/internal/proof/passage"
	"kuvio/internal/revision"
	"kuvio/internal/session"
)

// Verdict is how a number of a text stands to the store.
type Verdict string

// The verdicts.
const (
	Agrees   Verdict = "agrees"    // with today's value
	WasTrue  Verdict = "was_true"  // it is what an earlier import said
	Differs  Verdict = "differs"   // from today's and every earlier value
	NotFound Verdict = "not_found" // nothing is concluded; Finding.Why says for what reason
)

// Why is the reason why a number is not found.
type Why string

// The reasons.
const (
	NoIndicator Why = "no_indicator" // no indicator has its words
	NotHeld     Why = "not_held"     // the one that does is not in the store
	NoValue     Why = "no_value"     // nor is its value of that area and year
	Unclear     Why = "unclear"      // indicator, area or year are not sure enough to say that it differs
	AChange     Why = "change"       // by how much something changed, which is not looked for
	ARank       Why = "rank"         // nor a rank
)

// Measure is which of an observation's numbers a text's is taken for.
type Measure string

// The measures.
const (
	TheValue Measure = "value"
	TheCount Measure = "count"
)

// Taken is what a number of a text is taken as.
type Taken struct {
	Indicator domain.Indicator
	Region    domain.RegionID
	Name      domain.Text // of the region
	Gender    domain.Gender
	Breakdown string
	Period    domain.Period
	Measure   Measure

	Today    domain.Cell // value and count; without either where nothing is held
	Decimals int         // to show the value with
	Factor   float64     // what a value is multiplied by to stand as in the text: 1000 where it is in thousands
	MadeUp   bool

	Stated *revision.Stated // the import that brought today's; nil where it is computed or not held
}

// Finding is a number of a text and what became of it.
type Finding struct {
	Place    passage.Place
	Number   numeral.Number
	Sentence string
	Verdict  Verdict
	Why      Why // of NotFound; else ""
	Taken    *Taken
	Also     []domain.IndicatorID // other indicators that fit as well
	Was      *revision.Earlier    // of WasTrue
	Support  float64              // of what it was taken as, 0 to 1
}

// Result is a text held against the store.
type Result struct {
	Findings []Finding
	Aside    map[numeral.Kind]int // numbers that are no values: years, ages, labels
}

// Count is how many numbers have a verdict.
func (r *Result) Count(v Verdict) (n int) {
	for i := range r.Findings {
		if r.Findings[i].Verdict == v {
			n++
		}
	}
	return n
}

// Options say what a text is held against.
type Options struct {
	Subject    domain.RegionID      // what it is about where it names no area
	Indicators []domain.IndicatorID // those it may be of; nil for every one that is described
}

// Run looks for every number of a text.
func Run(ctx context.Context, s *session.Session, text []passage.Passage, o Options) (*Result, error) {
	ids, held, err := s.Known(ctx)
	if err != nil {
		return nil, err
	}
	if len(held) == 0 {
		return nil, session.ErrNothingHeld
	}
	if o.Indicators != nil {
		ids = slices.DeleteFunc(ids, func(id domain.IndicatorID) bool { return !slices.Contains(o.Indicators, id) })
	}
	known, err := s.DescribeAll(ctx, ids)
	if err != nil {
		return nil, err
	}
	c := &checker{
		ctx: ctx, values: newValues(ctx, s),
		topics: newTopics(known, func(id domain.IndicatorID) bool { _, ok := held[id]; return ok }),
		names:  newNames(s, o.Subject),
		result: Result{Aside: map[numeral.Kind]int{}},
	}
	c.lang = languageOf(joined(text), s.Lang)
	for i := range text {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		if err := c.passage(&text[i]); err != nil {
			return nil, err
		}
	}
	return &c.result, nil
}

// mostTold is how much of a text tells its language, in bytes.
const mostTold = 1 << 16

func joined(text []passage.Passage) string {
	var s string
	for i := range text {
		if s += text[i].Text + "\n"; len(s) > mostTold {
			break
		}
	}
	return s
}
