package table_test

import (
	"errors"
	"strings"
	"testing"

	"kuvio/internal/source"
	"kuvio/internal/source/mapping"
	"kuvio/internal/source/sourcetest"
)

const (
	oneIndicator = "indicator: oma:x\nindicators:\n  - {id: oma:x, title: {fi: X}, unit: LKM}\n"
	longColumns  = oneIndicator + "columns:\n  - {column: Alue, is: region}\n  - {column: Vuosi, is: period}\n  - {column: Arvo, is: value}\n"
)

// Last year's mapping, or one indicator for all, over a table that says more than
// that: it is asked about, and nothing is stored.
func TestHeadersThatSayMore(t *testing.T) {
	for _, tt := range []struct{ mapping, content, question string }{
		{oneIndicator, "alue;2019;2020;Tavoite 2025\nAkaa;1;2;9\n", `whether the columns "2019" and "Tavoite 2025" are of one indicator`},
		{oneIndicator, "alue;2019;2020;2021 %\nAkaa;1;2;9\n", `whether the columns "2019" and "2021 %" are of one indicator`},
		{oneIndicator, "alue;Syntyneet 2019;Kuolleet 2020\nAkaa;1;2\n", "are of one indicator"},
		{oneIndicator, "alue;65+ 2019;65+ 2020\nAkaa;1;2\n", `whether the column "65+ 2019" is of an age`},
		{oneIndicator, "alue;Q1 2021\nAkaa;1\nEspoo;2\n", "which period the values are of"},
		{oneIndicator, "alue;tammikuu 2021\nAkaa;1\nEspoo;2\n", "which period the values are of"},
		{oneIndicator + "period: 2020\n", "Alue;2021\nAkaa;3\nEspoo;4\n", `which is the period, period: 2020 of the mapping or the header "2021"`},
		{oneIndicator + "columns:\n  - {column: Alue, is: region}\n  - {at: B, is: value, period: 2019}\n", "Alue;2020\nAkaa;3\n", `which is the period, period: 2019 of the mapping or the header "2020"`},
		{oneIndicator + "gender: female\n", "Miehet\n\nAlue;2020;2021\nAkaa;1;2\n", `as the title "Miehet" has it`},
		{longColumns, "Alue;Vuosi;Tunnusluku;Arvo\nAkaa;2020;Kuolleet;1\nEspoo;2020;Syntyneet;2\n", `what the column "Tunnusluku" is`},
		{longColumns, "Alue;Vuosi;Tiedot;Arvo\nAkaa;2020;Kuolleet;1\nEspoo;2020;Syntyneet;2\n", `what the column "Tiedot" is`},
		{longColumns, "Alue;Vuosi;Yksikkö;Arvo\nAkaa;2020;euroa;1\nEspoo;2020;1000 euroa;2\n", `what the column "Yksikkö" is`},
	} {
		got, err := sourcetest.ReadText(t, tt.mapping, tt.content)
		var ask *mapping.NeedError
		if !errors.As(err, &ask) || !strings.Contains(strings.Join(ask.Questions, "\n"), tt.question) || len(got.Records) > 0 {
			t.Errorf("%q: %v\nwant %s", tt.content, err, tt.question)
		}
	}
}

// Headers that differ by no more than periods, genders and flags are of one indicator.
func TestHeadersOfOneIndicator(t *testing.T) {
	for content, want := range map[string]string{
		"alue;2018;2019*;2020 (ennakko);2021p\nAkaa;1;2;3;4\n":                   "2018 1, 2019 2, 2020 3, 2021 4",
		"alue;Väkiluku 2018;Väkiluku 2019;Väkiluku 31.12.2020\nAkaa;1;2;3\n":     "2018 1, 2019 2, 2020 3",
		"Maakunta;Kunta;2020\nUusimaa;Helsinki;3\nPirkanmaa;Tampere;4\n":         "2020 3, 2020 4",
		"Alue;Vuosi;Kuolleet\nAkaa;2019;2001\nEspoo;2019;1998\nOulu;2019;2040\n": "2019 2001, 2019 1998, 2019 2040",
	} {
		got, err := sourcetest.ReadText(t, oneIndicator, content)
		var all []string
		for _, r := range got.Records {
			all = append(all, string(r.Period)+" "+strings.TrimSuffix(strings.TrimSuffix(sourcetest.Brief(r)[strings.LastIndex(sourcetest.Brief(r), "|")+1:], "/NaN"), " provisional"))
		}
		if list := strings.Join(all, ", "); err != nil || list != want {
			t.Errorf("%q: %q, %v; want %q", content, list, err, want)
		}
	}
}

// The first row of data is rejected like any other where a quote in it is not closed.
func TestUnclosedQuoteInFirstRow(t *testing.T) {
	m, err := mapping.Parse("map.yaml", []byte(oneIndicator))
	if err != nil {
		t.Fatal(err)
	}
	got, err := sourcetest.ReadWith(t.Context(), sourcetest.Text("a.csv", "alue;2019;2020\n\"Akaa;1;2\nEspoo;3;4\nVantaa;5;6\n"), source.Options{Map: &m})
	if err != nil || len(got.Records) != 4 || len(got.Rejected) != 1 || !strings.HasPrefix(got.Rejected[0], "a.csv:2:") {
		t.Errorf("%d records, %v, %v", len(got.Records), got.Rejected, err)
	}
}
