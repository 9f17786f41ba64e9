package ingest

import (
	"kuvio/internal/domain"
	"kuvio/internal/panel"
)

// Lacking is how many figures of an indicator the files of an import no longer
// have, though they cover them.
type Lacking struct {
	Indicator domain.IndicatorID
	Figures   int
	Why       Reason // they were not withdrawn; "" where they were
}

// Reason is why figures that files no longer have were not withdrawn.
type Reason string

// The reasons: the format does not tell what a file covers, rows of it were
// rejected, or it is more than is withdrawn unasked; of newer downloads, that.
const (
	Uncertain Reason = "uncertain"
	Rejected  Reason = "rejected"
	TooMany   Reason = "too many"
	Alone     Reason = "too many of an older download alone"
)

// mostWithdrawn is the share of the figures it covers that a download withdraws
// without being told to: more than a tenth is more likely an incomplete file.
const mostWithdrawn = 10

// withdraw takes out of a revision what the files no longer have, where it is
// certain that they cover it and are whole: a figure that its source has begun to withhold
// must not be shown on. stated is what the files state between them.
func (im *Importer) withdraw(r *revised, m *panel.Merged, stated *panel.Panel, ended map[domain.RegionID]int, whole bool) error {
	hasEnded := func(id domain.RegionID) bool { return ended[id] > 0 }
	if err := im.late(r, m, hasEnded); err != nil {
		return err
	}
	l := m.Panel.Lacking(stated, r.years, hasEnded)
	r.lack = l
	switch {
	case l.All() == 0:
	case r.unsure:
		r.kept = Uncertain
	case !whole:
		r.kept = Rejected
	case r.override:
		r.withdrawn = l.All()
		return m.Withdraw(&l, true)
	case mostWithdrawn*l.All() <= l.Covered:
		r.withdrawn, r.kept = len(l.Cells), TooMany
		return m.Withdraw(&l, false)
	default:
		r.kept = TooMany
	}
	return nil
}

// late withdraws the figures of an older download that a newer one, which is held,
// covers and does not have, as if they had been imported by their days. They are
// counted as older, not as new.
func (im *Importer) late(r *revised, m *panel.Merged, ended func(domain.RegionID) bool) error {
	if r.override {
		return nil
	}
	l := m.Panel.Late(r.base, ended, mostWithdrawn)
	r.late, r.alone = len(l.Cells), len(l.Scant)
	m.Changes.New -= r.late
	for left, n := r.late, len(r.files)-1; left > 0 && n >= 0; n-- {
		c := &r.files[n].changes
		some := min(left, c.New)
		c.New, c.Older, left = c.New-some, c.Older+some, left-some
	}
	return m.Withdraw(&l, false)
}

// lacking takes down what an indicator's files no longer have.
func (rep *Report) lacking(r *revised) {
	if r.withdrawn > 0 {
		rep.Withdrawn = append(rep.Withdrawn, Lacking{Indicator: r.id, Figures: r.withdrawn})
	}
	if r.late > 0 {
		rep.Late = append(rep.Late, Lacking{Indicator: r.id, Figures: r.late})
	}
	if r.alone > 0 {
		rep.Kept = append(rep.Kept, Lacking{r.id, r.alone, Alone})
	}
	if kept := r.lacked - r.withdrawn; kept > 0 {
		rep.Kept = append(rep.Kept, Lacking{r.id, kept, r.kept})
	}
}
