package site

import (
	"bytes"
	"context"
	"html/template"

	"kuvio/internal/chart"
	"kuvio/internal/domain"
	"kuvio/internal/figure"
	"kuvio/internal/series"
)

// drawn is a figure in one language: as wide as a page of text, and for a telephone.
type drawn struct{ wide, narrow []byte }

// drawings are a figure in every language; none where it has no data.
type drawings map[domain.Lang]drawn

// figureView is a figure as a page has it.
type figureView struct{ Wide, Narrow template.HTML }

func (d drawings) in(l domain.Lang) figureView {
	return figureView{inline(d[l].wide), inline(d[l].narrow)}
}

// inline is a picture as a part of a page: our own writer's, whose texts it escapes.
func inline(svg []byte) template.HTML {
	return template.HTML(svg[max(0, bytes.Index(svg, []byte("<svg"))):])
}

// figures are those of an indicator's page.
type figures struct {
	ranked, lines drawings
	tiles         drawings // of tiles, of the regions
	said          []string
}

// purposes are what a figure is drawn for: the two widths of a drawn.
var purposes = [2]string{"plan", "half"}

// mostRanked is how many areas of a kind stand below one another; of more, so many of the
// highest and of the lowest.
const mostRanked = 30

// figuresOf draws the figures of an indicator, of which all are the series: its regions
// ranked in the latest year, and the country's line before theirs.
func (m *maker) figuresOf(ctx context.Context, h *holding, all []series.Series) (f figures) {
	with := make(map[domain.Category]int) // areas with a value
	for i := range all {
		based := all[i].Based()
		for range based.WithValue() {
			with[m.shown[m.at[based.Region]].category]++
			break
		}
	}
	var country chart.List
	if with[domain.Maa] > 0 {
		country = chart.List{string(domain.WholeCountry)}
	}
	of := chart.Values{Gender: h.gender, Breakdown: h.breakdown}
	category := m.regions(h)
	set := string(category) + "@" + string(domain.WholeCountry)
	if with[category] > 0 {
		top := 0
		if with[category] > mostRanked {
			top = 10
		}
		f.ranked = m.draw(ctx, &f, h, func(frame chart.Frame) chart.Spec {
			frame.Kind = "ranked"
			return &chart.Ranked{Frame: frame, Beside: chart.Beside{Indicator: string(h.ID), Regions: chart.List{set}, With: country}, Values: of, Top: top}
		})
	}
	if with[domain.Maakunta] > 1 {
		f.tiles = m.drawIf(ctx, h, "tiles", func(frame chart.Frame) chart.Spec {
			return &chart.Tiles{Frame: frame, Tinted: chart.Tinted{Indicator: string(h.ID), Regions: chart.List{string(domain.Maakunta) + "@" + string(domain.WholeCountry)}}, Values: of}
		})
	}
	if country != nil {
		f.lines = m.draw(ctx, &f, h, func(frame chart.Frame) chart.Spec {
			frame.Kind = "lines"
			spec := &chart.Lines{Frame: frame, Beside: chart.Beside{Indicator: string(h.ID), Regions: country}, Values: of, EndValues: true}
			if with[category] > 0 {
				spec.Others = chart.List{set}
			}
			return spec
		})
	}
	return f
}

// drawIf is draw of a kind that not every indicator has what it takes for, such as values
// enough for classes: then there is none.
func (m *maker) drawIf(ctx context.Context, h *holding, kind chart.Kind, spec func(chart.Frame) chart.Spec) drawings {
	var aside figures
	return m.draw(ctx, &aside, h, func(frame chart.Frame) chart.Spec {
		frame.Kind = kind
		return spec(frame)
	})
}

// draw draws a figure for each purpose and in every language. What keeps one from being
// drawn is told.
func (m *maker) draw(ctx context.Context, f *figures, h *holding, spec func(chart.Frame) chart.Spec) drawings {
	b := &chart.Builder{Session: m.Session, Files: m.Files}
	all := make(drawings)
	for i, purpose := range purposes {
		s := spec(chart.Frame{ID: "sivu-" + indicatorName(h.ID), For: purpose})
		built, err := b.Build(ctx, s)
		if err != nil {
			f.said = append(f.said, "indicator "+string(h.ID)+": a figure could not be drawn: "+err.Error())
			return nil
		}
		for _, l := range m.Langs {
			var svg []byte
			picture, err := built.Draw(l)
			if err == nil {
				svg, err = picture.In(figure.FormatSVG)
			}
			if err != nil {
				f.said = append(f.said, "indicator "+string(h.ID)+": a figure could not be drawn: "+err.Error())
				return nil
			}
			d := all[l]
			if i == 0 {
				d.wide = svg
			} else {
				d.narrow = svg
			}
			all[l] = d
		}
	}
	return all
}
