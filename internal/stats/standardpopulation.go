package stats

import "math"

// OpenAge is where a class of ages ends that has no end: 95 and over.
const OpenAge = math.MaxInt

// AgeBand is a class of ages of a standard population, both ends included, with
// its people.
type AgeBand struct {
	From, To int
	People   float64
}

// ESP2013 is the European standard population of 2013, 100,000 people, in its 21
// classes (Eurostat 2013, Revision of the European Standard Population: Report of
// Eurostat's task force, doi:10.2785/11470). PHEindicatormethods has the same in 19,
// 0–4 and 90 and over being one class each.
var ESP2013 = []AgeBand{
	{0, 0, 1000}, {1, 4, 4000}, {5, 9, 5500}, {10, 14, 5500}, {15, 19, 5500},
	{20, 24, 6000}, {25, 29, 6000}, {30, 34, 6500}, {35, 39, 7000}, {40, 44, 7000},
	{45, 49, 7000}, {50, 54, 7000}, {55, 59, 6500}, {60, 64, 6000}, {65, 69, 5500},
	{70, 74, 5000}, {75, 79, 4000}, {80, 84, 2500}, {85, 89, 1500}, {90, 94, 800},
	{95, OpenAge, 200},
}
