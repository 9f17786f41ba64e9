package placeholder

import (
	"reflect"
	"strings"
	"testing"

	"kuvio/internal/domain"
)

func of(n int) *int { return &n }

func TestParse(t *testing.T) {
	years := func(all ...domain.Period) []domain.Period { return all }
	for words, want := range map[string]Request{
		"191 Keski-Suomi 2014":                                {What: Value, Indicators: "191", Region: "Keski-Suomi", Periods: years("2014")},
		"191, Keski-Suomi, 2014":                              {What: Value, Indicators: "191", Region: "Keski-Suomi", Periods: years("2014")},
		"Koski Tl 191":                                        {What: Value, Indicators: "191", Region: "Koski Tl", Capital: true},
		"191 viimeisin":                                       {What: Value, Indicators: "191"},
		"191 2014 yksikkö desimaalit 1":                       {What: Value, Indicators: "191", Periods: years("2014"), Unit: true, Decimals: of(1)},
		"191 2014 1 desimaali":                                {What: Value, Indicators: "191", Periods: years("2014"), Decimals: of(1)},
		"2037 maakunta:13 2014 lukumäärä":                     {What: Value, Indicators: "2037", Region: "maakunta:13", Periods: years("2014"), Count: true},
		"oma:vaesto-ika kunta:179 2019 ikä=0-6":               {What: Value, Indicators: "oma:vaesto-ika", Region: "kunta:179", Periods: years("2019"), Breakdown: "age=0-6"},
		"1339+3377 shp:14 2014 ×1000":                         {What: Value, Indicators: "1339+3377", Region: "shp:14", Periods: years("2014"), Times: 1000},
		"3375 shp:14 x1000 sanoin yksikkö":                    {What: Value, Indicators: "3375", Region: "shp:14", Times: 1000, Unit: true, Spelt: true},
		"191 pojat 2014":                                      {What: Value, Indicators: "191", Gender: domain.Male, Periods: years("2014")},
		"191 vuosi":                                           {What: Period, Indicators: "191"},
		"191 vuosi 2014":                                      {What: Value, Indicators: "191", Periods: years("2014")},
		"191 Mellersta Finland mening":                        {What: Sentence, Indicators: "191", Region: "Mellersta Finland"},
		"191 Central Finland sentence":                        {What: Sentence, Indicators: "191", Region: "Central Finland"},
		"127 muutos 2010 2014":                                {What: Change, Indicators: "127", Periods: years("2010", "2014")},
		"127 muutos 2010–2014 %":                              {What: Change, Indicators: "127", Periods: years("2010", "2014"), Percent: true},
		"1064 suunta":                                         {What: Direction, Indicators: "1064"},
		"1315 vändår":                                         {What: Turn, Indicators: "1315"},
		"127 Keski-Suomi 2015 sija maakunta@maa":              {What: Rank, Indicators: "127", Region: "Keski-Suomi", Periods: years("2015"), Set: Set{Refs: "maakunta@maa"}},
		"127 2015 sija maakunnat":                             {What: Rank, Indicators: "127", Periods: years("2015"), Set: Set{Category: domain.Maakunta}},
		"1315 2015 summa kunta@maakunta:13":                   {What: Sum, Indicators: "1315", Periods: years("2015"), Set: Set{Refs: "kunta@maakunta:13"}},
		"1315 2015 summa kunnat":                              {What: Sum, Indicators: "1315", Periods: years("2015"), Set: Set{Category: domain.Kunta}},
		"1065 painotettu keskiarvo kaikki kunnat":             {What: Mean, Indicators: "1065", Weighted: true, Set: Set{Category: domain.Kunta, All: true}},
		"1073 lowest municipalities name":                     {What: Lowest, Indicators: "1073", Part: NamePart, Set: Set{Category: domain.Kunta}},
		"1065 minst kommunerna":                               {What: Lowest, Indicators: "1065", Set: Set{Category: domain.Kunta}},
		"1065 minst 24 kommuner":                              {What: AtLeast, Indicators: "1065", Limit: 24, Set: Set{Category: domain.Kunta}},
		"1065 kunnat <=16 pyöristys 0":                        {What: AtMost, Indicators: "1065", Limit: 16, Round: of(0), Set: Set{Category: domain.Kunta}},
		"127 alle 10000 kunnat 2015 sanoin":                   {What: Below, Indicators: "127", Limit: 10000, Spelt: true, Periods: years("2015"), Set: Set{Category: domain.Kunta}},
		"1065 yli 16,5 kunnat":                                {What: Above, Indicators: "1065", Limit: 16.5, Set: Set{Category: domain.Kunta}},
		"luokat 127 2015 kunnat rajat 1000, 10000":            {What: Classes, Indicators: "127", Periods: years("2015"), Limits: "1000,10000", Set: Set{Category: domain.Kunta}},
		"127 2015 alle 10 000 kunnat":                         {What: Below, Indicators: "127", Limit: 10000, Periods: years("2015"), Set: Set{Category: domain.Kunta}},
		"127 2015 below 1\u00a0234\u00a0567,5 municipalities": {What: Below, Indicators: "127", Limit: 1234567.5, Periods: years("2015"), Set: Set{Category: domain.Kunta}},
		"127 kunnat >=10 000 2015":                            {What: AtLeast, Indicators: "127", Limit: 10000, Periods: years("2015"), Set: Set{Category: domain.Kunta}},
		"127 minst 10 000 kommuner":                           {What: AtLeast, Indicators: "127", Limit: 10000, Set: Set{Category: domain.Kunta}},
		"alle 16 191 kunnat":                                  {What: Below, Indicators: "191", Limit: 16, Set: Set{Category: domain.Kunta}},
		"luokat 127 2015 kunnat rajat 1 000, 10 000,100 000":  {What: Classes, Indicators: "127", Periods: years("2015"), Limits: "1 000,10 000,100 000", Set: Set{Category: domain.Kunta}},
		"3795 ×1 000":                                         {What: Value, Indicators: "3795", Times: 1000},
		"vertailu 191 kunnat rinnalla maa, shp:14":            {What: Compare, Indicators: "191", Beside: "maa,shp:14", Set: Set{Category: domain.Kunta}},
		"taulukko profiili @plan":                             {What: Table, Command: "profile", Indicators: "@plan"},
		"taulukko trend 191,1244":                             {What: Table, Command: "trend", Indicators: "191,1244"},
		"tabell jämförelse 191 alla kommuner":                 {What: Table, Command: "compare", Indicators: "191", Set: Set{Category: domain.Kunta, All: true}},
		"kuvio kuvio-3":                                       {What: Figure, ID: "kuvio-3"},
		"Alueella":                                            {What: Region, Form: In, Capital: true},
		"i området":                                           {What: Region, Form: In},
		"alue":                                                {What: Region, Form: Name},
		"region’s":                                            {What: Region, Form: Of},
		"alue: maakunta:13":                                   {What: Subject, Region: "maakunta:13"},
		"Område:Mellersta Finland":                            {What: Subject, Region: "Mellersta Finland"},
		"lähteet":                                             {What: Sources},
		"notes":                                               {What: Notes},
		"191 postinumero:40100":                               {What: Value, Indicators: "191", Region: "postinumero:40100"},
		"191 “Keski-Suomen hyvinvointialue” 2023":             {What: Value, Indicators: "191", Region: "Keski-Suomen hyvinvointialue", Periods: years("2023")},
		"191 muu-maa:shp:14 2014":                             {What: Value, Indicators: "191", Region: "muu-maa:shp:14", Periods: years("2014")},
		"191 Jyväskylä, Jämsä 2014 keskiarvo":                 {What: Mean, Indicators: "191", Region: "Jyväskylä,Jämsä", Periods: years("2014")},
	} {
		if want.Times == 0 {
			want.Times = 1
		}
		got, err := Parse(words)
		if err != nil {
			t.Errorf("%s: %v", words, err)
			continue
		}
		if !reflect.DeepEqual(*got, want) {
			t.Errorf("%s:\n got %+v\nwant %+v", words, *got, want)
		}
	}
}

func TestParseErrors(t *testing.T) {
	for words, want := range map[string]string{
		"":                                     "an empty placeholder",
		"  ":                                   "an empty placeholder",
		"Keski-Suomi":                          "no indicator in it",
		"lausee":                               "did you mean lause",
		"191 lause muutos 2010":                "lause and muutos: a placeholder asks for one thing",
		"191 23 2014":                          `"23" after the indicator 191 is no period`,
		"191 muutos 2014":                      "expected two years",
		"191 2010 2014":                        "2010 and 2014: one year expected",
		"191 alle kunnat":                      `after alle expected a number, such as 16, 16.5 or 10 000, found "kunnat"`,
		"191 alle":                             "found nothing",
		"127 2015 below 10,000 municipalities": `after below: "10,000" can be thousands or decimals: write 10000 for thousands, or 10,0000 for decimals`,
		"127 2015 yli 20.000 kunnat":           `after yli: "20.000" can be thousands`,
		"127 2015 minst 20.000 kommuner":       `after minst: "20.000" can be thousands`,
		"127 kunnat >=1,000":                   `after >=: "1,000" can be thousands`,
		"3795 ×1.000":                          `"1.000" can be thousands`,
		"alle 10 500 kunnat 127 2015":          `"127" after the indicator 500 is no period`,
		"luokat 127 kunnat":                    "expected limits",
		"luokat 127 kunnat rajat x":            `after rajat expected limits, such as 1000,10000,100000, found "x"`,
		"taulukko kaavio":                      `expected a table: profiili, trendi`,
		"191,1244 2014":                        "several indicators",
		"191 1244+3 lause":                     "no period",
		"191 kunnat 2014":                      "several areas, of which a value is not asked",
		"191 lause yksikkö":                    "yksikkö says nothing beside lause",
		"191 miehet naiset":                    "men and women in one placeholder",
		"191 desimaalit 9":                     "0 to 6",
		"alue:":                                "expected a region after the colon",
		`191 "Koski`:                           "the quotation mark is not closed",
		"191 age=17-0":                         "expected ages in their order",
		"191 2014 kaikki summa":                "kaikki stands before kunnat",
	} {
		r, err := Parse(words)
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: %+v, %v, want %q", words, r, err, want)
		}
	}
}

// Every word that help lists is one, in each language.
func TestWords(t *testing.T) {
	for i := range Words {
		w := &Words[i]
		for _, l := range domain.Langs {
			if len(w.In(l)) == 0 || w.Means == "" {
				t.Errorf("%s lacks a word in %s, or a meaning", w.FI[0], l)
				continue
			}
			found := false
			for _, f := range find(w.In(l)[0]) {
				found = found || f == w
			}
			if !found {
				t.Errorf("%s is not found as the word it is", w.In(l)[0])
			}
		}
	}
}

func FuzzParse(f *testing.F) {
	for _, seed := range []string{
		"191 Keski-Suomi 2014", "191 “Koski Tl” muutos 2010–2014 %", "luokat 127 rajat 1000, 10000,", "1065 minst 24", ">=", "191 >= 3",
		"alue:", "taulukko", "kuvio", "x1000 191 ×", "191 age=", ", ,", "\"", "191 =", "@", "oma:", "191 1 desimaali", "191 desimaalit", "127 rajat 1 000, 10 000 kunnat", "127 below 10,000",
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, words string) {
		r, err := Parse(words)
		if (r == nil) == (err == nil) {
			t.Fatalf("%q: %v, %v", words, r, err)
		}
		if err == nil && r.Data() && r.Indicators == "" {
			t.Errorf("%q: a request of figures of no indicator", words)
		}
	})
}
