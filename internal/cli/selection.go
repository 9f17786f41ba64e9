package cli

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"kuvio/internal/catalog"
	"kuvio/internal/domain"
	"kuvio/internal/series"
	"kuvio/internal/session"
)

// selection is which series a command is about, as its flags say it.
type selection struct {
	session.Selection

	changed func(flag string) bool // whether the flag was given; nil where there are no flags
}

func (sel *selection) bind(cmd *cobra.Command, years bool) {
	cmd.Flags().StringVarP(&sel.Indicators, "indicator", "i", "", "indicators: 191, 1339+3377, @plan; separated by commas")
	cmd.Flags().StringVarP(&sel.Regions, "region", "r", "", "regions: kunta:179, maa, kunta@maakunta:13, a name; separated by commas")
	cmd.Flags().StringVar(&sel.Gender, "gender", "total", "total, male, female or all")
	cmd.Flags().StringArrayVar(&sel.Breakdowns, "breakdown", nil, "`BREAKDOWN`, held or summed from classes of ages: age=0-17, age=65-, total or all; repeat it for several (default: all that are held)")
	if years {
		cmd.Flags().StringVar(&sel.Years, "years", "", "years: 2000-2021, 2000-, -2021 or 2021")
	}
	sel.changed = cmd.Flags().Changed
}

// breakdownsOfMany is what help says of --breakdown where a command goes over many
// indicators.
const breakdownsOfMany = "`BREAKDOWN`, held or summed from classes of ages: age=0-17, age=65-, total or all; repeat it for several (default: total)"

// bindMoney binds what money can be turned into, for a command whose numbers
// are then computed with.
func (sel *selection) bindMoney(cmd *cobra.Command) {
	cmd.Flags().StringVar(&sel.Real, "real", "", "money at the prices of this year, by kuvio.yaml's price_index")
	cmd.Flags().StringVar(&sel.Per, "per", "", "capita: amounts of money in euros per inhabitant")
}

// bindBasis binds which of their values the series have, for a command that
// computes with them or shows them.
func (sel *selection) bindBasis(a *app, cmd *cobra.Command) {
	flags := cmd.Flags()
	flags.BoolVar(&sel.Published, "published", false, "values as published, not computed from counts and denominators")
	// What the default was asked for with before it was one, so that no script breaks.
	const before = "from-counts"
	flags.Bool(before, true, "")
	flags.Lookup(before).Hidden = true
	cmd.PreRun = func(*cobra.Command, []string) {
		if asked, _ := flags.GetBool(before); !asked { // which is what --published asks for today
			sel.Published = true
			a.say("--%s=false is now written --published, and taken as that", before)
		} else if flags.Changed(before) {
			a.fromCounts = true
			a.say("--%s is no longer needed: values are computed from counts and denominators wherever both are held; --published asks for the published ones", before)
		}
	}
}

// bindDecimals binds how many decimals people see values with.
func (sel *selection) bindDecimals(cmd *cobra.Command) {
	cmd.Flags().Var(&decimalsFlag{&sel.Decimals}, "decimals", "decimals of the values shown, 0 to 6, no more than published of what is not from counts (default: as published, one more from counts); CSV and JSON keep all")
}

// decimalsFlag is a --decimals, nil where it is not given.
type decimalsFlag struct{ to **int }

// Set makes a *decimalsFlag a value of a flag.
func (f *decimalsFlag) Set(word string) error {
	n, err := strconv.Atoi(word)
	if err != nil || n < 0 || n > series.MostAsked {
		return fmt.Errorf("%q: expected how many decimals to show, 0 to %d", word, series.MostAsked)
	}
	*f.to = &n
	return nil
}

func (f *decimalsFlag) String() string {
	if f.to == nil || *f.to == nil {
		return ""
	}
	return strconv.Itoa(**f.to)
}

// Type is what help calls the value.
func (f *decimalsFlag) Type() string { return "number" }

// bindTogether binds what is taken together: years, and regions where a command
// can do with one.
func (sel *selection) bindTogether(cmd *cobra.Command, regions bool) {
	cmd.Flags().IntVar(&sel.Pool, "pool", 0, "pool so many years at a time, from counts and denominators: 3 gives 2013–2015, 2016–2018")
	cmd.Flags().Lookup("pool").DefValue = "0" // which help leaves out
	if regions {
		cmd.Flags().BoolVar(&sel.Sum, "sum", false, "the regions taken as one, summed as a group is")
	}
}

// bindStandard binds what age classes are put together by.
func (sel *selection) bindStandard(cmd *cobra.Command) {
	cmd.Flags().StringVar(&sel.Standard, "standardise", "", "age classes as one rate: directly by a standard population, esp2013, or indirectly by a region's rates, such as maa")
}

// given reports whether a flag was given.
func (sel *selection) given(flag string) bool { return sel.changed != nil && sel.changed(flag) }

// yearFlag is a --year: a year, or another period that observations are of.
type yearFlag struct{ domain.Period }

// Set makes a *yearFlag a value of a flag.
func (f *yearFlag) Set(word string) (err error) {
	f.Period, err = domain.ParsePeriod(word)
	return err
}

func (f *yearFlag) String() string { return string(f.Period) }

// Type is what help calls the value.
func (f *yearFlag) Type() string { return "year" }

// noIndicators and noRegions are the usage errors of a selection that names
// none.
func noIndicators() error {
	return usagef("name indicators with -i, such as -i 191 (search with 'kuvio list indicators')")
}

func noRegions() error {
	return usagef("name regions with -r, such as -r kunta@maakunta:13 (search with 'kuvio list regions')")
}

// query reads the flags of a command that needs indicators and regions.
func (sel *selection) query(s *session.Session) (q series.Query, err error) {
	if sel.Indicators == "" {
		return q, noIndicators()
	}
	if sel.Regions == "" {
		return q, noRegions()
	}
	return sel.parse(s)
}

// queryHeld is query with every indicator held where none is named, by their
// totals unless breakdowns are asked for.
func (sel *selection) queryHeld(ctx context.Context, s *session.Session) (q series.Query, err error) {
	if sel.Indicators != "" {
		q, err = sel.query(s)
		return sel.orTotal(q), err
	}
	held, err := s.Held(ctx)
	if err != nil {
		return q, err
	}
	if sel.Regions == "" {
		return q, noRegions()
	}
	q, err = sel.parse(s)
	q.Indicators = held
	return sel.orTotal(q), err
}

// orTotal is a query over many indicators, one table of ages among which would
// outnumber all others: of totals, unless breakdowns are asked for or needed.
func (sel *selection) orTotal(q series.Query) series.Query {
	if len(sel.Breakdowns) == 0 && q.Standard == nil {
		q.Breakdowns = []string{""}
	}
	return q
}

// parse is query for a command that can do without indicators or regions:
// those that are not named stay nil.
func (sel *selection) parse(s *session.Session) (series.Query, error) {
	if sel.given("pool") && sel.Pool == 0 { // which is how the flag is left out
		return series.Query{}, usagef("--pool 0: expected how many years to take together, 2 to %d", series.MostPooled)
	}
	q, err := s.Query(sel.Selection)
	return q, selectionError(err)
}

// partFlags are the flags that parts of a selection are named with.
var partFlags = map[session.Part]string{
	session.Indicators: "-i", session.Regions: "-r", session.Gender: "--gender",
	session.Years: "--years", session.Real: "--real", session.Per: "--per",
	session.Pool: "--pool", session.Standard: "--standardise", session.Breakdown: "--breakdown",
}

// selectionError makes a part of a selection that cannot be read a usage error that
// names its flag.
func selectionError(err error) error {
	var part *session.SelectionError
	if !errors.As(err, &part) {
		return err
	}
	return usagef("%s: %w", strings.TrimSpace(partFlags[part.Part]+" "+part.Found), part.Err)
}

// regionError is a usage error where a flag's reference cannot be read, and a
// plain one where it can but names nothing there is.
func regionError(flag string, err error) error {
	var syntax *catalog.SyntaxError
	if errors.As(err, &syntax) {
		return usagef("%s: %w", flag, err)
	}
	if flag == "-r" {
		return err
	}
	return fmt.Errorf("%s: %w", flag, err)
}

// sayFound says on stderr what a query did not find.
func (a *app) sayFound(q series.Query, f session.Found) {
	var s seen
	s.add(f.Series)
	a.saySeen(q, &s, f.Lacking)
}

// seen is what is said of the series that a query found.
type seen struct {
	some     bool // there are any
	points   bool // one has a point
	ids      []domain.IndicatorID
	computed map[domain.IndicatorID]bool // or counts
}

// watched are parts of which is seen what goes by.
func watched(parts series.Parts) (series.Parts, *seen) {
	s := new(seen)
	return func(yield func([]series.Series, error) bool) {
		for all, err := range parts {
			s.add(all)
			if !yield(all, err) {
				return
			}
		}
	}, s
}

func (s *seen) add(all []series.Series) {
	if s.computed == nil {
		s.computed = make(map[domain.IndicatorID]bool)
	}
	s.some = s.some || len(all) > 0
	for i := range all {
		id := all[i].Indicator.ID
		if _, ok := s.computed[id]; !ok {
			s.ids = append(s.ids, id)
		}
		s.points = s.points || len(all[i].Points) > 0
		s.computed[id] = s.computed[id] || all[i].FromCounts() || all[i].Indicator.Unit == domain.UnitCount
	}
}

func (a *app) saySeen(q series.Query, s *seen, lacking series.Lacking) {
	if s.some {
		a.sayLacking(lacking)
	}
	if a.fromCounts {
		a.sayUncomputed(s)
	}
	if !s.points && len(lacking.Missing) == 0 {
		of := ""
		if len(q.Genders) == 1 && q.Genders[0] != domain.Total {
			of = " of gender " + string(q.Genders[0])
		}
		a.say("none of the regions has data%s in these years: 'kuvio info -i %s' shows the years and levels held; where that is municipalities alone, --sum or a group makes one region of them", of, q.Indicators[0][0])
	}
}

// sayUncomputed says of which indicators nothing is computed from counts, where that
// was asked for by its old name.
func (a *app) sayUncomputed(s *seen) {
	if ids := slices.DeleteFunc(slices.Clone(s.ids), func(id domain.IndicatorID) bool { return s.computed[id] }); len(ids) > 0 {
		a.warn("--from-counts: nothing can be computed of indicator %s: there are no counts, or no denominator held under them ('kuvio info -i %s' names it, 'denominators:' in kuvio.yaml another); the values are the published ones", domain.Some(ids), ids[0])
	}
}

// sayLacking says what was asked for in vain.
func (a *app) sayLacking(l series.Lacking) {
	if len(l.Missing) > 0 {
		a.warn("no data of indicator %s in this workspace", domain.Some(l.Missing))
	}
	type what struct {
		gender    domain.Gender
		breakdown string
	}
	without := make(map[what][]domain.IndicatorID)
	var asked []what
	for _, k := range l.Kinds {
		w := what{k.Gender, k.Breakdown}
		if without[w] == nil {
			asked = append(asked, w)
		}
		without[w] = append(without[w], k.Indicator)
	}
	for _, w := range asked {
		ids := without[w]
		switch {
		case len(ids) == 1:
			i := slices.IndexFunc(l.Kinds, func(k *series.KindError) bool { return what{k.Gender, k.Breakdown} == w })
			all := "breakdown"
			if w.gender != "" {
				all = "gender"
			}
			a.warn("left out: %v; --%s all takes what there is", l.Kinds[i], all)
		case w.gender != "":
			a.warn("left out, without figures of gender %s: %s; --gender all takes what there is", w.gender, domain.Some(ids))
		default:
			a.warn("left out, without a breakdown %s, held or summed: %s; --breakdown all takes what there is, 'kuvio info -i %s' lists them", cmp.Or(w.breakdown, "total"), domain.Some(ids), ids[0])
		}
	}
}

// sayAbsorbed says which municipalities have since merged into a region of the
// query but have figures of their own.
func (a *app) sayAbsorbed(absorbed []series.Area, l domain.Lang) {
	var names []string
	for _, area := range absorbed {
		names = append(names, area.Name.In(l)+" ("+string(area.ID)+")")
	}
	if len(names) > 0 {
		a.warn("have figures of their own and are not among the regions, since they have merged: %s; a division by year, such as kunta@maa/2019, has them", strings.Join(names, ", "))
	}
}
