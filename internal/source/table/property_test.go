package table_test

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"kuvio/internal/domain"
	"kuvio/internal/source/mapping"
	"kuvio/internal/source/sourcetest"
)

// said is a gender as a table writes it.
type said struct {
	word string
	is   domain.Gender
}

// ways are how tables write genders: under which headers, in which words.
var ways = []struct {
	headers []string
	words   []said
}{
	{[]string{"Kön", "kön", "KÖN"}, []said{{"T", "total"}, {"K", "female"}, {"M", "male"}}},
	{[]string{"Kön"}, []said{{"T", "female"}, {"K", "male"}}}, // tjejer, killar
	{[]string{"Kön", "Ko\u0308n"}, []said{{"totalt", "total"}, {"kvinnor", "female"}, {"ma\u0308n", "male"}}},
	{[]string{"Kön"}, []said{{"Könen totalt", "total"}, {"Flickor", "female"}, {"Pojkar", "male"}}},
	{[]string{"sex", "Sex (code)"}, []said{{"T", "total"}, {"F", "female"}, {"M", "male"}}},
	{[]string{"Gender"}, []said{{"Both sexes", "total"}, {"GIRLS", "female"}, {"boys", "male"}}},
	{[]string{"Sukupuoli", "sukupuoli (koodi)"}, []said{{"SSS", "total"}, {"2", "female"}, {"1", "male"}}},
	{[]string{"Sukupuoli"}, []said{{"1", "female"}, {"2", "male"}}}, // as nobody should, and somebody does
	{[]string{"Sukupuoli", "Ryhmä"}, []said{{"Yhteensä", "total"}, {"Tytöt", "female"}, {"Pojat", "male"}}},
	{[]string{"Sukupuoli"}, []said{{"T", "female"}, {"P", "male"}}},
	{[]string{"Sukupuoli"}, []said{{"N", "female"}, {"M", "male"}}},
	{[]string{"Sukupuoli"}, []said{{"M", "total"}, {"T", "female"}, {"P", "male"}}}, // molemmat
	{[]string{"Sexo"}, []said{{"Mujeres", "female"}, {"Hombres", "male"}}},
	{[]string{"Kohderyhmä", "Who"}, []said{{"naiset", "female"}, {"miehet", "male"}}},
}

// dims are what else divides figures; "" is no such column.
var dims = []struct {
	header string
	words  []string
}{
	{"", nil}, {"", nil},
	{"Kieli", []string{"yhteensä", "suomi", "ruotsi"}},
	{"Ikä", []string{"0-6", "7-17", "Yhteensä"}},
	{"Ikä", []string{"7", "8", "9"}},
	{"Age group", []string{"0–6 years", "7–17 years", "total"}},
	{"Education level", []string{"1", "2", "3"}},
	{"Taso", []string{"alin", "ylin"}},
	{"Sairaus", []string{"astma", "diabetes"}},
	{"Ålder", []string{"0-6 år", "65+ år"}},
}

// Whatever words a table has for genders and whatever else divides it, with last
// year's mapping or none of its columns: each figure is of what it is of, or
// something is said.
func TestRightOrAloud(t *testing.T) {
	rng := rand.New(rand.NewPCG(11, 2026))
	asked, right := 0, 0
	for range 500 {
		text, yaml, truths := someTable(rng)
		got, err := sourcetest.ReadText(t, yaml, text)
		var ask *mapping.NeedError
		switch {
		case errors.As(err, &ask):
			asked++
			if len(got.Records) > 0 {
				t.Fatalf("asks and reads:\n%s\n%s", yaml, text)
			}
			continue
		case err != nil:
			t.Fatalf("%v\n%s\n%s", err, yaml, text)
		}
		if len(got.Rejected)+len(got.Skips)+len(got.Doubts) > 0 {
			continue // said
		}
		right++
		words := map[string]string{} // of the dimension by breakdown
		for _, r := range got.Records {
			is := truths[r.Cell.Value]
			of, met := words[r.Breakdown]
			total := is.word == "" || strings.EqualFold(is.word, "yhteensä") || is.word == "total"
			if r.Gender != is.gender || r.Region.Name != is.region || met && of != is.word || (r.Breakdown == "") != total {
				t.Fatalf("%s, want %+v in\n%s\n%s", sourcetest.Brief(r), is, yaml, text)
			}
			words[r.Breakdown] = is.word
		}
		if len(got.Records) != len(truths) {
			t.Fatalf("%d records of %d in\n%s\n%s", len(got.Records), len(truths), yaml, text)
		}
	}
	if asked < 50 || right < 50 {
		t.Errorf("%d asked, %d right: the tables are too much alike", asked, right)
	}
}

// truth is what one figure of a made table is of.
type truth struct {
	region, word string
	gender       domain.Gender
}

// someTable makes a table in which every figure differs, and a mapping.
func someTable(rng *rand.Rand) (text, yaml string, truths map[float64]truth) {
	way, dim := ways[rng.IntN(len(ways))], dims[rng.IntN(len(dims))]
	genders, words := someOf(rng, way.words), []string{""}
	if dim.header != "" {
		words = someOf(rng, dim.words)
	}
	columns := []string{"Kunta", "Vuosi", way.headers[rng.IntN(len(way.headers))], dim.header, "Arvo"}
	order := rng.Perm(len(columns))
	order = slices.DeleteFunc(order, func(i int) bool { return columns[i] == "" })
	delimiter := []string{";", "\t", "|"}[rng.IntN(3)]
	var b strings.Builder
	line := func(cells []string) {
		var row []string
		for _, i := range order {
			row = append(row, cells[i])
		}
		b.WriteString(strings.Join(row, delimiter) + "\n")
	}
	line(columns)
	truths = map[float64]truth{}
	for _, region := range []string{"Akaa", "Espoo"} {
		for _, g := range genders {
			for _, word := range words {
				n := float64(101 + 7*len(truths))
				truths[n] = truth{region, word, g.is}
				line([]string{region, "2020", g.word, word, fmt.Sprint(n)})
			}
		}
	}
	if rng.IntN(2) == 0 {
		return b.String(), kept, truths
	}
	return b.String(), "indicator: oma:x\n", truths
}

// someOf is some of a list, in an order of its own.
func someOf[T any](rng *rand.Rand, all []T) []T {
	list := slices.Clone(all)
	rng.Shuffle(len(list), func(i, j int) { list[i], list[j] = list[j], list[i] })
	return list[:1+rng.IntN(len(list))]
}
