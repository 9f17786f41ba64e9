package domain

// Region is an area that a source named: what it said, kept as it was.
// The catalogue of the areas kuvio knows is package catalog's.
type Region struct {
	ID       RegionID `json:"id"` // "id:730" where only SOTKAnet's number is known
	Category string   `json:"category,omitempty"`
	Code     string   `json:"code,omitempty"`
	Name     Text     `json:"name"`
}
