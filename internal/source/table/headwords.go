package table

import (
	"slices"
	"strings"

	"kuvio/internal/domain"
	"kuvio/internal/late"
	"kuvio/internal/source/content"
	"kuvio/internal/source/mapping"
	"kuvio/internal/source/sheet"
)

// A header may say more than the year that is read out of it: "Tavoite 2025",
// "Q1 2021", "65+ 2020". Under one indicator for all, a word that not every
// column of figures has makes them figures of something else.

// headWords is what a header says besides a period, a gender and that values
// stand under it.
func (c *column) headWords() string {
	var rest []string
	for _, part := range c.parts {
		_, gender := c.m.HeaderGender(sheet.StripMarks(part.Text))
		if strings.Contains(part.Text, "%") {
			rest = append(rest, "%")
		}
		if _, period := periodAs(part, c.times); period || gender || part.Date || isNumber(part) {
			continue
		}
		for word := range strings.FieldsSeq(sheet.StripMarks(content.Title(part.String()))) {
			bare := strings.TrimPrefix(strings.Trim(word, "(),:;"), "31.12.")
			_, sex := mapping.SexWord(bare)
			if _, err := domain.ParsePeriod(bare); err != nil && !sex && bare != "" && bare != "31.12." && !isPlaceholder(bare) {
				rest = append(rest, strings.ToLower(bare))
			}
		}
	}
	return strings.Join(rest, " ")
}

// subyear is how headers write a part of a year beside it.
var subyear = late.Regexp(`(?i)^(?:q[1-4]|h[12]|i{1,3}|iv|[iv]+-[iv]+|[1-4]\.|\d?\.?(?:nelj|vuosinelj|puolivuo|kvartal|halvår|quarter|half)\S*|(?:tammi|helmi|maalis|huhti|touko|kesä|heinä|elo|syys|loka|marras|joulu)(?:kuu\S*|-\S+)?|(?:januar|februar|april|august|septemb|oktob|octob|novemb|decemb)\S*|mars|march|maj|may|jun[ei]?|jul[iy]?|kevät|syksy|talvi|vår|höst|vinter|sommar|spring|autumn|winter|summer)$`)

// saysPartOfYear reports whether the header names a part of a year in words that
// are not read as one.
func (c *column) saysPartOfYear() bool {
	for word := range strings.FieldsSeq(c.label) {
		if subyear().MatchString(strings.Trim(word, "(),:;")) {
			return true
		}
	}
	return false
}

// headed asks about figures of one indicator under headers that say different
// things, or an age, which the mapping does not.
func (o *overlay) headed(k keys, figures []measure) (q questions) {
	if o.wholeNamed == "" || k.indicator >= 0 {
		return q
	}
	var first *measure
	var said string
	for i := range figures {
		m := &figures[i]
		if o.mapped[m.at()] != nil || m.breakdown != "" || m.region.Name != "" || m.region.Code != "" {
			continue
		}
		words := o.survey.columns[m.at()].headWords()
		if first == nil {
			first, said = m, words
		}
		switch {
		case words != said:
			q.ask("whether the columns %q and %q are of one indicator: an entry of columns: for each, with an indicator: of its own, or is: ignore",
				content.Excerpt(first.header), content.Excerpt(m.header))
		case o.m.Breakdown == "" && hasAgeClass(words):
			q.ask("whether the column %q is of an age: breakdown: age=… of all, or of an entry of columns:", content.Excerpt(m.header))
		default:
			continue
		}
		q.apart = append(q.apart, first.at(), m.at())
		return q
	}
	return q
}

// hasAgeClass reports whether one of the words is a class of ages: "0-17", "65+".
func hasAgeClass(words string) bool {
	return slices.ContainsFunc(strings.Fields(words), func(w string) bool {
		return (mapping.Word{Label: w}).IsAge() && strings.ContainsAny(w, "-–+")
	})
}

// againstHeaders asks where the mapping says a period of the whole table, or of a
// column, and a header another: last year's mapping over this year's file.
func (o *overlay) againstHeaders(figures []measure) (q questions) {
	for _, m := range figures {
		for _, i := range []int{m.value, m.count} {
			if i < 0 {
				continue
			}
			said := o.wholePeriod
			if of := o.mapped[i]; of != nil && of.Period != "" {
				said, _ = domain.ParsePeriod(of.Period)
			}
			head, _, ok := o.survey.columns[i].period()
			if !said.IsZero() && ok && head.Period != said && len(head.Period) == len(said) {
				q.ask("which is the period, period: %s of the mapping or the header %q: take one of them out", said, content.Excerpt(o.survey.columns[i].label))
				return q
			}
		}
	}
	return q
}

// partlyPercent asks about a column of a workbook that shows some of its numbers in
// per cent: 0.15 shown as "15 %" beside a plain 0.25.
func (o *overlay) partlyPercent(figures []measure) (q questions) {
	for _, m := range figures {
		for _, i := range []int{m.value, m.count} {
			if i < 0 {
				continue
			}
			if c := o.survey.columns[i]; c.percents > 0 && c.percents < c.numbers {
				q.ask("what the numbers of the column %s are: %s shown in per cent and %d not: give them one format in a spreadsheet program and save it, or is: ignore",
					o.columnName(i), content.Plural(c.percents, "number"), c.numbers-c.percents)
				q.about = append(q.about, i)
			}
		}
	}
	return q
}
