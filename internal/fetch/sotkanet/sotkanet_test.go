package sotkanet

import (
	"context"
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"kuvio/internal/catalog"
	"kuvio/internal/domain"
	"kuvio/internal/fetch"
	"kuvio/internal/fetch/fetchtest"
	"kuvio/internal/ingest"
	"kuvio/internal/spool"
	"kuvio/internal/store"
	"kuvio/internal/store/sqlite"
)

var noon = time.Date(2026, 11, 21, 12, 0, 0, 0, time.UTC)

// place is a workspace's store and spool, and a service to ask.
type place struct {
	t     *testing.T
	at    *fetchtest.Server
	spool *spool.Spool
	store store.Store
	now   time.Time
}

func newPlace(t *testing.T) *place {
	t.Helper()
	s := fetchtest.Start(t)
	s.Bank.Years(2018, 2023)
	db, err := sqlite.Open(t.Context(), filepath.Join(t.TempDir(), "kuvio.db"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { db.Close() })
	sp, err := spool.Open(filepath.Join(t.TempDir(), "spool"))
	if err != nil {
		t.Fatal(err)
	}
	return &place{t, s, sp, db, noon}
}

func (p *place) bank() Bank {
	return Bank{Base: p.at.Sotkanet(), Name: "sotkanet", Doer: &fetch.Client{Agent: "kuvio/test"}, Spool: p.spool}
}

func (p *place) source(ids ...domain.IndicatorID) *Indicators {
	return &Indicators{Bank: p.bank(), IDs: ids, Genders: []domain.Gender{domain.Total}, Lang: domain.Finnish, Store: p.store}
}

// news is what a source has, "191: new", without what is the newest.
func (p *place) news(s fetch.Source) ([]fetch.Piece, string) {
	p.t.Helper()
	pieces, err := s.News(p.t.Context())
	if err != nil {
		p.t.Fatal(err)
	}
	var new []string
	for _, piece := range pieces {
		if piece.Why != "" {
			new = append(new, strings.TrimPrefix(piece.Name, "indicator ")+": "+piece.Why)
		}
	}
	return pieces, strings.Join(new, "; ")
}

// take fetches what is new and imports it; it gives the errors of pieces.
func (p *place) take(s fetch.Source) error {
	p.t.Helper()
	pieces, _ := p.news(s)
	var failed error
	for _, piece := range pieces {
		if piece.Why == "" {
			continue
		}
		bodies, err := piece.Get(p.t.Context())
		if err != nil {
			failed = err
			continue
		}
		if err := p.spool.Put(p.now, bodies...); err != nil {
			p.t.Fatal(err)
		}
	}
	waiting := p.spool.Pending()
	var inputs []ingest.Input
	for _, e := range waiting {
		inputs = append(inputs, ingest.Input{Name: e.Name, Retrieved: e.Retrieved, Body: func() ([]byte, error) { return p.spool.Body(e.SHA256) }})
	}
	im := ingest.Importer{Store: p.store, Catalog: catalog.Default(), Now: p.now, Who: "a test", Wait: time.Second, Override: true}
	rep, err := im.Files(context.Background(), inputs)
	if err != nil || rep.Failed()+rep.Rejected > 0 {
		p.t.Fatalf("%v %+v", err, rep)
	}
	if err := p.spool.Imported(waiting...); err != nil {
		p.t.Fatal(err)
	}
	return failed
}

// asked are the queries for data that the service has got since it was last asked so.
func (p *place) asked() string {
	var all []string
	for _, r := range p.at.Requests("/json?") {
		_, query, _ := strings.Cut(r.URL, "?indicator=")
		all = append(all, query)
	}
	p.at.Forget()
	return strings.Join(all, " ")
}

func (p *place) cell(id domain.IndicatorID, region domain.RegionID, year int) string {
	panel, _, err := p.store.Panel(p.t.Context(), id, store.Latest)
	if err != nil {
		return err.Error()
	}
	c := panel.Cell(domain.Key{Region: region, Gender: domain.Total, Period: domain.Year(year)})
	return fmt.Sprintf("%v/%v", c.Value, c.Count)
}

// Data is asked for once, and again only when it has been updated.
func TestAsksWhatMoved(t *testing.T) {
	t.Parallel()
	p := newPlace(t)
	s := p.source("191", "2483")
	if _, new := p.news(s); new != "191: new; 2483: new" {
		t.Error(new)
	}
	if err := p.take(s); err != nil {
		t.Fatal(err)
	}
	const years = "&years=2018&years=2019&years=2020&years=2021&years=2022&years=2023"
	if got, want := p.asked(), "191"+years+"&genders=total 2483"+years+"&genders=total"; got != want {
		t.Errorf("asked %s\nwant  %s", got, want)
	}
	if pieces, new := p.news(s); new != "" || len(pieces) != 2 || p.asked() != "" {
		t.Errorf("%q of %d pieces", new, len(pieces))
	}
	described, err := p.store.Indicators(t.Context(), []domain.IndicatorID{"191"})
	if err != nil || described["191"].Updated != "2024-04-29" || described["191"].Title.FI == "" {
		t.Errorf("%+v, %v", described["191"], err)
	}

	p.at.Bank.Set(191, 85, 2020, "total", 6.8, 1700)
	if _, new := p.news(s); new != "" {
		t.Errorf("%q, and data-updated has not moved", new)
	}
	p.at.Bank.Touch(191, "2026-05-01")
	p.at.Forget()
	if _, new := p.news(s); new != "191: updated 2026-05-01, held of 2024-04-29" {
		t.Error(new)
	}
	if err := p.take(s); err != nil {
		t.Fatal(err)
	}
	if got, want := p.asked(), "191"+years+"&genders=total"; got != want {
		t.Errorf("asked %s\nwant  %s", got, want)
	}
	if got := p.cell("191", "kunta:179", 2020); got != "6.8/1700" {
		t.Error(got)
	}
}

// More is asked for than is held: it comes along with what was asked for before.
func TestAsksForMore(t *testing.T) {
	t.Parallel()
	p := newPlace(t)
	s := p.source("1065")
	s.Years = domain.YearRange{From: 2022}
	if err := p.take(s); err != nil {
		t.Fatal(err)
	}
	if got := p.asked(); got != "1065&years=2022&years=2023&genders=total" {
		t.Error(got)
	}
	for _, tt := range []struct {
		years   domain.YearRange
		genders []domain.Gender
		why     string
		asked   string
	}{
		{domain.YearRange{From: 2023, To: 2023}, []domain.Gender{domain.Total}, "", ""},
		{domain.YearRange{From: 2021, To: 2021}, []domain.Gender{domain.Total}, "1065: total 2021-2023 asked for, held total 2022-2023", "1065&years=2021&years=2022&years=2023&genders=total"},
		{domain.YearRange{From: 2023}, []domain.Gender{domain.Female}, "1065: total,female 2021-2023 asked for, held total 2021-2023", "1065&years=2021&years=2022&years=2023&genders=total&genders=female"},
		{domain.YearRange{From: 2021, To: 2030}, []domain.Gender{domain.Total, domain.Female}, "", ""},
	} {
		s.Years, s.Genders = tt.years, tt.genders
		_, why := p.news(s)
		if why != tt.why {
			t.Errorf("%v %v: %q, want %q", tt.years, tt.genders, why, tt.why)
		}
		p.at.Forget()
		if err := p.take(s); err != nil {
			t.Fatal(err)
		}
		if got := p.asked(); got != tt.asked {
			t.Errorf("%v %v: asked %q, want %q", tt.years, tt.genders, got, tt.asked)
		}
	}
}

// An indicator may have no total, or say nothing of gender.
func TestGendersThatThereAre(t *testing.T) {
	t.Parallel()
	p := newPlace(t)
	for id, sexes := range map[int][]string{90001: {"male", "female"}, 90002: nil, 90003: {"total"}} {
		p.at.Bank.Add(id, "A", "PROS", sexes)
		for _, g := range []string{"total", "male", "female"} {
			p.at.Bank.Set(id, 658, 2020, g, 1, fetchtest.None)
		}
	}
	for _, tt := range []struct {
		id     domain.IndicatorID
		gender domain.Gender
		want   string
	}{
		{"90001", domain.Total, "90001&years=2020&genders=male&genders=female"},
		{"90001", domain.Female, "90001&years=2020&genders=male&genders=female"}, // as was asked before
		{"90002", domain.Male, "90002&years=2020&genders=total"},
		{"90003", domain.Male, "90003&years=2020&genders=total"},
	} {
		s := p.source(tt.id)
		s.Genders, s.Force = []domain.Gender{tt.gender}, true
		if err := p.take(s); err != nil {
			t.Fatal(err)
		}
		if got := p.asked(); got != tt.want {
			t.Errorf("%s %s: %s, want %s", tt.id, tt.gender, got, tt.want)
		}
	}
}

// Answers that are not what was asked for are refused, each with what to do, and what
// is held stays.
func TestRefusesAnswers(t *testing.T) {
	t.Parallel()
	p := newPlace(t)
	if err := p.take(p.source("191")); err != nil {
		t.Fatal(err)
	}
	before, held := p.cell("191", "kunta:179", 2020), len(p.spool.Pending())
	p.at.Bank.Touch(191, "2026-05-01")
	base := p.at.Sotkanet()
	for _, tt := range []struct{ how, want string }{
		{"empty", base + "/json?indicator=191: the answer has no rows of total 2018-2023: what is held stays: look whether the service has the indicator still"},
		{"shrunk", base + "/json?indicator=191: the answer has shrunk: found "},
		{"cut", base + "/json?indicator=191:1:"},
		{"gender", `column "gender": found "\"yhteensä\"", expected total, male or female: nothing of it is taken`},
		{"html", "a web page came in place of data"},
		{"type=text/csv", "the answer is of the type text/csv, expected application/json"},
	} {
		p.at.Misbehave("/json?*", tt.how, 1)
		if err := p.take(p.source("191")); err == nil || !strings.Contains(err.Error(), tt.want) {
			t.Errorf("%s: %v\nwant %s", tt.how, err, tt.want)
		}
	}
	p.at.Misbehave("/json?*", "shrunk=2", 1)
	if err := p.take(p.source("191")); err == nil || !strings.Contains(err.Error(), " rows, and ") || !strings.HasSuffix(err.Error(), " came on 21 November 2026: what is held stays: try again later, or take it with --force") {
		t.Error(err)
	}
	if got := p.cell("191", "kunta:179", 2020); got != before || len(p.spool.Pending()) != held {
		t.Errorf("%s, was %s", got, before)
	}

	p.at.Misbehave("/json?*", "shrunk=2", 1)
	s := p.source("191")
	s.Force = true
	if err := p.take(s); err != nil {
		t.Errorf("by force: %v", err)
	}
}

// What is held from elsewhere counts too: a first answer that has far less is refused.
func TestHeldFromElsewhere(t *testing.T) {
	t.Parallel()
	p := newPlace(t)
	if err := p.take(p.source("191")); err != nil {
		t.Fatal(err)
	}
	var err error
	if p.spool, err = spool.Open(t.TempDir()); err != nil {
		t.Fatal(err)
	}
	p.at.Misbehave("/json?*", "shrunk=2", 1)
	if err := p.take(p.source("191")); err == nil || !strings.Contains(err.Error(), "figures of these are in the store") {
		t.Error(err)
	}
}

// A description that is none is of that indicator alone.
func TestBadDescriptions(t *testing.T) {
	for _, tt := range []struct{ how, want string }{
		{"cut", "/indicators/191:1"},
		{"html=application/json", "a web page came in place of data"},
		{"404", "indicator 191: "},
	} {
		p := newPlace(t)
		p.at.Misbehave("/indicators/191", tt.how, -1)
		pieces, err := p.source("191", "2483").News(t.Context())
		if err == nil || !strings.Contains(err.Error(), tt.want) || !strings.HasPrefix(err.Error(), "indicator 191: ") || len(pieces) != 1 || pieces[0].Name != "indicator 2483" {
			t.Errorf("%s: %d pieces, %v", tt.how, len(pieces), err)
		}
	}
	p := newPlace(t)
	p.at.Bank.Add(90001, "A", "PROS", nil)
	_, err := p.source("90001").News(t.Context())
	if want := "indicator 90001: " + p.at.Sotkanet() + "/indicators/90001: it has no data: its description gives no years"; err == nil || err.Error() != want {
		t.Errorf("%v, want %s", err, want)
	}
	s := p.source("191")
	s.Years = domain.YearRange{From: 2030}
	if pieces, err := s.News(t.Context()); err != nil || len(pieces) != 1 || pieces[0].Why != "" {
		t.Errorf("of years it has no data of: %+v, %v", pieces, err)
	}
	p.at.Close()
	pieces, err := p.source("191", "2483").News(t.Context())
	if !fetch.Unreachable(err) || len(pieces) > 0 || strings.Contains(err.Error(), "2483") {
		t.Errorf("%v: want one error, since the rest would be the same", err)
	}
}

// A notice is kept, and told of when it changes; the description that has it comes
// without data.
func TestNotices(t *testing.T) {
	t.Parallel()
	p := newPlace(t)
	if err := p.take(p.source("191")); err != nil {
		t.Fatal(err)
	}
	p.at.Bank.Notice(191, "<p>Espoon tiedot puuttuvat.<br />Ne korjataan.</p>")
	pieces, new := p.news(p.source("191"))
	if new != "191: its description has changed" || !slices.Equal(pieces[0].Said, []string{"Espoon tiedot puuttuvat.\nNe korjataan."}) {
		t.Errorf("%q, said %q", new, pieces[0].Said)
	}
	p.at.Forget()
	if err := p.take(p.source("191")); err != nil {
		t.Fatal(err)
	}
	notice := func() string {
		all, err := p.store.Indicators(t.Context(), []domain.IndicatorID{"191"})
		if err != nil {
			t.Fatal(err)
		}
		return all["191"].Notices.FI
	}
	if _, new := p.news(p.source("191")); new != "" || p.asked() != "" || notice() != "Espoon tiedot puuttuvat.\nNe korjataan." {
		t.Errorf("%q, notice %q", new, notice())
	}
	p.at.Bank.Notice(191, " ")
	if err := p.take(p.source("191")); err != nil {
		t.Fatal(err)
	}
	if notice() != "" {
		t.Errorf("%q has been taken back", notice())
	}
}

// The store is lost: what arrived before comes from the spool, of the day it arrived.
func TestStoreIsLost(t *testing.T) {
	t.Parallel()
	p := newPlace(t)
	if err := p.take(p.source("191")); err != nil {
		t.Fatal(err)
	}
	db, err := sqlite.Open(t.Context(), filepath.Join(t.TempDir(), "kuvio.db"))
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	p.store, p.now = db, noon.AddDate(0, 1, 0)
	p.at.Forget()
	if _, new := p.news(p.source("191")); new != "191: not in the store, and here since 21 November 2026" {
		t.Error(new)
	}
	if err := p.take(p.source("191")); err != nil || p.asked() != "" {
		t.Errorf("%v, asked %q", err, p.asked())
	}
	held, err := db.Holdings(t.Context())
	if err != nil || len(held) != 1 || held[0].Retrieved != "2026-11-21" {
		t.Errorf("%+v, %v", held, err)
	}
	if _, new := p.news(p.source("191")); new != "" {
		t.Error(new)
	}
}

// Example data in the place of what is lost is not what arrived.
func TestExampleDataIsNotHeld(t *testing.T) {
	t.Parallel()
	p := newPlace(t)
	if err := p.take(p.source("191")); err != nil {
		t.Fatal(err)
	}
	if _, new := p.news(p.source("191")); new != "" {
		t.Error(new)
	}
	p.store = example{p.store}
	if _, new := p.news(p.source("191")); !strings.HasPrefix(new, "191: not in the store") {
		t.Errorf("found %q, expected that it is not in the store", new)
	}
}

// example is a store all of whose data is made up.
type example struct{ store.Store }

func (e example) Holdings(ctx context.Context) ([]store.Holding, error) {
	held, err := e.Store.Holdings(ctx)
	for i := range held {
		held[i].MadeUp = true
	}
	return held, err
}

func TestCatalogue(t *testing.T) {
	t.Parallel()
	p := newPlace(t)
	c := &Catalogue{Bank: p.bank(), Today: noon}
	if _, new := p.news(c); new != "list of indicators: new; list of regions: new" {
		t.Error(new)
	}
	if err := p.take(c); err != nil {
		t.Fatal(err)
	}
	for _, tt := range []struct {
		days int
		want string
	}{{0, ""}, {29, ""}, {30, "list of indicators: held of 21 November 2026; list of regions: held of 21 November 2026"}} {
		c.Today = noon.AddDate(0, 0, tt.days)
		if _, new := p.news(c); new != tt.want || c.Held != "21 November 2026" {
			t.Errorf("after %d days: %q, held of %q", tt.days, new, c.Held)
		}
	}
	p.at.Misbehave("/indicators", "shrunk", 1)
	if err := p.take(c); err == nil || !strings.Contains(err.Error(), "/indicators: the answer has shrunk: found ") {
		t.Error(err)
	}
}

func TestIDs(t *testing.T) {
	describe := func(id domain.IndicatorID) domain.Indicator {
		return map[domain.IndicatorID]domain.Indicator{
			"191":     {Denominator: "1065"},
			"1065":    {Denominator: "127", Unit: "PROS"},
			"1339":    {Unit: "KILOEURO"},
			"2483":    {Denominator: "oma:children"},
			"oma:own": {Denominator: "74"},
		}[id]
	}
	got := IDs([]domain.IndicatorID{"191", "oma:own", "kolada:N31001", "1339+3377", "191", "2483"}, describe, "127", "oma:prices")
	if want := []domain.IndicatorID{"191", "1339", "3377", "2483", "1065", "127"}; !slices.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
}

func FuzzReadAsked(f *testing.F) {
	f.Add("total,male 1990-2024")
	f.Add(",x 2000-")
	f.Fuzz(func(t *testing.T, s string) {
		a := readAsked(s)
		if b := readAsked(a.String()); b.String() != a.String() {
			t.Errorf("%q is %q is %q", s, a, b)
		}
	})
}

// Years that the service has no data of any more, at either end.
func TestYearsThatAreGone(t *testing.T) {
	years := func(from, to int) domain.YearRange { return domain.YearRange{From: from, To: to} }
	there := func(from, to int) asked { return asked{years: years(from, to)} }
	for _, c := range []struct {
		now, had asked
		want     []domain.YearRange
	}{
		{there(2000, 2022), there(2000, 2022), nil}, {there(2000, 2023), there(2000, 2022), nil}, {there(2000, 2022), asked{}, nil},
		{there(2000, 2022), there(2000, 2024), []domain.YearRange{years(2023, 2024)}},
		{there(2001, 2022), there(1999, 2023), []domain.YearRange{years(1999, 2000), years(2023, 2023)}},
		{there(2010, 2022), there(2000, 2005), []domain.YearRange{years(2000, 2005)}},
	} {
		if got := c.now.lacks(c.had); !slices.Equal(got, c.want) {
			t.Errorf("%v of %v: %v, want %v", c.now, c.had, got, c.want)
		}
	}
}
