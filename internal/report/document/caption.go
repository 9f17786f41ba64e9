package document

import (
	"strconv"

	"kuvio/internal/domain"
)

// Caption is what stands over a table or under a figure: "Kuvio 3. Lastensuojelu".
type Caption struct {
	Label  string // "Kuvio" or "Taulukko", in the document's language
	Number int    // among those of its label, from 1, in the order of reading
	Text   string // "" where nothing is said of it
}

var (
	tableLabel  = domain.Text{FI: "Taulukko", SV: "Tabell", EN: "Table"}
	figureLabel = domain.Text{FI: "Kuvio", SV: "Figur", EN: "Figure"}
)

// Captions are those of the document's tables and figures.
func (d *Document) Captions() map[Block]Caption {
	all := make(map[Block]Caption)
	tables, figures := 0, 0
	for _, b := range d.Blocks {
		switch b := b.(type) {
		case *Table:
			tables++
			c := Caption{tableLabel.In(d.Lang), tables, b.Caption}
			if c.Text == "" && b.Table != nil {
				c.Text = b.Table.Caption.In(d.Lang)
			}
			all[b] = c
		case *Figure:
			figures++
			all[b] = Caption{figureLabel.In(d.Lang), figures, b.Caption}
		}
	}
	return all
}

// Name is the caption without its text: "Kuvio 3".
func (c Caption) Name() string { return c.Label + " " + strconv.Itoa(c.Number) }

// String is the caption as it is read: "Kuvio 3. Lastensuojelu".
func (c Caption) String() string {
	if c.Text == "" {
		return c.Name()
	}
	return c.Name() + ". " + c.Text
}
