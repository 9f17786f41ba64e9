package ingest

import (
	"testing"

	"kuvio/internal/domain"
)

// Eurajoki took in Luvia in 2017. Numbers of 2009 are theirs.
const (
	backCast = header + "127;22;2008;total;9188;\n127;22;2009;total;9189;\n127;658;2009;total;5326000;\n"
	ofThen   = header + "127;22;2009;total;5874;\n127;214;2009;total;3315;\n"
	manyYear = header + "127;22;2009;total;5874;\n127;214;2009;total;3315;\n127;22;2016;total;5931;\n127;214;2016;total;3330;\n" +
		"127;22;2017;total;9437;\n127;22;2020;total;9387;\n127;658;2009;total;5326000;\n127;658;2020;total;5503000;\n"
)

// The later division goes before the later day: a file in the division of then
// says how much of it was left out, whenever it was fetched, and --override
// takes it.
func TestLaterDivisionGoesFirst(t *testing.T) {
	db := newStore(t)
	im := importer(db)
	im.Retrieved = "2020-01-01"
	take(t, im, write(t, "back.csv", backCast))
	then := write(t, "then.csv", ofThen)
	im.Retrieved = "2026-11-20"
	f := take(t, im, then).Files[0]
	if f.Older != 1 || f.New != 1 || f.Changed != 0 || f.Division.From != 2016 {
		t.Errorf("left out %d, new %d, changed %d, division %v", f.Older, f.New, f.Changed, f.Division)
	}
	if got := cell(t, db, "127", "kunta:051", "2009").Value; got != 9189 {
		t.Errorf("Eurajoki in 2009: %v", got)
	}
	im.Override = true
	f = take(t, im, then).Files[0]
	if f.Older != 0 || f.Changed != 1 || f.Same != 1 {
		t.Errorf("overridden: left out %d, changed %d, unchanged %d", f.Older, f.Changed, f.Same)
	}
	if got := cell(t, db, "127", "kunta:051", "2009").Value; got != 5874 {
		t.Errorf("Eurajoki in 2009, overridden: %v", got)
	}
}

// A table over many years has areas that ended beside today's, and is taken whole.
func TestTableOverDivisions(t *testing.T) {
	db := newStore(t)
	im := importer(db)
	file := write(t, "years.csv", manyYear)
	f := take(t, im, file).Files[0]
	if f.New != 8 || f.Older != 0 || f.Rejected != 0 || f.Division.From != 2016 {
		t.Errorf("%+v", f)
	}
	for _, c := range []struct {
		region domain.RegionID
		year   domain.Period
		want   float64
	}{{"kunta:051", "2009", 5874}, {"kunta:442", "2009", 3315}, {"kunta:442", "2016", 3330}, {"kunta:051", "2017", 9437}, {"maa", "2009", 5326000}} {
		if got := cell(t, db, "127", c.region, c.year).Value; got != c.want {
			t.Errorf("%s in %s: %v, want %v", c.region, c.year, got, c.want)
		}
	}
	im.Retrieved = ""
	if rep := take(t, im, file); rep.Changed || rep.Files[0].Same != 8 {
		t.Errorf("again: %+v", rep.Files[0])
	}
}
