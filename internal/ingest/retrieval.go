package ingest

import (
	"cmp"
	"context"
	"math"
	"time"

	"kuvio/internal/catalog"
	"kuvio/internal/domain"
	"kuvio/internal/panel"
	"kuvio/internal/source"
	"kuvio/internal/store"
)

// daysHeld are the days that files are held to be of, by SHA-256.
func (im *Importer) daysHeld(ctx context.Context) (map[string]string, error) {
	held := make(map[string]string)
	vintages, err := im.Store.Vintages(ctx)
	for _, v := range vintages {
		for _, f := range v.Files {
			held[f.SHA256] = max(held[f.SHA256], f.Retrieved)
		}
	}
	return held, err
}

// date finds the day on which a file was fetched: the one that the import is told, else
// the file's own, else the one that the same file was held to be of before, else the day
// of the import.
func (im *Importer) date(data *fileData, held map[string]string) {
	today := im.Now.Format(time.DateOnly)
	rec := &data.record
	data.heldOf = held[rec.SHA256]
	rec.Retrieved = cmp.Or(data.in.Retrieved, im.Retrieved)
	if data.dated <= today && rec.Retrieved == "" {
		rec.Retrieved = data.dated
	}
	if rec.Retrieved == "" {
		rec.Retrieved = data.heldOf
	}
	if rec.Retrieved == "" {
		rec.Retrieved = today
		if data.undated = rec.Format == string(source.FormatOwn); data.undated {
			data.doubts = append(data.doubts, "it does not say when its figures were downloaded: they are taken as of today, and --retrieved says the day")
		}
	}
}

// redate has the store hold files of the day that they are now known to be of,
// where that is a later one than was known, or asked for.
func (im *Importer) redate(tx store.Tx, files []*fileData) error {
	for _, data := range files {
		if day := data.record.Retrieved; data.heldOf != "" && (day > data.heldOf || im.overrides(data) && day < data.heldOf) {
			if err := tx.PutDay(data.record.SHA256, day, im.overrides(data)); err != nil {
				return err
			}
		}
	}
	return nil
}

// overrides reports whether what a file says goes before what newer downloads say.
func (im *Importer) overrides(data *fileData) bool { return im.Override || data.in.Override }

// mergedAway are the municipalities that have merged into others, each with its
// last year: a file that has figures of one is in a division of that year or
// an earlier one.
func mergedAway(cat *catalog.Catalog) map[domain.RegionID]int {
	ended := make(map[domain.RegionID]int)
	for _, r := range cat.Regions() {
		if r.Category == domain.Kunta && r.Ended() {
			ended[r.ID] = r.Last
		}
	}
	return ended
}

// belong has the cells of an indicator belong to the file's download, and gives
// the divisions that they are in where those are not today's: those that have
// areas of the ended ones. A zero tells nothing: sources list areas that are no
// more without any.
func (data *fileData) belong(p *panel.Panel, ended map[domain.RegionID]int) (found domain.YearRange) {
	last := make(map[domain.Period]int)
	for _, region := range p.Regions {
		year, is := ended[region]
		if !is {
			continue
		}
		for _, b := range p.Breakdowns {
			for _, g := range p.Genders {
				cells, _ := p.Series(region, b, g)
				for i, c := range cells {
					if t := p.Periods[i]; figure(c) && (last[t] == 0 || year < last[t]) {
						last[t] = year
					}
				}
			}
		}
	}
	day := data.record.Retrieved
	if len(last) == 0 {
		p.BelongTo(domain.Retrieval{Day: day})
		return found
	}
	for _, year := range last {
		found = spanning(found, domain.YearRange{From: year, To: year})
	}
	p.Belong(func(t domain.Period) domain.Retrieval {
		return domain.Retrieval{Day: day, Division: last[t]}
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
