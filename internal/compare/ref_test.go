package compare

import (
	"slices"
	"strings"
	"testing"
)

func TestParseTarget(t *testing.T) {
	for s, want := range map[string]float64{"1.2": 1.2, "1,2": 1.2, "12": 12, "0": 0, "-3.5": -3.5, "−3,5": -3.5, "0,04": 0.04} {
		if got, err := parseTarget(s); err != nil || got != want {
			t.Errorf("parseTarget(%q) = %v, %v", s, got, err)
		}
	}
	for _, s := range []string{"", "x", "NaN", "Inf", "1e3", "0x10", "1_000", "1 000", "1.234,5", ".5", "1.", "--1", "+1", "1,2,3"} {
		if got, err := parseTarget(s); err == nil || !strings.Contains(err.Error(), "target:1.2") {
			t.Errorf("parseTarget(%q) = %v, %v; want an error that shows how", s, got, err)
		}
	}
}

func TestItems(t *testing.T) {
	for list, want := range map[string][]string{
		"maa":                           {"maa"},
		"maa, maakunta:13 ,mean":        {"maa", "maakunta:13", "mean"},
		"target:1,2":                    {"target:1,2"},
		"target:1,2,target:3":           {"target:1,2", "target:3"},
		"maa,target:-1,25,mean":         {"maa", "target:-1,25", "mean"},
		"target:1.2,maa":                {"target:1.2", "maa"},
		"target:1.2,5":                  {"target:1.2", "5"},
		"target:1,2,3":                  {"target:1,2", "3"},
		"target:1,kunta:179,target:2,5": {"target:1", "kunta:179", "target:2,5"},
	} {
		if got := items(list); !slices.Equal(got, want) {
			t.Errorf("items(%q) = %q, want %q", list, got, want)
		}
	}
}
