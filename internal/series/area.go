package series

import "kuvio/internal/domain"

// Area is what a series is of: a region, several of them as one (a group), or
// the whole country without a region or a group.
type Area struct {
	ID      domain.RegionID // as it is written: "kunta:179", "rest:shp:14", "group:saarikka"
	Name    domain.Text
	Whole   domain.RegionID  // set with Part
	Part    domain.RegionID  // the area is Whole without Part
	Members []Member         // of the group that the area, or its Part, is
	Years   domain.YearRange // in which the group existed; it has no points of other years
	Merged  Member           // of a region that has merged into another: itself, among the query's other areas
}

// Member is one area of several that are taken together, a group's or a set's.
// They have nothing in common but a successor.
type Member struct {
	ID        domain.RegionID
	Last      int             // its last year; 0 where it exists
	Successor domain.RegionID // what it has merged into since; "" for nothing
	Wider     bool            // the successor has more than these areas
}

// Derived reports whether the area's figures are computed from those of others.
func (a Area) Derived() bool { return a.Part != "" || len(a.Members) > 0 }
