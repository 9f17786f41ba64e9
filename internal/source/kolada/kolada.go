// Package kolada reads what Kolada's interface gives as JSON, versions 2 and 3:
// figures of Sweden's municipalities and regions, with the titles of key figures and
// areas where they stand in the same document.
//
// https://github.com/Hypergene/kolada and https://api.kolada.se/v3/docs
package kolada

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math"
	"strings"

	"kuvio/internal/domain"
	"kuvio/internal/source/content"
	"kuvio/internal/source/record"
)

// areas is the category of Kolada's areas. Their codes are not looked for among
// Finland's.
const areas = "kommun-se"

// JSON reads a page of figures, or a document of several with what describes them:
//
//	{"kpis": [{"id", "title", "description"}], "municipalities": [{"id", "title"}], "values": [row]}
//
// with rows {"kpi", "municipality", "period", "values": [{"gender", "value"}]}. The count
// of a value says of how many areas it is a mean, and is read as no count of people.
type JSON struct{ File content.File }

// Is reports whether an object is a page of Kolada's, of figures or of key figures.
func Is(object map[string]json.RawMessage) bool {
	dec := json.NewDecoder(bytes.NewReader(object["values"]))
	if open, err := dec.Token(); err != nil || open != json.Delim('[') || !dec.More() {
		return false
	}
	var first map[string]json.RawMessage
	if dec.Decode(&first) != nil {
		return false
	}
	has := func(key string) bool { _, ok := first[key]; return ok }
	return has("kpi") && (has("municipality") || has("ou")) || has("id") && has("municipality_type")
}

// row is figures of an area in a year.
type row struct {
	KPI          string          `json:"kpi"`
	Municipality string          `json:"municipality"`
	OU           string          `json:"ou"` // an organisation's, such as a school
	Period       json.RawMessage `json:"period"`
	Values       []figure        `json:"values"`
}

// figure is of one gender; no value is null.
type figure struct {
	Gender  string   `json:"gender"`
	Value   *float64 `json:"value"`
	Deleted bool     `json:"isdeleted"`
}

// described is a key figure or an area.
type described struct {
	ID          string `json:"id"`
	Title       string `json:"title"`
	Description string `json:"description"`
	Of          string `json:"municipality_type"` // of a key figure
}

var genders = map[string]domain.Gender{"T": domain.Total, "K": domain.Female, "F": domain.Female, "M": domain.Male}

// Read reads every figure.
func (j JSON) Read(ctx context.Context, out *record.Sink) error {
	p := pages{out: out, lines: content.LineCounter{File: j.File, Line: 1}, names: map[string]string{}}
	if j.File.Begins(content.BOM) {
		p.skip = int64(len(content.BOM))
	}
	p.dec = json.NewDecoder(j.File.Section(p.skip))
	if open, err := p.dec.Token(); err != nil || open != json.Delim('{') {
		return p.broken(err)
	}
	for p.dec.More() {
		key, err := p.dec.Token()
		if err != nil {
			return p.broken(err)
		}
		switch key {
		case "values":
			err = p.each(ctx, p.value)
		case "kpis":
			err = p.each(ctx, p.kpi)
		case "municipalities":
			err = p.each(ctx, p.municipality)
		case "next_url", "next_page":
			err = p.next()
		default:
			var passed json.RawMessage
			err = p.decode(&passed)
		}
		if err != nil {
			return err
		}
	}
	if _, err := p.dec.Token(); err != nil {
		return p.broken(err)
	}
	if _, err := p.dec.Token(); err != io.EOF {
		return p.broken(errors.New("found more after the end of the data"))
	}
	return nil
}

// pages is the reading of a document.
type pages struct {
	out   *record.Sink
	dec   *json.Decoder
	skip  int64
	lines content.LineCounter
	names map[string]string // of areas, by their codes
	index int               // of the object last read, from 1
}

func (p *pages) decode(into any) error {
	if err := p.dec.Decode(into); err != nil {
		return p.broken(err)
	}
	return nil
}

// broken is the error for text that is not JSON from some point on.
func (p *pages) broken(cause error) error {
	offset := p.skip + p.dec.InputOffset()
	switch {
	case cause == nil:
		cause = errors.New("found no object { }")
	case cause == io.EOF || errors.Is(cause, io.ErrUnexpectedEOF):
		cause = errors.New("the file is cut off: download it again")
		offset = p.lines.File.Size
	}
	place := record.Place{Object: p.index}
	place.Line, _ = p.lines.At(offset)
	return fmt.Errorf("%s:%s: expected JSON: %w", p.lines.File.Name, place, content.JSONFault(cause))
}

// each reads the objects of a list.
func (p *pages) each(ctx context.Context, read func(json.RawMessage, record.Place) error) error {
	open, err := p.dec.Token()
	if err == nil && open != json.Delim('[') {
		err = errors.New("found no list [ ]")
	}
	if err != nil {
		return p.broken(err)
	}
	for p.index = 1; p.dec.More(); p.index++ {
		var raw json.RawMessage
		if err := p.decode(&raw); err != nil {
			return err
		}
		place := record.Place{Object: p.index}
		if place.Line, err = p.lines.At(p.skip + p.dec.InputOffset() - int64(len(raw))); err != nil {
			return err
		}
		if err := ctx.Err(); err != nil {
			return err
		}
		if err := read(raw, place); err != nil {
			return err
		}
	}
	if _, err := p.dec.Token(); err != nil {
		return p.broken(err)
	}
	p.index = 0
	return nil
}

// next says that a page has others after it.
func (p *pages) next() error {
	var url string
	if err := p.decode(&url); err != nil {
		return err
	}
	if url != "" {
		p.out.Doubt(record.Place{Line: p.lines.Line}, "one page of several: the next is at "+content.Excerpt(url))
	}
	return nil
}

// value reads an object of a page: figures, or a key figure.
func (p *pages) value(raw json.RawMessage, place record.Place) error {
	var r row
	err := json.Unmarshal(raw, &r)
	switch {
	case err == nil && r.KPI == "" && bytes.Contains(raw, []byte(`"municipality_type"`)):
		return p.kpi(raw, place)
	case err == nil && r.OU != "":
		p.out.Skip(place, "of an organisation, not of an area: "+content.Excerpt(r.OU))
		return nil
	case err == nil && strings.HasPrefix(r.Municipality, "G"): // an unweighted mean of its members
		p.out.Skip(place, "of a group of areas: "+content.Excerpt(r.Municipality))
		return nil
	case err != nil || r.KPI == "" || r.Municipality == "":
		return p.reject(raw, place, err, "a row with kpi, municipality, period and values")
	}
	return p.figures(&r, raw, place)
}

// figures emits those of a row.
func (p *pages) figures(r *row, raw json.RawMessage, place record.Place) error {
	id, err := domain.ParseIndicatorID(string(domain.BankID(domain.Kolada, r.KPI)))
	if err != nil {
		return p.out.Reject(record.Reject{Place: place, Column: "kpi", Found: r.KPI, Expected: "the id of a key figure, such as N31001"})
	}
	period, err := domain.ParsePeriod(strings.Trim(string(r.Period), `"`))
	if err != nil {
		return p.out.Reject(record.Reject{Place: place, Column: "period", Found: string(r.Period), Expected: record.ExpectYear})
	}
	rec := &p.out.Record
	*rec = record.Record{
		Indicator: id, Period: period, Place: place,
		Region: record.RegionKey{Category: areas, Code: content.Title(r.Municipality), Name: p.names[r.Municipality]},
	}
	for _, f := range r.Values {
		if f.Deleted {
			continue // taken back: absent
		}
		gender, ok := genders[f.Gender]
		if !ok {
			if err := p.out.Reject(record.Reject{Place: place, Column: "gender", Found: f.Gender, Expected: "T, K or M"}); err != nil {
				return err
			}
			continue
		}
		rec.Gender, rec.Cell = gender, domain.EmptyCell(domain.Missing)
		if f.Value != nil {
			rec.Cell = domain.NewCell(*f.Value, math.NaN())
		}
		if err := p.out.Emit(); err != nil {
			return err
		}
	}
	return nil
}

// kpi takes the description of a key figure.
func (p *pages) kpi(raw json.RawMessage, place record.Place) error {
	var d described
	err := json.Unmarshal(raw, &d)
	id, wrong := domain.ParseIndicatorID(string(domain.BankID(domain.Kolada, d.ID)))
	if err != nil || wrong != nil || d.Title == "" {
		return p.reject(raw, place, err, "a key figure with an id and a title")
	}
	p.out.Describe(domain.Indicator{
		ID: id, Title: domain.Text{SV: content.Title(d.Title)}, Description: domain.Text{SV: content.PlainText(d.Description)},
	})
	return nil
}

// municipality takes the name of an area, for the figures that follow.
func (p *pages) municipality(raw json.RawMessage, place record.Place) error {
	var d described
	if err := json.Unmarshal(raw, &d); err != nil || d.ID == "" {
		return p.reject(raw, place, err, "an area with an id and a title")
	}
	p.names[d.ID] = content.Title(d.Title)
	return nil
}

func (p *pages) reject(raw json.RawMessage, place record.Place, err error, expected string) error {
	j := record.Reject{Place: place, Found: string(raw), Expected: expected}
	if err != nil {
		j.Hint = content.JSONFault(err).Error()
	}
	return p.out.Reject(j)
}
