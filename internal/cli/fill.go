package cli

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"kuvio/internal/chart"
	"kuvio/internal/domain"
	"kuvio/internal/fill"
	"kuvio/internal/fill/markdown"
	"kuvio/internal/fill/word"
	"kuvio/internal/outputs"
	"kuvio/internal/write"
)

type fillOptions struct {
	output string
	region string
	each   string
	check  bool
	force  bool
	styles string
}

func newFill(a *app) *cobra.Command {
	o := new(fillOptions)
	cmd := &cobra.Command{
		Use:   "fill FILE -o FILE",
		Short: "Put numbers, sentences, tables and figures in the place of a text's placeholders",
		Long: `Fill reads a text, finds its placeholders and writes it with what they ask for:

  Vuonna {{191 vuosi}} lapsista oli sijoitettuna {{191 yksikkö}}.

'kuvio help placeholders' lists the words, which are Finnish, Swedish or English in any
text. What cannot be answered stays as it is and is named with its line. The template is
never written over.

FILE is Markdown or a Word document. Of that the text is filled, and its tables, text
boxes, notes, headers and footers; everything else in it stays as it was. A table or
figure takes its paragraph's place, in the document's own styles. Of Markdown, -o FILE.docx
makes a Word document, with the styles of --template.

{{alue: maakunta:13}} says once which area the text is about; placeholders without a
region, and words such as kunnat, are then of it. --region names another, and --each
writes a file for each of several.

The filled text remembers what was put where, which its readers do not see. Filled
again ('kuvio fill valmis.md'), what has moved is renewed, and what a person has changed is
left alone; --check only lists what has moved. A template is not written over a file in
which a person has changed anything.

Exit codes: 0 done, 3 some placeholders have no answer, 5 --check found that something
has moved.`,
		Example: `  kuvio fill plan.md -o valmis.md
  kuvio fill plan.docx --region Pohjois-Savo -o valmis.docx
  kuvio fill plan.md --template liitto.dotx -o plan.docx
  kuvio fill plan.md --each maakunta@maa -o luvut/
  kuvio fill --check valmis.md`,
		Args: args(cobra.ExactArgs(1)),
		RunE: func(cmd *cobra.Command, args []string) error { return a.runFill(cmd.Context(), o, args[0]) },
	}
	flags := cmd.Flags()
	flags.StringVarP(&o.output, "output", "o", "", "the filled file, or with --each the folder")
	flags.StringVarP(&o.region, "region", "r", "", "the region that the text is about, in place of its {{alue: ...}}")
	flags.StringVar(&o.each, "each", "", "a file for each of these regions: maakunta@maa")
	flags.BoolVar(&o.check, "check", false, "list what has moved and change nothing")
	flags.BoolVar(&o.force, "force", false, "write over a file that a person has changed")
	flags.StringVar(&o.styles, "template", "", "of Markdown to .docx: the Word document or template whose styles, header, footer and page it has")
	return cmd
}

func (o *fillOptions) verify() error {
	switch {
	case o.check && (o.output != "" || o.each != ""):
		return usagef("--check changes nothing: leave -o and --each out")
	case o.each != "" && o.region != "":
		return usagef("--each and --region: expected one of them")
	case o.each != "" && o.output == "":
		return usagef("--each %s: name the folder of the files with -o, such as -o luvut/", o.each)
	}
	return nil
}

// fillEditor is a format's editor, with the files that it makes beside the document and
// the addresses that programs fetch something from when they open it.
type fillEditor interface {
	fill.Editor
	Beside() []fill.File
	Fetched() []string
}

// editorOf opens a document of a kind, which is what a name ends in. called is what the files beside
// it are named by.
func editorOf(file, kind, called string, content []byte, l domain.Lang) (fillEditor, error) {
	switch strings.ToLower(kind) {
	case ".md", ".markdown", ".txt":
		e, err := markdown.Open(content, called, l)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", file, err)
		}
		return e, nil
	case ".docx", ".dotx", ".docm", ".dotm", ".doc", ".odt", ".rtf":
		e, err := word.Open(content, l)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", file, err)
		}
		return e, nil
	default:
		return nil, usagef("%s: expected a text in Markdown (.md) or a Word document (.docx)", file)
	}
}

func (a *app) runFill(ctx context.Context, o *fillOptions, file string) error {
	if err := o.verify(); err != nil {
		return err
	}
	content, err := readDocument(file)
	if err != nil {
		return err
	}
	s, err := a.open(ctx, false)
	if err != nil {
		return err
	}
	defer s.close()
	f := &filling{app: a, s: s, file: file, kind: filepath.Ext(file), content: content, force: o.force}
	if err := f.asWord(o.output, o.styles); err != nil {
		return err
	}
	switch {
	case o.check:
		return f.look(ctx, o.region)
	case o.each != "":
		return f.each(ctx, o.each, o.output)
	}
	return f.write(ctx, o.region, o.output)
}

// readDocument reads a file of a person's, within a bound.
func readDocument(file string) ([]byte, error) {
	info, err := os.Stat(file)
	switch {
	case err != nil:
		return nil, err
	case info.IsDir():
		return nil, usagef("%s is a folder, expected a file", file)
	case info.Size() > largestDocument:
		return nil, fmt.Errorf("%s: %d MB are more than the %d that are read of a document", file, info.Size()>>20, largestDocument>>20)
	}
	return os.ReadFile(file)
}

// largestDocument is how many bytes are read of one, with its pictures.
const largestDocument = 128 << 20

// ending is what the name of the document ends in once it is filled: a Word template makes
// a document.
func (f *filling) ending() string {
	if strings.EqualFold(f.kind, ".dotx") {
		return ".docx"
	}
	return f.kind
}

// filling is a document that is filled or looked at.
type filling struct {
	*app
	s       *opened
	file    string
	kind    string // what the name of what is filled ends in: .md, .docx
	content []byte
	force   bool
	about   string // begins what is told of the document, where several are filled: "maakunta:13: "
}

// ready opens the document for an area, in the language that it was filled in unless
// another is asked for.
func (f *filling) ready(region, called string) (fillEditor, *fill.Answers, domain.Lang, error) {
	l := f.s.Lang
	e, err := editorOf(f.file, f.kind, called, f.content, l)
	if err != nil {
		return nil, nil, l, err
	}
	if m := e.Memory(); m.Lang != "" && f.lang == "" && m.Lang != l {
		l = m.Lang
		if e, err = editorOf(f.file, f.kind, called, f.content, l); err != nil {
			return nil, nil, l, err
		}
	}
	own, err := fill.SubjectOf(e)
	if err != nil {
		return nil, nil, l, fmt.Errorf("%s: %w", f.file, err)
	}
	session := *f.s.Session
	session.Lang = l
	answers, err := fill.NewAnswers(&session, region, own, f.Now().Year(), f.figure)
	if err != nil {
		return nil, nil, l, fmt.Errorf("%s: %w", f.file, err)
	}
	answers.WrittenAbout(fill.WrittenAbout(e))
	return e, answers, l, nil
}

// figure finds a figure of the workspace by its id.
func (f *filling) figure(id string) (*chart.Builder, chart.Spec, error) {
	dir := near(f.s.ws.ChartsDir())
	specs, broken, err := chart.ReadDir(os.DirFS(f.s.ws.ChartsDir()), dir, f.s.Lang)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, nil, err
	}
	for _, spec := range specs {
		if spec.Head().ID == id {
			b := f.s.builder()
			b.Session = b.Session.ByChange()
			return b, spec, nil
		}
	}
	for _, b := range broken {
		if b.ID == id {
			return nil, nil, b.Err
		}
	}
	return nil, nil, noFigure(specs, broken, id, dir)
}

// look lists what has moved.
func (f *filling) look(ctx context.Context, region string) error {
	e, answers, _, err := f.ready(region, "")
	if err != nil {
		return err
	}
	outcomes, err := fill.Look(ctx, e, answers)
	if err != nil {
		return err
	}
	filled, overtaken, states := 0, 0, make(map[fill.State]int)
	for _, o := range outcomes {
		if o.Filled != nil {
			filled++
			states[o.State]++
		}
		if o.Overtaken() {
			overtaken++
		}
		if o.State == "" || o.State == fill.Holds {
			continue
		}
		if err := printLines(f.Stdout, f.stateOf(&o)...); err != nil {
			return err
		}
	}
	unanswered := f.unanswered(outcomes)
	switch {
	case states[fill.Moved] > 0 && overtaken > 0:
		return fmt.Errorf("%w: %s of %d no longer hold: 'kuvio fill %s' renews them, but for %d more that a person has edited: read those", errStale, count(states[fill.Moved], "answer"), filled, f.file, overtaken)
	case states[fill.Moved] > 0:
		return fmt.Errorf("%w: %s of %d no longer hold: 'kuvio fill %s' renews them", errStale, count(states[fill.Moved], "answer"), filled, f.file)
	case overtaken > 0:
		return fmt.Errorf("%w: of %s that a person has edited, the data have moved since: read what stands there", errStale, count(overtaken, "answer"))
	case unanswered > 0:
		return fmt.Errorf("%w: %s without an answer", errPartial, count(unanswered, "placeholder"))
	case len(outcomes) == 0:
		return fmt.Errorf("%w: %s: nothing that was filled is remembered in it: was it saved in another format?", errPartial, f.file)
	case filled == 0:
		f.say("%s: nothing was filled in it: 'kuvio fill %s -o FILE' does", f.file, f.file)
	case states[fill.Edited]+states[fill.Gone] > 0:
		said := []string{fmt.Sprintf("%d hold", states[fill.Holds])}
		if n := states[fill.Edited]; n > 0 {
			said = append(said, fmt.Sprintf("%d edited by a person", n))
		}
		if n := states[fill.Gone]; n > 0 {
			said = append(said, fmt.Sprintf("%d taken out", n))
		}
		f.say("%s: %s", f.file, strings.Join(said, ", "))
	default:
		f.say("%s: all %s hold", f.file, count(filled, "answer"))
	}
	return nil
}

// stateOf are the lines that say how something that was filled stands.
func (f *filling) stateOf(o *fill.Outcome) []string {
	if o.State == fill.Gone {
		return []string{fmt.Sprintf("%s: gone: {{%s}}", f.file, o.Words)}
	}
	state := string(o.State)
	if o.Overtaken() {
		state = "edited, and the data have moved"
	}
	head := fmt.Sprintf("%s: %s: {{%s}}", f.at(o.Where), state, o.Words)
	if o.Today.Blocks != nil {
		return []string{head}
	}
	lines := []string{head, "  says       " + o.Stands}
	return append(lines, "  would say  "+o.Said)
}

// wouldSay is what stands at a place and what would today, where that is a text.
func wouldSay(o *fill.Outcome) string {
	if o.Today.Blocks != nil {
		return ""
	}
	return fmt.Sprintf(": says \"%s\", would say \"%s\"", o.Stands, o.Said)
}

// at is a place of the document: "plan.md:12", "plan.docx, paragraph 3".
func (f *filling) at(where string) string {
	if line, ok := strings.CutPrefix(where, "line "); ok {
		return f.about + f.file + ":" + line
	}
	return f.about + f.file + ", " + where
}

// unanswered says which placeholders have no answer, and why.
func (f *filling) unanswered(outcomes []fill.Outcome) (n int) {
	for _, o := range outcomes {
		if o.Err != nil && !o.Gone {
			f.warn("%s: {{%s}}: %s", f.at(o.Where), o.Words, told(o.Err))
			n++
		}
	}
	return n
}

// each writes the document for each of several regions.
func (f *filling) each(ctx context.Context, refs, dir string) error {
	areas, err := f.s.Areas(refs)
	if err != nil {
		return regionError("--each", err)
	}
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return err
	}
	ending := f.ending()
	base := strings.TrimSuffix(filepath.Base(f.file), filepath.Ext(f.file))
	var partial error
	kept := 0
	for _, area := range areas {
		f.about = string(area.ID) + ": "
		id := strings.NewReplacer(":", "-", "/", "-").Replace(string(area.ID))
		err := f.write(ctx, string(area.ID), filepath.Join(dir, base+"."+id+ending))
		if errors.Is(err, errPartial) {
			partial = cmp.Or(partial, err)
			continue
		}
		var theirs *theirsError
		if errors.As(err, &theirs) {
			f.warn("%s%v", f.about, err)
			kept++
			continue
		}
		if err != nil {
			return fmt.Errorf("%s%w", f.about, err)
		}
	}
	if kept > 0 {
		return fmt.Errorf("%w: %d of %s left as they are there", errPartial, kept, count(len(areas), "file"))
	}
	return partial
}

// write writes the filled document: over itself only where it was filled before.
func (f *filling) write(ctx context.Context, region, out string) error {
	called := strings.TrimSuffix(filepath.Base(cmp.Or(out, f.file)), filepath.Ext(cmp.Or(out, f.file)))
	e, answers, l, err := f.ready(region, called)
	if err != nil {
		return err
	}
	if out, err = f.target(e, out, answers.Subject()); err != nil {
		return err
	}
	content, outcomes, err := fill.Fill(ctx, e, answers, answers.Subject(), l)
	if err != nil {
		return fmt.Errorf("%s: %w", f.file, err)
	}
	if err := f.put(out, content, e.Beside()); err != nil {
		return err
	}
	filled, edited := 0, 0
	for _, o := range outcomes {
		switch {
		case o.Overtaken():
			f.warn("%s: left as a person has it, and the data have moved: {{%s}}%s", f.at(o.Where), o.Words, wouldSay(&o))
			edited++
		case o.State == fill.Edited:
			f.say("%s: left as a person has it: {{%s}}", f.at(o.Where), o.Words)
			edited++
		case o.State == fill.Gone:
			f.say("%s: a person has taken it out: {{%s}}", f.file, o.Words)
		case o.Err == nil && !o.Declares():
			filled++
		}
	}
	unanswered := f.unanswered(outcomes)
	for _, address := range e.Fetched() {
		f.warn("%s: a program that opens it fetches %s, as the template has it: take that out unless it is meant", near(out), address)
	}
	f.say("%s: %s", near(out), count(filled, "answer"))
	disclosed := f.disclosed(ctx, answers, outcomes)
	if disclosed != nil && !errors.Is(disclosed, errPartial) {
		return disclosed
	}
	if unanswered > 0 {
		return fmt.Errorf("%w: %s: %s without an answer", errPartial, near(out), count(unanswered, "placeholder"))
	}
	return disclosed
}

// put puts the document and what is beside it on the disk, or where documents are kept.
func (f *filling) put(out string, content []byte, beside []fill.File) error {
	var set write.Set
	add := func(name string, content []byte) { set.Add(filepath.Join(filepath.Dir(out), name), content) }
	if f.kept != nil {
		add = func(name string, content []byte) {
			*f.kept = append(*f.kept, outputs.File{Name: name, Content: content})
		}
	}
	add(filepath.Base(out), content)
	for _, p := range beside {
		add(p.Name, p.Content)
	}
	_, err := set.Commit()
	return err
}

// disclosed says which withheld figures follow from those that the document shows.
func (f *filling) disclosed(ctx context.Context, answers *fill.Answers, outcomes []fill.Outcome) error {
	where := make(map[string]string)
	for _, o := range outcomes {
		if words := strings.Join(strings.Fields(o.Words), " "); where[words] == "" {
			where[words] = f.at(o.Where) + " {{" + words + "}}"
		}
	}
	return f.sayDisclosed(ctx, f.s.Session, answers.Shown(func(words string) string { return where[words] }))
}

// theirsError is that a file is not written over, as it may be a person's.
type theirsError struct{ said string }

func (e *theirsError) Error() string { return e.said }

func theirsf(format string, args ...any) error {
	return &theirsError{fmt.Sprintf(format, args...)}
}

// target is the file to be written: the document itself, where it was filled before and no
// other is named. A template is not written over, nor what a person has written.
func (f *filling) target(e fill.Editor, out, subject string) (string, error) {
	template := len(e.Memory().Filled) == 0
	same := out == "" || sameFile(f.file, out)
	switch {
	case same && template:
		return "", usagef("%s is a template: name the file to be written with -o, such as -o %s", f.file, "valmis"+f.ending())
	case same:
		return f.file, nil
	case !strings.EqualFold(filepath.Ext(out), f.ending()):
		return "", usagef("-o %s: expected a name that ends in %s, as the template is of that kind", out, f.ending())
	case f.force, f.kept != nil: // what there is, who keeps it looks at
		return out, nil
	}
	before, err := os.ReadFile(out)
	if errors.Is(err, fs.ErrNotExist) {
		return out, nil
	}
	if err != nil {
		return "", err
	}
	there, err := editorOf(out, filepath.Ext(out), "", before, "")
	if err != nil || len(there.Memory().Filled) == 0 {
		return "", theirsf("%s is there and was not made by 'kuvio fill': name another file, or --force", out)
	}
	for _, p := range there.Places() {
		if p.Filled != nil && p.Changed() {
			return "", theirsf("%s: {{%s}}: a person has changed what was filled here: 'kuvio fill %s' renews the others, --force writes it anew", (&filling{file: out}).at(p.Where), p.Words, out)
		}
	}
	if there.Changed() {
		return "", theirsf("%s: a person has changed it since it was filled: 'kuvio fill %s' renews it in place and keeps that, --force writes it anew", out, out)
	}
	if before := there.Memory().Subject; before != "" && before != subject {
		return "", theirsf("%s: it was filled for %s, not for %s: name another file, or --force", out, before, cmp.Or(subject, "no region"))
	}
	return out, nil
}

func sameFile(a, b string) bool {
	x, err := os.Stat(a)
	if err != nil {
		return false
	}
	y, err := os.Stat(b)
	return err == nil && os.SameFile(x, y)
}
