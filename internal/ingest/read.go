package ingest

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"math"
	"os"
	"strconv"

	"kuvio/internal/domain"
	"kuvio/internal/panel"
	"kuvio/internal/source"
	"kuvio/internal/store"
)

// progressEvery is how many rows pass between reports of progress.
const progressEvery = 4096

// fileData is one file, read and joined but not yet stored.
type fileData struct {
	record     store.File // New, Changed, Same and Missing are still to be counted
	panels     map[domain.IndicatorID]*panel.Panel
	order      []domain.IndicatorID // of panels, as the file has them
	repeats    int
	indicators []domain.Indicator
	regions    []source.Region
}

// readFile reads one file as a whole. Bad rows go to reject; the error is of
// the file as a whole.
func (im *Importer) readFile(ctx context.Context, path string, join *joiner, reject func(source.Reject)) (*fileData, error) {
	hash, size, err := digest(path)
	if err != nil {
		return nil, err
	}
	builders := make(map[domain.IndicatorID]*panel.Builder)
	data := &fileData{panels: make(map[domain.IndicatorID]*panel.Panel)}
	places := places{}
	rows := 0
	lost := 0 // rows that were read but could not be joined or contradict each other
	refuse := func(r source.Reject) {
		r.File = path
		lost++
		reject(r)
	}
	sum, err := source.ReadFile(ctx, path, func(rec *source.Record) error {
		region, err := join.region(rec.Region)
		if err != nil {
			refuse(source.Reject{Place: rec.Place, Column: "region", Found: rec.Region.Name + " " + rec.Region.Code, Expected: err.Error()})
			return nil
		}
		b := builders[rec.Indicator]
		if b == nil {
			b = new(panel.Builder)
			builders[rec.Indicator] = b
			data.order = append(data.order, rec.Indicator)
		}
		b.AddTagged(domain.Key{Region: region, Gender: rec.Gender, Breakdown: rec.Breakdown, Period: rec.Period}, rec.Cell, places.tag(rec.Place))
		if rows++; rows%progressEvery == 0 && im.Progress != nil {
			im.Progress(progressEvery)
		}
		return nil
	}, func(r source.Reject) error {
		reject(r)
		return nil
	})
	if err != nil {
		return nil, err
	}
	for _, id := range data.order {
		p, conflicts, repeats, err := builders[id].Panel()
		if err != nil {
			return nil, fmt.Errorf("%s: indicator %s: %w", path, id, err)
		}
		delete(builders, id)
		p.MadeUp = im.MadeUp
		data.panels[id] = p
		data.repeats += repeats
		for _, c := range conflicts {
			refuseConflict(id, c, places, refuse)
		}
	}
	data.indicators, data.regions = sum.Indicators, sum.Regions
	data.record = store.File{
		Name: path, SHA256: hash, Size: size, Format: string(sum.Format),
		Rows: sum.Rows + sum.Rejects, Rejected: sum.Rejects + lost,
	}
	return data, nil
}

// refuseConflict lists every row of a contradiction, each with the place of
// another that says otherwise.
func refuseConflict(id domain.IndicatorID, c panel.Conflict, places places, refuse func(source.Reject)) {
	for i, cell := range c.Cells {
		other := 0
		for c.Cells[other].Equal(cell) {
			other++
		}
		refuse(source.Reject{
			Place:    places.place(c.Tags[i]),
			Found:    fmt.Sprintf("%s for indicator %s, region %s, %s, %s", cellText(cell), id, c.Key.Region, c.Key.Gender, c.Key.Period),
			Expected: fmt.Sprintf("what %s says, %s", places.place(c.Tags[other]), cellText(c.Cells[other])),
			Hint:     "neither was imported: correct one of them and import the file again",
		})
	}
}

func cellText(c domain.Cell) string {
	number := func(v float64) string {
		if math.IsNaN(v) {
			return "none"
		}
		return strconv.FormatFloat(v, 'f', -1, 64)
	}
	return fmt.Sprintf("value %s, count %s", number(c.Value), number(c.Count))
}

// digest is the file's SHA-256 and size.
func digest(path string) (sum string, size int64, err error) {
	f, err := os.Open(path)
	if err != nil {
		if errors.Is(err, os.ErrNotExist) {
			return "", 0, fmt.Errorf("%s: there is no such file", path)
		}
		return "", 0, err
	}
	defer f.Close()
	if info, err := f.Stat(); err == nil && info.IsDir() {
		return "", 0, fmt.Errorf("%s: found a folder, expected a data file: name the files themselves", path)
	}
	h := sha256.New()
	if size, err = io.Copy(h, f); err != nil {
		return "", 0, err
	}
	return hex.EncodeToString(h.Sum(nil)), size, nil
}

// places packs the places of records into the tags a panel builder keeps:
// a row or line, a column and the number of a sheet; or an object and a line.
type places []string // the sheets, in the order they were met

const (
	rowBits, colBits = 40, 16
	objectBit        = 1 << 63
)

func (ps *places) tag(p source.Place) uint64 {
	if p.Row == 0 {
		if p.Object > 0 {
			return objectBit | uint64(p.Object)<<32 | uint64(uint32(p.Line))
		}
		return uint64(p.Line) << colBits
	}
	sheet := -1
	for i, name := range *ps {
		if name == p.Sheet {
			sheet = i
		}
	}
	if sheet < 0 {
		sheet = len(*ps)
		*ps = append(*ps, p.Sheet)
	}
	return uint64(sheet+1)<<(rowBits+colBits) | uint64(p.Row)<<colBits | uint64(p.Col)
}

func (ps places) place(tag uint64) source.Place {
	if tag&objectBit != 0 {
		return source.Place{Object: int(tag &^ objectBit >> 32), Line: int(uint32(tag))}
	}
	row := int(tag >> colBits & (1<<rowBits - 1))
	if sheet := int(tag >> (rowBits + colBits)); sheet > 0 {
		return source.Place{Sheet: ps[sheet-1], Row: row, Col: int(tag & (1<<colBits - 1))}
	}
	return source.Place{Line: row}
}
