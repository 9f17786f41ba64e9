package cli

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"math"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"kuvio/internal/domain"
	"kuvio/internal/report"
	"kuvio/internal/source"
	"kuvio/internal/source/record"
	"kuvio/internal/table"
)

type inspectOptions struct {
	mapping string
	sheet   string
	format  string
	save    string
}

func newInspect(a *app) *cobra.Command {
	o := new(inspectOptions)
	cmd := &cobra.Command{
		Use:   "inspect FILE",
		Short: "Show what import sees in a file",
		Long: `Inspect shows what import would make of a file, and stores nothing: its format,
encoding and delimiter, the columns and what each is taken for, the first
observations, what would be rejected, and where the file does not say all of
itself, the mapping that would settle it, which --save keeps as a file.`,
		Example: `  kuvio inspect vakiluku.csv
  kuvio inspect --save maps/vakiluku.yaml vakiluku.csv
  kuvio inspect --map maps/vakiluku.yaml vakiluku.csv`,
		Args: func(cmd *cobra.Command, args []string) error {
			if len(args) != 1 {
				return usagef("inspect what? name one file")
			}
			return nil
		},
		RunE: func(cmd *cobra.Command, args []string) error { return a.runInspect(cmd.Context(), o, args[0]) },
	}
	cmd.Flags().StringVar(&o.mapping, "map", "", "a mapping that says what the file does not")
	cmd.Flags().StringVar(&o.sheet, "sheet", "", "the sheet of a workbook to look at")
	cmd.Flags().StringVar(&o.save, "save", "", "file to keep the mapping in that the file asks for")
	cmd.Flags().StringVar(&o.format, "format", "text", "text or json")
	return cmd
}

func (a *app) runInspect(ctx context.Context, o *inspectOptions, path string) error {
	if o.format != "text" && o.format != "json" {
		return usagef("--format %s: expected text or json", o.format)
	}
	s, err := a.open(ctx, true)
	if err != nil {
		return err
	}
	defer s.close()
	options, err := s.readingOptions(o.mapping, o.sheet, path)
	if err != nil {
		return err
	}
	v, err := source.InspectFile(ctx, path, options)
	if err != nil {
		return err
	}
	if o.format == "json" {
		err = inspectJSON(a.Stdout, &v)
	} else {
		err = a.inspectText(&v, s.Lang)
	}
	if err != nil || o.save == "" {
		return err
	}
	return a.saveMapping(o.save, &v)
}

// saveMapping keeps the mapping that a file asks for, and says what to do with
// it. A file that is there already may have been completed, and stays.
func (a *app) saveMapping(name string, v *source.Inspection) error {
	switch {
	case v.Need == nil && v.Err != nil:
		return fmt.Errorf("%s was not written: the file cannot be read, whatever a mapping says", near(name))
	case v.Need == nil:
		return fmt.Errorf("%s was not written: the file says all of itself, and needs no mapping", near(name))
	}
	if err := os.MkdirAll(filepath.Dir(name), 0o777); err != nil {
		return err
	}
	f, err := os.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o666)
	if errors.Is(err, fs.ErrExist) {
		return fmt.Errorf("%s was not written: there is such a file already; name another, or remove it first", near(name))
	}
	if err != nil {
		return err
	}
	_, err = f.WriteString(v.Need.YAML)
	if err = errors.Join(err, f.Close()); err != nil {
		return err
	}
	a.say("kept as %s: complete it, then 'kuvio import --map %s %s'", near(name), near(name), v.File)
	return nil
}

// inspectText prints an inspection for people, part by part.
func (a *app) inspectText(v *source.Inspection, l domain.Lang) error {
	facts := []string{string(v.Format), sizeText(v.Size)}
	if v.Encoding != "" {
		facts = append(facts, v.Encoding)
	}
	if v.Delimiter != "" {
		facts = append(facts, "delimiter "+strconv.Quote(v.Delimiter))
	}
	lines := []string{v.File + ": " + strings.Join(facts, ", ")}
	if v.Err != nil && v.Need == nil {
		lines = append(lines, "import would fail: "+told(v.Err))
	}
	if err := printLines(a.Stdout, lines...); err != nil {
		return err
	}
	for i := range v.Tables {
		if err := a.inspectTable(&v.Tables[i], l); err != nil {
			return err
		}
	}
	if v.Need != nil {
		return printLines(a.Stdout, "", v.Need.Error())
	}
	if v.Err != nil {
		return nil
	}
	lines = []string{"", fmt.Sprintf("import would take %s: %d without a value, %d suppressed; %d rejected",
		count(v.Summary.Rows, "observation"), v.Missing, v.Suppressed, v.Summary.Rejects)}
	for _, r := range v.Records {
		lines = append(lines, "  "+recordText(&r))
	}
	for _, r := range v.Rejects {
		lines = append(lines, "  rejected: "+r.Error())
	}
	return printLines(a.Stdout, lines...)
}

// inspectTable prints one table: where it stands and what its columns are.
func (a *app) inspectTable(v *source.TableView, l domain.Lang) error {
	where := "table"
	if v.Sheet != "" {
		where = "sheet " + v.Sheet
	}
	if v.Why != "" {
		return printLines(a.Stdout, "", where+": "+v.Why)
	}
	if v.First == 0 { // a format that says all of itself
		if err := printLines(a.Stdout, "", where+":"); err != nil {
			return err
		}
		return report.FileColumns(v).Write(a.Stdout, table.Text, table.Options{Lang: l, Width: a.Width})
	}
	last := "end"
	if v.Last > 0 {
		last = strconv.Itoa(v.Last)
	}
	if err := printLines(a.Stdout, "", fmt.Sprintf("%s: %d rows of data, header in %v, data from row %d to %s", where, v.Rows, v.Header, v.First, last)); err != nil {
		return err
	}
	if err := report.FileColumns(v).Write(a.Stdout, table.Text, table.Options{Lang: l, Width: a.Width}); err != nil || v.More == 0 {
		return err
	}
	return printLines(a.Stdout, "… and "+count(v.More, "more column"))
}

// recordText is an observation on one line.
func recordText(r *record.Record) string {
	parts := []string{r.Place.String() + ":", string(r.Indicator), strings.TrimSpace(r.Region.Category + " " + r.Region.Code + " " + r.Region.Name)}
	if r.Region.SotkanetID != 0 {
		parts[2] = string(domain.SotkanetRegion(r.Region.SotkanetID))
	}
	parts = append(parts, string(r.Gender), string(r.Period))
	if r.Breakdown != "" {
		parts = append(parts, r.Breakdown)
	}
	if !math.IsNaN(r.Cell.Value) {
		parts = append(parts, "value "+strconv.FormatFloat(r.Cell.Value, 'f', -1, 64))
	}
	if !math.IsNaN(r.Cell.Count) {
		parts = append(parts, "count "+strconv.FormatFloat(r.Cell.Count, 'f', -1, 64))
	}
	if r.Cell.Status != domain.OK {
		parts = append(parts, r.Cell.Status.String())
	}
	return strings.Join(parts, "  ")
}

func sizeText(bytes int64) string {
	switch {
	case bytes < 1<<10:
		return fmt.Sprintf("%d bytes", bytes)
	case bytes < 1<<20:
		return fmt.Sprintf("%.1f kB", float64(bytes)/(1<<10))
	}
	return fmt.Sprintf("%.1f MB", float64(bytes)/(1<<20))
}

// inspectJSON prints an inspection for scripts.
func inspectJSON(w io.Writer, v *source.Inspection) error {
	out := struct {
		File      string             `json:"file"`
		Format    source.Format      `json:"format"`
		Encoding  string             `json:"encoding,omitempty"`
		Delimiter string             `json:"delimiter,omitempty"`
		Tables    []source.TableView `json:"tables,omitempty"`
		Rows      int                `json:"rows"`
		Missing   int                `json:"missing"`
		Rejected  int                `json:"rejected"`
		Rejects   []string           `json:"rejects,omitempty"`
		Records   []string           `json:"records,omitempty"`
		Mapping   string             `json:"mapping_needed,omitempty"`
		Error     string             `json:"error,omitempty"`
	}{
		File: v.File, Format: v.Format, Encoding: v.Encoding, Delimiter: v.Delimiter, Tables: v.Tables,
		Rows: v.Summary.Rows, Missing: v.Missing, Rejected: v.Summary.Rejects,
	}
	for i := range v.Records {
		out.Records = append(out.Records, recordText(&v.Records[i]))
	}
	for _, r := range v.Rejects {
		out.Rejects = append(out.Rejects, r.Error())
	}
	if v.Need != nil {
		out.Mapping = v.Need.YAML
	} else if v.Err != nil {
		out.Error = told(v.Err)
	}
	e := json.NewEncoder(w)
	e.SetIndent("", "  ")
	return e.Encode(out)
}
