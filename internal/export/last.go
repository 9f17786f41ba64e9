package export

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"hash"
	"slices"

	"kuvio/internal/datapackage"
	"kuvio/internal/domain"
	"kuvio/internal/series"
)

// formVersion is raised where the same series give other files than they did; of Parquet
// createdBy is, as well.
const formVersion = 2

// last is the export before, by which it is known what need not be made again.
type last struct {
	resources map[domain.IndicatorID]*datapackage.Resource
	common    []byte // what decides of every file what is in it, beside the data
}

// After has what an earlier export made stand where nothing that it was made of has
// changed: the form and the program, the query, names and settings, and of each indicator
// that was read for it the description and the newest import.
func (x *Selected) After(resources []*datapackage.Resource, form Form, program string) {
	x.last.resources = make(map[domain.IndicatorID]*datapackage.Resource, len(resources))
	for _, r := range resources {
		x.last.resources[r.Made.Indicator] = r
	}
	q := x.Query
	q.Indicators = nil
	delimiter, decimal := form.Dialect.Signs()
	h := sha256.New()
	note(h, formVersion, createdBy, program, form.Format, delimiter, decimal, x.s.Lang, q, x.everyArea, x.s.Catalog.Regions(), x.s.Unlisted(), x.s.Between)
	x.last.common = h.Sum(nil)
}

// note adds values to a hash: texts, numbers and what is made of them.
func note(h hash.Hash, values ...any) {
	enc := json.NewEncoder(h)
	for _, v := range values {
		_ = enc.Encode(v) // of such values it cannot fail, nor the hash
	}
}

// madeOf tells apart what a part is made of, for which some indicators are read.
func (x *Selected) madeOf(sel series.Selector, reads []domain.IndicatorID) string {
	h := sha256.New()
	h.Write(x.last.common)
	note(h, sel)
	for _, id := range reads {
		ind := x.s.Describe(id)
		ind.Updated, ind.Notices = "", domain.Text{} // which no file has
		v := x.vintages[x.held[id].Vintage]
		note(h, id, ind, x.held[id].Vintage, v.Imported.UnixNano(), x.s.Config.Breaks[id], x.s.Config.SuppressedBelow[id], x.s.Stale[id])
		for _, f := range v.Files { // one store's import 3 is not another's
			note(h, f.SHA256)
		}
	}
	return hex.EncodeToString(h.Sum(nil)[:16])
}

// unchanged is what the last export made of a selector, if it would be made the same.
func (x *Selected) unchanged(sel series.Selector) *datapackage.Resource {
	r := x.last.resources[sel.ID()]
	if r == nil || r.Made.Of == "" || r.Made.Of != x.madeOf(sel, r.Made.Reads) {
		return nil
	}
	return r
}

// missing are those of a selector that are not held.
func (x *Selected) missing(sel series.Selector) (ids []domain.IndicatorID) {
	for _, id := range sel {
		if _, ok := x.held[id]; !ok {
			ids = append(ids, id)
		}
	}
	return ids
}

// Gone are the resources of the last export of which this one has none.
func (x *Selected) Gone(now []*datapackage.Resource) (gone []*datapackage.Resource) {
	has := make(map[string]bool, len(now))
	for _, r := range now {
		has[r.Path] = true
	}
	for _, r := range x.last.resources {
		if !has[r.Path] {
			gone = append(gone, r)
		}
	}
	slices.SortFunc(gone, func(a, b *datapackage.Resource) int { return cmp.Compare(a.Path, b.Path) })
	return gone
}
