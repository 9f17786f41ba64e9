package mapping

import (
	"testing"

	"kuvio/internal/source/record"
)

func TestSplitRegion(t *testing.T) {
	for s, want := range map[string]record.RegionKey{
		"Helsinki":         {Name: "Helsinki"},
		"091":              {Code: "091"},
		"091 Helsinki":     {Code: "091", Name: "Helsinki"},
		"KU091 Helsinki":   {Code: "091", Category: "KUNTA", Name: "Helsinki"},
		"MK13 Keski-Suomi": {Code: "13", Category: "MAAKUNTA", Name: "Keski-Suomi"},
		"SK154":            {Code: "154", Category: "SEUTUKUNTA"},
		"KOKO MAA":         {Category: "MAA", Name: "KOKO MAA"},
		"SSS KOKO MAA":     {Category: "MAA", Name: "KOKO MAA"},
		"Jyväskylä 1)":     {Name: "Jyväskylä"},
		"005 - Alajärvi":   {Code: "005", Name: "Alajärvi"},
	} {
		if got := SplitRegion(s); got != want {
			t.Errorf("splitRegion(%q) = %+v, want %+v", s, got, want)
		}
	}
}
