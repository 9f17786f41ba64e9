package ingest

import (
	"context"
	"math"
	"slices"
	"time"

	"kuvio/internal/catalog"
	"kuvio/internal/domain"
	"kuvio/internal/panel"
)

// dates finds the day on which each file was fetched: the one that the import
// is told, else the file's own, else the one that the same file was held to be
// of before, else the day of the import.
func (im *Importer) dates(ctx context.Context, files []*fileData) error {
	today := im.Now.Format(time.DateOnly)
	known := make(map[string]string) // by SHA-256
	vintages, err := im.Store.Vintages(ctx)
	if err != nil {
		return err
	}
	for _, v := range vintages {
		for _, f := range v.Files {
			known[f.SHA256] = max(known[f.SHA256], v.Retrieved)
		}
	}
	ended := mergedAway(im.Catalog)
	for _, data := range files {
		data.divisions = ended
		data.retrieved, data.heldOf = im.Retrieved, known[data.record.SHA256]
		if data.dated <= today && data.retrieved == "" {
			data.retrieved = data.dated
		}
		if data.retrieved == "" {
			data.retrieved = data.heldOf
		}
		if data.retrieved == "" {
			data.retrieved = today
		}
	}
	return nil
}

// divisions are the municipalities that have merged into others, each with its
// last year: a file that has figures of one is in a division of that year or
// an earlier one.
type divisions []catalog.Region

func mergedAway(cat *catalog.Catalog) divisions {
	all := cat.Regions()
	return slices.DeleteFunc(all, func(r catalog.Region) bool { return r.Category != domain.Kunta || !r.Ended() })
}

// belong has the cells of an indicator belong to the file's download, and gives
// the divisions that they are in where those are not today's. A zero tells
// nothing: sources list areas that are no more without any.
func (data *fileData) belong(p *panel.Panel) (found domain.YearRange) {
	last := make(map[domain.Period]int)
	for _, r := range data.divisions {
		for _, b := range p.Breakdowns {
			for _, g := range p.Genders {
				cells, _ := p.Series(r.ID, b, g)
				for i, c := range cells {
					if t := p.Periods[i]; figure(c) && (last[t] == 0 || r.Last < last[t]) {
						last[t] = r.Last
					}
				}
			}
		}
	}
	if len(last) == 0 {
		p.BelongTo(domain.Retrieval{Day: data.retrieved})
		return found
	}
	for _, year := range last {
		found = spanning(found, domain.YearRange{From: year, To: year})
	}
	p.Belong(func(t domain.Period) domain.Retrieval {
		return domain.Retrieval{Day: data.retrieved, Division: last[t]}
	})
	return found
}

// figure reports whether a cell has a figure other than zero.
func figure(c domain.Cell) bool {
	some := func(v float64) bool { return !math.IsNaN(v) && v != 0 }
	return c.Status == domain.OK && (some(c.Value) || some(c.Count))
}

// spanning is the years from the first of both to the last; a zero range is none.
func spanning(a, b domain.YearRange) domain.YearRange {
	switch {
	case a == (domain.YearRange{}):
		return b
	case b == (domain.YearRange{}):
		return a
	}
	return domain.YearRange{From: min(a.From, b.From), To: max(a.To, b.To)}
}
