package panel

import (
	"fmt"
	"slices"
	"testing"

	"kuvio/internal/domain"
)

// The cells of a small panel on a large one, and on one that lacks a region and a year.
func TestEachOn(t *testing.T) {
	small := build(t, map[domain.Key]domain.Cell{
		{Region: "kunta:179", Gender: domain.Total, Period: "2020"}: domain.NewCell(1, 10),
		{Region: "kunta:291", Gender: domain.Total, Period: "2021"}: domain.NewCell(2, 20),
	})
	large := build(t, map[domain.Key]domain.Cell{
		{Region: "kunta:005", Gender: domain.Total, Period: "2019"}: domain.NewCell(3, 30),
		{Region: "kunta:179", Gender: domain.Total, Period: "2020"}: domain.NewCell(4, 40),
		{Region: "kunta:291", Gender: domain.Male, Period: "2021"}:  domain.NewCell(5, 50),
		{Region: "kunta:291", Gender: domain.Total, Period: "2021"}: domain.NewCell(6, 60),
	})
	other := build(t, map[domain.Key]domain.Cell{{Region: "kunta:291", Gender: domain.Total, Period: "2020"}: domain.NewCell(7, 70)})
	for _, c := range []struct {
		name string
		on   *Panel
		want []string
	}{
		{"itself", small, []string{"kunta:179 2020 1 1", "kunta:291 2021 2 2"}},
		{"a large one", large, []string{"kunta:179 2020 1 4", "kunta:291 2021 2 6"}},
		{"another", other, []string{"kunta:179 2020 1 NaN", "kunta:291 2021 2 NaN"}},
	} {
		var got []string
		small.EachOn(c.on, func(place int, k domain.Key, cell domain.Cell) {
			got = append(got, fmt.Sprint(k.Region, " ", k.Period, " ", cell.Value, " ", c.on.At(place).Value))
		})
		if !slices.Equal(got, c.want) {
			t.Errorf("on %s: %q, want %q", c.name, got, c.want)
		}
	}
	changed := large.Clone()
	small.EachOn(changed, func(place int, _ domain.Key, c domain.Cell) { changed.Put(place, c) })
	changed.Put(-1, domain.NewCell(8, 80)) // is nowhere
	k := domain.Key{Region: "kunta:291", Gender: domain.Total, Period: "2021"}
	if changed.Cell(k).Value != 2 || large.Cell(k).Value != 6 {
		t.Errorf("the copy has %v, what it was made of %v; want 2 and 6", changed.Cell(k).Value, large.Cell(k).Value)
	}
}
