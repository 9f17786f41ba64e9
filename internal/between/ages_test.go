package between

import (
	"errors"
	"math"
	"slices"
	"testing"

	"kuvio/internal/domain"
	"kuvio/internal/series"
)

func classesOf(words ...string) (classes []domain.AgeClass) {
	for _, w := range words {
		c, _, _ := domain.CutAge("age=" + w)
		classes = append(classes, c)
	}
	return classes
}

func singleYears(open int) (classes []domain.AgeClass) {
	for a := range open {
		classes = append(classes, domain.AgeClass{From: a, To: a})
	}
	return append(classes, domain.AgeClass{From: open, To: domain.EveryAge.To})
}

func TestAgeClasses(t *testing.T) {
	kuvio1 := classesOf("0-6", "7-12", "13-17", "18-20", "21-29", "30-64", "65-")
	fives := classesOf("0-4", "5-9", "10-14", "15-")
	for _, tt := range []struct {
		name    string
		held    []domain.AgeClass
		years   int
		n       int // classes
		last    string
		unequal bool
	}{
		{"single years", singleYears(100), 0, 20, "95-", false}, // as Statistics Finland has them
		{"single years, each", singleYears(100), 1, 101, "100-", false},
		{"single years, by ten", singleYears(100), 10, 10, "90-", false},
		{"single years to 85", singleYears(85), 0, 18, "85-", false},
		{"single years to 87", singleYears(87), 0, 18, "85-", false},
		{"fives as held", fives, 0, 4, "15-", false},
		{"fives by ten", fives, 10, 2, "10-", false},
		{"fives beside single years", append(singleYears(100), fives...), 0, 20, "95-", false},
		{"Kuvio 1's", kuvio1, 0, 0, "", true},
		{"Kuvio 1's by five", kuvio1, 5, 0, "", true},
		{"not from 0", classesOf("5-9", "10-"), 0, 0, "", true},
	} {
		t.Run(tt.name, func(t *testing.T) {
			got, err := AgeClasses(tt.held, tt.years)
			var unequal *UnequalAges
			if errors.As(err, &unequal) != tt.unequal {
				t.Fatalf("error %v, want unequal %v", err, tt.unequal)
			}
			if len(got) != tt.n {
				t.Fatalf("%d classes %v, want %d", len(got), got, tt.n)
			}
			if tt.n > 0 && got[tt.n-1].String() != tt.last {
				t.Errorf("the last is %s, want %s", got[tt.n-1], tt.last)
			}
		})
	}
}

// Shares are of men and women together, and unknown where some class is.
func TestStructureOfAges(t *testing.T) {
	classes := classesOf("0-64", "65-")
	one := func(g domain.Gender, class string, people float64) series.Based {
		p := series.NewPoint("2019", domain.EmptyCell(domain.OK))
		p.Published = people
		s := series.Series{Gender: g, Breakdown: "age=" + class, Points: []series.Point{p}}
		return s.On(series.AsPublished)
	}
	of := func(all ...series.Based) *Ages {
		a := Structure(all, series.Area{}, []domain.Gender{domain.Male, domain.Female}, classes, "2019")
		return &a
	}
	town := of(one(domain.Female, "65-", 20), one(domain.Male, "0-64", 40), one(domain.Female, "0-64", 30), one(domain.Male, "65-", 10))
	country := of(one(domain.Male, "0-64", 40), one(domain.Female, "0-64", 40), one(domain.Female, "65-", 20))
	if town.Total != 100 || town.Share(0, 0) != 40 || town.Share(1, 1) != 20 || town.Between(1, 2) != 30 || town.Between(0, 2) != 100 {
		t.Errorf("total %g, shares %g, %g, %g", town.Total, town.Share(0, 0), town.Share(1, 1), town.Between(1, 2))
	}
	if !math.IsNaN(country.Total) || !math.IsNaN(country.Share(1, 0)) || !slices.Equal(country.Missing(0), []int{1}) || country.Missing(1) != nil {
		t.Errorf("total %g with %v missing, want none known", country.Total, country.Missing(0))
	}
}
