package mapping

import (
	"math"
	"testing"

	"kuvio/internal/domain"
	"kuvio/internal/source/sheet"
)

// A label of time is read with the marks and flags that tables give it, and
// whether its figures may change is kept.
func TestTimesRead(t *testing.T) {
	for label, want := range map[string]When{
		"2023": {"2023", false}, " 2023 ": {"2023", false}, "2011/12": {"2011/12", false}, "2025.0": {"2025", false}, "Vuosi 2024": {"2024", false},
		"2018 1)": {"2018", false}, "2018¹": {"2018", false}, "2018¹⁾": {"2018", false}, "2022*)": {"2022", false}, "2022r": {}, "2022 r": {"2022", false}, "2022 (rev.)": {"2022", false},
		"2019*": {"2019", true}, "2019 *": {"2019", true}, "2019**": {"2019", true}, "2020e": {"2020", true}, "2021p": {"2021", true}, "2021 (p)": {"2021", true}, "2021 [p]": {"2021", true},
		"2023 (ennakko)": {"2023", true}, "2023 ennakkotieto": {"2023", true}, "2023, ennakko": {"2023", true}, "ennakko 2023": {"2023", true}, "(e) 2023": {"2023", true},
		"2023 (preliminär)": {"2023", true}, "2023 prel.": {"2023", true}, "prel. 2023": {"2023", true}, "2023 (preliminära uppgifter)": {"2023", true},
		"2023 (preliminary)": {"2023", true}, "2023 (est.)": {"2023", true}, "2023 Provisional": {"2023", true}, "2023* 1)": {"2023", true}, "2023 (p) 1)": {"2023", true},
		"2023Q1 (p)": {"2023Q1", true}, "2022 IV e": {"2022Q4", true}, "2023-05*": {"2023-05", true}, "2017–2019 (p)": {"2017–2019", true},
		"2023 f": {}, "2023 (foo)": {}, "2023 budjetti": {}, "2023 1": {}, "20231)": {}, "12023": {}, "p2023": {}, "2023.5": {}, "Kunta 2023": {}, "e 2023": {}, "": {}, "p": {},
	} {
		if got, ok := (Times{}).Read(label); got != want || ok != (want != When{}) {
			t.Errorf("%q: %+v, %t; want %+v", label, got, ok, want)
		}
	}
}

// A figure is read with its flag and without its marks; a combination that is
// not known is none, and never becomes digits.
func TestFlaggedFigures(t *testing.T) {
	style := sheet.Style{Comma: sheet.Decimals, Point: sheet.Decimals}
	for text, want := range map[string]Observed{
		"3,5": {Value: 3.5}, "3,5 p": {Value: 3.5, Provisional: true, Mark: "p"}, "3.5e": {Value: 3.5, Provisional: true, Mark: "e"}, "(p) 12": {Value: 12, Provisional: true, Mark: "(p)"},
		"12 (e)": {Value: 12, Provisional: true, Mark: "(e)"}, "12 %  p": {Value: 12, Provisional: true, Mark: "p"}, "1 234,5 (ennakko)": {Value: 1234.5, Provisional: true, Mark: "(ennakko)"},
		"prel. 12": {Value: 12, Provisional: true, Mark: "prel."}, "-3,5p": {Value: -3.5, Provisional: true, Mark: "p"}, "7 r": {Value: 7, Mark: "r"}, "7 (b)": {Value: 7, Mark: "(b)"},
		"12³": {Value: 12, Mark: "³"}, "12 1)": {Value: 12, Mark: "1)"}, "12*": {Value: 12, Mark: "*"}, "12*)": {Value: 12, Mark: "*)"}, "12[a]": {Value: 12, Mark: "[a]"}, "2e3": {Value: 2000},
	} {
		want.Status = domain.OK
		if got, ok := UsualMarks.Observe(sheet.TextCell(text), style); !ok || got != want {
			t.Errorf("%q: %+v, %t; want %+v", text, got, ok, want)
		}
	}
	for _, text := range []string{"P12", "p12", "e 12", "7r", "1b", "12 f", "12 c", "12 q", "12 pp", "³12", "1²3", "12 p 3", "p", "(p)", "12 p e x", "1,2,3 p", "12 kpl"} {
		if got, ok := UsualMarks.Observe(sheet.TextCell(text), style); ok || !math.IsNaN(got.Value) {
			t.Errorf("%q: %+v, %t; want none", text, got, ok)
		}
	}
}
