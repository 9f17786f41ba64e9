package session

import (
	"errors"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"

	"kuvio/internal/catalog"
	"kuvio/internal/domain"
	"kuvio/internal/series"
)

// Selection is which series are asked for, in the words of whoever asks.
type Selection struct {
	Indicators string   // "191, 1339+3377, @plan"; "" names none
	Regions    string   // "kunta:179, maa, kunta@maakunta:13", a name; "" names none
	Gender     string   // total, male, female, or all
	Breakdowns []string // "age=0-17", total, or all; nil for all
	Years      string   // "2000-2021", "2000-", "2021"; "" for all
	Real       string   // year of the prices that money is at; "" for as it is
	Per        string   // capita, or "" for as it is
	Standard   string   // what age classes are put together by: esp2013, or a region; "" for none
	Sum        bool     // the regions taken as one
	Pool       int      // years taken together; 0 for each by itself
	Published  bool     // values as published, not those that counts make
	Decimals   *int     // to show values with; nil for as many as they are published with
}

// Part is a part of a selection.
type Part string

// The parts.
const (
	Indicators Part = "indicators"
	Regions    Part = "regions"
	Gender     Part = "gender"
	Years      Part = "years"
	Real       Part = "real"
	Per        Part = "per"
	Pool       Part = "pool"
	Standard   Part = "standard"
	Breakdown  Part = "breakdown"
)

// SelectionError is a part of a selection that cannot be read. What can be read
// and names nothing there is has another error.
type SelectionError struct {
	Part  Part
	Found string // what stands there, where Err does not say it
	Err   error
}

func (e *SelectionError) Error() string { return string(e.Part) + ": " + e.Err.Error() }

func (e *SelectionError) Unwrap() error { return e.Err }

// Query reads a selection, once. Indicators and areas that are not named are
// nil in it.
func (s *Session) Query(sel Selection) (q series.Query, err error) {
	if sel.Indicators != "" {
		if q.Indicators, err = s.Selectors(sel.Indicators); err != nil {
			return q, err
		}
	}
	if sel.Regions != "" {
		if q.Areas, err = s.Areas(sel.Regions); err != nil {
			return q, regionsError(err)
		}
		if sel.Sum {
			if q.Areas, err = s.sum(sel.Regions, q.Areas, s.references()); err != nil {
				return q, regionsError(err)
			}
		}
	}
	if q.Genders, err = Genders(sel.Gender); err != nil {
		return q, &SelectionError{Part: Gender, Err: err}
	}
	if q.Breakdowns, err = breakdowns(sel.Breakdowns); err != nil {
		return q, &SelectionError{Part: Breakdown, Err: err}
	}
	if q.Years, err = domain.ParseYearRange(sel.Years); err != nil {
		return q, &SelectionError{Part: Years, Err: err}
	}
	if sel.Published {
		q.Basis = series.AsPublished
	}
	if sel.Pool < 0 || sel.Pool == 1 || sel.Pool > series.MostPooled {
		return q, &SelectionError{Pool, strconv.Itoa(sel.Pool), fmt.Errorf("expected how many years to take together, 2 to %d", series.MostPooled)}
	}
	q.Pool, q.Decimals = sel.Pool, sel.Decimals
	if q.Standard, err = s.standard(sel.Standard); err != nil {
		return q, err
	}
	if q.Standard != nil && q.Breakdowns != nil {
		return q, &SelectionError{Breakdown, strings.Join(sel.Breakdowns, " "), errors.New("age classes are standardised all together: leave it out, or the standard")}
	}
	return q, sel.money(&q)
}

// Selectors reads the indicators of a selection.
func (s *Session) Selectors(list string) ([]series.Selector, error) {
	selectors, err := series.ParseSelectors(list, s)
	if err != nil {
		return nil, &SelectionError{Part: Indicators, Err: err}
	}
	return selectors, nil
}

// regionsError is a *SelectionError where a reference cannot be read, and err
// where it can but names nothing there is.
func regionsError(err error) error {
	var syntax *catalog.SyntaxError
	if errors.As(err, &syntax) {
		return &SelectionError{Part: Regions, Err: err}
	}
	return err
}

// standard is what a selection's age classes are put together by; nil for nothing.
func (s *Session) standard(word string) (*series.Standard, error) {
	if word == "" {
		return nil, nil
	}
	if bands, ok := series.Standards[strings.ToLower(word)]; ok {
		return &series.Standard{Name: strings.ToLower(word), Bands: bands}, nil
	}
	names := strings.Join(slices.Sorted(maps.Keys(series.Standards)), ", ")
	areas, err := s.Areas(word)
	if err != nil {
		return nil, &SelectionError{Standard, word, fmt.Errorf("expected a standard population (%s) or a region whose rates by age are the standard, such as maa: %w", names, err)}
	}
	if len(areas) != 1 {
		return nil, &SelectionError{Standard, word, fmt.Errorf("expected one region, found %d", len(areas))}
	}
	return &series.Standard{Name: string(areas[0].ID), Reference: areas[0]}, nil
}

// breakdowns reads those asked for; nil is all that are held.
func breakdowns(words []string) ([]string, error) {
	var asked []string
	for _, word := range words {
		if word == "all" {
			return nil, nil
		}
		b, err := domain.ParseBreakdown(word)
		if err != nil {
			return nil, err
		}
		if !slices.Contains(asked, b) {
			asked = append(asked, b)
		}
	}
	return asked, nil
}

// Genders reads the word for a gender, or all.
func Genders(word string) ([]domain.Gender, error) {
	if word == "all" {
		return domain.Genders, nil
	}
	g, err := domain.ParseGender(word)
	return []domain.Gender{g}, err
}

func (sel Selection) money(q *series.Query) error {
	if sel.Real != "" {
		prices, err := domain.ParsePeriod(sel.Real)
		if err != nil || !prices.IsYear() {
			return &SelectionError{Real, sel.Real, errors.New("expected a year such as 2023")}
		}
		q.Real = prices.Year()
	}
	if sel.Per != "" && sel.Per != "capita" {
		return &SelectionError{Per, sel.Per, errors.New("expected capita")}
	}
	q.PerCapita = sel.Per == "capita"
	return nil
}
