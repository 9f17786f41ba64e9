package series

import "kuvio/internal/domain"

// Rule is how a point comes about.
type Rule string

// The rules. A denominator is derived (count ÷ value × per) where no indicator
// is named for it, or where the named one does not fit.
const (
	Published    Rule = "published"     // it is an observation
	RestOfCounts Rule = "rest"          // whole without part, a rate of counts and denominators
	RestOfValues Rule = "rest_amount"   // whole without part, values subtracted
	FromCounts   Rule = "from_counts"   // count ÷ denominator × per
	DerivedBelow Rule = "derived_below" // a denominator derived from value and count
	SumOfCounts  Rule = "group"         // sum of counts ÷ sum of denominators × per
	SumOfValues  Rule = "group_amount"  // values added up
	SumOfMoney   Rule = "group_money"   // sum of value × persons ÷ sum of persons
)

// Role is what a part is to the whole it stands under.
type Role string

// The roles.
const (
	TheWhole       Role = "whole"
	ThePart        Role = "part"
	TheObservation Role = "observation" // whose count is divided
	TheDenominator Role = "denominator"
	TheMember      Role = "member" // of a group
)

// Derivation is one point, the rule it was computed by and the points it was
// computed from, down to published observations.
type Derivation struct {
	Role      Role
	Rule      Rule
	Key       domain.Key       // of a published point as the source has it; of another, what was asked for
	Splice    Selector         // set where a splice was asked for; Key has the one of it that the point is from
	Indicator domain.Indicator // of Key
	Name      domain.Text      // of the region
	Point     Point
	Decimals  int // to show the value with
	Notes     domain.Notes
	Parts     []Derivation
}
