package table

import (
	"bufio"
	"io"
	"strings"

	pretty "github.com/jedib0t/go-pretty/v6/table"
	prettytext "github.com/jedib0t/go-pretty/v6/text"

	"kuvio/internal/domain"
	"kuvio/internal/visible"
)

// writeText prints the table for a terminal: a caption, headings over a light
// rule, the rows, then notes and source. Nothing is cut but the cells of Short
// columns, and those on a terminal alone. Where Options.Width is too little, texts and
// headings wrap; numbers never do, and where even that is not enough the lines are
// longer than the terminal.
func (t *Table) writeText(w io.Writer, opt Options) error {
	out := bufio.NewWriter(w)
	if caption := visible.Line(t.Caption.In(opt.Lang)); caption != "" {
		writeLines(out, wrap(caption, opt.Width), opt.bold)
		out.WriteString("\n")
	}
	sections := t.sections(opt.Lang)
	l, spared := t.newLayout(sections, opt)
	l.writeHead(out, opt)
	for i, s := range sections {
		if i > 0 {
			out.WriteString("\n")
		}
		if s.heading != "" {
			writeLines(out, wrap(s.heading, opt.Width), opt.bold)
		}
		l.writeRows(out, s.rows, opt)
	}
	if len(spared) > 0 {
		out.WriteString("\n")
		writeLines(out, wrap(t.sparedNote(spared, opt.Lang), opt.Width), opt.dim)
	}
	if len(t.notesShown(opt)) > 0 || visible.Line(t.Source.In(opt.Lang)) != "" {
		out.WriteString("\n")
		if err := t.WriteNotes(out, opt); err != nil {
			return err
		}
	}
	return out.Flush() // bufio keeps the first error and gives it here
}

// sparedNote says which columns did not fit.
func (t *Table) sparedNote(spared []int, l domain.Lang) string {
	names := make([]string, len(spared))
	for i, c := range spared {
		names[i] = t.Columns[c].heading(l)
	}
	form := domain.Text{
		FI: "Pääte on kapea, pois jäivät: %s. --wide näyttää kaikki.",
		SV: "Terminalen är smal, utelämnade: %s. --wide visar alla.",
		EN: "The terminal is narrow; left out: %s. --wide shows all.",
	}
	return strings.Replace(form.In(l), "%s", strings.Join(names, ", "), 1)
}

// WriteNotes prints the notes and the source alone, a line each, wrapped to
// Options.Width: for standard error beside a format that does not carry them.
func (t *Table) WriteNotes(w io.Writer, opt Options) error {
	lines := t.notesShown(opt)
	if source := visible.Line(t.Source.In(opt.Lang)); source != "" {
		lines = append(lines, source)
	}
	out := bufio.NewWriter(w)
	for _, line := range lines {
		writeLines(out, wrap(line, opt.Width), nil)
	}
	return out.Flush()
}

// notesShown are the notes that say something, each on one line.
func (t *Table) notesShown(opt Options) []string {
	var notes []string
	for _, n := range t.Notes {
		if s := visible.Line(n.In(opt.Lang)); s != "" {
			notes = append(notes, s)
		}
	}
	return notes
}

// longestRule keeps the rule of a table with long texts, which are not wrapped
// off a terminal, within what a reader sees at once.
const longestRule = 160

func (l layout) writeHead(out *bufio.Writer, opt Options) {
	cells := make(pretty.Row, len(l))
	for i, c := range l {
		lines := wrap(c.heading, c.width)
		for j := range lines {
			lines[j] = opt.bold(lines[j])
		}
		cells[i] = strings.Join(lines, "\n")
	}
	block := l.newBlock()
	block.AppendHeader(cells)
	out.WriteString(block.Render() + "\n")
	out.WriteString(opt.dim(strings.Repeat("─", min(l.total(), longestRule))) + "\n")
}

func (l layout) writeRows(out *bufio.Writer, rows [][]Value, opt Options) {
	if len(rows) == 0 {
		return
	}
	block := l.newBlock()
	for _, row := range rows {
		cells := make(pretty.Row, len(l))
		for i, c := range l {
			lines := wrap(shortened(row[c.index].shown(opt.Lang), c.short), c.width)
			if row[c.index].paler {
				for j := range lines {
					lines[j] = opt.dim(lines[j])
				}
			}
			cells[i] = strings.Join(lines, "\n")
		}
		block.AppendRow(cells)
	}
	out.WriteString(block.Render() + "\n")
}

// newBlock is a go-pretty table of the layout's widths without any lines. Cells
// come to it wrapped: go-pretty itself would break a line at the no-break
// space between thousands.
func (l layout) newBlock() pretty.Writer {
	style := pretty.StyleDefault
	style.Options = pretty.OptionsNoBordersAndSeparators
	style.Format = pretty.FormatOptions{}
	style.Box.PaddingLeft = ""
	style.Box.PaddingRight = strings.Repeat(" ", gap)
	block := pretty.NewWriter()
	block.SetStyle(style)
	block.SuppressTrailingSpaces()
	configs := make([]pretty.ColumnConfig, len(l))
	for i, c := range l {
		align := prettytext.AlignLeft
		if c.numeric {
			align = prettytext.AlignRight
		}
		configs[i] = pretty.ColumnConfig{
			Number: i + 1, WidthMin: c.width,
			Align: align, AlignHeader: align, VAlignHeader: prettytext.VAlignBottom,
		}
	}
	block.SetColumnConfigs(configs)
	return block
}

func writeLines(out *bufio.Writer, lines []string, face func(string) string) {
	for _, line := range lines {
		if face != nil {
			line = face(line)
		}
		out.WriteString(line + "\n")
	}
}

// bold and dim are written here and not by go-pretty's colours, which ask the
// environment: whether there is colour is for the caller to say.
func (opt Options) bold(s string) string { return opt.face(s, "\x1b[1m") }
func (opt Options) dim(s string) string  { return opt.face(s, "\x1b[2m") }

func (opt Options) face(s, on string) string {
	if !opt.Color || s == "" {
		return s
	}
	return on + s + "\x1b[22m"
}
