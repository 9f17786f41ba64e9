package chart

import (
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"
	"testing"

	"kuvio/internal/compare"
	"kuvio/internal/domain"
	"kuvio/internal/figure/dots"
)

func builtOf(t *testing.T, text string, files ...string) (*Figure, *Builder) {
	t.Helper()
	b := builder(t, exampleStore(t, files...))
	f, err := b.Build(t.Context(), spec(t, text))
	if err != nil {
		t.Fatal(err)
	}
	return f, b
}

// A funnel prints the positions that compare prints, and names those outside alone.
func TestFunnelIsThatOfCompare(t *testing.T) {
	f, b := builtOf(t, "kind: funnel\nindicator: \"191\"\nregions: maakunta@maa\nyear: 2021\nfocus: maakunta:13\n", "placements.csv")
	q, err := b.query("191", "maakunta@maa", &Values{}, "")
	if err != nil {
		t.Fatal(err)
	}
	r, err := compare.Run(t.Context(), b.Session, q, nil, "2021", compare.Options{Level: 0.95, Standing: true})
	if err != nil {
		t.Fatal(err)
	}
	positions := make(map[string]string)
	outside := 0
	for _, c := range r.Comparisons {
		positions[string(c.Series.Region)] = string(c.Funnel)
		if c.Funnel != "in" {
			outside++
		}
	}
	for _, row := range rows(t, f) {
		if row["region"] != "" && (row["position"] == "" || row["position"] != positions[row["region"]]) {
			t.Errorf("%s is %q, compare says %q", row["region"], row["position"], positions[row["region"]])
		}
	}
	c := f.content(domain.Finnish).(dots.Content)
	named := 0
	for _, d := range c.Dots {
		if d.Named != (d.Focus || d.Stand != dots.Within) {
			t.Errorf("%+v", d)
		}
		if d.Named && !d.Focus {
			named++
		}
	}
	if len(c.Dots) != 19 || outside == 0 || named < outside-1 {
		t.Errorf("%d dots, %d named, %d outside", len(c.Dots), named, outside)
	}
	alt := strings.ReplaceAll(f.Alt(domain.English), "\u00a0", " ")
	for _, want := range []string{"Funnel plot, 19 areas, 2021: all together 1.73%.", "Central Finland: 2.01%, within the limits."} {
		if !strings.Contains(alt, want) {
			t.Errorf("alternative text %q\nwants %q", alt, want)
		}
	}
}

// The area farthest outside the limits is named first.
func TestFunnelNamesTheFarthestFirst(t *testing.T) {
	f, _ := builtOf(t, "kind: funnel\nindicator: \"191\"\nregions: maakunta@maa\nyear: 2021\noverdispersion: false\n", "placements.csv")
	c := f.content(domain.Finnish).(dots.Content)
	// 0.94 % of 35,676 against 1.73 % of all: more certain than South Karelia's lower 0.82 % of fewer.
	if first := c.Dots[0]; first.Name != "Pohjanmaa" || c.Key.Named == "" {
		t.Errorf("first %+v of %d, key %+v", first, len(c.Dots), c.Key)
	}
}

// A limit that is not drawn parts no area from the others.
func TestFunnelLimits(t *testing.T) {
	const text = "kind: funnel\nindicator: \"191\"\nregions: maakunta@maa\nyear: 2021\noverdispersion: false\n"
	stands := func(limits string) (n [4]int, curves int) {
		f, _ := builtOf(t, text+limits, "placements.csv")
		c := f.content(domain.Finnish).(dots.Content)
		for _, d := range c.Dots {
			n[d.Stand]++
		}
		return n, len(c.Curves)
	}
	both, curves := stands("")
	if curves != 5 || both[dots.Far] == 0 || both[dots.Beyond] == 0 {
		t.Errorf("both: %v, %d curves", both, curves)
	}
	if one, curves := stands("limits: 95\n"); curves != 3 || one[dots.Far] != 0 || one[dots.Beyond] != both[dots.Beyond]+both[dots.Far] {
		t.Errorf("95: %v of %v, %d curves", one, both, curves)
	}
	if one, curves := stands("limits: [99.8]\n"); curves != 3 || one[dots.Beyond] != 0 || one[dots.Far] != both[dots.Far] {
		t.Errorf("99.8: %v of %v, %d curves", one, both, curves)
	}
}

func TestFunnelFaults(t *testing.T) {
	b := builder(t, exampleStore(t, "placements.csv", "children.csv"))
	for text, want := range map[string]string{
		"indicator: \"191\"\nregions: maakunta@maa\nlimits: 90\n":       `limits: found "90", expected 95 or 99.8`,
		"indicator: \"191\"\nregions: maakunta@maa\npublished: true\n":  "published: found in a funnel",
		"indicator: \"191\"\nregions: maa,maakunta:13\nyear: 2021\n":    "2 regions have a count and a population in 2021, expected at least 10 for a funnel",
		"indicator: \"3775\"\nregions: kunta@maakunta:13\nyear: 2022\n": "a funnel is of shares and rates: 3775 is none",
		"indicator: \"191\"\nregions: maakunta@maa\nwith: maa\n":        "with: found in a figure of kind funnel, expected only with kind: ",
		"indicator: \"191\"\nregions: maakunta@maa\nfocus: kunta:179\n": "focus: kunta:179 is not among the regions drawn",
	} {
		s, err := Parse("charts/a.yaml", []byte("id: a\nkind: funnel\n"+text), domain.Finnish)
		if err == nil {
			_, err = b.Build(t.Context(), s)
		}
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: %v\nwant %q", text, err, want)
		}
	}
}

const scatterOfGini = "kind: scatter\nx: \"3126\"\ny: \"191\"\nregions: kunta@maakunta:13\nyear: latest\nfocus: Jyväskylä\nsized_by: 127\nfit: true\n"

// Two indicators of Keski-Suomi's municipalities, about the medians of those that have
// both.
func TestScatter(t *testing.T) {
	f, _ := builtOf(t, scatterOfGini, "placements.csv", "children.csv", "population.csv")
	c := f.content(domain.English).(dots.Content)
	if len(c.Dots) < 18 || len(c.Up) != 1 || len(c.Level) != 1 || len(c.Band) == 0 || len(c.Sizes) != 2 {
		t.Fatalf("%d dots, %+v", len(c.Dots), c)
	}
	above, right, largest := 0, 0, ""
	most := 0.0
	for _, d := range c.Dots {
		if d.Y > c.Level[0].At {
			above++
		}
		if d.X > c.Up[0].At {
			right++
		}
		if d.Size > most {
			largest, most = d.Name, d.Size
		}
		if d.Focus != (d.Name == "Jyväskylä") {
			t.Errorf("%+v", d)
		}
	}
	if half := len(c.Dots) / 2; above > half || right > half || largest != "Jyväskylä" {
		t.Errorf("%d above and %d right of the medians of %d, the largest is %s", above, right, len(c.Dots), largest)
	}
}

func TestScatterSays(t *testing.T) {
	f, _ := builtOf(t, scatterOfGini, "placements.csv", "children.csv", "population.csv")
	f.Title = Words{} // made of the two
	if title := f.Heading(domain.Finnish); !strings.HasPrefix(title, "Gini-kerroin") || !strings.Contains(title, " ja ") || !strings.Contains(title, "Keski-Suomen kunnissa") {
		t.Errorf("title %q", title)
	}
	alt := f.Alt(domain.English)
	for _, want := range []string{"Scatter plot, 22 areas, ", "Horizontal axis: Gini", "Vertical axis: ", "Median (", "both higher in ", "Jyväskylä: ", "does not say that one comes from the other"} {
		if !strings.Contains(alt, want) {
			t.Errorf("alternative text %q\nwants %q", alt, want)
		}
	}
	for _, r := range rows(t, f) {
		if r["region"] == "kunta:179" && (r["x"] == "" || r["y"] == "" || r["size"] == "" || r["x_indicator"] != "3126" || r["y_unit"] != "PROS") {
			t.Errorf("%v", r)
		}
	}
}

func TestScatterFaults(t *testing.T) {
	b := builder(t, exampleStore(t, "placements.csv", "children.csv", "population.csv"))
	const base = "id: a\nkind: scatter\nx: \"3126\"\ny: \"191\"\nregions: kunta@maakunta:13\n"
	for text, want := range map[string]string{
		"id: a\nkind: scatter\ny: \"191\"\nregions: maa\n": "x: found no indicator",
		"id: a\nkind: scatter\nx: \"191\"\nregions: maa\n": "y: found no indicator",
		base + "year: 1991\n":                              "3126 and 191: none of the regions has both values in 1991; most have them in ",
		base + "sized_by: \"191\"\n":                       "sized_by: 191 is measured in %, expected numbers, such as 127 (population)",
		base + "with: kunta@maakunta:13\n":                 "with: kunta@maakunta:13 is 22 regions, expected one",
		base + "x_year: 2010\n":                            "x_year",
	} {
		s, err := Parse("charts/a.yaml", []byte(text), domain.Finnish)
		if err == nil {
			_, err = b.Build(t.Context(), s)
		}
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: %v\nwant %q", text, err, want)
		}
	}
	// The cross of a region that has one of the two values alone is said to lack the other.
	f, err := b.Build(t.Context(), spec(t, strings.TrimPrefix(base, "id: a\n")+"with: maa\nyear: 2015\n"))
	if err != nil || len(f.Empty) != 1 || !strings.Contains(f.Empty[0], "maa has no value of 3126 in 2015") {
		t.Fatalf("%v, %v", f, err)
	}
	if c := f.content(domain.Finnish).(dots.Content); len(c.Up) != 0 || len(c.Level) != 1 || math.IsNaN(c.Level[0].At) {
		t.Errorf("%+v, %+v", c.Up, c.Level)
	}
}

// Where chance's own lower limit lies further out, it is not said to be widened.
func TestFunnelSaysWhatIsWidened(t *testing.T) {
	f, _ := builtOf(t, "kind: funnel\nindicator: \"191\"\nregions: kunta@maakunta:13/2016\nyear: 2021\n", "placements.csv")
	c := rows(t, f)
	unwidened := 0
	bare, _ := builtOf(t, "kind: funnel\nindicator: \"191\"\nregions: kunta@maakunta:13/2016\nyear: 2021\noverdispersion: false\n", "placements.csv")
	for i, r := range rows(t, bare) {
		if v, err := strconv.ParseFloat(r["lower_95"], 64); err == nil && v > 0 && r["lower_95"] == c[i]["lower_95"] {
			unwidened++
		}
	}
	want := fmt.Sprintf("The lower limit has not been widened for %d areas", unwidened)
	if unwidened == 0 || !slices.ContainsFunc(f.notes, func(n domain.Text) bool { return strings.Contains(n.EN, want) }) {
		t.Errorf("%d limits are not widened, notes %v", unwidened, f.notes)
	}
}
