package source

import (
	"encoding/json"
	"strconv"

	"kuvio/internal/domain"
)

// indicatorBody is an indicator as /indicators and /indicators/ID write it;
// the list leaves out what the single body adds.
type indicatorBody struct {
	ID           int    `json:"id"`
	Title        texts  `json:"title"`
	Description  texts  `json:"description"`
	Decimals     *int   `json:"decimals"`
	Updated      string `json:"data-updated"`
	Organization struct {
		Title texts `json:"title"`
	} `json:"organization"`
	PrimaryValueType struct {
		Code string `json:"code"`
	} `json:"primaryValueType"`
}

// indicators reads descriptions of indicators into the summary.
func (r *run) indicators() error {
	return r.eachObject(func(raw json.RawMessage, place Place) error {
		var body indicatorBody
		if err := json.Unmarshal(raw, &body); err != nil || body.ID <= 0 || body.Title == (texts{}) {
			return r.badObject(raw, place, err, "an indicator with an id and a title")
		}
		r.sum.Indicators = append(r.sum.Indicators, domain.Indicator{
			ID:           domain.IndicatorID(strconv.Itoa(body.ID)),
			Title:        body.Title.through(title),
			Organization: body.Organization.Title.through(title),
			Description:  body.Description.through(plainText),
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

// regions reads descriptions of regions into the summary.
func (r *run) regions() error {
	return r.eachObject(func(raw json.RawMessage, place Place) error {
		var body regionBody
		if err := json.Unmarshal(raw, &body); err != nil || body.ID <= 0 || body.Category == "" || body.Title == (texts{}) {
			return r.badObject(raw, place, err, "a region with an id, a category, a code as a string and a title")
		}
		r.sum.Regions = append(r.sum.Regions, Region{
			ID: body.ID, Code: title(body.Code), Category: title(body.Category),
			Title: body.Title.through(title), MemberOf: body.MemberOf,
		})
		return nil
	})
}

// badObject rejects a description.
func (r *run) badObject(raw json.RawMessage, place Place, err error, expected string) error {
	j := Reject{Place: place, Found: string(raw), Expected: expected}
	if err != nil {
		j.Hint = err.Error()
	}
	return r.bad(j)
}
