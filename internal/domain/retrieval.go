package domain

import (
	"strconv"
	"strings"
)

// Retrieval is the download that a cell belongs to: when its figures were
// fetched from their source, and which division of municipalities they are in.
type Retrieval struct {
	Day string // yyyy-mm-dd, or a month or a year; "" where it is not known
	// Division is the last year in which the municipalities of the download
	// were those it has; 0 where nothing shows that they are not today's.
	Division int
	Partial  bool // it may lack what it covers: its format does not tell, or rows of it were rejected
}

// Before reports whether what another download says stands over what this one
// says. One in an earlier division does not stand over one in a later division
// on whatever day it was fetched: a municipality would for some years be without
// what has merged into it. Of one division the newer stands, and of one day the
// one that is imported last. Of a year or month alone any day in it is newer.
func (r Retrieval) Before(other Retrieval) bool {
	if other == (Retrieval{}) {
		return false // nothing is said there
	}
	if a, b := r.division(), other.division(); a != b {
		return a < b
	}
	return r.Day < other.Day
}

func (r Retrieval) division() int {
	if r.Division == 0 {
		return 1 << 30
	}
	return r.Division
}

// String writes the retrieval as ParseRetrieval reads it: "2016-09-15" or, in
// the division of 2015, "2016-09-15/2015"; a partial one ends in "?".
func (r Retrieval) String() string {
	s := r.Day
	if r.Division != 0 {
		s += "/" + strconv.Itoa(r.Division)
	}
	if r.Partial {
		s += "?"
	}
	return s
}

// ParseRetrieval reads what String wrote.
func ParseRetrieval(s string) Retrieval {
	s, partial := strings.CutSuffix(s, "?")
	day, division, _ := strings.Cut(s, "/")
	n, _ := strconv.Atoi(division)
	return Retrieval{day, n, partial}
}
