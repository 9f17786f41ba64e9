package report

import (
	"slices"
	"strings"

	"kuvio/internal/between"
	"kuvio/internal/catalog"
	"kuvio/internal/cite"
	"kuvio/internal/compare"
	"kuvio/internal/domain"
	"kuvio/internal/prose"
	"kuvio/internal/series"
)

// Told is what sentences on several areas need besides their figures.
type Told struct {
	About  []domain.RegionID // areas that are told of among those compared; nil for all
	Of     catalog.Place     // of the area that they are the members of, where they are one's
	Places prose.Places
}

// CompareSentences is a comparison in words, as CompareParagraphs has them; the source
// stands last.
func CompareSentences(r *compare.Result, confidence float64, told Told, l domain.Lang) string {
	return inParagraphs(CompareParagraphs(r, confidence, told, l), comparedWith(r), l)
}

// CompareParagraphs is a comparison in words: paragraphs for each indicator,
// gender and breakdown. confidence is the coverage of the intervals in percent.
func CompareParagraphs(r *compare.Result, confidence float64, told Told, l domain.Lang) (paragraphs []string) {
	each := len(r.All)
	for _, kind := range series.Kinds(r.Series) {
		s := prose.Standing{About: told.About, Of: told.Of, Places: told.Places, Level: confidence / 100}
		for _, i := range kind.At {
			rows := r.Comparisons[i*each : (i+1)*each]
			s.All, s.Decimals = append(s.All, rows), rows[0].Decimals
		}
		paragraphs = append(paragraphs, prose.Compare(s, l)...)
	}
	return paragraphs
}

// inParagraphs parts paragraphs by empty lines; of which day data is that is older
// than it should be, and the source, stand last.
func inParagraphs(paragraphs []string, used []series.Series, l domain.Lang) string {
	for _, t := range []domain.Text{cite.Stale(used), cite.Source(used)} {
		if said := t.In(l); said != "" {
			paragraphs = append(paragraphs, said)
		}
	}
	if len(paragraphs) == 0 {
		return ""
	}
	return strings.Join(paragraphs, "\n\n") + "\n"
}

// ClassesSentences is areas by class of size in words; the source stands last.
func ClassesSentences(r *between.ClassesResult, limits between.Limits, told Told, l domain.Lang) string {
	return inParagraphs(ClassesParagraphs(r, limits, told, l), r.Used, l)
}

// ClassesParagraphs is areas by class of size in words, a paragraph for each indicator,
// gender and breakdown.
func ClassesParagraphs(r *between.ClassesResult, limits between.Limits, told Told, l domain.Lang) (paragraphs []string) {
	for i := range r.Kinds {
		k := &r.Kinds[i]
		label := func(c between.Class) domain.Text {
			return classLabel(c, limits, k.Whole, limitDecimals(&k.Series[0], limits))
		}
		paragraphs = append(paragraphs, prose.Classes(prose.Sizes{KindClasses: k, Limits: limits, Label: label, Of: told.Of}, l))
	}
	return paragraphs
}

// SpreadSentences is how far areas lie apart in words; the source stands last.
func SpreadSentences(r *between.SpreadResult, told Told, l domain.Lang) string {
	var paragraphs []string
	for i := range r.Kinds {
		paragraphs = append(paragraphs, prose.Spread(prose.Apart{KindSpread: &r.Kinds[i], Of: told.Of, Places: told.Places}, l))
	}
	return inParagraphs(paragraphs, slices.Concat(r.Series, r.Used), l)
}
