package source

import (
	"strings"

	"kuvio/internal/domain"
)

const expectGender = "yhteensä, miehet or naiset, or the same in Swedish or English"

// Names of the columns the web service's files have in common, for rejects:
// the files themselves have no header.
const (
	webTitle  = "title"
	webID     = "indicator id"
	webRegion = "region"
	webCode   = "region code"
	webGender = "gender"
	webYear   = "year"
	webValue  = "value"
	webCount  = "absolute value"
)

// whose reads the cells that say what a web service's row is of, title, id,
// region and code at from and the gender after them, into the run's record. It
// returns the offset of the cell that cannot be read and why, or -1.
func (r *run) whose(row *tableRow) (at int, j Reject) {
	id, err := domain.ParseIndicatorID(row.at(1).String())
	if err != nil || !printable(string(id)) {
		return 1, Reject{Column: webID, Found: row.at(1).String(), Expected: expectIndicator}
	}
	name, code := title(row.at(2).String()), row.at(3).String()
	if name == "" && code == "" {
		return 2, Reject{Column: webRegion, Expected: "a region's name and code"}
	}
	if !printable(code) {
		return 3, Reject{Column: webCode, Found: code, Expected: "a region's code such as 179"}
	}
	word, ok := genderWords[strings.ToLower(row.at(4).String())]
	if !ok {
		return 4, Reject{Column: webGender, Found: row.at(4).String(), Expected: expectGender}
	}
	r.rec.Indicator, r.rec.Gender = id, word.gender
	r.rec.Region = RegionKey{Code: code, Name: name}
	r.describe(id, row.at(0).String(), word.lang)
	return -1, Reject{}
}

// describe notes an indicator the first time a row of it is met. Its title is
// in the language of the row's gender word.
func (r *run) describe(id domain.IndicatorID, heading string, lang domain.Lang) {
	if r.seen[string(id)] {
		return
	}
	if r.seen == nil {
		r.seen = map[string]bool{}
	}
	r.seen[string(id)] = true
	in := domain.Indicator{ID: id}
	in.Title.Set(lang, title(heading))
	r.sum.Indicators = append(r.sum.Indicators, in)
}
