package session

import (
	"errors"
	"testing"

	"kuvio/internal/domain"
	"kuvio/internal/workspace"
)

func TestSelectionsThatCannotBeRead(t *testing.T) {
	s := imported(t, workspace.Config{})
	for _, c := range []struct {
		change func(*Selection)
		part   Part
		found  string
	}{
		{func(sel *Selection) { sel.Indicators = "191,@none" }, Indicators, ""},
		{func(sel *Selection) { sel.Regions = "kunta@" }, Regions, ""},
		{func(sel *Selection) { sel.Gender = "both" }, Gender, ""},
		{func(sel *Selection) { sel.Years = "2014-2010" }, Years, ""},
		{func(sel *Selection) { sel.Real = "20" }, Real, "20"},
		{func(sel *Selection) { sel.Real = "2017–2019" }, Real, "2017–2019"},
		{func(sel *Selection) { sel.Per = "head" }, Per, "head"},
	} {
		sel := Selection{Indicators: "191", Regions: "maa", Gender: "total"}
		c.change(&sel)
		_, err := s.Query(sel)
		var part *SelectionError
		if !errors.As(err, &part) || part.Part != c.part || part.Found != c.found {
			t.Errorf("%+v: %v, want one of %s", sel, err, c.part)
		}
	}
	// A reference that can be read and names nothing is another error.
	_, err := s.Query(Selection{Regions: "Nowhere", Gender: "total"})
	if part := (*SelectionError)(nil); err == nil || errors.As(err, &part) {
		t.Errorf("%v", err)
	}
}

func TestQuery(t *testing.T) {
	s := imported(t, workspace.Config{
		Sets:   map[string][]domain.IndicatorID{"own": {"4", "191"}},
		Groups: map[string]workspace.Group{"north": {Members: []workspace.Reference{"kunta:992", "kunta:249"}, Title: domain.Text{FI: "Pohjoinen"}, From: 2009}},
	})
	q, err := s.Query(Selection{Indicators: "191,@own,1339+3377", Regions: "maa,group:north,rest:group:north", Gender: "all", Years: "2010-", Real: "2023", Per: "capita"})
	if err != nil {
		t.Fatal(err)
	}
	var ids, names []string
	for _, sel := range q.Indicators {
		ids = append(ids, sel.String())
	}
	for _, a := range q.Areas {
		names = append(names, a.Name.FI)
	}
	if len(ids) != 3 || ids[1] != "4" || ids[2] != "1339+3377" {
		t.Errorf("indicators %q", ids)
	}
	if len(names) != 3 || names[1] != "Pohjoinen" || names[2] != "Muu maa" || len(q.Areas[1].Members) != 2 || q.Areas[2].Years.From != 2009 {
		t.Errorf("areas %+v", q.Areas)
	}
	if len(q.Genders) != 3 || q.Years.From != 2010 || q.Real != 2023 || !q.PerCapita {
		t.Errorf("%+v", q)
	}
	if q, err = s.Query(Selection{Gender: "total"}); err != nil || q.Indicators != nil || q.Areas != nil {
		t.Errorf("of nothing named: %+v, %v", q, err)
	}
}
