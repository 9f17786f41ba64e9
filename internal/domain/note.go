package domain

import (
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Note is a remark that a result carries with it: what limits it, or how it
// came about. Machines read its code, people its text.
type Note struct {
	Code NoteCode
	Arg  string // a year, a number, a region; empty for most
}

// NoteCode is the stable English name of a kind of note.
type NoteCode string

// The notes. An Arg is named where the note has one.
const (
	NoteMadeUp               NoteCode = "made_up"
	NoteGaps                 NoteCode = "gaps"        // number of years without a value between the first and the last
	NoteEvery                NoteCode = "every_years" // years from one value to the next, where always the same
	NoteOverlap              NoteCode = "overlapping_periods"
	NoteSuppressed           NoteCode = "suppressed"      // number of suppressed values
	NoteAfterBreak           NoteCode = "from_break"      // first year of the part computed on
	NoteTooFew               NoteCode = "too_few"         // number of values
	NoteCountsOnly           NoteCode = "counts_only"     // values are empty, there are counts
	NoteCountForValue        NoteCode = "count_for_value" // no value was published of a number, and its count is shown as one
	NoteDerived              NoteCode = "derived_denominator"
	NoteDerivedWide          NoteCode = "denominator_too_uncertain"
	NoteNoCount              NoteCode = "no_count"
	NoteNoDenominator        NoteCode = "no_denominator"
	NoteNotARate             NoteCode = "not_a_rate"
	NoteRepeatedEvents       NoteCode = "repeated_events"
	NoteNoValue              NoteCode = "no_value"
	NoteNoBenchmark          NoteCode = "no_benchmark_value"
	NoteFromCounts           NoteCode = "computed_from_counts"
	NoteSomeRounded          NoteCode = "some_rounded" // number of values that are only published, among computed ones
	NoteRestUnknown          NoteCode = "rest_not_computable"
	NoteDenominatorDisagrees NoteCode = "denominator_disagrees" // the indicator named as denominator
	NoteZeroSlope            NoteCode = "significant_but_slope_zero"
	NoteSpansZero            NoteCode = "slope_interval_spans_zero"
	NoteRestDerived          NoteCode = "rest_from_derived_denominator"
	NoteNotFinite            NoteCode = "not_computed"
	NoteTakenSuppressed      NoteCode = "taken_as_suppressed"   // the count below which the workspace says figures are withheld
	NoteDependsOnSuppressed  NoteCode = "depends_on_suppressed" // number of suppressed values
	NoteSuppressedVaried     NoteCode = "suppressed_varied"     // number of suppressed values
	NoteForecastClipped      NoteCode = "forecast_clipped"
	NoteForecastTooFew       NoteCode = "no_forecast_too_few" // number of values
	NoteForecastGaps         NoteCode = "no_forecast_gaps"
	NoteForecastNotAnnual    NoteCode = "no_forecast_not_annual"
	NoteForecastFlat         NoteCode = "forecast_without_limits"
	NotePhaseHole            NoteCode = "stretch_mostly_missing" // its years
	NoteJoinpointsInfeasible NoteCode = "joinpoints_infeasible"  // number of joinpoints asked for
	NoteLogNotPossible       NoteCode = "log_not_possible"
	NoteTooFewAreas          NoteCode = "too_few_areas" // number of areas with a value
	NoteNoWeights            NoteCode = "no_weights"
	NoteWeightsMissing       NoteCode = "weights_missing" // number of areas with a value but no weight
	NoteWeightsDerived       NoteCode = "weights_derived"
	NoteClassFromRange       NoteCode = "class_from_range" // number of suppressed values
	NoteUnweightedMean       NoteCode = "unweighted_mean"
	NoteMeanOf               NoteCode = "mean_of"             // areas with a value/areas: "22/23"
	NoteSomeUncounted        NoteCode = "some_without_counts" // areas of the comparison
	NoteZeroDenominator      NoteCode = "zero_denominator"
	NoteAboveWhole           NoteCode = "share_above_100"
	NoteBenchmarkUncounted   NoteCode = "benchmark_without_counts"
	NoteYearsWithValue       NoteCode = "years_with_value" // years with a value/years of a spell, and the spell: "2/3 (2014–2016)"
	NoteMeanOfYears          NoteCode = "mean_of_years"
	NoteBreakBetween         NoteCode = "break_between" // year of the break between two times compared
	NoteAcrossBreak          NoteCode = "across_break"  // the same, where the change was asked for all the same
	NoteVerdictDepends       NoteCode = "verdict_depends_on_suppressed"
	NoteVerdictHolds         NoteCode = "verdict_holds_suppressed"
	NoteMembersMissing       NoteCode = "members_missing"      // number of areas of a group without a figure, or the least and the most of them: 1-3
	NoteGroupUnknown         NoteCode = "group_not_computable" // from its members' figures
	NoteGroupDerived         NoteCode = "group_from_derived_denominator"
	NoteGroupYears           NoteCode = "group_years"     // years in which the group existed: 2009-
	NoteSuccessorUsed        NoteCode = "successor_used"  // reference to the area whose figure stands for one that has merged into it
	NoteSuccessorWider       NoteCode = "successor_wider" // the same, where it has more than the group's areas
	NoteMergedInto           NoteCode = "merged_into"     // references to the areas that ones without a figure are part of today
	NoteBetween              NoteCode = "value_between"   // the least and the greatest value: 0.41-0.98
	NoteBenchmarkWithin      NoteCode = "benchmark_from_derived_denominator"
	NoteMiddles              NoteCode = "middle_of_bounds" // number of values taken to be in the middle of what suppressed members leave
	NoteWithin               NoteCode = "known_within"     // the bounds that rounding leaves: 1.55-1.69
	NoteRealPrices           NoteCode = "real_prices"      // year of the prices
	NotePooled               NoteCode = "pooled_years"     // number of years taken together
	NotePooledPersons        NoteCode = "pooled_as_independent"
	NoteYearsMissing         NoteCode = "years_missing" // number of years of a spell without a figure
	NotePooledBreak          NoteCode = "pooled_across_break"
	NoteStandardised         NoteCode = "age_standardised"        // the standard population
	NoteIndirect             NoteCode = "indirectly_standardised" // the reference
	NoteAgesMissing          NoteCode = "ages_missing"            // classes without a figure or people: 5-9, 20-29
	NoteReferenceMissing     NoteCode = "reference_ages_missing"  // the same, of the reference
	NoteFewEvents            NoteCode = "too_few_events"          // number of events in all
	NoteSummed               NoteCode = "summed"                  // the classes added: 0-6+7-15+16-17, 0+1+...+17
	NoteClassesMissing       NoteCode = "classes_missing"         // classes without a figure: 5-9, 20-29
	NoteClassesUnknown       NoteCode = "sum_not_computable"      // from the classes' figures
	NoteClassesDerived       NoteCode = "sum_from_derived_denominator"
	NotePerCapita            NoteCode = "per_capita"
	NoteNoPopulation         NoteCode = "no_population"
	NoteNotMoney             NoteCode = "not_money"     // left in what it is measured in
	NoteNotAmount            NoteCode = "not_an_amount" // left undivided
	NoteChanceAlone          NoteCode = "chance_alone"  // number of areas whose dispersion was asked for
	NotePeersUnweighted      NoteCode = "peers_unweighted"
	NotePeersSuppressed      NoteCode = "peers_suppressed" // number of peers whose value is suppressed
	NotePeersFoundBy         NoteCode = "peers_found_by_this"
	NoteAreasSuppressed      NoteCode = "areas_suppressed" // number of areas whose value is suppressed
	NotePositionUncounted    NoteCode = "position_without_counts"
	NoteNotLatest            NoteCode = "not_the_latest" // last period for which others have figures, or this area none
	NoteProvisional          NoteCode = "provisional"    // the periods whose figures may still change: 2022, 2023
	NoteAsOf                 NoteCode = "as_of"          // day on which the source was last asked for the data, yyyy-mm-dd
)

// Text is the note for people.
func (n Note) Text() Text {
	t, ok := noteTexts[n.Code]
	if !ok {
		return Text{EN: n.String()}
	}
	for _, l := range Langs {
		t.Set(l, strings.Replace(t.In(l), "%", n.argIn(l), 1))
	}
	return t
}

// argIn is the Arg as people read it: a range of numbers with an en dash, and
// with the decimal mark of the language.
func (n Note) argIn(l Lang) string {
	switch n.Code {
	case NoteSummed:
		return strings.NewReplacer("-", "–", "...", "…", "+", " + ").Replace(n.Arg)
	case NoteEvery:
		return everyIn(n.Arg, l)
	case NoteAsOf:
		return Day(n.Arg, l)
	case NoteTooFew:
		if l == English {
			if n.Arg == "1" {
				return "1 value"
			}
			return n.Arg + " values"
		}
	case NoteForecastTooFew:
		if n.Arg == "1" {
			return Text{FI: "1", SV: "1 värde", EN: "is 1 value"}.In(l)
		}
		return Text{FI: n.Arg, SV: n.Arg + " värden", EN: "are " + n.Arg + " values"}.In(l)
	case NoteBetween, NoteMembersMissing, NoteGroupYears, NoteAgesMissing, NoteReferenceMissing, NoteClassesMissing:
		arg := strings.ReplaceAll(n.Arg, "-", "–")
		if l != English {
			arg = strings.ReplaceAll(arg, ".", ",")
		}
		return arg
	}
	return n.Arg
}

// everyNth is how often there is a value, from every second year on.
var everyNth = [...]Text{
	{FI: "joka toinen vuosi", SV: "vartannat år", EN: "every other year"}, {FI: "joka kolmas vuosi", SV: "vart tredje år", EN: "every third year"},
	{FI: "joka neljäs vuosi", SV: "vart fjärde år", EN: "every fourth year"}, {FI: "joka viides vuosi", SV: "vart femte år", EN: "every fifth year"},
}

// everyIn is how often there is a value, given the years from one to the next.
func everyIn(years string, l Lang) string {
	if n, err := strconv.Atoi(years); err == nil && 2 <= n && n < 2+len(everyNth) {
		return everyNth[n-2].In(l)
	}
	return Text{FI: years + " vuoden välein", SV: "med " + years + " års mellanrum", EN: "every " + years + " years"}.In(l)
}

// Sentence is the note as a sentence of its own.
func (n Note) Sentence() Text {
	t := n.Text()
	for _, l := range Langs {
		r, size := utf8.DecodeRuneInString(t.In(l))
		t.Set(l, string(unicode.ToUpper(r))+t.In(l)[size:]+".")
	}
	return t
}

// String is the note for machines: "gaps:3".
func (n Note) String() string {
	if n.Arg == "" {
		return string(n.Code)
	}
	return string(n.Code) + ":" + n.Arg
}

// Notes is a list of notes, none twice.
type Notes []Note

// With returns the list with more notes at its end; the list itself is not
// changed.
func (ns Notes) With(more ...Note) Notes {
	out := slices.Clone(ns)
	for _, n := range more {
		if !slices.Contains(out, n) {
			out = append(out, n)
		}
	}
	return out
}

// Has reports whether a note of the kind is among them.
func (ns Notes) Has(code NoteCode) bool {
	return slices.ContainsFunc(ns, func(n Note) bool { return n.Code == code })
}

// String joins the notes as the note column of CSV and JSON holds them.
func (ns Notes) String() string {
	if len(ns) == 0 {
		return "" // as most have it, of millions
	}
	parts := make([]string, len(ns))
	for i, n := range ns {
		parts[i] = n.String()
	}
	return strings.Join(parts, ";")
}

// Text joins the notes for people.
func (ns Notes) Text() Text {
	var t Text
	for _, l := range Langs {
		parts := make([]string, len(ns))
		for i, n := range ns {
			parts[i] = n.Text().In(l)
		}
		t.Set(l, strings.Join(parts, "; "))
	}
	return t
}
