package series

import (
	"fmt"
	"strings"
	"testing"

	"kuvio/internal/domain"
)

type sets map[string][]domain.IndicatorID

func (s sets) Set(name string) ([]domain.IndicatorID, bool) { ids, ok := s[name]; return ids, ok }
func (s sets) SetNames() []string                           { return []string{"hyte", "plan"} }

var someSets = sets{"plan": {"127", "1065", "191"}, "hyte": {"191", "oma:x"}}

func TestParseSelectors(t *testing.T) {
	for list, want := range map[string]string{
		"191":                       "[191]",
		"191,1065":                  "[191 1065]",
		" 191 , 1065 ":              "[191 1065]",
		"191,191":                   "[191]",
		"1339+3377":                 "[1339+3377]",
		"1339 + 3377":               "[1339+3377]",
		"1339,1339+3377":            "[1339 1339+3377]", // not the same thing
		"@plan":                     "[127 1065 191]",
		"@hyte,@plan":               "[191 oma:x 127 1065]",
		"191,@plan,kolada:N31001":   "[191 127 1065 kolada:N31001]",
		"oma:vaesto-ika,@hyte,1+02": "",
	} {
		got, err := ParseSelectors(list, someSets)
		if want == "" {
			if err == nil {
				t.Errorf("%q: %v, want an error", list, got)
			}
			continue
		}
		if err != nil || fmt.Sprint(got) != want {
			t.Errorf("%q: %v, %v, want %s", list, got, err, want)
		}
	}
}

func TestParseSelectorsErrors(t *testing.T) {
	for list, want := range map[string]string{
		"":            "is not an indicator",
		"191,":        `"" is not an indicator`,
		"191,,127":    `"" is not an indicator`,
		"191;127":     `"191;127" is not an indicator`,
		"1339+":       `"" is not an indicator`,
		"väestö":      "expected a SOTKAnet id such as 191",
		"191+@plan":   `"@plan" is not an indicator`,
		"@kuvio":      "there is no set @kuvio: there are @hyte, @plan; name your own under 'sets:' in kuvio.yaml",
		"@":           "there is no set @:",
		"191+191":     "191 is spliced with itself",
		"1339+1+1339": "1339 is spliced with itself",
	} {
		if got, err := ParseSelectors(list, someSets); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: %v, %v, want %q", list, got, err, want)
		}
	}
}

// What is taken is written the way it can be read again.
func FuzzParseSelectors(f *testing.F) {
	for _, s := range []string{"191", "1339+3377,@plan", "oma:a, 127 ", "@", "+", ",,"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, list string) {
		got, err := ParseSelectors(list, someSets)
		if err != nil {
			return
		}
		var written []string
		for _, s := range got {
			written = append(written, s.String())
		}
		again, err := ParseSelectors(strings.Join(written, ","), someSets)
		if err != nil || fmt.Sprint(again) != fmt.Sprint(got) {
			t.Errorf("%q: %v, read again %v, %v", list, got, again, err)
		}
	})
}
