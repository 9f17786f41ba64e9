package source

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"path"
	"slices"
	"strings"

	"kuvio/internal/source/content"
	"kuvio/internal/source/cube"
	"kuvio/internal/source/mapping"
	"kuvio/internal/source/own"
	"kuvio/internal/source/record"
	"kuvio/internal/source/sheet"
	"kuvio/internal/source/sotkanet"
	"kuvio/internal/source/table"
)

// workbook reads every sheet of a workbook that can be read, or the one
// that is asked for, and notes the others.
type workbook struct {
	file   content.File
	opts   Options
	format Format // that of the sheets read last
}

// Read reads the sheets in their order.
func (w *workbook) Read(ctx context.Context, out *record.Sink) error {
	grids, err := sheet.OpenWorkbook(w.file)
	if err != nil {
		return w.file.Errorf("%w", err)
	}
	choice, err := chosenSheets(w.file, grids, w.opts)
	out.OtherSheets, out.HiddenSheets = choice.others, choice.hidden
	if err != nil {
		return err
	}
	var asked []*mapping.NeedError
	var why error
	for _, g := range choice.chosen {
		g.Alone = len(grids) == 1
		var ask *mapping.NeedError
		var other table.MismatchError
		switch err := w.sheet(ctx, g, out); {
		case err == nil:
			if !slices.Contains(out.Sheets, g.Sheet) {
				out.Sheets = append(out.Sheets, g.Sheet)
			}
			remarkUnseen(g, w.format != FormatOwn, out) // kuvio folds columns away itself
			continue
		case errors.As(err, &ask):
			asked = append(asked, ask)
		case errors.Is(err, table.ErrNone), errors.As(err, &other):
			if why == nil || errors.Is(why, table.ErrNone) {
				why = err
			}
		default:
			return err
		}
		out.OtherSheets = append(out.OtherSheets, g.Sheet)
	}
	switch {
	case len(out.Sheets) > 0:
		return nil
	case len(asked) > 0:
		return mapping.Together(w.file.Name, asked)
	}
	if errors.Is(why, table.ErrNone) {
		if err := w.emptySheet(choice.chosen); err != nil {
			return err
		}
	}
	switch {
	case len(choice.chosen) == 1 && why != nil && w.opts.picked() != "":
		return w.file.Errorf("sheet %s: %w", choice.chosen[0].Sheet, why)
	}
	var other table.MismatchError
	if errors.As(why, &other) {
		return w.file.Errorf("no sheet fits the mapping: %w", why)
	}
	found := content.Excerpt(strings.Join(out.OtherSheets, ", "))
	if len(choice.hidden) > 0 {
		found += fmt.Sprintf(", and hidden, read only with --sheet: %s", content.Excerpt(strings.Join(choice.hidden, ", ")))
	}
	return w.file.Errorf("no sheet of a layout that is known: found %s\n%s", strings.TrimPrefix(found, ", and "), knownFormats())
}

// remarkUnseen says which rows and, where it is told, columns were read that the sheet
// does not show.
func remarkUnseen(g *sheet.Grid, ofColumns bool, out *record.Sink) {
	if n := g.Unseen.Rows; n > 0 {
		what := "1 hidden row is read"
		if n > 1 {
			what = fmt.Sprintf("%d hidden rows are read, this the first", n)
		}
		out.Remark(g.At(g.Unseen.First), what)
	}
	switch columns := g.Unseen.Columns; {
	case len(columns) == 0 || !ofColumns:
	case len(columns) == 1:
		out.Remark(g.At(1), "the hidden column "+columns[0]+" is read as the others are")
	default:
		out.Remark(g.At(1), "the hidden columns "+content.Excerpt(strings.Join(columns, ", "))+" are read as the others are")
	}
}

// picked is the sheet asked for, "" for any.
func (o Options) picked() string {
	if o.Sheet == "" && o.Map != nil {
		return o.Map.Sheet
	}
	return o.Sheet
}

// sheetChoice is which of a workbook's sheets are read. Hidden ones are read only
// where they are asked for by name: what they hold is not published, and an older
// version as often as anything.
type sheetChoice struct {
	chosen         []*sheet.Grid
	others, hidden []string // names of those that are not read
}

// chosenSheets chooses the sheets to be read.
func chosenSheets(f content.File, grids []*sheet.Grid, opts Options) (c sheetChoice, err error) {
	var names []string
	for _, g := range grids {
		names = append(names, g.Sheet)
		fits := g.Sheet == opts.picked()
		if opts.Sheet == "" && !fits && !g.Hidden {
			fits, _ = path.Match(cmp.Or(opts.picked(), "*"), g.Sheet)
			fits = fits || opts.picked() == ""
		}
		switch {
		case fits:
			c.chosen = append(c.chosen, g)
		case g.Hidden:
			c.hidden = append(c.hidden, g.Sheet)
		default:
			c.others = append(c.others, g.Sheet)
		}
	}
	if len(c.chosen) == 0 && opts.picked() != "" {
		return c, f.Errorf("there is no sheet %q: found %s", opts.picked(), content.Excerpt(strings.Join(names, ", ")))
	}
	return c, nil
}

// sheet reads one sheet by the first layout that it is of. The error is
// table.ErrNone or a table.MismatchError where it is of none.
func (w *workbook) sheet(ctx context.Context, g *sheet.Grid, out *record.Sink) error {
	if w.opts.Map == nil || w.opts.Map.IsOfFigures() {
		if t := own.Find(w.file, g, w.opts.Map); t != nil {
			return w.is(FormatOwn, t.Read(ctx, out), out)
		}
		if m := sotkanet.SheetMapping(g, w.opts.Map); m != nil {
			_, err := table.Read(ctx, w.file, g, m, out)
			return w.is(FormatTable, err, out)
		}
	}
	if w.opts.Map == nil || len(w.opts.Map.Columns) == 0 {
		err := sotkanet.ReadTable(w.file, g, w.opts.Map, out)
		if !errors.Is(err, sotkanet.ErrNoTable) {
			return w.is(FormatWebTable, err, out)
		}
	}
	if t, err := cube.FindEurostat(w.file, *g, w.opts.Map); err != nil || t != nil {
		if err != nil {
			return w.file.Errorf("sheet %s: %w", g.Sheet, err)
		}
		return w.is(FormatEurostat, t.Read(ctx, out), out)
	}
	t, err := cube.FindPXWeb(w.file, *g, w.opts.Map)
	if err != nil {
		return w.file.Errorf("sheet %s: %w", g.Sheet, err)
	}
	if t != nil {
		return w.is(FormatPxWeb, t.Read(ctx, out), out)
	}
	found, err := table.Read(ctx, w.file, g, w.opts.Map, out)
	if !found {
		return err
	}
	return w.is(FormatTable, err, out)
}

// is takes the format of a sheet that was read with err: of one that could not
// be, where none was before it.
func (w *workbook) is(format Format, err error, out *record.Sink) error {
	if err == nil || len(out.Sheets) == 0 {
		w.format = format
	}
	return err
}
