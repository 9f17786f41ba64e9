package chart

import (
	"fmt"
	"math"
	"strings"
	"testing"

	"kuvio/internal/catalog"
	"kuvio/internal/domain"
	"kuvio/internal/figure/parts"
	"kuvio/internal/series"
	"kuvio/internal/store"
)

// Statistics Finland, table 11re, end of 2019 (data/example/age.csv): 18,174 of 275,104
// in Keski-Suomi and 375,079 of 5,525,292 in the country are under seven.
func TestPartsOfRealFigures(t *testing.T) {
	b := builder(t, exampleStore(t, "age.csv"))
	ages := "indicator: \"oma:vaesto-ika\"\nregions: \"maakunta:13\"\nwith: maa\nyear: latest\nparts: [age=0-6, age=7-12, age=13-17, age=18-64, age=65+]\n"
	for _, as := range []string{"split", "grouped", "stacked", "share"} {
		f, err := b.Build(t.Context(), spec(t, "kind: parts\nas: "+as+"\n"+ages))
		if err != nil {
			t.Fatal(err)
		}
		all := rows(t, f)
		if len(all) != 10 || all[0]["region"] != "maa" || all[5]["region"] != "maakunta:13" || all[5]["value"] != "18174" || f.last != "2019" {
			t.Fatalf("%s: %d rows, %v, years to %s: want the country set apart, above", as, len(all), all, f.last)
		}
		c := f.content(domain.Finnish).(parts.Content)
		own := c.Rows[1]
		if c.Rows[0].Role != parts.Benchmark || own.Role != parts.Focus || !c.Ordered {
			t.Errorf("%s: %+v", as, c.Rows)
		}
		want := 18174.0
		if as == "share" {
			want = 100 * 18174.0 / 275104
		}
		if got := own.Bars[0].Value; !near(got, want) {
			t.Errorf("%s: drawn %v, want %v", as, got, want)
		}
		if total := own.Total; (as == "share" || as == "stacked") != (total == "275\u00a0104") {
			t.Errorf("%s: total %q", as, total)
		}
		f.Size.DPI = 50
		for _, l := range domain.Langs {
			if _, err := f.Draw(l); err != nil {
				t.Errorf("%s, %s: %v", as, l, err)
			}
			if alt := f.Alt(l); strings.Contains(alt, "NaN") || strings.Contains(alt, "%!") || !strings.Contains(alt, map[bool]string{true: "65", false: "18"}[as == "share"]) {
				t.Errorf("%s: %s", as, alt)
			}
		}
	}
}

// Wherever a region stands, its bars are its own: in rows, in panels and named twice.
func TestPartsStandWithTheirRegion(t *testing.T) {
	b := builder(t, exampleStore(t, "age.csv"))
	want := map[string][2]float64{"Koko maa": {375079, 1231274}, "Keski-Suomi": {18174, 64162}}
	for _, text := range []string{
		"regions: [maa, \"maakunta:13\"]\n", "regions: [\"maakunta:13\", maa]\norder: given\n", "regions: [\"maakunta:13\"]\nwith: [maa]\n", "regions: [maa]\nwith: [\"maakunta:13\"]\nas: grouped\n",
		"regions: [\"maakunta:13\", maa]\nrows: parts\norder: given\n", "regions: [\"maakunta:13\"]\nwith: [maa]\nrows: parts\nas: grouped\n",
	} {
		f, err := b.Build(t.Context(), spec(t, "kind: parts\nindicator: \"oma:vaesto-ika\"\nyear: 2019\nparts: [age=0-6, {breakdown: age=65+, label: vanhat}]\n"+text))
		if err != nil {
			t.Fatal(err)
		}
		c := f.content(domain.Finnish).(parts.Content)
		drawn := map[string][2]float64{}
		for i, r := range c.Rows {
			if strings.Contains(text, "rows: parts") {
				for j, p := range c.Parts {
					one := drawn[p.Name]
					one[i] = r.Bars[j].Value
					drawn[p.Name] = one
				}
				continue
			}
			drawn[r.Name] = [2]float64{r.Bars[0].Value, r.Bars[1].Value}
		}
		for name, w := range want {
			if drawn[name] != w {
				t.Errorf("%q: %s is drawn as %v, want %v", text, name, drawn[name], w)
			}
		}
	}
}

// What the parts leave of the total is drawn as the last of them.
func TestRestOfTheTotal(t *testing.T) {
	b := builder(t, exampleStore(t, "age.csv"))
	f, err := b.Build(t.Context(), spec(t, "kind: parts\nindicator: \"oma:vaesto-ika\"\nregions: \"maakunta:13\"\nyear: 2019\nas: share\nparts: [age=0-17, age=65+]\nrest: {fi: muut, sv: andra, en: others}\n"))
	if err != nil {
		t.Fatal(err)
	}
	c := f.content(domain.Finnish).(parts.Content)
	if n := len(c.Parts); n != 3 || c.Parts[2].Name != "muut" || c.Parts[2].Role != parts.Rest {
		t.Fatalf("parts %+v", c.Parts)
	}
	sum := 0.0
	for _, b := range c.Rows[0].Bars {
		sum += b.Value
	}
	if last := rows(t, f)[2]; !near(sum, 100) || last["value"] != "158786" || last["breakdown"] != "rest" {
		t.Errorf("%v per cent together, the rest %v; want 275,104 − 52,156 − 64,162", sum, last)
	}
}

// A factor and decimals do what they say, and a year without values is an error.
func TestValuesOfParts(t *testing.T) {
	b := builder(t, exampleStore(t, "age.csv"))
	keys := "kind: parts\nindicator: \"oma:vaesto-ika\"\nregions: \"maakunta:13\"\nparts: [age=0-6, age=65+]\n"
	f, err := b.Build(t.Context(), spec(t, keys+"multiply: 0.001\ndecimals: 1\n"))
	if err != nil {
		t.Fatal(err)
	}
	if bar := f.content(domain.Finnish).(parts.Content).Rows[0].Bars[0]; bar.Text != "18,2" || math.Abs(bar.Value-18.174) > 1e-9 {
		t.Errorf("%+v, want 18.174 written as 18,2", bar)
	}
	cents := exampleStore(t)
	importInto(t, cents, "cents.csv", []byte("indicator;region;year;gender;primary value;absolute value;breakdown\noma:vaesto-ika;658;2019;total;299999.95;;age=0-6\noma:vaesto-ika;658;2019;total;17000;;age=65-\n"))
	f, err = builder(t, cents).Build(t.Context(), spec(t, strings.Replace(keys, "maakunta:13", "maa", 1)))
	if err != nil {
		t.Fatal(err)
	}
	if bars := f.content(domain.English).(parts.Content).Rows[0].Bars; bars[0].Text != "300,000" || bars[1].Text != "17,000" || rows(t, f)[0]["value"] != "299999.95" {
		t.Errorf("%+v, want no cents in the picture and them in the data", bars)
	}
	if _, err := b.Build(t.Context(), spec(t, keys+"year: 1950\n")); err == nil || !strings.Contains(err.Error(), "none of the parts has a value in 1950") {
		t.Errorf("a year without values: %v", err)
	}
}

func TestPartsThatAreRefused(t *testing.T) {
	db := exampleStore(t, "age.csv", "placements.csv")
	head := "kind: parts\nindicator: \"oma:vaesto-ika\"\nregions: \"maakunta:13\"\nparts: [age=0-6, age=65+]\n"
	for _, tt := range []struct{ keys, want string }{
		{head + "with: [mean]\n", "with: found what is no region"},
		{head + "with: [\"maakunta:13\"]\n", "is among the regions too"},
		{"kind: parts\nregions: maa\nyear: 2019\nparts: [{indicator: \"191\"}, {indicator: \"oma:vaesto-ika\", breakdown: age=0-6}]\n", `have no scale in common: as: split with scale: own`},
		{"kind: parts\nregions: maa\nas: stacked\nparts: [\"191\", \"1065\"]\n", "each of its own population, and so do not add up"},
		{"kind: parts\nregions: maa\nindicator: \"oma:vaesto-ika\"\nparts: [age=0-64, age=18+]\nrest: muut\n", "they overlap, and some are counted twice"},
	} {
		_, err := builder(t, db).Build(t.Context(), spec(t, tt.keys))
		if err == nil || !strings.Contains(err.Error(), tt.want) {
			t.Errorf("%q: %v, want %q", tt.keys, err, tt.want)
		}
	}
	for _, tt := range []struct{ keys, want string }{
		{"kind: parts\n", "regions: found none"},
		{"kind: parts\nregions: maa\nparts: [age=0-6, age=65+]\n", "t.yaml:4: part 1: found no indicator"},
		{head + "as: pie\n", `t.yaml:6: as: found "pie", expected split, grouped, stacked or share`},
		{head + "as: stacked\nrows: parts\n", "rows: found parts with as: stacked, expected regions or years"},
		{head + "as: grouped\nscale: own\n", "scale: found own with as: grouped"},
		{head + "years: 2010-\nyear: 2015\n", "years: found with year"},
		{"kind: parts\nregions: maa\nindicator: \"127\"\nparts: [male]\n", "parts: found one, expected several"},
		{"kind: parts\nregions: maa\nindicator: \"127\"\nparts: [male, male]\n", "part 2: found twice"},
		{"kind: parts\nregions: maa\nindicator: \"127\"\nas: share\nparts: [age=0-6, age=5-9]\n", "part 2: age=5-9 overlaps with age=0-6 of part 1"},
		{"kind: bars\nindicator: \"127\"\n", `t.yaml:2: kind: found "bars": each of its panels had a scale of its own`},
		{"kind: pie\n", "angles are read less well than lengths; kind: parts with as: share"},
		{"kind: radar\n", "depends on the order of the axes"},
		{"kind: lines\nsecond_axis: \"191\"\n", "second_axis: no figure has it: two scales in one figure cross where whoever draws it chooses"},
		{head + "y_min: 5\n", "bars begin at zero, or their lengths lie"},
	} {
		_, err := Parse("t.yaml", []byte("id: t\n"+tt.keys), domain.Finnish)
		if err == nil || !strings.Contains(err.Error(), tt.want) {
			t.Errorf("%q: %v, want %q", tt.keys, err, tt.want)
		}
	}
}

// Words and lists with labels are one key.
func TestPartList(t *testing.T) {
	for text, want := range map[string]PartList{
		"parts: age=0-6,age=65+":  {{Breakdown: "age=0-6"}, {Breakdown: "age=65+"}},
		"parts: [male, female]":   {{Gender: domain.Male}, {Gender: domain.Female}},
		"parts: [1081, \"1083\"]": {{Indicator: "1081"}, {Indicator: "1083"}},
		"parts: [{indicator: 1081, label: {fi: a}}, {gender: male}]": {{Indicator: "1081", Label: domain.Text{FI: "a"}}, {Gender: domain.Male}},
	} {
		s, err := Parse("t.yaml", []byte("id: t\nkind: parts\nregions: maa\nindicator: \"127\"\n"+text+"\n"), domain.Finnish)
		if err != nil {
			t.Errorf("%s: %v", text, err)
			continue
		}
		if got := s.(*Parts).Parts; len(got) != len(want) || got[0] != want[0] || got[1] != want[1] {
			t.Errorf("%s: %+v, want %+v", text, got, want)
		}
		written, err := YAML(s)
		if err != nil {
			t.Fatal(err)
		}
		again, err := Parse("t.yaml", written, domain.Finnish)
		if err != nil || len(again.(*Parts).Parts) != len(want) || again.(*Parts).Parts[1] != want[1] {
			t.Errorf("%s written as %s: %v", text, written, err)
		}
	}
}

// municipalStore holds people of two ages in every municipality of a maakunta, ten of
// one and thirty of the other, and none of the maakunta.
func municipalStore(t *testing.T, of domain.RegionID, but domain.RegionID) (store.Store, int) {
	t.Helper()
	members, err := catalog.Default().MembersOf(domain.Kunta, of, 2019)
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	b.WriteString("indicator;region;year;gender;primary value;absolute value;breakdown\n")
	n := 0
	for _, r := range members {
		if r.ID == but {
			continue
		}
		n++
		fmt.Fprintf(&b, "oma:vaesto-ika;%d;2019;total;10;;age=0-17\noma:vaesto-ika;%d;2019;total;30;;age=18-\n", r.SotkanetID, r.SotkanetID)
	}
	b.WriteString("oma:vaesto-ika;658;2019;total;1000;;age=0-17\noma:vaesto-ika;658;2019;total;4000;;age=18-\n")
	db := emptyStore(t)
	importInto(t, db, "people.csv", []byte(b.String()))
	return db, n
}

// An area of which nothing is held is summed from all its municipalities, and says so;
// where one of them lacks there is no sum.
func TestPartsSummedFromMunicipalities(t *testing.T) {
	text := "kind: parts\nindicator: \"oma:vaesto-ika\"\nregions: \"maakunta:13\"\nwith: maa\nyear: 2019\nas: share\nparts: [age=0-17, age=18+]\n"
	db, n := municipalStore(t, "maakunta:13", "")
	f, err := builder(t, db).Build(t.Context(), spec(t, text))
	if err != nil {
		t.Fatal(err)
	}
	own := f.content(domain.Finnish).(parts.Content).Rows[1]
	if want := fmt.Sprint(40 * n); own.Name != "Keski-Suomi" || !near(own.Bars[0].Value, 25) || own.Total != want {
		t.Errorf("%+v, want 25 per cent of %s", own, want)
	}
	if alt := f.Alt(domain.English); !strings.Contains(alt, "Summed from municipalities by the division of municipalities of 2019: Central Finland.") || !strings.Contains(alt, "Largest difference") {
		t.Error(alt)
	}
	db, _ = municipalStore(t, "maakunta:13", "kunta:179")
	if _, err := builder(t, db).Build(t.Context(), spec(t, text)); err == nil || !strings.Contains(err.Error(), "none of the regions has a value in 2019") {
		t.Errorf("without Jyväskylä: %v, want no sum", err)
	}
}

// What is missing, suppressed, nothing and below zero are four things.
func TestWhyAWholeIsNotDivided(t *testing.T) {
	at := func(v float64, s domain.Status) cell {
		return cell{Valued: series.Valued{Point: series.Point{Status: s}, Value: v}}
	}
	gone, held := at(math.NaN(), domain.Missing), at(3, domain.OK)
	for _, tt := range []struct {
		cells []cell
		want  string
	}{
		{[]cell{held, held}, ""},
		{[]cell{held, gone}, "some parts are missing"},
		{[]cell{held, at(math.NaN(), domain.Suppressed), gone}, "some parts are suppressed"},
		{[]cell{gone, gone}, "missing"},
		{[]cell{at(math.NaN(), domain.Suppressed), at(math.NaN(), domain.Suppressed)}, "suppressed"},
		{[]cell{at(0, domain.OK), at(0, domain.OK)}, "none"},
		{[]cell{held, at(-1, domain.OK)}, "a part is below zero"},
	} {
		set := &partSet{spec: &Parts{As: asShare}, wholes: []whole{{cells: tt.cells}}}
		set.addUp()
		if got := set.reason(&set.wholes[0], domain.English); got != tt.want {
			t.Errorf("%v: %q, want %q", tt.cells, got, tt.want)
		}
		set.spec.As = asStacked // which also draws what is below zero
		if got := set.reason(&set.wholes[0], domain.English); (got == "") != !math.IsNaN(set.wholes[0].sum) {
			t.Errorf("stacked, %v: %q", tt.cells, got)
		}
	}
}

// Years asked for of which nothing is held are told.
func TestPartsSaysWhichYearsItLacks(t *testing.T) {
	db := emptyStore(t)
	importInto(t, db, "people.csv", []byte("indicator;region;year;gender;primary value;absolute value\n127;85;2020;male;69714;\n127;85;2020;female;73706;\n127;85;2018;male;69000;\n"))
	for years, want := range map[string]string{"2017-2021": "years: none of the parts has a value in 2017, 2019, 2021", "2018-": "years: none of the parts has a value in 2019", "2020": ""} {
		f, err := builder(t, db).Build(t.Context(), spec(t, "kind: parts\nindicator: \"127\"\nregions: Jyväskylä\nparts: [male, female]\nas: grouped\nyears: \""+years+"\"\n"))
		if err != nil {
			t.Fatal(err)
		}
		if found := strings.Join(f.Empty, "; "); want == "" && found != "" || !strings.HasSuffix(found, want) {
			t.Errorf("%s: %q, want %q", years, found, want)
		}
	}
}

func TestSharesThatAreNotAHundredAreSaid(t *testing.T) {
	for _, c := range []struct {
		shares []float64
		want   bool
	}{
		{[]float64{16.5, 49.6, 33.9}, true}, // 17 + 50 + 34
		{[]float64{20.2, 79.8}, false},
		{[]float64{math.NaN(), 30}, false},
	} {
		set := &partSet{spec: &Parts{As: asShare}, wholes: make([]whole, 1)}
		for _, v := range c.shares {
			set.wholes[0].cells = append(set.wholes[0].cells, cell{share: v})
		}
		if got := set.unrounded(); got != c.want {
			t.Errorf("%v: %v", c.shares, got)
		}
	}
}
