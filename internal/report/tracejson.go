package report

import (
	"encoding/json"
	"io"
	"math"
	"time"

	"kuvio/internal/domain"
	"kuvio/internal/revision"
	"kuvio/internal/series"
	"kuvio/internal/store"
	"kuvio/internal/table"
)

// tracedJSON is a traced number as JSON has it.
type tracedJSON struct {
	Role       series.Role        `json:"role,omitempty"` // in what it is a part of
	Rule       series.Rule        `json:"rule"`
	Indicator  domain.IndicatorID `json:"indicator"`
	Splice     string             `json:"splice,omitempty"` // what was asked for, of which indicator is the one
	Title      string             `json:"title"`
	Unit       domain.Unit        `json:"unit"`
	Region     domain.RegionID    `json:"region"`
	RegionName string             `json:"region_name"`
	Gender     domain.Gender      `json:"gender"`
	Breakdown  string             `json:"breakdown"`
	Period     domain.Period      `json:"period"`
	Value      *float64           `json:"value"`
	Count      *float64           `json:"count"`
	Status     string             `json:"status"`
	Lower      *float64           `json:"lower,omitempty"` // between which a derived denominator lies
	Upper      *float64           `json:"upper,omitempty"`
	Note       string             `json:"note"`
	Formula    string             `json:"formula,omitempty"`
	*statedJSON
	Earlier []earlierJSON `json:"earlier,omitempty"` // the latest first
	Parts   []*tracedJSON `json:"parts,omitempty"`
}

// statedJSON is where a published number stands.
type statedJSON struct {
	File      string          `json:"file"`
	Place     string          `json:"place"`
	Line      int             `json:"line,omitempty"`
	Object    int             `json:"object,omitempty"`
	Sheet     string          `json:"sheet,omitempty"`
	Format    string          `json:"format"`
	SHA256    string          `json:"sha256"`
	Vintage   store.VintageID `json:"vintage"`
	Imported  string          `json:"imported"`
	Retrieved string          `json:"retrieved"`
}

// earlierJSON is what a number was before an import changed it, and where that
// stood.
type earlierJSON struct {
	Value  *float64 `json:"value"`
	Count  *float64 `json:"count"`
	Status string   `json:"status"`
	*statedJSON
	ReplacedBy store.VintageID `json:"replaced_by"`
}

// WriteTraceJSON writes a traced number for scripts.
func WriteTraceJSON(w io.Writer, n *revision.Traced, l domain.Lang) error {
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	return enc.Encode(traceJSON(n, l))
}

func traceJSON(n *revision.Traced, l domain.Lang) *tracedJSON {
	k, p := n.Key, n.Point
	j := &tracedJSON{
		Role: n.Role, Rule: n.Rule, Indicator: k.Indicator, Title: n.Indicator.Title.In(l), Unit: n.Indicator.Unit,
		Region: k.Region, RegionName: n.Name.In(l), Gender: k.Gender, Breakdown: k.Breakdown, Period: k.Period,
		Value: known(p.Value), Count: known(p.Count), Status: p.Status.String(), Note: n.Notes.String(),
		Formula: n.Formula(series.Machine), statedJSON: stated(n.Stated),
	}
	if n.Splice != nil {
		j.Splice = n.Splice.String()
	}
	if n.Rule == series.DerivedBelow {
		den := p.Denominator
		j.Value, j.Count, j.Lower, j.Upper = known(den.Value), nil, known(den.Low), known(den.High)
	}
	for _, e := range n.Earlier {
		j.Earlier = append(j.Earlier, earlierJSON{
			Value: known(e.Cell.Value), Count: known(e.Cell.Count), Status: earlierStatus(e.Cell),
			statedJSON: stated(e.Stated), ReplacedBy: e.ReplacedBy,
		})
	}
	for _, part := range n.Parts {
		j.Parts = append(j.Parts, traceJSON(part, l))
	}
	return j
}

// known is a number for JSON, null where there is none.
func known(v float64) *float64 {
	if math.IsNaN(v) || math.IsInf(v, 0) {
		return nil
	}
	v = table.Undusted(v)
	return &v
}

func stated(s *revision.Stated) *statedJSON {
	if s == nil {
		return nil
	}
	return &statedJSON{
		File: s.File.Name, Place: s.Place.String(), Line: s.Place.Line, Object: s.Place.Object, Sheet: s.Place.Sheet, Format: s.File.Format, SHA256: s.File.SHA256,
		Vintage: s.Vintage.ID, Imported: s.Vintage.Imported.UTC().Format(time.RFC3339), Retrieved: s.File.Retrieved,
	}
}

// earlierStatus is the status of an earlier figure; absent is one withdrawn.
func earlierStatus(c domain.Cell) string {
	if c.Status == domain.Absent {
		return string(revision.Withdrawn)
	}
	return c.Status.String()
}
