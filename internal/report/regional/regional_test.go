package regional

import (
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"kuvio/internal/catalog"
	"kuvio/internal/chart"
	"kuvio/internal/compare"
	"kuvio/internal/domain"
	"kuvio/internal/ingest"
	"kuvio/internal/report/document"
	"kuvio/internal/series"
	"kuvio/internal/session"
	"kuvio/internal/store/sqlite"
	"kuvio/internal/table"
	"kuvio/internal/workspace"
)

// builder has files of data/example: SOTKAnet's real figures but for those called made up.
func builder(t *testing.T, files ...string) *chart.Builder {
	t.Helper()
	db, err := sqlite.Open(t.Context(), filepath.Join(t.TempDir(), "kuvio.db"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { db.Close() })
	im := ingest.Importer{
		Store: db, Catalog: catalog.Default(), Retrieved: "2026-10-01", Now: time.Date(2026, 11, 21, 12, 0, 0, 0, time.UTC), Who: "a test", Wait: time.Second,
	}
	for _, f := range files {
		im.MadeUp = strings.HasPrefix(f, "madeup")
		if _, err := im.Files(t.Context(), ingest.Inputs("../../../data/example/"+f)); err != nil {
			t.Fatal(err)
		}
	}
	s, err := session.New(t.Context(), db, catalog.Default(), workspace.Config{}, domain.Finnish)
	if err != nil {
		t.Fatal(err)
	}
	return &chart.Builder{Session: s}
}

func query(t *testing.T, b *chart.Builder, region string) series.Query {
	t.Helper()
	q, err := b.Session.Query(session.Selection{Regions: region, Gender: "total"})
	if err != nil {
		t.Fatal(err)
	}
	if q.Indicators, err = b.Session.Held(t.Context()); err != nil {
		t.Fatal(err)
	}
	q.Breakdowns = []string{""}
	return q
}

var usual = Options{FDR: 0.05, Top: 6}

func regionOf(t *testing.T, b *chart.Builder, region string, o Options) *Region {
	t.Helper()
	var with []compare.Ref
	for _, id := range []domain.RegionID{"maakunta:13", domain.WholeCountry} {
		if string(id) != region {
			with = append(with, compare.Ref{Area: b.Session.Area(id)})
		}
	}
	r, err := ReadRegion(t.Context(), b, query(t, b, region), with, o)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// outline is a document as lines: headings with #, figures and tables by their ids.
func outline(t *testing.T, d *document.Document) []string {
	t.Helper()
	lines := []string{d.Title, d.Subtitle}
	for _, b := range d.Blocks {
		switch b := b.(type) {
		case *document.Heading:
			lines = append(lines, strings.Repeat("#", b.Level)+" "+b.Text)
		case *document.Paragraph:
			lines = append(lines, b.Plain())
		case *document.List:
			for _, item := range b.Items {
				lines = append(lines, "- "+item.Plain())
			}
		case *document.Table:
			lines = append(lines, "[table "+b.ID+"]")
			laid, err := b.Table.Lay(table.Options{Lang: d.Lang, Narrow: true})
			if err != nil {
				t.Fatal(err)
			}
			for _, s := range laid.Sections {
				for _, row := range s.Rows {
					var cells []string
					for _, c := range row {
						cells = append(cells, c.Text)
					}
					lines = append(lines, strings.Join(cells, " | "))
				}
			}
		case *document.Figure:
			lines = append(lines, "[figure "+b.ID+"]")
		case *document.Note:
			lines = append(lines, "("+b.Text+")")
		case *document.Sources:
			lines = append(lines, b.Lines...)
		}
	}
	for i, line := range lines {
		lines[i] = strings.ReplaceAll(line, "\u00a0", " ")
	}
	return lines
}

// inOrder fails where lines that begin so do not follow each other.
func inOrder(t *testing.T, lines []string, begins ...string) {
	t.Helper()
	at := 0
	for _, want := range begins {
		i := slices.IndexFunc(lines[at:], func(line string) bool { return strings.HasPrefix(line, want) })
		if i < 0 {
			t.Errorf("no line that begins with %q after %q in\n%s", want, lines[max(0, at-1)], strings.Join(lines, "\n"))
			return
		}
		at += i + 1
	}
}

// Jyväskylä's 616 of 26,166 children placed in 2021 are 2.35 % (SOTKAnet 191, 1065),
// Keski-Suomi's 1,018 of 50,718 are 2.01 %, the country's 17,883 of 1,035,517 1.73 %.
func TestRegion(t *testing.T) {
	b := builder(t, "placements.csv", "population.csv", "children.csv")
	r := regionOf(t, b, "kunta:179", Options{FDR: 0.05, Top: 2})
	if len(r.closer) != 2 {
		t.Errorf("%d indicators told of one by one, want 2", len(r.closer))
	}
	d, err := r.Document(domain.Finnish)
	if err != nil {
		t.Fatal(err)
	}
	lines := outline(t, d)
	// The country's rate lies outside its interval, which is no finding among so many tests.
	for _, line := range lines[:slices.Index(lines, "[table luvut]")] {
		if strings.Contains(line, "koko maassa") {
			t.Errorf("told among the findings though it is none once adjusted: %s", line)
		}
	}
	inOrder(t, lines,
		"Jyväskylä lukuina", "", "# Tärkeintä",
		"Väkiluku vuoden lopussa oli Jyväskylässä 145 887 vuonna 2022.",
		"Noussut", "- Väkiluku vuoden lopussa kasvoi",
		"# Luvut yhdessä taulukossa", "[table luvut]",
		"191  Kodin ulkopuolelle sijoitetut 0–17-vuotiaat, % vastaavanikäisestä väestöstä (THL) | 2021 | 2,35 | ↗ nouseva | 2,01 | 1,73 | ▲ suurempi",
		"# Indikaattorit lähemmin", "## Kodin ulkopuolelle sijoitetut 0–17-vuotiaat",
		"Kodin ulkopuolelle sijoitettujen 0–17-vuotiaiden osuus oli Jyväskylässä 2,4 prosenttia vuonna 2021, viidenneksi suurin 18 kunnasta (sijan 95 %:n luottamusväli 2–8). Osuus oli suurempi kuin Keski-Suomessa (2,0 prosenttia). Osuus oli suurempi kuin koko maassa (1,7 prosenttia). Osuus nousi 0,7 prosentista 2,4 prosenttiin",
		"[figure kehitys-191]", "[figure alueet-191]",
		"# Muut indikaattorit", "# Mitä puuttuu", "# Miten luvut on tulkittu", "# Lähteet", "Lähde: THL, Tilastotietokanta Sotkanet.fi",
	)
}

// A municipality of 692 inhabitants has little that is no chance: no more figures than
// findings, nothing called clear that is of long ago, and what is lacking said.
func TestSmallRegion(t *testing.T) {
	b := builder(t, "placements.csv", "population.csv")
	d, err := regionOf(t, b, "kunta:435", usual).Document(domain.Finnish)
	if err != nil {
		t.Fatal(err)
	}
	lines := outline(t, d)
	inOrder(t, lines, "# Tärkeintä", "Väkiluku vuoden lopussa oli Luhangassa 692 vuonna 2022.", "# Mitä puuttuu",
		"Luvut ovat vanhoja (viimeisin vuosi): Kodin ulkopuolelle sijoitetut 0–17-vuotiaat (2004).")
	for _, line := range lines {
		if strings.Contains(line, "[figure kehitys-191]") || strings.HasPrefix(line, "Eroaa") {
			t.Errorf("Luhanka's placements ended in 2004, all of them zero: %s", line)
		}
	}
}

// Of the same data come the same documents, in three languages, none of which has a
// word of a program or a text that is not there; ids are each of one block.
func TestLanguages(t *testing.T) {
	b := builder(t, "placements.csv", "population.csv", "madeup-visits.csv")
	r := regionOf(t, b, "maakunta:13", usual)
	tr, err := ReadTrends(t.Context(), b, query(t, b, "shp:14"), usual)
	if err != nil {
		t.Fatal(err)
	}
	titles := make(map[string]bool)
	const marks = "¹²³⁴⁵⁶⁷⁸⁹"
	for _, l := range domain.Langs {
		for name, read := range map[string]func(domain.Lang) (*document.Document, error){"region": r.Document, "trend": tr.Document} {
			d, err := read(l)
			if err != nil {
				t.Fatal(err)
			}
			again, err := read(l)
			if err != nil {
				t.Fatal(err)
			}
			lines := outline(t, d)
			if !slices.Equal(lines, outline(t, again)) {
				t.Errorf("%s in %s is another the second time", name, l)
			}
			ids := make(map[string]bool)
			for i, line := range lines {
				if strings.TrimSpace(line) == "" || strings.Contains(line, "%!") || strings.Contains(line, "NaN") || strings.ContainsAny(line, marks) || strings.Contains(line, "..") {
					t.Errorf("%s in %s, line %d: %q", name, l, i, line)
				}
				if strings.HasPrefix(line, "[") && ids[line] {
					t.Errorf("%s in %s: %s twice", name, l, line)
				}
				ids[line] = true
			}
			titles[d.Title] = true
			if d.Lang != l {
				t.Errorf("%s is in %s, want %s", name, d.Lang, l)
			}
		}
	}
	if len(titles) != 6 {
		t.Errorf("titles %v, want one a language and report", titles)
	}
}

// What is made up says so above all else, and in each figure.
func TestMadeUp(t *testing.T) {
	b := builder(t, "madeup-visits.csv")
	r, err := ReadTrends(t.Context(), b, query(t, b, "shp:14"), usual)
	if err != nil {
		t.Fatal(err)
	}
	d, err := r.Document(domain.English)
	if err != nil {
		t.Fatal(err)
	}
	note, ok := d.Blocks[0].(*document.Note)
	if !ok || !strings.Contains(note.Text, "not real statistics") {
		t.Errorf("the first block is %+v, want that the data are made up", d.Blocks[0])
	}
	figures := 0
	for _, block := range d.Blocks {
		if f, ok := block.(*document.Figure); ok {
			figures++
			if !strings.Contains(f.Alt, "not real statistics") {
				t.Errorf("%s does not say that it is made up: %s", f.ID, f.Alt)
			}
		}
	}
	if figures == 0 {
		t.Error("no figures")
	}
}
