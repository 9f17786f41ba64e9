package data

import (
	"encoding/csv"
	"math"
	"strconv"
	"strings"
	"sync"
	"testing"
)

// course is a row of the README's table on chapter/madeup.csv.
type course struct {
	start, wiggle, apart float64
	slopes               []slope
}

type slope struct {
	from int // t
	per  float64
}

func (c course) at(t int, u float64) float64 {
	v := c.start
	for i, s := range c.slopes {
		to := t
		if i+1 < len(c.slopes) {
			to = min(to, c.slopes[i+1].from)
		}
		v += s.per * float64(max(0, to-s.from))
	}
	return (v + c.wiggle*float64(wiggle(t))) * (1 + c.apart*u)
}

// courses are read from the README, which is thereby true.
func courses(t *testing.T) map[string]course {
	t.Helper()
	text, err := Example.ReadFile("example/README.md")
	if err != nil {
		t.Fatal(err)
	}
	plain := strings.NewReplacer("−", "-", "\u00a0", "", "1 700", "1700").Replace(string(text))
	_, table, _ := strings.Cut(plain, "| indicator | start | slopes | a | s |\n|---|---|---|---|---|\n")
	all := make(map[string]course)
	for line := range strings.Lines(table) {
		cells := strings.Split(strings.Trim(line, "| \n"), " | ")
		c := course{start: number(t, cells[1]), wiggle: number(t, cells[3]), apart: number(t, cells[4])}
		for _, s := range strings.Split(cells[2], "; ") {
			from, per, later := strings.Cut(s, ": ")
			if !later {
				from, per = "2000", s
			}
			c.slopes = append(c.slopes, slope{int(number(t, from)) - 2000, number(t, per)})
		}
		all[cells[0]] = c
	}
	return all
}

// shift is u of the README, by SOTKAnet's ids of areas.
func shift(t *testing.T) map[string]float64 {
	t.Helper()
	rows, err := csv.NewReader(strings.NewReader(string(Regions))).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	by := make(map[string]float64)
	for _, row := range rows[1:] {
		if code, err := strconv.Atoi(row[2]); err == nil && row[1] != "maa" {
			by[row[0]] = float64(5*code%13 - 6)
		}
	}
	return by
}

// The values of the chapter's indicators follow the README's formula.
func TestMadeUpChapter(t *testing.T) {
	courses, shift := courses(t), shift(t)
	population := make(map[string]float64)
	for _, file := range []string{"population.csv", "chapter/population.csv"} {
		for _, row := range example(t, file) {
			if row[0] != "127" {
				continue
			}
			key := row[1] + " " + row[2]
			if _, twice := population[key]; twice {
				t.Errorf("%s has %s again", file, key)
			}
			population[key] = number(t, row[4])
		}
	}
	rows := make([][]string, 0)
	for _, row := range example(t, "chapter/madeup.csv") {
		if row[1] == "611" {
			checkDistrict(t, row)
			continue
		}
		rows = append(rows, row)
	}
	numbers := map[string]bool{"1315": true, "1969": true, "1920": true, "2037": true}
	if want := 20*20*15 + 2*20 + (23+19)*(15+16); len(rows) != want || len(courses) != 20 {
		t.Errorf("%d rows of %d indicators, want %d of 20", len(rows), len(courses), want)
	}
	for _, row := range rows {
		people := population[row[1]+" "+row[2]]
		m := courses[row[0]].at(int(number(t, row[2]))-2000, shift[row[1]])
		want, step := m, 0.1
		switch {
		case numbers[row[0]]:
			want, step = m*people/1000, 1
		case row[0] == "1073":
			step = 1
		}
		if got := number(t, row[4]); math.Abs(got-want) > step/2+1e-9 {
			t.Errorf("%v: %v, want %v", row, got, want)
		}
		if row[0] == "1246" {
			if got, want := number(t, row[5]), m/100*0.036*people; math.Abs(got-want) > 0.5+1e-9 {
				t.Errorf("%v: a count of %v, want %v", row, got, want)
			}
		}
	}
}

// districts are the rows of Keski-Suomi's hospital district, by indicator and year.
var districts = sync.OnceValue(func() map[string][]string {
	rows := make(map[string][]string)
	for _, file := range []string{"madeup-visits.csv", "madeup-costs.csv"} {
		text, _ := Example.ReadFile("example/" + file)
		for line := range strings.Lines(string(text)) {
			if row := strings.Split(strings.TrimSpace(line), ";"); row[1] == "612" {
				rows[row[0]+" "+row[2]] = row
			}
		}
	}
	return rows
})

// checkDistrict holds a row of Pohjois-Savo's hospital district against that of
// Keski-Suomi's.
func checkDistrict(t *testing.T, row []string) {
	t.Helper()
	of := districts()[row[0]+" "+row[2]]
	if of == nil {
		t.Errorf("%v: nothing of 612 is like it", row)
		return
	}
	step := 1.0
	if row[5] != "" {
		step = 0.1
		children := number(t, of[5]) / number(t, of[4])
		if got, want := number(t, row[5]), number(t, row[4])*children; math.Abs(got-want) > 0.5+0.001*want {
			t.Errorf("%v: a count of %v, want %v", row, got, want)
		}
	}
	if got, want := number(t, row[4]), 0.9*number(t, of[4]); math.Abs(got-want) > step/2+1e-9 {
		t.Errorf("%v: %v, want %v", row, got, want)
	}
}
