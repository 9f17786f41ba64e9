package domain

import (
	"strconv"
	"strings"
)

// RegionID names a region as kuvio writes it:
//
//	maa             the whole country
//	kunta:179       an area, by its category and code
//	id:730          an area of which only SOTKAnet's number is known
//	group:saarikka  several areas taken as one
//	rest:shp:14     the whole country without an area or a group
//
// It is made and taken apart here alone. What a person types for a region is
// a reference, which package catalog reads.
type RegionID string

// WholeCountry is the region of the whole country, SOTKAnet's 658.
const WholeCountry = RegionID(Maa)

// What stands before the colon of an id that is not an area's own.
const (
	numberWord = "id"
	groupWord  = "group"
	restWord   = "rest"
)

// ReferenceWord reports whether a word has a meaning of its own before the colon
// of a reference, so that no category can be called so.
func ReferenceWord(word string) bool {
	switch word {
	case numberWord, groupWord, restWord, "muu-maa", "target", string(Maa):
		return true
	}
	return false
}

// AreaID is the id of an area of a category, which has one country only.
func AreaID(c Category, code string) RegionID {
	if c == Maa {
		return WholeCountry
	}
	return regionID(string(c), code)
}

func regionID(word, rest string) RegionID { return RegionID(word + ":" + rest) }

// SotkanetRegion is the id of an area of which only SOTKAnet's number is
// known, "id:730".
func SotkanetRegion(n int) RegionID { return regionID(numberWord, strconv.Itoa(n)) }

// GroupID is the id of a group of areas by its name.
func GroupID(name string) RegionID { return regionID(groupWord, name) }

// RestID is the id of what an area or a group leaves of the whole country.
func RestID(part RegionID) RegionID { return regionID(restWord, string(part)) }

// Category is the category of an area, of a source's own making where it is
// none that SOTKAnet publishes; "" where SOTKAnet's number does not tell it.
// The category of a group is "group" and that of a rest "rest".
func (id RegionID) Category() Category {
	word, _, divided := strings.Cut(string(id), ":")
	if word == numberWord || !divided && id != WholeCountry {
		return ""
	}
	return Category(word)
}

// Code is what tells an area from others of its category: the "179" of
// kunta:179; "" for the whole country.
func (id RegionID) Code() string {
	_, code, _ := strings.Cut(string(id), ":")
	return code
}

// Sotkanet is SOTKAnet's number of an area, where nothing else is known of it.
func (id RegionID) Sotkanet() (int, bool) {
	number, ok := id.after(numberWord)
	n, err := strconv.Atoi(number)
	return n, ok && err == nil && n > 0
}

// Group is the name of a group, if the region is one.
func (id RegionID) Group() (name string, ok bool) { return id.after(groupWord) }

// Rest is the area or group that is left out of the whole country, if the
// region is such a rest.
func (id RegionID) Rest() (part RegionID, ok bool) {
	of, ok := id.after(restWord)
	return RegionID(of), ok
}

// after is what follows a word and its colon.
func (id RegionID) after(word string) (string, bool) {
	before, after, divided := strings.Cut(string(id), ":")
	if !divided || before != word {
		return "", false
	}
	return after, true
}

// Region is an area that a source named: what it said, kept as it was.
// The catalogue of the areas kuvio knows is package catalog's.
type Region struct {
	ID       RegionID `json:"id"` // "id:730" where only SOTKAnet's number is known
	Category string   `json:"category,omitempty"`
	Code     string   `json:"code,omitempty"`
	Name     Text     `json:"name"`
}
