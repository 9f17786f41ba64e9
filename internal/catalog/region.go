package catalog

import "kuvio/internal/domain"

// Region is an area the catalogue knows. Its slices are the catalogue's own
// and must not be changed.
type Region struct {
	ID         domain.RegionID // "kunta:179", "maa"
	SotkanetID int             // 0 where unknown
	Category   domain.Category
	Code       string // as SOTKAnet has it today, leading zeros kept
	Name       domain.Text
	First      int             // first year of the area; 0 where before 2013 or not known
	Last       int             // last year of the area; 0 where it exists
	Successor  domain.RegionID // the area it merged into; "" for none or several
	OldIDs     []int           // ids SOTKAnet used for the same area before
	Aliases    []string        // other names sources use for it
}

// Ended reports whether the area itself has ended: merged or divided. The
// areas of an abolished category have not ended in this sense, for data of
// them goes on being read in their last division.
func (r Region) Ended() bool { return r.Last != 0 && r.Last != r.Category.Ended() }

// IsZero reports whether r is no region at all.
func (r Region) IsZero() bool { return r.ID == "" }

// Domain is the region in the form that data carries with it.
func (r Region) Domain() domain.Region {
	return domain.Region{ID: r.ID, Category: string(r.Category), Code: r.Code, Name: r.Name}
}

// Label is the region as errors name it: "kunta:541 Nurmes".
func (r Region) Label() string { return string(r.ID) + " " + r.Name.In(domain.Finnish) }
