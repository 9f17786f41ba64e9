package cli

import (
	"io"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"kuvio/internal/domain"
	"kuvio/internal/report"
	"kuvio/internal/table"
	"kuvio/internal/visible"
	"kuvio/internal/write"
)

// output is where a table goes and in what form.
type output struct {
	format string
	file   string
	wide   bool
	excel  string // the language of the spreadsheet that CSV is for; "" for none
	words  bool   // whether the command can say its result in sentences too
}

func (o *output) bind(cmd *cobra.Command) {
	cmd.Flags().StringVar(&o.format, "format", "", tableFormats(" or ")+" (default: by the name of -o, or table)")
	cmd.Flags().StringVarP(&o.file, "output", "o", "", "write to this file")
	bindExcel(cmd, &o.excel)
	cmd.Flags().BoolVar(&o.wide, "wide", false, "every column, in text, Markdown and a web page")
}

// bindExcel binds the spreadsheet that CSV is for.
func bindExcel(cmd *cobra.Command, excel *string) {
	cmd.Flags().StringVar(excel, "excel", "", "with --format csv: fi or sv, for a spreadsheet in that language (semicolons, decimal commas)")
}

// dialect is how CSV is written for --excel, which is for that format alone.
func dialect(excel string, csv bool) (table.Dialect, error) {
	d, ok := table.Excels[excel]
	switch {
	case excel == "":
		return table.RFC4180, nil
	case !ok:
		return d, usagef("--excel %s: expected fi or sv; other languages read --format csv as it is, and all of them xlsx", excel)
	case !csv:
		return d, usagef("--excel %s is for CSV: name it with --format csv, or a file that ends in .csv", excel)
	}
	return d, nil
}

// sentences is the format that some commands have beside those of tables.
const sentences = "sentences"

// bindWords is bind for a command that can say its result in sentences too.
func (o *output) bindWords(cmd *cobra.Command) {
	o.bind(cmd)
	o.words = true
	cmd.Flags().Lookup("format").Usage = tableFormats(", ") + " or sentences (default: by the name of -o, or table)"
}

// inWords reports whether the result is asked for in sentences.
func (o *output) inWords() bool { return o.words && o.format == sentences }

// chosen is the format asked for, or the one the file's name says.
func (o *output) chosen() (table.Format, error) {
	if o.format == "" {
		if ext := strings.TrimPrefix(filepath.Ext(o.file), "."); ext != "" && ext != "txt" {
			if f, ok := tableFormat(ext); ok {
				return f, nil
			}
			return "", usagef("-o %s: name a format with --format, or a file that ends in .csv, .json, .md, .xlsx, .docx, .html or .txt", o.file)
		}
		return table.Text, nil
	}
	f, ok := tableFormat(o.format)
	if !ok {
		return "", usagef("--format: unknown output format %q: use %s", o.format, tableFormats(" or "))
	}
	return f, nil
}

// check finds what is wrong with the flags before any work is done.
func (o *output) check(a *app) error {
	if o.inWords() {
		return o.checkWords()
	}
	f, err := o.chosen()
	if err == nil {
		_, err = dialect(o.excel, f == table.CSV)
	}
	switch {
	case err != nil:
	case (f == table.XLSX || f == wordFile) && o.file == "" && a.Terminal:
		err = usagef("--format %s: not to a terminal: write it to a file with -o FILE", f)
	case f == wordFile && o.wide:
		err = usagef("--wide: a page of Word has no room for every column: --format xlsx or html has all")
	}
	return err
}

// checkWords finds a file for text whose name says that it holds a table.
func (o *output) checkWords() error {
	if _, err := dialect(o.excel, false); err != nil {
		return err
	}
	switch f, _ := tableFormat(strings.TrimPrefix(filepath.Ext(o.file), ".")); f {
	case table.CSV, table.JSON, table.XLSX, wordFile, webPage:
		return usagef("-o %s: this is text: name a file that ends in .txt or .md", o.file)
	}
	return nil
}

// print writes the table where the flags say. Notes that the format has no
// place for, and an empty result, are said on stderr.
func (a *app) print(o output, t *table.Table, lang domain.Lang) error {
	format, err := o.chosen()
	if err == nil {
		err = a.whole()
	}
	if err != nil {
		return err
	}
	opt := table.Options{Lang: lang, Wide: o.wide}
	if opt.CSV, err = dialect(o.excel, format == table.CSV); err != nil {
		return err
	}
	if o.file == "" {
		if a.Terminal {
			opt.Width = a.Width
			opt.Color = !a.noColor && a.Getenv("NO_COLOR") == ""
		}
		err = writeTable(a.Stdout, t, format, opt)
	} else {
		err = write.Whole(o.file, func(w io.Writer) error { return writeTable(w, t, format, opt) })
	}
	if err != nil {
		return err
	}
	if !format.CarriesNotes() {
		if err := a.sayNotes(t); err != nil {
			return err
		}
	}
	if t.Len() == 0 {
		a.say("no rows")
	}
	if o.file != "" {
		a.say("%s", o.file)
	}
	return nil
}

// sayNotes writes the notes and the source of a table on stderr, in English as
// everything there, without the marks that its rows do not have.
func (a *app) sayNotes(t *table.Table) error {
	if a.quiet {
		return nil
	}
	bare := *t
	bare.Notes = report.Unmarked(t.Notes)
	var notes strings.Builder
	if err := bare.WriteNotes(&notes, table.Options{Lang: domain.English}); err != nil {
		return err
	}
	if notes.Len() > 0 {
		a.say("%s", strings.TrimSuffix(notes.String(), "\n"))
	}
	return nil
}

// printText writes text where the flags say: to stdout or a file.
func (a *app) printText(o output, text string) error {
	if err := a.whole(); err != nil {
		return err
	}
	if o.file == "" {
		_, err := io.WriteString(a.Stdout, text)
		return err
	}
	if err := write.File(o.file, []byte(text)); err != nil {
		return err
	}
	a.say("%s", o.file)
	return nil
}

// printLines writes plain lines to stdout.
func printLines(w io.Writer, lines ...string) error {
	_, err := io.WriteString(w, strings.Join(lines, "\n")+"\n")
	return err
}

// near is a path as seen from the current folder, where it lies within it, for
// people to read.
func near(path string) string {
	shown := path
	if abs, err := filepath.Abs(path); err == nil {
		if here, err := filepath.Abs("."); err == nil {
			if rel, err := filepath.Rel(here, abs); err == nil && filepath.IsLocal(rel) {
				shown = rel
			}
		}
	}
	return visible.Text(shown)
}
