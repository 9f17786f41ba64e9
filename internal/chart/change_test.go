package chart

import (
	"maps"
	"slices"
	"strconv"
	"strings"
	"testing"

	"kuvio/internal/compare"
	"kuvio/internal/domain"
	"kuvio/internal/figure/change"
)

// Placements of children by THL (Sotkanet.fi, ind. 191): 934 of 54,082 in
// Keski-Suomi in 2014 and 1.01 of 50.3 thousand in 2021; the difference and its
// limits by Newcombe's method 10 as 'kuvio compare --change' gives them.
func TestChangeOfRealFigures(t *testing.T) {
	b := builder(t, exampleStore(t, "placements.csv"))
	f, err := b.Build(t.Context(), spec(t, "kind: change\nindicator: \"191\"\nregions: [\"maakunta@maa\"]\nwith: [maa]\nyears: [2014, latest]\nfocus: [\"maakunta:13\"]\n"))
	if err != nil {
		t.Fatal(err)
	}
	all := rows(t, f)
	if len(all) != 20 || all[0]["role"] != "benchmark" || all[0]["series"] != "Koko maa" {
		t.Fatalf("%d rows, the first %v: want the country and 19 maakuntas", len(all), all[0])
	}
	if f.first != "2014" || f.last != "2021" {
		t.Errorf("years %s to %s, want 2014 to 2021, the latest", f.first, f.last)
	}
	if got := f.subtitle(domain.Swedish); !strings.HasSuffix(got, ", 2014 och 2021") {
		t.Errorf("subtitle %q", got)
	}
	verdicts := make(map[string]int)
	previous := 1e9
	for _, r := range all[1:] {
		verdicts[r["verdict"]]++
		d, _ := strconv.ParseFloat(r["difference"], 64)
		if d > previous {
			t.Errorf("%s stands below a smaller change", r["series"])
		}
		previous = d
		if r["series"] == "Keski-Suomi" {
			low, _ := strconv.ParseFloat(r["difference_lower"], 64)
			high, _ := strconv.ParseFloat(r["difference_upper"], 64)
			if !near(d, 0.280169801844) || !near(low, 0.116260740054) || !near(high, 0.444896881863) || r["role"] != "focus" || r["verdict"] != "rose" {
				t.Errorf("Keski-Suomi: %v", r)
			}
		}
	}
	if want := map[string]int{"rose": 13, "fell": 1, "no_clear_change": 5}; !maps.Equal(verdicts, want) {
		t.Errorf("verdicts %v, want %v", verdicts, want)
	}
	alt := f.alt(domain.Finnish)
	for _, want := range []string{"vuodesta 2014 vuoteen 2021", "Nousi selvästi 13, laski selvästi 1, ei selvää muutosta 5.", "Suurin lasku: Etelä-Karjala 1,37 %:sta 0,82 %:iin, −0,55", "Keski-Suomi 1,73 %:sta 2,01 %:iin, +0,28 (+0,12…+0,44)"} {
		if want = strings.ReplaceAll(want, " %", "\u00a0%"); !strings.Contains(alt, want) {
			t.Errorf("alternative text %q lacks %q", alt, want)
		}
	}
	f.Size.DPI = 50
	for _, l := range domain.Langs {
		if _, err := f.Draw(l); err != nil {
			t.Errorf("%s: %v", l, err)
		}
	}
}

// Of small municipalities three years are taken together, unless single ones are
// asked for; those that lack one of the years have no change.
func TestChangeOfSmallAreas(t *testing.T) {
	b := builder(t, exampleStore(t, "placements.csv"))
	for _, tt := range []struct {
		keys, from, to string
		pooled         bool
	}{
		{"", "2012–2014", "2019–2021", true},
		{"pool: 1\n", "2014", "2021", false},
		{"pool: 2\n", "2013–2014", "2020–2021", false},
		{"published: true\n", "2014", "2021", false},
	} {
		f, err := b.Build(t.Context(), spec(t, "kind: change\nindicator: \"191\"\nregions: [\"kunta@maakunta:13\"]\nyears: [2014, 2021]\n"+tt.keys))
		if err != nil {
			t.Fatal(err)
		}
		c := f.content(domain.Finnish).(change.Content)
		said := slices.ContainsFunc(f.notes, func(n domain.Text) bool { return strings.Contains(n.FI, "kolmelta vuodelta") })
		warned := slices.ContainsFunc(f.notes, func(n domain.Text) bool { return strings.Contains(n.EN, "too narrow") })
		if warned != (len(tt.from) > 4) {
			t.Errorf("%q: of the same persons over years told %v", tt.keys, warned)
		}
		if c.From != tt.from || c.To != tt.to || said != tt.pooled {
			t.Errorf("%q: from %s to %s, said %v; want %s, %s, %v", tt.keys, c.From, c.To, said, tt.from, tt.to, tt.pooled)
		}
		for _, r := range c.Rows {
			if (r.Reason == "") != (r.ChangeText != "") {
				t.Errorf("%s: reason %q and change %q, expected one of them", r.Name, r.Reason, r.ChangeText)
			}
		}
	}
}

func TestChangesThatAreRefused(t *testing.T) {
	db := exampleStore(t, "placements.csv")
	for _, tt := range []struct{ keys, want string }{
		{"years: [2014, 2021]\nwith: [\"target:1.2\"]\n", "a target does not change"},
		{"years: [2014, 2035]\n", "none of the regions has a value in 2035; the latest is of 2021"},
		{"years: [2014, 2021]\nas: slope\n", "found slope with 19 areas, expected at most 8: use arrow"},
		{"years: [2014, 2021]\nfocus: [\"kunta:179\"]\n", "focus: kunta:179 is not among the regions drawn"},
		{"years: [2013-2014, 2020-2021]\npool: 3\n", "pool: found with years 2013–2014 and 2020–2021, expected two single years"},
	} {
		_, err := builder(t, db).Build(t.Context(), spec(t, "kind: change\nindicator: \"191\"\nregions: [\"maakunta@maa\"]\n"+tt.keys))
		if err == nil || !strings.Contains(err.Error(), tt.want) {
			t.Errorf("%q: %v, want %q", tt.keys, err, tt.want)
		}
	}
	for _, tt := range []struct{ keys, want string }{
		{"", "years: found none, expected two, such as [2014, 2021]"},
		{"years: 2014-2021\n", "expected two years or spells of years"},
		{"years: [2021, 2014]\n", "does not come after"},
		{"years: [2014, latest]\nas: dumbbell\n", `t.yaml:6: as: found "dumbbell", expected arrow or slope`},
		{"years: [2014, latest]\norder: up\n", `order: found "up", expected change, value, name or given`},
	} {
		_, err := Parse("t.yaml", []byte("id: t\nkind: change\nindicator: \"191\"\nregions: [maa]\n"+tt.keys), domain.Finnish)
		if err == nil || !strings.Contains(err.Error(), tt.want) {
			t.Errorf("%q: %v, want %q", tt.keys, err, tt.want)
		}
	}
}

// A break between the two years refuses the change, unless it is asked for.
func TestChangeAcrossABreak(t *testing.T) {
	b := builder(t, exampleStore(t, "placements.csv"))
	b.Session.Config.Breaks = map[domain.IndicatorID][]int{"191": {2018}}
	keys := "kind: change\nindicator: \"191\"\nregions: [\"maakunta:13\"]\nyears: [2014, 2021]\n"
	if _, err := b.Build(t.Context(), spec(t, keys)); err == nil || !strings.Contains(err.Error(), "changed in 2018") {
		t.Errorf("%v, want the break named", err)
	}
	f, err := b.Build(t.Context(), spec(t, keys+"with: [maa]\nacross_breaks: true\n"))
	if err != nil {
		t.Fatal(err)
	}
	const said = "Sarja vaihtui tai määritelmä muuttui vuonna 2018: osa muutoksesta voi johtua siitä."
	if notes := strings.Join(f.small(domain.Finnish, f.content(domain.Finnish)), " "); strings.Count(notes, said) != 1 {
		t.Errorf("notes %q, want once %q", notes, said)
	}
	for _, r := range rows(t, f) {
		if !strings.Contains(r["note"], "across_break:2018") {
			t.Errorf("%s: note %q, want the break", r["series"], r["note"])
		}
	}
}

// Help says that years of small areas are taken together, and how not to.
func TestHelpTellsOfYearsTakenTogether(t *testing.T) {
	for _, f := range Fields(new(Change)) {
		if want := map[string]string{"years": "pool: 1 keeps single years", "pool": "1 there keeps single years"}[f.Key]; !strings.Contains(f.Help, want) {
			t.Errorf("%s: %q, want %q", f.Key, f.Help, want)
		}
	}
}

// A benchmark that is taken as known has no limits, not limits of no width.
func TestKnownBenchmarkHasNoLimits(t *testing.T) {
	b := builder(t, exampleStore(t, "placements.csv"))
	f, err := b.Build(t.Context(), spec(t, "kind: change\nindicator: \"191\"\nregions: [\"maakunta@maa\"]\nwith: [mean]\nyears: [2014, 2021]\n"))
	if err != nil {
		t.Fatal(err)
	}
	r := rows(t, f)[0]
	if r["role"] != "benchmark" || r["difference"] == "" || r["difference_lower"] != "" || r["difference_upper"] != "" {
		t.Errorf("benchmark %v, want a difference without limits", r)
	}
}

// Missing and suppressed are told apart in the picture, in words and in the data.
func TestChangeTellsSuppressedFromMissing(t *testing.T) {
	b := builder(t, exampleStore(t, "placements.csv"))
	b.Session.Config.SuppressedBelow = map[domain.IndicatorID]int{"191": 5}
	b.Session.Config.HighIs = map[domain.IndicatorID]domain.Polarity{"191": domain.HighBad}
	f, err := b.Build(t.Context(), spec(t, "kind: change\nindicator: \"191\"\nregions: [\"kunta@maakunta:13\"]\nyears: [2014, 2021]\npool: 1\n"))
	if err != nil {
		t.Fatal(err)
	}
	c := f.content(domain.Finnish).(change.Content)
	var texts []string
	for _, s := range c.Key {
		texts = append(texts, s.Text)
	}
	if got := strings.Join(texts[:2], ", "); got != "nousi (heikompaan), laski (parempaan)" {
		t.Errorf("key %q", got)
	}
	for _, r := range c.Rows {
		if r.Name == "Luhanka" && r.Reason != "salattu" {
			t.Errorf("Luhanka: %q, want it suppressed", r.Reason)
		}
	}
	for _, r := range rows(t, f) {
		if r["series"] == "Luhanka" && (r["status_from"] != "suppressed" || r["value_from"] != "") {
			t.Errorf("data of Luhanka: %v", r)
		}
	}
	if alt := f.alt(domain.Finnish); !strings.Contains(alt, "Salattu: ") {
		t.Errorf("alternative text %q", alt)
	}
}

// A difference that the values' decimals would write as zero has two digits of its
// own; what subtracting equal numbers leaves has none.
func TestDifferencesKeepTwoDigits(t *testing.T) {
	set := &changeSet{spec: &Change{}, multiply: 1, decimals: 5, rows: []changeRow{{}}}
	set.rows[0].to.Value = 0.00063
	for v, want := range map[float64]string{-0.0000031: "−0,0000031", 0.00004: "+0,00004", 0: "0,00000", 1e-19: "0,00000"} {
		if got := set.signed(v, domain.Finnish); got != want {
			t.Errorf("%v: %q, want %q", v, got, want)
		}
	}
}

// Where no limits are known all arrows are open, and what has not changed is called so.
func TestChangesWithoutCountsAreOpen(t *testing.T) {
	set := &changeSet{spec: &Change{}, multiply: 1, decimals: 1, rows: make([]changeRow, 3)}
	for i, d := range []float64{6.9, 0, -5.5} { // Kannonkoski, Jyväskylä and Pihtipudas in ind. 228, 2014 to 2021
		r := &set.rows[i]
		r.from.Value, r.to.Value, r.move.Difference.Value = 20, 20+d, d
	}
	want := []string{"nousi", "laski", "ennallaan"}
	c := set.content(domain.Finnish).(change.Content)
	for _, r := range c.Rows {
		if !r.Open {
			t.Errorf("%+v is not open", r)
		}
	}
	for i, s := range c.Key {
		if !s.Open || s.Text != want[i] || s.Still != (i == 2) {
			t.Errorf("key %+v, want %q", s, want[i])
		}
	}
	set.rows[0].verdict, set.judged = compare.Rose, true
	if c := set.content(domain.Finnish).(change.Content); c.Rows[0].Open || !c.Rows[1].Open {
		t.Errorf("%+v", c.Rows)
	}
}
