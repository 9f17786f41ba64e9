package domain

import (
	"slices"
	"strings"
	"testing"
)

func TestParseIndicatorID(t *testing.T) {
	for s, number := range map[string]int{"191": 191, "1": 1, "10064": 10064, "kolada:N31001": 0, "oma:vaesto-ika": 0, "oma:väkiluku": 0, "oma:a:b": 0} {
		id, err := ParseIndicatorID(s)
		if err != nil || string(id) != s {
			t.Errorf("ParseIndicatorID(%q) = %q, %v", s, id, err)
		}
		if n, ok := id.Sotkanet(); ok != (number > 0) || ok && n != number {
			t.Errorf("%q: SOTKAnet's %d, %v, want %d", s, n, ok, number)
		}
	}
	for _, s := range []string{
		"", "0", "-191", "+191", "0191", "191.0", " 191", "191 ", "N31001", ":x", "oma:", "oma:a b", "oma:a,b", "oma:a+b", "oma:a@b", "1339+3377", "@plan",
		"oma:a\tb", "oma:a\n", "oma:a\u00a0", "oma:\x00", "oma:\xff", "99999999999999999999",
	} {
		if id, err := ParseIndicatorID(s); err == nil {
			t.Errorf("ParseIndicatorID(%q) = %q, want an error", s, id)
		} else if !strings.Contains(err.Error(), "expected a SOTKAnet id such as 191, kolada:N31001 or oma:NAME") {
			t.Errorf("ParseIndicatorID(%q): %v: does not say what was expected", s, err)
		}
	}
}

// An id that is taken can be written in a list of ids and read back.
func FuzzParseIndicatorID(f *testing.F) {
	for _, s := range []string{"191", "oma:x", "kolada:N31001", "0191", "oma:a,b", "oma:\u00a0", "a:b:c"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		id, err := ParseIndicatorID(s)
		if err != nil {
			return
		}
		list := strings.Split("127, "+string(id)+" ,1339+3377", ",")
		if len(list) != 3 || strings.TrimSpace(list[1]) != string(id) || strings.Contains(string(id), "+") {
			t.Errorf("%q does not survive a list: %q", id, list)
		}
	})
}

func TestIndicatorIDs(t *testing.T) {
	for id, want := range map[IndicatorID]struct {
		bank  string
		parts []IndicatorID
	}{
		"191":                     {"", []IndicatorID{"191"}},
		BankID(Kolada, "N31001"):  {"kolada", []IndicatorID{"kolada:N31001"}},
		BankID(Own, "a:b"):        {"oma", []IndicatorID{"oma:a:b"}},
		Splice("191"):             {"", []IndicatorID{"191"}},
		Splice("1339", "3377"):    {"", []IndicatorID{"1339", "3377"}},
		Splice("1", "2", "oma:x"): {"", []IndicatorID{"1", "2", "oma:x"}},
	} {
		if id.Bank() != want.bank || !slices.Equal(id.Parts(), want.parts) || Splice(id.Parts()...) != id {
			t.Errorf("%q: bank %q, parts %q", id, id.Bank(), id.Parts())
		}
	}
	ids := []IndicatorID{"oma:b", "1339+3377", "1000", "kolada:N1", "191", "oma:a"}
	slices.SortFunc(ids, IndicatorID.Compare)
	if want := []IndicatorID{"191", "1000", "1339+3377", "kolada:N1", "oma:a", "oma:b"}; !slices.Equal(ids, want) {
		t.Errorf("in order: %q, want %q", ids, want)
	}
}

func TestParseSplice(t *testing.T) {
	for s, want := range map[string]IndicatorID{"191": "191", "1339+3377": "1339+3377", "1339 + oma:x": "1339+oma:x", "1+2+3": "1+2+3"} {
		if parts, err := ParseSplice(s); err != nil || Splice(parts...) != want {
			t.Errorf("ParseSplice(%q) = %q, %v", s, parts, err)
		}
	}
	for s, want := range map[string]string{"": "is not an indicator", "1339+": "is not an indicator", "+": "is not an indicator", "1+2+1": "1 is spliced with itself"} {
		if parts, err := ParseSplice(s); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("ParseSplice(%q) = %q, %v", s, parts, err)
		}
	}
}

func TestIndicatorOr(t *testing.T) {
	zero, one := 0, 1
	bank := Indicator{ID: "191", Title: Text{FI: "Sijoitetut", SV: "Placerade", EN: "Placed"}, Unit: UnitPercent, Decimals: &one, Updated: "2025-04-29"}
	file := Indicator{ID: "191", Title: Text{FI: "Sijoitetut, vanha"}, Unit: UnitCount, Decimals: &zero, Denominator: "1065", Continues: "190", Organization: Text{FI: "THL"}}
	got := bank.Or(file)
	if got.Title != bank.Title || got.Unit != UnitPercent || *got.Decimals != 1 || got.Updated != "2025-04-29" {
		t.Errorf("what the first says was not kept: %+v", got)
	}
	if got.Denominator != "1065" || got.Continues != "190" || got.Organization.FI != "THL" {
		t.Errorf("what only the second says was not taken: %+v", got)
	}
	if got := file.Or(bank); *got.Decimals != 0 || got.Title.FI != "Sijoitetut, vanha" || got.Title.EN != "Placed" {
		t.Errorf("0 decimals are a statement, and languages are taken one by one: %+v", got)
	}
	if !bank.Complete() || file.Complete() {
		t.Error("only a title in every language is complete")
	}
}

func TestCell(t *testing.T) {
	nan := EmptyCell(Missing).Value
	for _, c := range []struct {
		value, count float64
		want         Status
	}{{1.7, 934, OK}, {0, nan, OK}, {nan, 0, OK}, {0, 0, OK}, {nan, nan, Missing}, {-1.5, nan, OK}} {
		if got := NewCell(c.value, c.count); got.Status != c.want {
			t.Errorf("NewCell(%v, %v) is %s, want %s", c.value, c.count, got.Status, c.want)
		}
	}
	missing, suppressed, zero := EmptyCell(Missing), EmptyCell(Suppressed), NewCell(0, 0)
	if !missing.Equal(NewCell(nan, nan)) || missing.Equal(suppressed) || missing.Equal(zero) || suppressed.Equal(zero) || EmptyCell(Absent).Equal(missing) {
		t.Error("missing, suppressed, zero and absent are four things")
	}
	if NewCell(1.7, 934).Equal(NewCell(1.7, nan)) || !NewCell(1.7, nan).Equal(NewCell(1.7, nan)) {
		t.Error("a count is part of a cell")
	}
}

func TestTextIn(t *testing.T) {
	for _, c := range []struct {
		text Text
		l    Lang
		want string
	}{
		{Text{FI: "a", SV: "b", EN: "c"}, Finnish, "a"},
		{Text{FI: "a", SV: "b", EN: "c"}, Swedish, "b"},
		{Text{FI: "a", SV: "b", EN: "c"}, English, "c"},
		{Text{FI: "a", EN: "c"}, Swedish, "a"},
		{Text{SV: "b", EN: "c"}, Finnish, "b"},
		{Text{EN: "c"}, Finnish, "c"},
		{Text{}, English, ""},
	} {
		if got := c.text.In(c.l); got != c.want {
			t.Errorf("%+v in %s: %q, want %q", c.text, c.l, got, c.want)
		}
	}
}
