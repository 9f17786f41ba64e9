package ingest

import (
	"kuvio/internal/source/record"
	"kuvio/internal/store"
)

// places keeps the places of records as tags: numbers that grow by little
// from record to record, so that the difference takes a byte. A line is twice
// its number; a cell of a sheet and an object of a JSON array are odd.
type places struct {
	sheets []string // in the order they were met
}

const (
	colBits  = 15 // a sheet has 16,384 columns at the most
	rowBits  = 24 // and a million rows
	lineBits = 32
)

func (ps *places) tag(p record.Place) uint64 {
	switch {
	case p.Row > 0:
		return (uint64(ps.sheet(p.Sheet))<<(rowBits+colBits)|uint64(p.Row)<<colBits|uint64(p.Col))<<2 | 1
	case p.Object > 0:
		return (uint64(p.Object)<<lineBits|uint64(uint32(p.Line)))<<2 | 3
	}
	return uint64(p.Line) << 1
}

// place is the place that a tag of the file stands for.
func (ps *places) place(tag uint64) record.Place { return placeOf(tag, ps.sheets) }

func placeOf(tag uint64, sheets []string) record.Place {
	n := tag >> 2
	switch {
	case tag&1 == 0:
		return record.Place{Line: int(tag >> 1)}
	case tag&2 != 0:
		return record.Place{Object: int(n >> lineBits), Line: int(uint32(n))}
	}
	p := record.Place{Row: int(n >> colBits & (1<<rowBits - 1)), Col: int(n & (1<<colBits - 1))}
	if s := int(n >> (rowBits + colBits)); s < len(sheets) {
		p.Sheet = sheets[s]
	}
	return p
}

func (ps *places) sheet(name string) int {
	for i := len(ps.sheets) - 1; i >= 0; i-- {
		if ps.sheets[i] == name {
			return i
		}
	}
	ps.sheets = append(ps.sheets, name)
	return len(ps.sheets) - 1
}

// Place is where in its file an observation stands.
func Place(o store.Origin) record.Place { return placeOf(o.Tag, o.File.Sheets) }
