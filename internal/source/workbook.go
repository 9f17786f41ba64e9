package source

import (
	"context"
	"errors"
	"path"
	"slices"
	"strings"

	"kuvio/internal/source/content"
	"kuvio/internal/source/cube"
	"kuvio/internal/source/mapping"
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
	chosen, others, err := chosenSheets(w.file, grids, w.opts)
	out.OtherSheets = others
	if err != nil {
		return err
	}
	var asked []*mapping.NeedError
	var why error
	for _, g := range chosen {
		g.Alone = len(grids) == 1
		var ask *mapping.NeedError
		var other table.MismatchError
		switch err := w.sheet(ctx, g, out); {
		case err == nil:
			if !slices.Contains(out.Sheets, g.Sheet) {
				out.Sheets = append(out.Sheets, g.Sheet)
			}
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
	case len(chosen) == 1 && why != nil && w.opts.picked() != "":
		return w.file.Errorf("sheet %s: %w", chosen[0].Sheet, why)
	}
	var other table.MismatchError
	if errors.As(why, &other) {
		return w.file.Errorf("no sheet fits the mapping: %w", why)
	}
	return w.file.Errorf("no sheet of a layout that is known: found %s\n%s",
		content.Excerpt(strings.Join(out.OtherSheets, ", ")), knownFormats())
}

// picked is the sheet asked for, "" for any.
func (o Options) picked() string {
	if o.Sheet == "" && o.Map != nil {
		return o.Map.Sheet
	}
	return o.Sheet
}

// chosenSheets are the sheets to be read, and the names of the others.
func chosenSheets(f content.File, grids []*sheet.Grid, opts Options) (chosen []*sheet.Grid, others []string, err error) {
	if opts.picked() == "" {
		return grids, nil, nil
	}
	var names []string
	for _, g := range grids {
		names = append(names, g.Sheet)
		fits := g.Sheet == opts.picked()
		if opts.Sheet == "" && !fits {
			fits, _ = path.Match(opts.picked(), g.Sheet)
		}
		if fits {
			chosen = append(chosen, g)
		} else {
			others = append(others, g.Sheet)
		}
	}
	if len(chosen) == 0 {
		return nil, others, f.Errorf("there is no sheet %q: found %s", opts.picked(), content.Excerpt(strings.Join(names, ", ")))
	}
	return chosen, others, nil
}

// sheet reads one sheet by the first layout that it is of. The error is
// table.ErrNone or a table.MismatchError where it is of none.
func (w *workbook) sheet(ctx context.Context, g *sheet.Grid, out *record.Sink) error {
	if w.opts.Map == nil || len(w.opts.Map.Columns) == 0 {
		err := sotkanet.ReadTable(w.file, g, w.opts.Map, out)
		if !errors.Is(err, sotkanet.ErrNoTable) {
			return err
		}
	}
	if t, err := cube.FindEurostat(w.file, *g, w.opts.Map); err != nil || t != nil {
		if err != nil {
			return w.file.Errorf("sheet %s: %w", g.Sheet, err)
		}
		if err = t.Read(ctx, out); err == nil {
			w.format = FormatEurostat
		}
		return err
	}
	t, err := cube.FindPXWeb(w.file, *g, w.opts.Map)
	if err != nil {
		return w.file.Errorf("sheet %s: %w", g.Sheet, err)
	}
	if t != nil {
		if err = t.Read(ctx, out); err == nil {
			w.format = FormatPxWeb
		}
		return err
	}
	found, err := table.Read(ctx, w.file, g, w.opts.Map, out)
	if found {
		w.format = FormatTable
	}
	return err
}
