package sotkanet

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"reflect"
	"slices"
	"strconv"

	"kuvio/internal/domain"
	"kuvio/internal/fetch"
	"kuvio/internal/source"
	"kuvio/internal/source/content"
	"kuvio/internal/spool"
)

// description is what the service says of an indicator, of which it says more than
// an import takes.
type description struct {
	domain.Indicator
	asked asked // all there is
	body  spool.Body
}

// described is the part of a description that is read here.
type described struct {
	ID    int `json:"id"`
	Range *struct {
		Start int `json:"start"`
		End   int `json:"end"`
	} `json:"range"`
	Classifications struct {
		Sex struct {
			Values []domain.Gender `json:"values"`
		} `json:"sex"`
	} `json:"classifications"`
}

// describe asks what the service says of an indicator.
func (b *Bank) describe(ctx context.Context, id domain.IndicatorID) (*description, error) {
	path := "/indicators/" + string(id)
	answer, err := b.ask(ctx, path)
	var told *fetch.Error
	if errors.As(err, &told) && told.Status == http.StatusNotFound {
		return nil, fmt.Errorf("%s: the service has none of that number (404): look for it with 'kuvio list indicators', after 'kuvio fetch catalogue'; what is held stays", fetch.WithoutSecrets(b.base()+path))
	}
	if err != nil {
		return nil, err
	}
	d, err := readDescription(ctx, b.base()+path, answer.Body)
	if err != nil {
		return nil, err
	}
	if d.ID != id {
		return nil, fmt.Errorf("%s: found a description of indicator %s, expected one of %s: check the address of this source in kuvio.yaml", b.base()+path, d.ID, id)
	}
	d.body = b.body(b.key(string(id))+" description", path, answer)
	d.body.Updated = d.Updated
	return d, nil
}

func readDescription(ctx context.Context, address string, body []byte) (*description, error) {
	sum, err := read(ctx, address, body, source.FormatIndicators, nil)
	if err != nil {
		return nil, err
	}
	if len(sum.Indicators) != 1 {
		return nil, fmt.Errorf("%s: found descriptions of %d indicators, expected one", address, len(sum.Indicators))
	}
	var more described
	if err := json.Unmarshal(body, &more); err != nil {
		return nil, fmt.Errorf("%s: expected a description of an indicator: %w", address, content.JSONFault(err))
	}
	d := &description{Indicator: sum.Indicators[0]}
	if r := more.Range; r != nil {
		d.asked.years = domain.YearRange{From: r.Start, To: r.End}
	}
	for _, g := range domain.Genders {
		if slices.Contains(more.Classifications.Sex.Values, g) {
			d.asked.genders = append(d.asked.genders, g)
		}
	}
	if len(d.asked.genders) == 0 { // it lists none, or says nothing of gender
		d.asked.genders = []domain.Gender{domain.Total}
	}
	return d, nil
}

// before is the description that is held; nil where none is, or it cannot be read.
func (b *Bank) before(ctx context.Context, now *description) *description {
	last, ok := b.Spool.Last(now.body.Key)
	if !ok {
		return nil
	}
	body, err := b.Spool.Body(last.SHA256)
	if err != nil {
		return nil
	}
	if bytes.Equal(body, now.body.Content) {
		return now
	}
	was, err := readDescription(ctx, last.Name, body)
	if err != nil {
		return nil
	}
	return was
}

// says reports whether two descriptions say the same.
func (d *description) says(the *description) bool {
	return reflect.DeepEqual(d.Indicator, the.Indicator)
}

// told is what people should read of a description: its notices, where they are
// others than those of the one before.
func (d *description) told(was *description, l domain.Lang) []string {
	if was == nil || d.Notices == was.Notices || d.Notices.IsZero() {
		return nil
	}
	return []string{d.Notices.In(l)}
}

// years lists those of a range.
func years(r domain.YearRange) []string {
	var all []string
	for y := r.From; y <= r.To; y++ {
		all = append(all, strconv.Itoa(y))
	}
	return all
}
