package table

import (
	"context"
	"errors"
	"fmt"
	"hash/maphash"
	"slices"
	"strings"

	"kuvio/internal/domain"
	"kuvio/internal/source/content"
	"kuvio/internal/source/mapping"
	"kuvio/internal/source/record"
	"kuvio/internal/source/sheet"
)

// A column that a mapping does not name may divide the figures all the same,
// as when a source adds the gender to a table that was of everybody. Passed
// over, the figures of men would be those of all. So a mapping is laid over
// what such a column says, and what it does not say clearly is asked.

// byContent is the part of an observation that a column's words are of,
// whatever its header: genders, or ages that say so.
func (o *overlay) byContent(c *column, roles []mapping.Role) mapping.Role {
	if len(c.order) == 0 || c.many || c.texts < c.filled || c.filled*10 < o.survey.rows*9 {
		return ""
	}
	words := c.plainWords()
	ages := mapping.RoleBreakdown + "age"
	switch {
	case mapping.IsGenders(words) && !slices.Contains(roles, mapping.RoleGender):
		return mapping.RoleGender
	case mapping.IsAges(words) && !slices.Contains(roles, ages):
		return ages
	}
	return ""
}

// plainWords are the column's words without footnote marks.
func (c *column) plainWords() []mapping.Word {
	words := make([]mapping.Word, len(c.order))
	for i, w := range c.order {
		words[i].Label = sheet.StripMarks(w)
	}
	return words
}

// unnamed is what a column that a mapping of columns does not name is taken
// for: the gender, an age or the time where its header says so and the mapping
// has none. The rest is left out where no figure depends on it (differ).
func (o *overlay) unnamed(c *column, roles []mapping.Role) mapping.Role {
	role := c.role()
	_, breakdown := role.Breakdown()
	switch {
	case c.isOneOfMany(), c.isPartOfYear() && slices.Contains(roles, mapping.RolePeriod), c.saysSeveralUnits(),
		c.namesIndicators() && len(c.order) > 1 && !slices.Contains(roles, mapping.RoleIndicator):
		return "" // asked
	case slices.Contains(roles, role):
	case role == mapping.RoleGender, breakdown, role.IsRegion() && o.m.Region == "" && !slices.ContainsFunc(roles, mapping.Role.IsRegion), role == mapping.RolePeriod && c.years == c.filled:
		return role
	}
	return mapping.RoleIgnore
}

// namesIndicators reports whether the column is headed as that of what is measured.
func (c *column) namesIndicators() bool {
	of, _ := mapping.DimensionRole(mapping.HeaderKey(c.label))
	return mapping.HeaderRole(c.label) == mapping.RoleIndicator || of == mapping.RoleIndicator
}

// saysSeveralUnits reports whether the column is headed as that of units and has
// several.
func (c *column) saysSeveralUnits() bool {
	return len(c.order) > 1 && slices.Contains([]string{"yksikkö", "mittayksikkö", "enhet", "unit", "unit of measure"}, mapping.HeaderKey(c.label))
}

// dimensionWords begin headers of what figures are often divided by. A column
// of one such word has the figures of that alone.
var dimensionWords = []string{
	"kieli", "äidinkieli", "koulutus", "siviilisääty", "kansalaisuus", "kansallisuus", "uskonto", "tausta", "syntyperä", "syntymämaa", "sairaus", "tauti", "diagnoosi", "toimiala", "ammatti", "perhetyyppi",
	"språk", "modersmål", "utbildning", "civilstånd", "medborgarskap", "nationalitet", "religion", "bakgrund", "härkomst", "födelseland", "sjukdom", "diagnos", "näringsgren", "yrke", "familjetyp",
	"language", "mother tongue", "education", "level of education", "marital status", "citizenship", "nationality", "religion", "origin", "background", "country of birth", "disease", "diagnosis", "industry", "occupation", "ethnic", "family type",
}

// isOneOfMany reports whether a column of one word is headed as a dimension:
// the figures are of that word and not of all.
func (c *column) isOneOfMany() bool {
	header := mapping.HeaderKey(c.label)
	return len(c.order) == 1 && !c.many && !(mapping.Word{Label: sheet.StripMarks(c.order[0])}).IsTotal() && slices.ContainsFunc(dimensionWords, func(w string) bool { return strings.HasPrefix(header, w) })
}

// isPartOfYear reports whether the column is headed by parts of a year and does
// not say which year: figures of a month are no year's.
func (c *column) isPartOfYear() bool {
	switch mapping.HeaderKey(c.label) {
	case "kuukausi", "kk", "neljännes", "vuosineljännes", "viikko", "månad", "kvartal", "vecka", "month", "quarter", "week":
		return c.filled > 0 && c.years < c.filled
	}
	return false
}

// isConstantWord reports whether the column has one word, which is not that
// of all together.
func (c *column) isConstantWord() bool {
	return len(c.order) == 1 && !c.many && c.texts == c.filled && !(mapping.Word{Label: sheet.StripMarks(c.order[0])}).IsTotal()
}

// descriptions are headers of columns that say something of the figures which
// does not divide them.
var descriptions = []string{
	"unit", "measure", "yksikkö", "mittayksikkö", "enhet", "source", "lähde", "källa", "note", "huom", "selite", "kuvaus", "anm", "comment", "description",
	"maa", "country", "land", "tilasto", "taulu", "table", "dataset", "link", "url", "freq", "päivitetty", "updated", "uppdaterad",
}

// saysOneThing reports whether a column that is left out has one word that may
// be what the figures are of.
func (c *column) saysOneThing() bool {
	header := mapping.HeaderKey(c.label)
	return c.isConstantWord() && header != "" && len(c.order[0]) <= content.ExcerptLength && c.order[0] != "x" && mapping.HeaderRole(c.label) == "" &&
		!slices.ContainsFunc(descriptions, func(w string) bool { return strings.HasPrefix(header, w) })
}

// against asks where the mapping says one thing of the whole table and a
// column that it does not name another.
func (o *overlay) against(k keys, figures []measure, roles []mapping.Role) (q questions) {
	for _, i := range []int{k.id, k.region, k.name, k.code} {
		if c := o.m.Region; i >= 0 && c != "" && !(len(o.survey.columns[i].order) == 1 && c == string(domain.WholeCountry) && mapping.IsCountry(o.survey.columns[i].order[0])) {
			q.ask("which is the region, region: %s of the mapping or the column %s (%s): take region: out of the mapping, or name the column with is: ignore",
				c, o.columnName(i), content.Excerpt(strings.Join(o.survey.columns[i].examples, ", ")))
			return q
		}
	}
	if len(o.m.Columns) == 0 {
		return q // then every column speaks for itself
	}
	ask := func(i int, what, said string) {
		q.ask("which is the %s, %s of the mapping or the column %s (%s): name the column in the mapping, with is: %s or is: ignore",
			what, said, o.columnName(i), content.Excerpt(strings.Join(o.survey.columns[i].examples, ", ")), roles[i])
		q.about = append(q.about, i)
	}
	if i := k.gender; i >= 0 && o.mapped[i] == nil {
		at := slices.IndexFunc(figures, func(m measure) bool { return m.gender != "" })
		other := func(said domain.Gender) bool {
			return slices.ContainsFunc(k.genders.Of, func(g domain.Gender) bool { return g != said })
		}
		switch {
		case o.m.Gender != "" && other(o.m.Gender):
			ask(i, "gender", "gender: "+string(o.m.Gender))
		case at >= 0 && other(figures[at].gender):
			ask(i, "gender", string(figures[at].gender))
		}
	}
	if i := k.period; i >= 0 && o.mapped[i] == nil && !o.wholePeriod.IsZero() {
		if slices.ContainsFunc(o.survey.columns[i].order, func(w string) bool {
			p, ok := k.periodsAs.Read(w)
			return !ok || p.Period != o.wholePeriod
		}) {
			ask(i, "period", "period: "+string(o.wholePeriod))
		}
	}
	for _, b := range k.breakdowns {
		said := o.saidOf(b.key, figures)
		if said == "" || o.mapped[b.column] != nil {
			continue
		}
		if slices.ContainsFunc(o.survey.columns[b.column].plainWords(), func(w mapping.Word) bool { return w.Breakdown(b.key) != said }) {
			ask(b.column, b.key, "breakdown: "+said)
		}
	}
	return q
}

// saidOf is what the mapping says of a dimension, of the whole table or of a
// column; "" for nothing.
func (o *overlay) saidOf(key string, figures []measure) string {
	all := []string{o.m.Breakdown}
	for _, m := range figures {
		all = append(all, m.breakdown)
	}
	for _, said := range all {
		if strings.HasPrefix(said, key+"=") {
			return said
		}
	}
	return ""
}

// maxClasses is up to how many numbers may be those of classes.
const maxClasses = 100

// maxDifferKeys is how many observations' rows are compared.
const maxDifferKeys = 400_000

// differ finds the columns left out, or open, by which rows of one and the
// same observation differ: the figures depend on them. Those that are left out
// for want of a word in the mapping are asked about.
func (p *plan) differ(ctx context.Context) error {
	var candidates []int
	likely := p.likelyRegions()
	for i, c := range p.survey.columns {
		left := p.roles[i] == "" || p.roles[i] == mapping.RoleIgnore && p.mapped[i] == nil
		words := c.texts*2 > c.filled || len(c.order) <= maxClasses && !c.many // or numbers of classes
		if several := len(c.order) > 1 || c.filled < p.survey.rows; left && !p.beside[i] && i != likely && c.filled > 0 && several && (words || p.roles[i] == "") {
			candidates = append(candidates, i)
		}
	}
	keyed := p.keyColumns()
	if likely >= 0 {
		keyed = append(keyed, likely)
	}
	if len(candidates) == 0 || len(keyed) == 0 || len(p.measures) == 0 {
		return nil
	}
	differing, err := p.compareRows(ctx, keyed, candidates)
	if err != nil {
		return err
	}
	if wordy := func(i int) bool { return p.survey.columns[i].texts*2 > p.survey.columns[i].filled }; slices.ContainsFunc(differing, wordy) {
		differing = slices.DeleteFunc(differing, func(i int) bool { return !wordy(i) }) // numbers differ with the words
	}
	p.differs = differing
	var names []string
	for _, i := range differing {
		if p.roles[i] == "" {
			continue // asked about already
		}
		p.roles[i] = ""
		p.about = append(p.about, i)
		c := p.survey.columns[i]
		names = append(names, fmt.Sprintf("%s (%s)", p.columnName(i), content.Excerpt(strings.Join(c.order[:min(3, len(c.order))], ", "))))
	}
	if len(names) > 0 {
		p.ask("what divides the rows of one region and period, which the mapping does not name: %s: a breakdown (is: breakdown:KEY), or nothing to import (is: ignore)", strings.Join(names, ", "))
	}
	return nil
}

// keyColumns are those that tell which observations a row is of.
func (p *plan) keyColumns() (all []int) {
	for _, i := range []int{p.id, p.region, p.name, p.code, p.period, p.gender, p.category, p.indicator} {
		if i >= 0 {
			all = append(all, i)
		}
	}
	for _, b := range p.breakdowns {
		all = append(all, b.column)
	}
	return all
}

// compareRows finds the candidates in which rows with the same key differ.
func (p *plan) compareRows(ctx context.Context, keyed, candidates []int) (differing []int, err error) {
	seed := maphash.MakeSeed()
	hash := func(row *sheet.Row, columns ...int) uint64 {
		var h maphash.Hash
		h.SetSeed(seed)
		for _, i := range columns {
			h.WriteString(content.Squeeze(row.At(i).String()))
			h.WriteByte(0)
		}
		return h.Sum64()
	}
	enough := errors.New("enough")
	first := map[uint64]int{} // by key: where its first row's words are in words
	var words []uint64
	e := emitter{plan: p, above: map[int]sheet.Cell{}, tall: p.tallMerges()}
	n := 0
	differs := make([]bool, len(candidates))
	_, err = p.survey.grid.Each(func(rows sheet.Rows, row *sheet.Row) error {
		if n++; n%record.CancelEvery == 0 && ctx.Err() != nil {
			return ctx.Err()
		}
		if !p.survey.holds(row.Number) {
			return nil
		}
		filled := row.Filled()
		if e.fill(rows, row); filled < 2 {
			return nil
		}
		key := hash(row, keyed...)
		at, met := first[key]
		if !met {
			if len(first) == maxDifferKeys {
				return enough
			}
			first[key] = len(words)
			for _, i := range candidates {
				words = append(words, hash(row, i))
			}
			return nil
		}
		for k, i := range candidates {
			if !differs[k] && words[at+k] != hash(row, i) {
				differs[k] = true
				differing = append(differing, i)
			}
		}
		if len(differing) == len(candidates) {
			return enough
		}
		return nil
	}, func(record.Reject) error { return nil })
	if errors.Is(err, enough) {
		err = nil
	}
	slices.Sort(differing)
	return differing, err
}
