package report

import (
	"cmp"
	"slices"

	"kuvio/internal/domain"
	"kuvio/internal/report/document"
	"kuvio/internal/table"
)

// Alone is a document of one table, with its notes and source. Where all its rows stand
// under one heading, which names the indicator, that is its caption. Errors are those of
// table.Lay.
func Alone(t *table.Table, l domain.Lang) (*document.Document, error) {
	laid, err := t.Lay(table.Options{Lang: l})
	if err != nil {
		return nil, err
	}
	caption := laid.Caption
	if heading := laid.Sections[0].Heading; caption == "" && len(laid.Sections) == 1 && heading != "" {
		caption, t = heading, unsectioned(t)
	}
	title := t.Title.In(l)
	return &document.Document{
		Lang: l, Title: cmp.Or(title, caption), Subject: caption,
		Blocks: []document.Block{&document.Table{ID: "table", Caption: cmp.Or(caption, title), Table: t}},
	}, nil
}

// unsectioned is the table without the headings over its rows.
func unsectioned(t *table.Table) *table.Table {
	bare := *t
	bare.Columns = slices.Clone(t.Columns)
	for i := range bare.Columns {
		if c := &bare.Columns[i]; c.Section {
			c.Section, c.Filed = false, true
		}
	}
	return &bare
}
