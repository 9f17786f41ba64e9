package cli

import (
	"cmp"
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"kuvio/internal/chart"
	"kuvio/internal/domain"
	"kuvio/internal/figure"
	"kuvio/internal/late"
	"kuvio/internal/write"
)

// chartOptions are a figure as flags describe it, and what becomes of it.
type chartOptions struct {
	spec    chart.Spec
	given   []givenField
	output  string
	formats string
	asSpec  bool
	empty   bool
}

func newChart(a *app) *cobra.Command {
	cmd := &cobra.Command{
		Use:   "chart KIND",
		Short: "Draw one figure, or write it down to keep",
		Long: `Chart draws one figure of data that is held, with the words of compare and of the
figures in charts/ as flags. Beside the picture stand its alternative text (.txt)
and its data (.csv). With --spec it prints the figure as a file of charts/, or with
-o charts/NAME.yaml writes that, which 'kuvio render' then draws.`,
		Example: `  kuvio chart ranked -i 191 -r kunta@maakunta:13 --with maa --year 2021 -o ranked.png
  kuvio chart lines -i 191 -r maakunta:13 --with maa --spec -o charts/sijoitetut.yaml`,
		Args: func(cmd *cobra.Command, args []string) error {
			if len(args) > 0 {
				return noKind(cmd, args[0])
			}
			return nil
		},
		RunE: func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
	}
	cmd.SetFlagErrorFunc(func(at *cobra.Command, err error) error {
		if named := at.Flags().Args(); at == cmd && len(named) > 0 { // the flags are those of the kind that there is not
			return noKind(cmd, named[0])
		}
		return at.Root().FlagErrorFunc()(at, err)
	})
	for _, of := range chart.Kinds {
		cmd.AddCommand(newChartOf(a, of))
	}
	return cmd
}

// noKind says of a kind of figure that there is none, and where it is refused, why.
func noKind(cmd *cobra.Command, kind string) error {
	if why, ok := chart.Refused(kind); ok {
		return &usageError{cmd.CommandPath(), fmt.Errorf("no figure of kind %s: %s", kind, why)}
	}
	return &usageError{cmd.CommandPath(), unknown("kind of figure", cmd, kind)}
}

func newChartOf(a *app, of chart.KindOf) *cobra.Command {
	o := &chartOptions{spec: of.New()}
	o.spec.Head().Kind = of.Kind
	cmd := &cobra.Command{
		Use:     string(of.Kind),
		Short:   strings.ToUpper(of.Shows[:1]) + of.Shows[1:],
		Example: fmt.Sprintf("  kuvio chart %s %s", of.Kind, of.Example),
		Args:    args(noArgs),
		RunE:    func(cmd *cobra.Command, _ []string) error { return a.runChart(cmd.Context(), o) },
	}
	flags := cmd.Flags()
	for _, f := range chart.Fields(o.spec) {
		if f.Flag == "" {
			continue
		}
		flag := flags.VarPF(&fieldFlag{f, o}, f.Flag, f.Short, f.Help)
		if f.Bool() {
			flag.NoOptDefVal = "true"
		}
	}
	flags.StringVarP(&o.output, "output", "o", "", "the picture's file: NAME.png, .svg or .pdf, or with --spec NAME.yaml (default: the figure's id in this folder)")
	flags.StringVar(&o.formats, "format", "", formatHelp)
	flags.BoolVar(&o.asSpec, "spec", false, "print the figure as a file of charts/ and draw nothing")
	flags.BoolVar(&o.empty, "allow-empty", false, "series without data are no reason for exit code 3")
	flags.SetNormalizeFunc(func(_ *pflag.FlagSet, name string) pflag.NormalizedName {
		name = strings.ReplaceAll(name, "_", "-")
		switch name { // as a spec writes them
		case "regions":
			name = "region"
		case "indicators":
			name = "indicator"
		}
		return pflag.NormalizedName(name)
	})
	return cmd
}

// givenField is a field that a flag was given for.
type givenField struct {
	chart.Field
	word string
}

// fieldFlag is a field of a spec as a flag. What it is given is kept until the
// language is known in which texts are.
type fieldFlag struct {
	field chart.Field
	o     *chartOptions
}

// Set makes a *fieldFlag a value of a flag.
func (f *fieldFlag) Set(word string) error {
	if err := f.field.Set(word, domain.Finnish); err != nil {
		return err
	}
	f.field.Value.SetZero()
	f.o.given = append(f.o.given, givenField{f.field, word})
	return nil
}

func (f *fieldFlag) String() string { return "" }

// Type is what help calls the value.
func (f *fieldFlag) Type() string {
	if f.o == nil { // pflag asks an empty one for its default
		return "word"
	}
	return f.field.Type()
}

// joined writes a flag of a figure that may stand alone and the word after it that it
// takes, "--interval focus", as one argument: pflag would leave the word over.
func joined(root *cobra.Command, args []string) []string {
	at, _, err := root.Find(args)
	if err != nil || !at.HasParent() || at.Parent().Name() != "chart" {
		return args
	}
	var whole []string
	for i := 0; i < len(args); i++ {
		name, long := strings.CutPrefix(args[i], "--")
		if name == "" {
			return append(whole, args[i:]...)
		}
		if flag := at.Flags().Lookup(name); long && flag != nil && flag.NoOptDefVal != "" && i+1 < len(args) {
			if field, ok := flag.Value.(*fieldFlag); ok && field.takes(args[i+1]) {
				i++
				whole = append(whole, args[i-1]+"="+args[i])
				continue
			}
		}
		whole = append(whole, args[i])
	}
	return whole
}

// takes reports whether a word is one of the flag's own.
func (f *fieldFlag) takes(word string) bool {
	defer f.field.Value.SetZero()
	return f.field.Set(word, domain.Finnish) == nil
}

func (a *app) runChart(ctx context.Context, o *chartOptions) error {
	langs, err := a.languages()
	if err != nil {
		return err
	}
	s, err := a.open(ctx, false)
	if err != nil {
		return err
	}
	defer s.close()
	if langs == nil {
		langs = []domain.Lang{s.Lang}
	}
	for _, f := range o.given {
		if err := f.Set(f.word, s.Lang); err != nil {
			return usagef("--%s: %w", f.Flag, err)
		}
	}
	head := o.spec.Head()
	d := drawing{app: a, builder: s.builder(), langs: langs, allowEmpty: o.empty}
	toFile := o.asSpec && filepath.Ext(o.output) == ".yaml"
	if toFile {
		d.name = strings.TrimSuffix(filepath.Base(o.output), ".yaml")
	} else if err := o.settle(&d); err != nil {
		return err
	}
	head.ID = cmp.Or(head.ID, idOf(d.name), idOf(o.words()))
	if err := chart.Check(o.spec); err != nil {
		return usagef("%w", err)
	}
	if o.asSpec {
		text, err := chart.YAML(o.spec)
		if err != nil {
			return err
		}
		if toFile {
			return a.writeSpec(o.output, text)
		}
		return printLines(a.Stdout, strings.TrimSuffix(string(text), "\n"))
	}
	return d.drawEach(ctx, o.spec)
}

// writeSpec writes a figure's file, but not over another that is there.
func (a *app) writeSpec(path string, text []byte) error {
	if _, err := os.Lstat(path); err == nil {
		return fmt.Errorf("%s is there already, and stays: remove it first, or choose another name", near(path))
	}
	if err := write.File(path, text); err != nil {
		return err
	}
	a.say("%s", near(path))
	return nil
}

// drawEach draws a figure or, where it is of each of several regions, all of these.
func (d *drawing) drawEach(ctx context.Context, spec chart.Spec) error {
	specs, broken := d.builder.Each(spec)
	if len(specs) == 0 {
		return broken[0].Err
	}
	for _, b := range broken {
		d.warn("%s", told(b.Err))
	}
	d.id = spec.Head().ID
	if len(specs)+len(broken) > 1 {
		return d.drawAll(ctx, specs, len(broken))
	}
	lacking, err := d.draw(ctx, specs[0])
	if err == nil && lacking {
		err = fmt.Errorf("%w: the figure is not complete", errPartial)
	}
	return err
}

// settle reads where and in which formats the figure is drawn.
func (o *chartOptions) settle(d *drawing) (err error) {
	if o.output == "" {
		d.formats, err = pictureFormats(cmp.Or(o.formats, string(figure.FormatPNG)))
		return err
	}
	d.dir, d.name, d.formats, err = pictureFile(o.output, o.formats)
	return err
}

// words are what a figure is of, for a name.
func (o *chartOptions) words() string {
	words := []string{string(o.spec.Head().Kind)}
	for _, f := range o.given {
		if f.Flag == "indicator" || f.Flag == "region" {
			words = append(words, f.word)
		}
	}
	return strings.Join(words, "-")
}

// notInID is what an id has not.
var notInID = late.Regexp(`[^a-z0-9]+`)

// idOf makes an id of a name; "" of nothing.
func idOf(name string) string {
	plain := strings.NewReplacer("ä", "a", "ö", "o", "å", "a").Replace(strings.ToLower(name))
	return strings.Trim(notInID().ReplaceAllString(plain, "-"), "-")
}

// figureSchema is the page of help that editors read.
func figureSchema() string {
	text, err := chart.Schema()
	if err != nil {
		panic(err) // of types that are always the same
	}
	return string(text)
}
