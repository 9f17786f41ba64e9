package series

import (
	"fmt"
	"slices"
	"strings"

	"kuvio/internal/domain"
)

// Selector names one series of an indicator: usually one id, or the ids of a
// splice, the ended one first.
type Selector []domain.IndicatorID

// ID is the id of the series, of a splice "1339+3377".
func (s Selector) ID() domain.IndicatorID { return domain.Splice(s...) }

func (s Selector) String() string { return string(s.ID()) }

// Sets finds a named set of indicators: "plan" for "@plan". Names lists those
// there are, for the error when one is not found.
type Sets interface {
	Set(name string) ([]domain.IndicatorID, bool)
	SetNames() []string
}

// ParseSelectors reads a comma-separated list of indicators, splices and
// sets. What is named twice is taken once.
func ParseSelectors(list string, sets Sets) ([]Selector, error) {
	var out []Selector
	add := func(s Selector) {
		if !slices.ContainsFunc(out, func(o Selector) bool { return slices.Equal(o, s) }) {
			out = append(out, s)
		}
	}
	for item := range strings.SplitSeq(list, ",") {
		item = strings.TrimSpace(item)
		if name, ok := strings.CutPrefix(item, "@"); ok {
			ids, found := sets.Set(name)
			if !found {
				return nil, fmt.Errorf("there is no set @%s: there are %s; name your own under 'sets:' in kuvio.yaml", name, atNames(sets.SetNames()))
			}
			for _, id := range ids {
				add(id.Parts())
			}
			continue
		}
		s, err := domain.ParseSplice(item)
		if err != nil {
			return nil, err
		}
		add(s)
	}
	return out, nil
}

func atNames(names []string) string {
	at := make([]string, len(names))
	for i, n := range names {
		at[i] = "@" + n
	}
	return strings.Join(at, ", ")
}
