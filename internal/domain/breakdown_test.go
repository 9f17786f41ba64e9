package domain

import "testing"

func TestBreakdownLabel(t *testing.T) {
	for breakdown, want := range map[string]Text{
		"age=0-6":              {FI: "0–6-vuotiaat", SV: "0–6-åringar", EN: "aged 0–6"},
		"age=5":                {FI: "5-vuotiaat", SV: "5-åringar", EN: "aged 5"},
		"age=100-":             {FI: "100 vuotta täyttäneet", SV: "personer som fyllt 100 år", EN: "aged 100 and over"},
		"education=perusaste":  {FI: "perusaste", SV: "perusaste", EN: "perusaste"},
		"level=ylempi-aste":    {FI: "ylempi aste", SV: "ylempi aste", EN: "ylempi aste"},
		"size=3":               {FI: "size 3", SV: "size 3", EN: "size 3"},
		"age=7-15,size=10-20":  {FI: "7–15-vuotiaat, size 10–20", SV: "7–15-åringar, size 10–20", EN: "aged 7–15, size 10–20"},
		"":                     {},
		"no dimension is told": {FI: "no dimension is told", SV: "no dimension is told", EN: "no dimension is told"},
	} {
		if got := BreakdownLabel(breakdown); got != want {
			t.Errorf("%q: %+v, want %+v", breakdown, got, want)
		}
	}
}

// Titles as SOTKAnet, Statistics Finland and Kuntaliitto write them.
func TestDashes(t *testing.T) {
	for title, want := range map[string]string{
		"Children aged 0-17 placed in emergency placement":           "Children aged 0–17 placed in emergency placement",
		"[VÄESTÖNMUUTOS] 16-64 -vuotiaat, % väestöstä":               "[VÄESTÖNMUUTOS] 16–64-vuotiaat, % väestöstä",
		"saaneet 0 - 17-vuotiaat / 1000 vastaavanikäistä":            "saaneet 0–17-vuotiaat / 1000 vastaavanikäistä",
		"1 000 euroa (2015–2020)":                                    "1 000 euroa (2015–2020)",
		"Väestö 31.12.2015, Gini-kerroin, non-institutional, ICD-10": "Väestö 31.12.2015, Gini-kerroin, non-institutional, ICD-10",
		"Tiedot 2015-01-31":                                          "Tiedot 2015-01-31",
	} {
		if got := Dashes(title); got != want {
			t.Errorf("%q: %q, want %q", title, got, want)
		}
	}
}
