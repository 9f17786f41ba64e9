package cli

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"kuvio/internal/domain"
	"kuvio/internal/ingest"
	"kuvio/internal/locale"
	"kuvio/internal/revision"
	"kuvio/internal/session"
)

// shownUnusual is how many indicators with unusual revisions are listed.
const shownUnusual = 20

// reportSizes says how far the largest correction of an import went, and quiet or
// not, which of them should not pass unread.
func (a *app) reportSizes(ctx context.Context, s *session.Session, imported *ingest.Report) {
	if imported == nil || imported.Vintage == 0 || !slices.ContainsFunc(imported.Files, func(f ingest.FileReport) bool { return f.New+f.Changed > 0 }) {
		return
	}
	sizes, err := revision.SizesOf(ctx, s, imported.Vintage)
	if err != nil && ctx.Err() == nil { // what was imported is there all the same
		a.warn("how far the import revised figures cannot be told: %s", told(err))
	}
	if err != nil {
		return
	}
	if sizes.Largest != nil {
		a.say("largest change: %s", revised(sizes.Largest))
	}
	for i := range sizes.Unusual {
		if i == shownUnusual {
			a.warn("… and of %s more", count(len(sizes.Unusual)-i, "indicator"))
			break
		}
		r := &sizes.Unusual[i]
		a.warn("unusual: %s, %s: see 'kuvio history -i %s'", revised(r), whyUnusual(r), r.Indicator.ID)
	}
	if sizes.More > 0 {
		a.warn("unusual besides: %s of the same indicators", count(sizes.More, "figure"))
	}
}

// revised is a revision in a line: "191 kunta:179 2014: 1.7 -> 6.8 (×4.0)".
func revised(r *revision.Revised) string {
	number := func(c domain.Cell) string {
		if c.Value == c.Value {
			return locale.Number(domain.English, c.Value, r.Decimals)
		}
		return locale.Number(domain.English, c.Count, 0)
	}
	of := []string{string(r.Indicator.ID), string(r.Key.Region)}
	if r.Key.Gender != domain.Total {
		of = append(of, string(r.Key.Gender))
	}
	if r.Key.Breakdown != "" {
		of = append(of, r.Key.Breakdown)
	}
	by := ""
	if times, ok := r.Times(); ok {
		by = fmt.Sprintf(" (×%s)", locale.Number(domain.English, times, 1))
	}
	if r.Old.Status == domain.Absent {
		return fmt.Sprintf("%s %s: %s, new", strings.Join(of, " "), r.Key.Period, number(r.New))
	}
	return fmt.Sprintf("%s %s: %s -> %s%s", strings.Join(of, " "), r.Key.Period, number(r.Old), number(r.New), by)
}

// whyUnusual says what is unusual in a revision that is.
func whyUnusual(r *revision.Revised) string {
	if r.Alike > 0 {
		return fmt.Sprintf("%s of it changed by one factor: another unit or definition, or a mistake of its source", count(r.Alike, "figure"))
	}
	if r.Apart {
		return "at least four times the years beside it, or at most a fourth"
	}
	return fmt.Sprintf("further than any revision of it before (×%s)", locale.Number(domain.English, 1+r.Past, 1))
}
