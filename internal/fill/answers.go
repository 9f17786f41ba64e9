package fill

import (
	"context"
	"errors"
	"fmt"
	"math"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"kuvio/internal/catalog"
	"kuvio/internal/chart"
	"kuvio/internal/cite"
	"kuvio/internal/disclosure"
	"kuvio/internal/domain"
	"kuvio/internal/placeholder"
	"kuvio/internal/report/document"
	"kuvio/internal/series"
	"kuvio/internal/session"
	"kuvio/internal/store"
)

// Answers answers placeholders from the data of a session, for one document.
type Answers struct {
	s       *session.Session
	subject *series.Area // that the document is about; nil for none
	year    int          // the present one
	figures Figures
	written string // the area that the workspace's figures are of; "" where that is the subject

	areas    map[string][]series.Area
	loaded   map[string]session.Found
	answered map[string]answered

	words   string // of the placeholder that is being answered
	shown   []disclosure.Number
	used    []series.Series // of which numbers are shown
	seen    map[string]bool
	notes   []noted
	without []string // which areas lack a value that is said of nearly all, for the notes
	madeUp  bool
}

// noted is a reservation and the indicators whose numbers it limits.
type noted struct {
	domain.Note
	of []string
}

type answered struct {
	Answer
	err error
}

// Figures gives the spec of a workspace's figure by its name; nil where there are none.
type Figures func(id string) (*chart.Builder, chart.Spec, error)

// NewAnswers is for a document that is about an area, by its reference, or about none
// (""), in a present year. own is the area that the document itself names, if it does: of
// several areas of a name the one of its category is meant. Errors are of the references.
func NewAnswers(s *session.Session, subject, own string, year int, figures Figures) (*Answers, error) {
	if s.Store != nil {
		s = s.ByChange() // no answer moves with a download that says again what is held
		s = s.On(store.Kept(s.Store))
	}
	a := &Answers{s: s, year: year, figures: figures, areas: make(map[string][]series.Area), loaded: make(map[string]session.Found), answered: make(map[string]answered), seen: make(map[string]bool)}
	if subject == "" {
		subject = own
	}
	if subject == "" {
		return a, nil
	}
	areas, err := s.Areas(subject)
	if alike := a.ofCategory(err, own); alike != nil {
		areas, err = alike, nil
	}
	switch {
	case err != nil:
		return nil, fmt.Errorf("the document's area: %w", err)
	case len(areas) != 1:
		return nil, fmt.Errorf("the document's area: %s is %d regions, expected one, such as maakunta:13", subject, len(areas))
	}
	a.subject = &areas[0]
	return a, nil
}

// ofCategory is the one of several areas of a name that is of the category of another.
func (a *Answers) ofCategory(err error, other string) []series.Area {
	var ambiguous *catalog.AmbiguousError
	if !errors.As(err, &ambiguous) || other == "" {
		return nil
	}
	like, err := a.s.Areas(other)
	if err != nil || len(like) != 1 {
		return nil
	}
	for _, r := range ambiguous.Candidates {
		if r.Category == like[0].ID.Category() {
			return []series.Area{a.s.Area(r.ID)}
		}
	}
	return nil
}

// WrittenAbout says that the document was written about another area: a figure of that
// one is then of the subject.
func (a *Answers) WrittenAbout(ref string) { a.written = ref }

// Subject is the reference of the area that the document is about; "" for none.
func (a *Answers) Subject() string {
	if a.subject == nil {
		return ""
	}
	return string(a.subject.ID)
}

// MadeUp reports whether an answer was of data that is made up.
func (a *Answers) MadeUp() bool { return a.madeUp }

// Reserved reports whether the notes have something that an answer leaves unsaid.
func (a *Answers) Reserved() bool { return len(a.without) > 0 }

// Answer answers a placeholder. The same words have the same answer throughout.
func (a *Answers) Answer(ctx context.Context, words string) (Answer, error) {
	r, err := placeholder.Parse(words)
	if err != nil {
		return Answer{}, err
	}
	if r.What == placeholder.Sources || r.What == placeholder.Notes {
		return a.gathered(r), nil
	}
	key := strings.Join(strings.Fields(words), " ")
	if known, ok := a.answered[key]; ok {
		return known.Answer, known.err
	}
	a.words = key
	got, err := a.answer(ctx, r)
	if err == nil && r.Capital && got.Text != "" {
		first, size := utf8.DecodeRuneInString(got.Text)
		got.Text = string(unicode.ToUpper(first)) + got.Text[size:]
	}
	a.answered[key] = answered{got, err}
	return got, err
}

func (a *Answers) answer(ctx context.Context, r *placeholder.Request) (Answer, error) {
	text := func(s string, err error) (Answer, error) { return Answer{Text: s}, err }
	switch r.What {
	case placeholder.Region:
		return text(a.region(r))
	case placeholder.Figure:
		return a.figure(ctx, r)
	case placeholder.Table:
		return a.table(ctx, r)
	case placeholder.Value, placeholder.Period:
		return text(a.value(ctx, r))
	case placeholder.Change:
		return text(a.change(ctx, r))
	case placeholder.Direction, placeholder.Turn, placeholder.Sentence:
		return text(a.course(ctx, r))
	case placeholder.Rank:
		return text(a.rank(ctx, r))
	case placeholder.Sum:
		return text(a.sum(ctx, r))
	case placeholder.Mean, placeholder.Range, placeholder.Lowest, placeholder.Highest:
		return text(a.spread(ctx, r))
	case placeholder.Below, placeholder.Above, placeholder.AtMost, placeholder.AtLeast:
		return text(a.counted(ctx, r))
	case placeholder.Classes, placeholder.Compare:
		return a.paragraphs(ctx, r)
	}
	return Answer{}, fmt.Errorf("%s is no question of figures", r.What)
}

// gathered is what is said of all that was answered.
func (a *Answers) gathered(r *placeholder.Request) Answer {
	if r.What == placeholder.Sources {
		var parts []string
		for _, t := range []domain.Text{cite.Source(a.used), cite.Stale(a.used)} {
			if s := t.In(a.s.Lang); s != "" {
				parts = append(parts, s)
			}
		}
		return Answer{Text: strings.Join(parts, ". ")}
	}
	blocks := []document.Block{}
	for _, n := range a.notes {
		said := strings.TrimSuffix(n.Sentence().In(a.s.Lang), ".")
		blocks = append(blocks, &document.Note{Text: said + " (" + strings.Join(n.of, ", ") + ")."})
	}
	for _, said := range a.without {
		blocks = append(blocks, &document.Note{Text: said})
	}
	return Answer{Blocks: blocks}
}

// show is that numbers of some series are shown, with what limits them.
func (a *Answers) show(notes domain.Notes, all ...series.Series) {
	for i := range all {
		s := &all[i]
		a.note(notes, string(s.Indicator.ID))
		a.madeUp = a.madeUp || s.MadeUp
		key := fmt.Sprint(s.Indicator.ID, s.Indicators(), s.Provenance.Retrieved, s.MadeUp)
		if !a.seen[key] {
			a.seen[key] = true
			a.used = append(a.used, *s)
		}
	}
}

// note is that notes limit numbers of an indicator.
func (a *Answers) note(notes domain.Notes, id string) {
	for _, n := range notes {
		at := slices.IndexFunc(a.notes, func(known noted) bool { return known.Note == n })
		if at < 0 {
			a.notes, at = append(a.notes, noted{Note: n}), len(a.notes)
		}
		if !slices.Contains(a.notes[at].of, id) {
			a.notes[at].of = append(a.notes[at].of, id)
		}
	}
}

// showAt is show of the points of several areas in a period.
func (a *Answers) showAt(all []series.Series, period domain.Period) {
	for i := range all {
		s := all[i].Based()
		p, _ := s.At(period)
		a.show(s.NotesAt(p), s.Series)
	}
}

// tell is that the value of a point of a series, or its count, stands in an answer.
func (a *Answers) tell(s *series.Series, points ...series.Valued) {
	for _, p := range points {
		if p.HasValue() || !math.IsNaN(p.Count) {
			key := domain.Key{Indicator: s.Indicator.ID, Region: s.Region, Gender: s.Gender, Breakdown: s.Breakdown, Period: p.Period}
			a.shown = append(a.shown, disclosure.Number{Key: key, Value: p.Value, Place: a.words})
		}
	}
}

// tellAll is tell of every point of some series.
func (a *Answers) tellAll(all []series.Series) {
	for i := range all {
		s := all[i].Based()
		a.tell(&s.Series, slices.Collect(s.WithValue())...)
	}
}

// tellAt is tell of some series in a period.
func (a *Answers) tellAt(all []*series.Based, period domain.Period) {
	for _, s := range all {
		if p, ok := s.At(period); ok {
			a.tell(&s.Series, p)
		}
	}
}

// Shown are the figures that the answers show, each with its place, which is found by
// the words of its placeholder.
func (a *Answers) Shown(place func(words string) string) []disclosure.Number {
	all := slices.Clone(a.shown)
	for i := range all {
		all[i].Place = place(all[i].Place)
	}
	return all
}

// resolved are the areas of references, in which a name that several areas bear is the
// document's own where it is one of them. Errors name words that may have been meant.
func (a *Answers) resolved(refs string) ([]series.Area, error) {
	if known, ok := a.areas[refs]; ok {
		return known, nil
	}
	areas, err := a.s.Areas(refs)
	var ambiguous *catalog.AmbiguousError
	if errors.As(err, &ambiguous) && a.subject != nil && slices.ContainsFunc(ambiguous.Candidates, func(r catalog.Region) bool { return r.ID == a.subject.ID }) && ambiguous.Name == refs {
		areas, err = []series.Area{*a.subject}, nil
	}
	if err != nil {
		if near := placeholder.Near(refs); near != "" && !errors.As(err, new(*catalog.AmbiguousError)) {
			return nil, fmt.Errorf("%w; or did you mean the word %s?", err, near)
		}
		return nil, err
	}
	a.areas[refs] = areas
	return areas, nil
}

// errNoSubject is that a placeholder names no area, nor does the document.
var errNoSubject = errors.New("no region in it, and the document names none: write one, or once {{alue: maakunta:13}} at its beginning")

// one is the area that a request is about.
func (a *Answers) one(r *placeholder.Request) (series.Area, error) {
	if r.Region == "" {
		if a.subject == nil {
			return series.Area{}, errNoSubject
		}
		return *a.subject, nil
	}
	refs, err := a.relative(r.Region)
	if err != nil {
		return series.Area{}, err
	}
	areas, err := a.resolved(refs)
	if err != nil {
		return series.Area{}, err
	}
	if len(areas) != 1 {
		return series.Area{}, fmt.Errorf("%s is %d regions, expected one", r.Region, len(areas))
	}
	return areas[0], nil
}

// rests are the words for the country without the document's area.
var rests = []string{"muu maa", "ovriga landet", "resten av landet", "rest of the country"}

// relative is a region that is said by what it is to the document's: its
// sairaanhoitopiiri, muu-maa:sairaanhoitopiiri, muu maa; any other is as it was written.
func (a *Answers) relative(region string) (string, error) {
	if slices.Contains(rests, catalog.Fold(region)) {
		if a.subject == nil {
			return "", errNoSubject
		}
		return string(domain.RestID(a.subject.ID)), nil
	}
	word, rest := region, false
	if ref, err := catalog.ParseRef(region); err == nil && ref.Form == catalog.RefRest && ref.Of.Form == catalog.RefName {
		word, rest = ref.Of.Name, true
	}
	c, err := domain.ParseCategory(word)
	if err != nil || c == domain.Maa {
		return region, nil
	}
	if a.subject == nil {
		return "", fmt.Errorf("%s of which area? %w", word, errNoSubject)
	}
	one, ok := a.s.Catalog.Counterpart(a.subject.ID, c)
	switch {
	case !ok:
		return "", fmt.Errorf("%s (%s) has no %s", a.subject.ID, a.subject.Name.In(domain.English), c.Name(domain.English))
	case rest:
		return string(domain.RestID(one.ID)), nil
	}
	return string(one.ID), nil
}

// set are the references of the areas that a request asks of together, by the division of
// its year.
func (a *Answers) set(r *placeholder.Request) (string, error) {
	switch {
	case r.Set.Refs != "":
		return r.Set.Refs, nil
	case r.Set.Category == "" && r.Region != "" && r.What != placeholder.Rank:
		return r.Region, nil
	case r.Set.Category == "" && r.What == placeholder.Rank:
		area, err := a.one(r)
		if err != nil {
			return "", err
		}
		if c := area.ID.Category(); c != "" && !area.Derived() {
			return string(c) + "@" + string(domain.WholeCountry), nil
		}
		return "", fmt.Errorf("%s among which areas? Write them after sija, such as kunta@maakunta:13", area.ID)
	case r.Set.Category == "":
		return "", errors.New("of which areas? Expected some such as kunnat or kunta@maakunta:13")
	}
	of := domain.WholeCountry
	switch {
	case r.Set.All:
	case r.Region != "" && r.What != placeholder.Rank:
		area, err := a.one(r)
		if err != nil {
			return "", err
		}
		of = area.ID
	case a.subject != nil && a.within(r.Set.Category):
		of = a.subject.ID
	case a.subject == nil && r.What != placeholder.Rank:
		return "", fmt.Errorf("%w; or kaikki before the word, for those of the whole country", errNoSubject)
	case r.What != placeholder.Rank: // of which it is one among all
		return "", fmt.Errorf("the document is about %s, which has no areas of %s within it: write kaikki before the word, such as kaikki kunnat, for those of the whole country, or name an area, such as %s@maakunta:11", a.subject.ID, r.Set.Category, r.Set.Category)
	}
	refs := string(r.Set.Category) + "@" + string(of)
	if len(r.Periods) == 1 {
		year := r.Periods[0].Year()
		if known, ok := a.s.Catalog.DivisionYears(r.Set.Category); ok && known.From <= year && year <= known.To {
			refs += fmt.Sprintf("/%d", year)
		}
	}
	return refs, nil
}

// within reports whether areas of a category lie within the document's area.
func (a *Answers) within(c domain.Category) bool {
	members, err := a.s.Catalog.MembersOf(c, a.subject.ID, 0)
	if err != nil {
		_, group := a.subject.ID.Group()
		return group && c == domain.Kunta
	}
	return len(members) > 0 && c != a.subject.ID.Category()
}

// selection is what a request asks for of some areas.
func (a *Answers) selection(r *placeholder.Request, refs string) session.Selection {
	gender := r.Gender
	if gender == "" {
		gender = domain.Total
	}
	breakdown := r.Breakdown
	if breakdown == "" {
		breakdown = "total"
	}
	return session.Selection{Indicators: r.Indicators, Regions: refs, Gender: string(gender), Breakdowns: []string{breakdown}, Decimals: r.Decimals}
}

// query is the same, read.
func (a *Answers) query(r *placeholder.Request, refs string) (series.Query, error) {
	if _, err := a.resolved(refs); err != nil { // with near words
		return series.Query{}, err
	}
	return a.s.Query(a.selection(r, refs))
}

// series is the series that a request is about, of one area.
func (a *Answers) series(ctx context.Context, r *placeholder.Request) (series.Based, error) {
	area, err := a.one(r)
	if err != nil {
		return series.Based{}, err
	}
	sel := a.selection(r, "")
	return a.load(ctx, sel, area)
}

// load reads the one series of a selection and an area, once.
func (a *Answers) load(ctx context.Context, sel session.Selection, area series.Area) (series.Based, error) {
	key := fmt.Sprint(sel.Indicators, "|", area.ID, "|", len(area.Members), "|", sel.Gender, "|", sel.Breakdowns)
	found, ok := a.loaded[key]
	if !ok {
		q, err := a.s.Query(sel)
		if err != nil {
			return series.Based{}, err
		}
		q.Areas, q.Decimals = []series.Area{area}, nil
		if found, err = a.s.Load(ctx, q); err != nil {
			return series.Based{}, err
		}
		a.loaded[key] = found
	}
	s := found.Series[0]
	s.Asked = sel.Decimals
	based := s.Based()
	if len(s.Points) == 0 {
		return based, a.nothing(&based)
	}
	return based, nil
}

// nothing is the error of a series that has nothing.
func (a *Answers) nothing(s *series.Based) error {
	name := s.RegionName.In(domain.English)
	if county, ok := a.s.Catalog.CameInPlace(s.Region); ok {
		return fmt.Errorf("no data of %s for %s: its municipalities are today in %s", s.Indicator.ID, name, county.Label())
	}
	return fmt.Errorf("no data of %s for %s (%s): 'kuvio info %s' says what is held", s.Indicator.ID, name, s.Region, s.Indicator.ID)
}

// region is the document's area as it stands in a sentence.
func (a *Answers) region(r *placeholder.Request) (string, error) {
	if a.subject == nil {
		return "", errors.New("the document names no area: write {{alue: maakunta:13}} once, or give --region")
	}
	l := a.s.Lang
	name, place := a.subject.Name.In(l), a.s.Place(a.subject.ID)
	said := name
	switch r.Form {
	case placeholder.In:
		said = place.In.Own(l)
	case placeholder.Of:
		switch {
		case l == domain.Finnish:
			said = place.Of.FI
		case l == domain.Swedish && strings.HasSuffix(name, "s"):
		case l == domain.Swedish:
			said = name + "s"
		case strings.HasSuffix(name, "s"):
			said = name + "’"
		default:
			said = name + "’s"
		}
	}
	if said == "" {
		return "", fmt.Errorf("it is not known how %s stands in a sentence: write it out, or use {{alue}}; of a group, kuvio.yaml says it (genitive, inessive)", name)
	}
	return said, nil
}
