package source

import (
	"errors"
	"fmt"
	"path"
	"slices"
	"strings"
)

// sheets reads every sheet of a workbook that can be read, or the one that is
// asked for, and notes the others.
func (r *run) sheets(grids []*grid) error {
	chosen, err := r.chosen(grids)
	if err != nil {
		return err
	}
	var asked []*NeedMapping
	var why error
	for _, g := range chosen {
		g.alone = len(grids) == 1
		var ask *NeedMapping
		var other errOtherTable
		switch err := r.sheet(g); {
		case err == nil:
			if !slices.Contains(r.sum.Sheets, g.sheet) {
				r.sum.Sheets = append(r.sum.Sheets, g.sheet)
			}
			continue
		case errors.As(err, &ask):
			asked = append(asked, ask)
		case errors.Is(err, errNoTable), errors.As(err, &other):
			if why == nil || errors.Is(why, errNoTable) {
				why = err
			}
		default:
			return err
		}
		r.sum.OtherSheets = append(r.sum.OtherSheets, g.sheet)
	}
	switch {
	case len(r.sum.Sheets) > 0:
		return nil
	case len(asked) > 0:
		return together(r.file.Name, asked)
	case len(chosen) == 1 && why != nil && r.picked() != "":
		return r.file.errorf("sheet %s: %w", chosen[0].sheet, why)
	}
	var other errOtherTable
	if errors.As(why, &other) {
		return r.file.errorf("no sheet fits the mapping: %w", why)
	}
	return r.file.errorf("no sheet of a layout that is known: found %s\n%s",
		excerpt(strings.Join(r.sum.OtherSheets, ", ")), knownFormats())
}

// picked is the sheet asked for, "" for any.
func (r *run) picked() string {
	if r.opts.Sheet == "" && r.opts.Map != nil {
		return r.opts.Map.Sheet
	}
	return r.opts.Sheet
}

// chosen are the sheets to be read.
func (r *run) chosen(grids []*grid) ([]*grid, error) {
	if r.picked() == "" {
		return grids, nil
	}
	var chosen []*grid
	var names []string
	for _, g := range grids {
		names = append(names, g.sheet)
		fits := g.sheet == r.picked()
		if r.opts.Sheet == "" && !fits {
			fits, _ = path.Match(r.picked(), g.sheet)
		}
		if fits {
			chosen = append(chosen, g)
		} else {
			r.sum.OtherSheets = append(r.sum.OtherSheets, g.sheet)
		}
	}
	if len(chosen) == 0 {
		return nil, r.file.errorf("there is no sheet %q: found %s", r.picked(), excerpt(strings.Join(names, ", ")))
	}
	return chosen, nil
}

// sheet reads one sheet by the first layout that it is of. The error is
// errNoTable or an errOtherTable where it is of none.
func (r *run) sheet(g *grid) error {
	if r.opts.Map == nil || len(r.opts.Map.Columns) == 0 {
		rows, err := g.open()
		if err != nil {
			return r.file.errorf("%w", err)
		}
		err = r.table(rows)
		if c, ok := rows.(interface{ Close() error }); ok {
			c.Close()
		}
		if !errors.Is(err, errNoYears) {
			return err
		}
	}
	if found, err := r.pxweb(*g); found || err != nil {
		return err
	}
	return r.grid(g)
}

// grid reads a table that is in no format of its own: its columns are told by
// the mapping, their headers and what they hold. Nothing is emitted before the
// whole table has been looked through and every question about it answered.
func (r *run) grid(g *grid) error {
	p, err := r.planFor(g)
	var other errOtherTable
	switch {
	case errors.Is(err, errNoTable), errors.As(err, &other):
		return err
	case err != nil && r.ctx.Err() != nil:
		return r.ctx.Err()
	case err != nil:
		return r.file.errorf("%w", err)
	}
	r.sum.Format = FormatTable
	if len(p.asked) > 0 {
		return p.needMapping(r.file.Name)
	}
	return r.emitTable(p)
}

// together joins what several sheets ask: once where they ask the same.
func together(file string, asked []*NeedMapping) error {
	first := asked[0]
	if len(asked) == 1 {
		return first
	}
	same := *first
	same.Questions = slices.Clone(first.Questions)
	alike, others := 1, []string(nil)
	for _, a := range asked[1:] {
		if withoutSheet(a.YAML) == withoutSheet(first.YAML) {
			alike++
		} else {
			others = append(others, strings.TrimPrefix(a.File, file+": "))
		}
	}
	if alike > 1 {
		same.File, same.YAML = file, withoutSheet(first.YAML)
		same.Questions = append(same.Questions, fmt.Sprintf("%d sheets ask the same, and this mapping is of all of them", alike))
	}
	if len(others) > 0 {
		same.Questions = append(same.Questions, "other sheets ask other things: "+excerpt(strings.Join(others, ", "))+"; choose one with --sheet")
	}
	return &same
}

// withoutSheet is a mapping's YAML without the line that names the sheet.
func withoutSheet(yaml string) string {
	var b strings.Builder
	for line := range strings.Lines(yaml) {
		if comment := strings.Index(line, " # "); comment >= 0 && strings.HasPrefix(line, "  - {") {
			line = line[:comment] + "\n" // examples differ from sheet to sheet
		}
		if !strings.HasPrefix(line, "sheet: ") {
			b.WriteString(line)
		}
	}
	return b.String()
}
