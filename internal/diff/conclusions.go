package diff

import (
	"cmp"
	"slices"
	"strings"

	"kuvio/internal/domain"
	"kuvio/internal/lock"
)

// Conclusion is one that changed, or is said for the first time or no more by an
// output that says others still.
type Conclusion struct {
	Key         lock.Key
	Before, Now *lock.Conclusion // nil where it was not said
	Fields      []Field          // that changed; none where it was not said before, or is no more
	Outputs     []string         // that say it
	Why         []Cause          // what touched its own values first
}

// About is the conclusion as it is, or was last.
func (c *Conclusion) About() *lock.Conclusion { return pair{c.Before, c.Now}.about() }

// Field is a part of a conclusion.
type Field string

// The parts whose change is a change of what is concluded. That the last year and its
// value are others is none.
const (
	Direction Field = "direction"
	Evidence  Field = "evidence"
	Turns     Field = "turns"
	Verdict   Field = "verdict"
	Rank      Field = "rank"
	Finding   Field = "finding"
)

// Fields are the parts of a conclusion, in their order.
var Fields = []Field{Direction, Evidence, Turns, Verdict, Rank, Finding}

// In is what a conclusion has in the field; "" for nothing, or where it is nil.
func (f Field) In(c *lock.Conclusion) string {
	if c == nil {
		return ""
	}
	return map[Field]string{
		Direction: c.Direction, Evidence: c.Evidence, Turns: c.Turns, Verdict: c.Verdict, Rank: c.Rank, Finding: c.Finding,
	}[f]
}

// conclusions compares what the outputs say that both locks have. What several say is
// told once.
func (r *run) conclusions() {
	said := make(map[string]int)
	standing := make(map[lock.Conclusion]bool)
	for _, name := range r.now.Names() {
		before, is := r.before.Outputs[name]
		if !is {
			continue
		}
		now := r.now.Outputs[name]
		for _, p := range paired(before.Conclusions, now.Conclusions) {
			fields := p.fields()
			if p.before != nil && p.now != nil && len(fields) == 0 {
				standing[*p.now] = true
				continue
			}
			why := r.why(p, &before, &now)
			if i, told := said[p.text()]; told {
				c := &r.Conclusions[i]
				c.Outputs = append(c.Outputs, name)
				c.Why = joined(c.Why, why)
				continue
			}
			said[p.text()] = len(r.Conclusions)
			c := Conclusion{Before: p.before, Now: p.now, Fields: fields, Outputs: []string{name}, Why: why}
			c.Key = c.About().Key()
			r.Conclusions = append(r.Conclusions, c)
		}
	}
	r.Standing = len(standing)
	slices.SortStableFunc(r.Conclusions, func(a, b Conclusion) int {
		return cmp.Or(cmp.Compare(a.minor(), b.minor()), compareKinds(a.Key, b.Key), cmp.Compare(a.Key.Region, b.Key.Region), cmp.Compare(a.Key.Gender, b.Key.Gender),
			cmp.Compare(a.Key.Breakdown, b.Key.Breakdown), cmp.Compare(a.Key.Kind, b.Key.Kind), cmp.Compare(a.Key.Benchmark, b.Key.Benchmark))
	})
}

// minor is 1 where its rank alone is another, as those of many areas are whenever one
// is, and 0 of any other.
func (c *Conclusion) minor() int {
	if slices.Equal(c.Fields, []Field{Rank}) {
		return 1
	}
	return 0
}

func compareKinds(a, b lock.Key) int {
	return domain.IndicatorID(a.Indicator).Compare(domain.IndicatorID(b.Indicator))
}

// pair is a conclusion at the two locks, nil where there was none.
type pair struct{ before, now *lock.Conclusion }

// about is the conclusion as it is, or was last.
func (p pair) about() *lock.Conclusion { return cmp.Or(p.now, p.before) }

// fields are the parts in which the two differ.
func (p pair) fields() (differ []Field) {
	if p.before == nil || p.now == nil {
		return nil
	}
	for _, f := range Fields {
		if f.In(p.before) != f.In(p.now) {
			differ = append(differ, f)
		}
	}
	return differ
}

// text is all that the two say, by which outputs that say the same are told.
func (p pair) text() string {
	return said(p.before) + "\n" + said(p.now)
}

func said(c *lock.Conclusion) string {
	if c == nil {
		return ""
	}
	words := []string{string(c.Kind), c.Indicator, string(c.Region), string(c.Gender), c.Breakdown, c.Benchmark, c.Years, c.Last}
	for _, f := range Fields {
		words = append(words, f.In(c))
	}
	return strings.Join(words, "\x00")
}

// paired puts the conclusions of an output at two times together by what they are
// about. Of several about the same, those that say the same go together, then the
// others in their order.
func paired(before, now []lock.Conclusion) []pair {
	then := make(map[lock.Key][]*lock.Conclusion)
	for i := range before {
		k := before[i].Key()
		then[k] = append(then[k], &before[i])
	}
	var pairs []pair
	var others []*lock.Conclusion
	for i := range now {
		c := &now[i]
		of := then[c.Key()]
		if j := slices.IndexFunc(of, func(b *lock.Conclusion) bool { return *b == *c }); j >= 0 {
			pairs = append(pairs, pair{of[j], c})
			then[c.Key()] = slices.Delete(of, j, j+1)
			continue
		}
		others = append(others, c)
	}
	for _, c := range others {
		p := pair{now: c}
		if of := then[c.Key()]; len(of) > 0 {
			p.before, then[c.Key()] = of[0], of[1:]
		}
		pairs = append(pairs, p)
	}
	for i := range before {
		if slices.Contains(then[before[i].Key()], &before[i]) {
			pairs = append(pairs, pair{before: &before[i]})
		}
	}
	return pairs
}
