package cli

import (
	"context"
	"errors"
	"fmt"
	"os"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"kuvio/internal/domain"
	"kuvio/internal/proof"
	"kuvio/internal/proof/numeral"
	"kuvio/internal/proof/passage"
	"kuvio/internal/report"
	"kuvio/internal/series"
)

type proofOptions struct {
	output
	file       string
	subject    string
	indicators string
	all        bool
}

func newProof(a *app) *cobra.Command {
	o := new(proofOptions)
	cmd := &cobra.Command{
		Use:   "proof FILE -r REGION",
		Short: "Hold the numbers of a text against the data",
		Long: `Proof reads a text that never saw kuvio, such as a plan in Word, and looks for each
number of it in the store and its history: by the words, ages, area, year and unit
that stand around it, in Finnish, Swedish or English. The verdicts:

  agrees      today's value is that, at the text's own precision
  was_true    an earlier import said so; today's value is another
  differs     neither does, though indicator, area and year leave no doubt
  not_found   nothing can be said: no indicator has those words, nothing is held of
              it or of that area and year, or it is not sure enough what is meant

-r names the area that the text is about: what a sentence is of that names none,
and what "the maakunta" stands for. Areas that a sentence names come before it.
The year is the sentence's own, else that of the ones before it.

A number agrees with a value that rounds to it at its last digit: 37.5 with 37.46.
"About 600", and 600 alone within 5 %, is rounded to hundreds: 550-650. "Over" and
"under" agree with what is on that side and not far. Millions and thousands of
euros are as good as euros. Where the store's value is rounded more than the text's,
its precision counts. A count behind a share is looked for too.

Years, dates, ages, and the numbers of chapters, laws, figures and telephones are
no values. By how much something changed, and ranks, are recognised and not looked
for. A gender, mean, range, target, forecast, part or place of which the store has no
number of its own never differs. That a number is not found says nothing against it; that it agrees says that
the store has it, not that the sentence is true.

Files are Word's .docx (text, tables and notes, without what tracked changes delete),
.txt or .md in any encoding. Of a PDF, give what pdftotext makes of it, or the Word
file it was made from. By default the numbers that agree are only counted.

Exit code 0: no number differs; 5: one does, or was true and is no longer.`,
		Example: `  kuvio proof suunnitelma.docx -r maakunta:13
  kuvio proof luku.md -r Jyväskylä --all --format csv -o numerot.csv
  kuvio proof plan.txt -r maakunta:13 -i @plan --lang en`,
		Args: func(_ *cobra.Command, args []string) error {
			switch {
			case len(args) == 0:
				return usagef("name the file of the text, such as plan.docx")
			case len(args) > 1:
				return usagef("one file at a time: found %d", len(args))
			}
			o.file = args[0]
			return nil
		},
		RunE: func(cmd *cobra.Command, _ []string) error { return a.runProof(cmd.Context(), o) },
	}
	o.output.bind(cmd)
	cmd.Flags().StringVarP(&o.subject, "region", "r", "", "the area that the text is about: maakunta:13, kunta:179, a name (default: the whole country)")
	cmd.Flags().StringVarP(&o.indicators, "indicators", "i", "", "the indicators that numbers may be of: 191, @plan; separated by commas (default: all that are described)")
	cmd.Flags().BoolVar(&o.all, "all", false, "list the numbers that agree too")
	return cmd
}

func (a *app) runProof(ctx context.Context, o *proofOptions) error {
	s, err := a.openFor(ctx, &o.output, false)
	if err != nil {
		return err
	}
	defer s.close()
	opt := proof.Options{Subject: domain.WholeCountry}
	if o.subject != "" {
		if opt.Subject, err = s.Region(o.subject, false); err != nil {
			return regionError("-r", err)
		}
	}
	if o.indicators != "" {
		selectors, err := s.Selectors(o.indicators)
		if err != nil {
			return selectionError(err)
		}
		opt.Indicators = partsOf(selectors)
	}
	text, err := readText(o.file)
	if err != nil {
		return err
	}
	r, err := proof.Run(ctx, s.Session, text, opt)
	if err != nil {
		return err
	}
	if err := a.print(o.output, report.Proof(r, o.all, s.Lang), s.Lang); err != nil {
		return err
	}
	a.say("%s: %s", near(o.file), proofSummary(r))
	if n := r.Count(proof.Differs) + r.Count(proof.WasTrue); n > 0 {
		return movedError(fmt.Sprintf("%s of the text: not what the data says today", count(n, "number")))
	}
	return nil
}

// partsOf are the indicators of selectors, those of splices by themselves.
func partsOf(selectors []series.Selector) []domain.IndicatorID { return slices.Concat(selectors...) }

// readText reads the passages of a file.
func readText(file string) ([]passage.Passage, error) {
	info, err := os.Stat(file)
	switch {
	case err != nil:
		return nil, err
	case info.IsDir():
		return nil, fmt.Errorf("%s is a folder: name a text in it", near(file))
	case info.Size() > passage.MostText:
		return nil, fmt.Errorf("%s: found %d MiB, expected a text of at most %d: check one chapter at a time", near(file), info.Size()>>20, passage.MostText>>20)
	}
	content, err := os.ReadFile(file)
	if err != nil {
		return nil, err
	}
	text, err := passage.Read(near(file), content)
	if err == nil && len(text) == 0 {
		err = passage.ErrEmpty(near(file))
	}
	return text, err
}

// proofSummary counts the verdicts, and the numbers that are no values.
func proofSummary(r *proof.Result) string {
	var parts []string
	for _, v := range []struct {
		verdict proof.Verdict
		words   string
	}{{proof.Agrees, "agree"}, {proof.WasTrue, "true before"}, {proof.Differs, "differ"}, {proof.NotFound, "not found"}} {
		if n := r.Count(v.verdict); n > 0 || v.verdict == proof.Differs {
			parts = append(parts, fmt.Sprintf("%d %s", n, v.words))
		}
	}
	aside := 0
	for k, n := range r.Aside {
		if k != numeral.Value {
			aside += n
		}
	}
	return fmt.Sprintf("%s: %s (%s no values)", count(len(r.Findings), "number"), strings.Join(parts, ", "), count(aside, "other"))
}

// movedError is that something is no longer what the data says; its exit code is that of
// errStale.
type movedError string

func (e movedError) Error() string        { return string(e) }
func (e movedError) Is(target error) bool { return errors.Is(target, errStale) }
