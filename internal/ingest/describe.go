package ingest

import (
	"context"
	"maps"
	"reflect"
	"slices"

	"kuvio/internal/domain"
	"kuvio/internal/store"
)

// describe stores what the files say of indicators and regions, and reports
// the indicators nobody describes. Where several describe the same one, the
// last word is what is compared with the store, so that two files which differ
// are not a change at every import.
func (im *Importer) describe(ctx context.Context, tx store.Tx, read []*fileData, rep *Report) (changed bool, err error) {
	described := slices.Clone(im.Descriptions)
	var ids []domain.IndicatorID
	for _, data := range read {
		described = append(described, data.indicators...)
		ids = append(ids, data.order...)
	}
	for _, ind := range described {
		ids = append(ids, ind.ID)
	}
	slices.Sort(ids)
	stored, err := im.Store.Indicators(ctx, slices.Compact(ids))
	if err != nil {
		return false, err
	}
	now := make(map[domain.IndicatorID]domain.Indicator)
	for _, ind := range described {
		before, ok := now[ind.ID]
		if !ok {
			before = stored[ind.ID]
		}
		now[ind.ID] = ind.Or(before)
	}
	im.retell(read, stored, now)
	for id, ind := range now {
		if reflect.DeepEqual(stored[id], ind) {
			continue
		}
		changed = true
		if err := tx.PutIndicator(ind); err != nil {
			return false, err
		}
	}
	for _, data := range read {
		for _, id := range data.order {
			_, inFiles := now[id]
			_, inStore := stored[id]
			_, inCatalog := im.Catalog.Indicator(id)
			if !inFiles && !inStore && !inCatalog && !slices.Contains(rep.UnknownIndicators, id) {
				rep.UnknownIndicators = append(rep.UnknownIndicators, id)
			}
		}
	}
	regions, err := im.regions(ctx, tx, read, rep)
	return changed || regions, err
}

// retell takes what files tell at second hand of indicators that nobody else describes.
func (im *Importer) retell(read []*fileData, stored, now map[domain.IndicatorID]domain.Indicator) {
	for _, data := range read {
		for _, ind := range data.retold {
			_, said := now[ind.ID]
			_, held := stored[ind.ID]
			_, known := im.Catalog.Indicator(ind.ID)
			if !said && !held && !known {
				now[ind.ID] = ind
			}
		}
	}
}

// regions stores the areas the catalogue lacks, named by a file of regions or
// by an observation.
func (im *Importer) regions(ctx context.Context, tx store.Tx, read []*fileData, rep *Report) (changed bool, err error) {
	stored, err := im.Store.Regions(ctx)
	if err != nil {
		return false, err
	}
	was := make(map[domain.RegionID]domain.Region, len(stored))
	for _, r := range stored {
		was[r.ID] = r
	}
	named := slices.Clone(rep.UnknownRegions)
	for _, data := range read {
		for _, r := range data.regions {
			if _, ok := im.Catalog.BySotkanet(r.ID); !ok {
				named = append(named, domain.Region{ID: im.Catalog.FromSotkanet(r.ID), Category: r.Category, Code: r.Code, Name: r.Title})
			}
		}
	}
	now := make(map[domain.RegionID]domain.Region)
	for _, r := range named {
		if _, ok := now[r.ID]; !ok || !r.Name.IsZero() {
			now[r.ID] = r
		}
	}
	for _, id := range slices.Sorted(maps.Keys(now)) { // in the order of the store's index, for there may be a million
		r := now[id]
		if old, ok := was[id]; ok && (old == r || r.Name.IsZero()) {
			continue
		}
		changed = true
		if err := tx.PutRegion(r); err != nil {
			return false, err
		}
	}
	return changed, nil
}
