package sotkanet

import (
	"context"
	"encoding/json"
	"strconv"

	"kuvio/internal/domain"
	"kuvio/internal/source/content"
	"kuvio/internal/source/record"
)

// indicatorBody is an indicator as /indicators and /indicators/ID write it;
// the list leaves out what the single body adds.
type indicatorBody struct {
	ID           int    `json:"id"`
	Title        texts  `json:"title"`
	Description  texts  `json:"description"`
	Notices      texts  `json:"notices"`
	Decimals     *int   `json:"decimals"`
	Updated      string `json:"data-updated"`
	Organization struct {
		Title texts `json:"title"`
	} `json:"organization"`
	PrimaryValueType struct {
		Code string `json:"code"`
	} `json:"primaryValueType"`
}

// Indicators reads the bodies of /indicators.
type Indicators struct{ File content.File }

// Read takes the descriptions; there are no records.
func (d Indicators) Read(ctx context.Context, out *record.Sink) error {
	return eachObject(ctx, d.File, func(raw json.RawMessage, place record.Place) error {
		var body indicatorBody
		if err := json.Unmarshal(raw, &body); err != nil || body.ID <= 0 || body.Title == (texts{}) {
			return badObject(out, raw, place, err, "an indicator with an id and a title")
		}
		out.Indicators = append(out.Indicators, domain.Indicator{
			ID:           domain.IndicatorID(strconv.Itoa(body.ID)),
			Title:        body.Title.through(content.Title),
			Organization: body.Organization.Title.through(content.Title),
			Description:  body.Description.through(content.PlainText),
			Notices:      body.Notices.through(content.PlainText),
			Unit:         domain.Unit(body.PrimaryValueType.Code),
			Decimals:     body.Decimals,
			Updated:      body.Updated,
		})
		return nil
	})
}

// regionBody is a region as /regions writes it.
type regionBody struct {
	ID       int    `json:"id"`
	Code     string `json:"code"`
	Category string `json:"category"`
	Title    texts  `json:"title"`
	MemberOf []int  `json:"memberOf"`
}

// Regions reads the bodies of /regions.
type Regions struct{ File content.File }

// Read takes the descriptions; there are no records.
func (d Regions) Read(ctx context.Context, out *record.Sink) error {
	return eachObject(ctx, d.File, func(raw json.RawMessage, place record.Place) error {
		var body regionBody
		if err := json.Unmarshal(raw, &body); err != nil || body.ID <= 0 || body.Category == "" || body.Title == (texts{}) {
			return badObject(out, raw, place, err, "a region with an id, a category, a code as a string and a title")
		}
		out.Regions = append(out.Regions, record.Region{
			ID: body.ID, Code: content.Title(body.Code), Category: content.Title(body.Category),
			Title: body.Title.through(content.Title), MemberOf: body.MemberOf,
		})
		return nil
	})
}

// badObject rejects a description.
func badObject(out *record.Sink, raw json.RawMessage, place record.Place, err error, expected string) error {
	j := record.Reject{Place: place, Found: string(raw), Expected: expected}
	if err != nil {
		j.Hint = content.JSONFault(err).Error()
	}
	return out.Reject(j)
}

// texts is a text in three languages as the service writes it.
type texts struct {
	FI string `json:"fi"`
	SV string `json:"sv"`
	EN string `json:"en"`
}

func (t texts) through(clean func(string) string) domain.Text {
	return domain.Text{FI: clean(t.FI), SV: clean(t.SV), EN: clean(t.EN)}
}
