package cli

import (
	"encoding/csv"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"log/slog"
	"os"
	"path/filepath"
	"slices"

	"kuvio/internal/domain"
	"kuvio/internal/ingest"
	"kuvio/internal/source/record"
	"kuvio/internal/table"
	"kuvio/internal/visible"
	"kuvio/internal/write"
)

// shownRejects is how many rejects are listed on stderr; the file has all.
const shownRejects = 20

// shownSkips is how many of the sheets and rows passed over are listed.
const shownSkips = 5

// reportRejects says on stderr which rows and files were not taken.
func (a *app) reportRejects(rep *ingest.Report, file string) {
	listed := 0
	for i, r := range rep.Rejects {
		if i == shownRejects {
			a.warn("… and %d more", rep.Rejected-listed)
			break
		}
		listed += r.Times
		if r.Times > 1 {
			a.warn("rejected: %s (%d rows)", r.Error(), r.Times)
		} else {
			a.warn("rejected: %s", r.Error())
		}
	}
	if file != "" {
		a.warn("all rejected rows: %s", near(file))
	}
	for _, f := range rep.Files {
		if f.Err != nil {
			a.note(slog.LevelWarn, eventFailed, "failed: "+told(f.Err), slog.String(keyFile, f.Name))
		}
	}
}

// reportImport says on stderr what an import that went through did.
func (a *app) reportImport(rep *ingest.Report) {
	a.reportBodies(rep)
	for _, f := range rep.Files {
		if f.Err != nil {
			continue
		}
		if !f.Body {
			a.say("%s: %s, %s", f.Name, f.Format, contents(f))
		}
		for _, doubt := range f.Doubts {
			a.warn("%s: %s", f.Name, doubt)
		}
		for i, skip := range f.Skipped {
			if i == shownSkips {
				a.say("  … and %d more", len(f.Skipped)-i)
				break
			}
			a.say("  passed over: %s", skip)
		}
		a.reportOlder(&f)
		if f.HeldOf != "" {
			a.say("  the same file is held as retrieved on %s, which stands: %s makes it %s", f.HeldOf, a.overriding(), f.Retrieved)
		}
	}
	if len(rep.UnknownRegions) > 0 {
		ids := make([]domain.RegionID, len(rep.UnknownRegions))
		for i, r := range rep.UnknownRegions {
			ids[i] = r.ID
		}
		a.say("%s unknown to the catalogue, kept and usable by id: %s", count(len(ids), "region"), domain.Some(ids))
	}
	if len(rep.UnknownIndicators) > 0 {
		a.say("%s without a description, kept: %s (SOTKAnet's /indicators/ID, imported as JSON, brings the title and unit)",
			count(len(rep.UnknownIndicators), "indicator"), domain.Some(rep.UnknownIndicators))
	}
	if len(rep.ReplacedMadeUp) > 0 {
		a.warn("example data gave way to real data: %s", domain.Some(rep.ReplacedMadeUp))
	}
	a.reportLacking(rep)
	switch {
	case rep.Vintage == 0 && rep.Changed:
		a.say("dry run: nothing was stored")
	case rep.Vintage != 0:
		fresh, changed := 0, 0
		for _, f := range rep.Files {
			fresh, changed = fresh+f.New, changed+f.Changed
		}
		a.note(slog.LevelInfo, eventImported, fmt.Sprintf("stored as vintage %d", rep.Vintage),
			slog.Any(keyVintage, rep.Vintage), slog.Int(keyNew, fresh), slog.Int(keyRevised, changed))
	case rep.Confirmed > 0:
		a.say("nothing changed: the store held all of this already, and %s as retrieved on %s now", stands(rep.Confirmed), retrievedOn(rep))
	case older(rep) > 0:
		a.say("nothing changed")
	case taken(rep) > 0 || rep.Rejected == 0 && rep.Failed() < len(rep.Files):
		a.say("nothing changed: the store held all of this already")
	}
}

// reportBodies sums up what came from sources, which is told of when it comes.
func (a *app) reportBodies(rep *ingest.Report) {
	var all ingest.FileReport
	for _, f := range rep.Files {
		if !f.Body || f.Err != nil {
			continue
		}
		all.Rows, all.New, all.Changed, all.Same = all.Rows+f.Rows, all.New+f.New, all.Changed+f.Changed, all.Same+f.Same
		all.Missing, all.Suppressed, all.Older, all.Rejected = all.Missing+f.Missing, all.Suppressed+f.Suppressed, all.Older+f.Older, all.Rejected+f.Rejected
		all.Indicators, all.Regions = all.Indicators+f.Indicators, all.Regions+f.Regions
	}
	for _, part := range []ingest.FileReport{{File: all.File, Suppressed: all.Suppressed}, {Indicators: all.Indicators}, {Regions: all.Regions}} {
		if part.Rows+part.Indicators+part.Regions > 0 {
			a.say("fetched: %s", contents(part))
		}
	}
}

// overriding is how older figures are taken: by the import's own flag, also of what a
// refresh found in files.
func (a *app) overriding() string {
	if a.refreshing {
		return "'kuvio import --override'"
	}
	return "--override"
}

// forcing is how many figures are withdrawn at once.
func (a *app) forcing() string {
	if a.refreshing {
		return "--force"
	}
	return "--override"
}

// reportOlder says which division a file is in, where that is not today's, and
// what of it was left out since newer figures stand.
func (a *app) reportOlder(f *ingest.FileReport) {
	in := ""
	if d := f.Division; d.From > 0 {
		in = fmt.Sprintf("the division of municipalities of %d", d.From)
		if d.To > d.From {
			in = fmt.Sprintf("the divisions of municipalities of %d to %d", d.From, d.To)
		}
	}
	if f.Older == 0 {
		if in != "" {
			a.say("  it is in %s: some of its areas have merged since", in)
		}
		return
	}
	why := "retrieved on " + f.Retrieved
	if in != "" {
		why += ", in " + in
	}
	a.warn("%s: %s older than what is held of the same (%s) and left out: %s takes them", f.Name, count(f.Older, "observation"), why, a.overriding())
}

// reportLacking says which figures the files no longer have, and whether they
// were withdrawn.
func (a *app) reportLacking(rep *ingest.Report) {
	if n, of := lacking(rep.Withdrawn); n > 0 {
		a.warn("%s withdrawn, which the files cover and no longer have: %s ('kuvio history' has what they were)", count(n, "figure"), of)
	}
	if n, of := lacking(rep.Late); n > 0 {
		a.warn("%s of the older download not taken as today's, but as withdrawn: %s; a newer one, which is held, covers and no longer has them ('kuvio history' has what they were, %s takes them)", count(n, "figure"), of, a.overriding())
	}
	kept := make(map[ingest.Reason][]ingest.Lacking)
	for _, l := range rep.Kept {
		kept[l.Why] = append(kept[l.Why], l)
	}
	if n, of := lacking(kept[ingest.TooMany]); n > 0 {
		a.warn("%s not withdrawn, though the files cover and no longer have them: %s; it is more than a tenth of what they cover, or most of a year: %s withdraws them", count(n, "figure"), of, a.forcing())
	}
	if n, of := lacking(kept[ingest.Alone]); n > 0 {
		a.warn("%s taken that the older download alone has: %s; a newer one, which is held, covers and no longer has them, but they are more than a tenth of what it covers, or most of a year", count(n, "figure"), of)
	}
	if n, of := lacking(kept[ingest.Rejected]); n > 0 {
		a.warn("%s not withdrawn, though the files no longer have them: %s; rows were rejected, which may be theirs: correct and import them again", count(n, "figure"), of)
	}
	if n, of := lacking(kept[ingest.Uncertain]); n > 0 {
		a.say("%s held of the same years and areas not in the files: %s; if these are all that there is, --covers withdraws them", count(n, "figure"), of)
	}
}

// lacking sums up figures that files no longer have.
func lacking(all []ingest.Lacking) (n int, of string) {
	ids := make([]domain.IndicatorID, len(all))
	for i, l := range all {
		n += l.Figures
		ids[i] = l.Indicator
	}
	return n, domain.Some(ids)
}

// older is how many observations were left out since newer figures stand.
func older(rep *ingest.Report) (n int) {
	for _, f := range rep.Files {
		n += f.Older
	}
	return n
}

// retrievedOn is the newest day that a file of an import was retrieved on.
func retrievedOn(rep *ingest.Report) (day string) {
	for _, f := range rep.Files {
		day = max(day, f.Retrieved)
	}
	return day
}

func stands(indicators int) string {
	if indicators == 1 {
		return "1 indicator stands"
	}
	return count(indicators, "indicator") + " stand"
}

// contents says what a file held: observations, or descriptions alone.
func contents(f ingest.FileReport) string {
	switch {
	case f.Rows > 0:
		withheld := ""
		if f.Suppressed > 0 {
			withheld = fmt.Sprintf(", %d suppressed", f.Suppressed)
		}
		text := fmt.Sprintf("%s: %d new, %d changed, %d unchanged, %d without a value%s, %d rejected",
			count(f.Rows, "observation"), f.New, f.Changed, f.Same, f.Missing-f.Suppressed, withheld, f.Rejected)
		if f.Older > 0 {
			text += fmt.Sprintf(", %d left out as older", f.Older)
		}
		return text
	case f.Indicators > 0:
		return count(f.Indicators, "indicator") + " described"
	case f.Regions > 0:
		return count(f.Regions, "region") + " described"
	}
	return "no observations"
}

// count is a number of things in English: "1 region", "3 regions".
func count(n int, thing string) string {
	if n != 1 {
		thing += "s"
	}
	return fmt.Sprintf("%d %s", n, thing)
}

// rejectsFile takes down every row that is not imported, as it is met: a file
// that is all wrong must not fill the memory.
type rejectsFile struct {
	name string // "" keeps none
	temp *os.File
	csv  *csv.Writer
	err  error
}

// rejectsOf is the file an import's rejects go to; a dry run keeps none unless
// asked.
func (s *opened) rejectsOf(o *importOptions) *rejectsFile {
	name := o.rejects
	if name == "" && !o.dryRun {
		name = filepath.Join(s.ws.DataDir(), ingest.RejectsName)
	}
	return &rejectsFile{name: name}
}

func (f *rejectsFile) add(r record.Reject) {
	if f.name == "" || f.err != nil {
		return
	}
	if f.temp == nil {
		if f.temp, f.err = write.Draft(f.name); f.err != nil {
			f.err = fmt.Errorf("write the rejects into %s: %w", f.name, f.err)
			return
		}
		f.csv = csv.NewWriter(f.temp)
		f.err = f.csv.Write([]string{"file", "line", "column", "value", "reason"})
	}
	reason := "expected " + r.Expected
	if r.Hint != "" {
		reason += "; " + r.Hint
	}
	if err := f.csv.Write([]string{table.Guarded(r.File), table.Guarded(r.Place.String()), table.Guarded(r.Column), table.Guarded(r.Found), reason}); err != nil {
		f.err = err
	}
}

// close puts the file in its place and returns its name; "" where there were no
// rejects. Then the list of an earlier import is removed, unless this one took
// nothing: what was to be mended is still to be.
func (f *rejectsFile) close(took bool) (string, error) {
	if f.temp == nil {
		if !took {
			return "", f.err
		}
		if err := os.Remove(f.name); f.name != "" && err != nil && !errors.Is(err, fs.ErrNotExist) {
			return "", err
		}
		return "", f.err
	}
	defer write.End(f.temp.Name())
	defer f.temp.Close()
	f.csv.Flush()
	err := errors.Join(f.err, f.csv.Error())
	if err == nil {
		_, err = f.temp.Seek(0, io.SeekStart)
	}
	if err != nil {
		return "", fmt.Errorf("write %s: %w", f.name, err)
	}
	return f.name, write.Whole(f.name, func(w io.Writer) error {
		_, err := io.Copy(w, f.temp)
		return err
	})
}

// reportJSON writes an import's summary for scripts, one object.
func reportJSON(w io.Writer, rep *ingest.Report, rejects string) error {
	type file struct {
		Name       string `json:"file"`
		Format     string `json:"format,omitempty"`
		Rows       int    `json:"rows"`
		New        int    `json:"new"`
		Changed    int    `json:"changed"`
		Unchanged  int    `json:"unchanged"`
		Missing    int    `json:"missing"`
		Suppressed int    `json:"suppressed"`
		Older      int    `json:"older,omitempty"`     // left out, since newer figures stand
		Retrieved  string `json:"retrieved,omitempty"` // the day the file was fetched
		Division   int    `json:"division,omitempty"`  // the year of the division its areas are in, where that is not today's
		Rejected   int    `json:"rejected"`
		Error      string `json:"error,omitempty"`
	}
	out := struct {
		Vintage           int64                `json:"vintage"` // 0: nothing was stored
		Files             []file               `json:"files"`
		Rejects           string               `json:"rejects,omitempty"`
		Withdrawn         int                  `json:"withdrawn,omitempty"`     // figures that the files no longer have
		NotWithdrawn      int                  `json:"not_withdrawn,omitempty"` // such figures that stand all the same
		UnknownRegions    []domain.RegionID    `json:"unknown_regions,omitempty"`
		UnknownIndicators []domain.IndicatorID `json:"unknown_indicators,omitempty"`
	}{Vintage: int64(rep.Vintage), Files: []file{}, Rejects: visible.Text(rejects), UnknownIndicators: rep.UnknownIndicators}
	out.Withdrawn, _ = lacking(slices.Concat(rep.Withdrawn, rep.Late))
	out.NotWithdrawn, _ = lacking(rep.Kept)
	for _, r := range rep.UnknownRegions {
		out.UnknownRegions = append(out.UnknownRegions, r.ID)
	}
	for _, f := range rep.Files {
		j := file{Name: f.Name, Format: f.Format, Rows: f.Rows, New: f.New, Changed: f.Changed, Unchanged: f.Same, Missing: f.Missing - f.Suppressed, Suppressed: f.Suppressed, Older: f.Older, Rejected: f.Rejected,
			Retrieved: f.Retrieved, Division: f.Division.From}
		if f.Err != nil {
			j.Error = told(f.Err)
		}
		out.Files = append(out.Files, j)
	}
	e := json.NewEncoder(w)
	e.SetIndent("", "  ")
	return e.Encode(out)
}
