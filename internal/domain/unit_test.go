package domain

import (
	"encoding/json"
	"strings"
	"testing"

	"kuvio/internal/realfiles"
)

// Titles with an id are SOTKAnet's, /indicators of about 2015 and of 2025.
func TestUnitFromTitle(t *testing.T) {
	for _, c := range []struct {
		id, title string
		want      Unit
	}{
		{"2477", "Erikoissairaanhoidon avohoitokäynnit, lastenneurologia / 1 000 0 - 14-vuotiasta", UnitPer1000},
		{"2483", "Erikoissairaanhoidon avohoitokäynnit, lastenpsykiatria / 1 000 0 - 12-vuotiasta", UnitPer1000},
		{"", "Erikoissairaanhoidon avohoitokäynnit, lastenpsykiatria / 1000 0-12-vuotiasta", UnitPer1000},
		{"", "Käynnit / 1\u00a0000 0–12-vuotiasta", UnitPer1000},
		{"3336", "Erikoissairaanhoitoa yli 6 kk odottaneet vuoden aikana / 10 000 asukasta ", UnitPer10000},
		{"", "Käynnit / 10\u00a0000 asukasta", UnitPer10000},
		{"186", "Kuolleisuus / 100 000 asukasta", UnitPer100000},
		{"322", "Kuolleisuus 65 vuotta täyttäneillä / 100 000 vastaavan ikäistä", UnitPer100000},
		{"", "Kuolleisuus / 100\u00a0000 asukasta", UnitPer100000},
		{"", "Kuolleisuus /100000 asukasta", UnitPer100000},
		{"191", "Kodin ulkopuolelle sijoitetut 0 - 17-vuotiaat, % vastaavanikäisestä väestöstä (THL)", UnitPercent},
		{"4461", "Lihavien osuus (kehon painoindeksi BMI ≥ 30 kg/m2) (%), 65 vuotta täyttäneet", UnitPercent}, // names an index, is a share
		{"3375", "Lastensuojelun laitos- ja perhehoidon käyttökustannukset yhteensä, 1000 euroa (2006 alkaen)", UnitKiloEuro},
		{"1339", "Muiden lasten ja perheiden palveluiden käyttökustannukset yhteensä, 1 000 euroa (-2005)", UnitKiloEuro},
		{"", "Käyttökustannukset, 1\u00a0000\u00a0euroa", UnitKiloEuro},
		{"1073", "Sosiaali- ja terveystoimen nettokustannukset, euroa / asukas", UnitEuroPerInhabitant},
		{"3126", "Gini-kerroin, käytettävissä olevat tulot", UnitIndex},
		{"244", "THL:n sairastavuusindeksi, ikävakioimaton", UnitIndex},
		{"127", "Väestö 31.12.", UnitUnknown},
		{"2288", "Yksityislääkärikäynnit / asukas", UnitUnknown},
		{"2331", "Väestöntiheys, asukkaita/km²", UnitUnknown},
		{"4115", "Tupakkatuotteiden kulutus (joulu-marraskuu), 1 000 kg", UnitUnknown},
		// A million of anything is none of our units: 1 million euros is not 1 euro.
		{"3717", "Alkoholijuomavero, miljoonaa euroa", UnitUnknown},
		{"4117", "Tupakkatuotteiden kulutus (joulu-marraskuu), milj. kpl", UnitUnknown},
		{"", "Tapauksia / 1 000 000 asukasta", UnitUnknown},
		{"", "", UnitUnknown},
	} {
		if got := UnitFromTitle(c.title); got != c.want {
			t.Errorf("%s %q: %q, want %q", c.id, c.title, got, c.want)
		}
	}
}

// Rates by their names, in three languages; what only holds a number like one
// is none.
func TestRateOf(t *testing.T) {
	for title, want := range map[string]Unit{
		"Tapahtumat 1 000 asukasta kohden":               UnitPer1000,
		"Tapahtumat 1000 asukasta kohti":                 UnitPer1000,
		"Rikokset 10 000 asukasta kohti":                 UnitPer10000,
		"Kuolleet 100 000 keskiväkiluvun asukasta kohti": UnitPer100000,
		"Kuolleet 100\u00a0000 asukasta kohden":          UnitPer100000,
		"Tuhatta asukasta kohden":                        UnitPer1000,
		"Käynnit (1 000 as. kohti)":                      UnitPer1000,
		"Brott per 1 000 invånare":                       UnitPer1000,
		"Brott, antal/100 000 inv":                       UnitPer100000,
		"Döda på 10 000 invånare":                        UnitPer10000,
		"Deaths per 100,000 population":                  UnitPer100000,
		"Births per 1000 women":                          UnitPer1000,
		"Births per thousand":                            UnitPer1000,
		"Syntyvyys, promillea":                           UnitPer1000,
		"Syntyvyys, ‰":                                   UnitPer1000,
		"Osuus, %":                                       UnitPercent,
		"Osuus (%)":                                      UnitPercent,
		"% väestöstä":                                    UnitPercent,
		"Andel, procent":                                 UnitPercent,
		"Työttömien prosenttiosuus":                      UnitPercent,
		"Muutos, %-yksikköä":                             UnitUnknown,
		"Muutos, prosenttiyksikköä":                      UnitUnknown,
		"Förändring, procentenheter":                     UnitUnknown,
		"Change in percentage points":                    UnitUnknown,
		"Cases per 1,000,000":                            UnitUnknown,
		"Tapaukset 1 000 000 asukasta kohti":             UnitUnknown,
		"Cases per million":                              UnitUnknown,
	} {
		if got, ok := RateOf(title); got != want || !ok {
			t.Errorf("%q: %q, %v, want %q", title, got, ok, want)
		}
	}
	for _, title := range []string{"Väestö 31.12.", "Yli 1 000 asukkaan kunnat", "Tulot, 1 000 euroa", "Pienituloisin 10 %, henkilöä", "80. persentiili", "Kuolleet", "Käynnit / asukas", "Super 1000", ""} {
		if got, ok := RateOf(title); ok {
			t.Errorf("%q: %q, want none", title, got)
		}
	}
}

func TestPer(t *testing.T) {
	for u, want := range map[Unit]float64{
		UnitPercent: 100, UnitPer1000: 1000, UnitPer10000: 10000, UnitPer100000: 100000,
		UnitIndex: 0, UnitCount: 0, UnitEuro: 0, UnitKiloEuro: 0, UnitEuroPerInhabitant: 0, UnitUnknown: 0, "KESKIARVO": 0,
	} {
		if got := u.Per(); got != want {
			t.Errorf("%s: per %v, want %v", u, got, want)
		}
	}
}

func TestUnitName(t *testing.T) {
	for _, u := range []Unit{UnitPercent, UnitPer1000, UnitPer10000, UnitPer100000, UnitIndex, UnitCount, UnitEuro, UnitKiloEuro, UnitEuroPerInhabitant, "KESKIARVO"} {
		name := u.Name()
		if name.FI == "" || name.SV == "" || name.EN == "" {
			t.Errorf("%s: %+v is not named in every language", u, name)
		}
	}
	if got := UnitUnknown.Name(); !got.IsZero() {
		t.Errorf("the unknown unit is called %+v", got)
	}
}

// What titles say agrees with the code SOTKAnet gives in 2025, but for 4559,
// an index (INDEKSI) with "(%)" in its title: the code goes first.
func TestUnitFromTitleAgreesWithSotkanet(t *testing.T) {
	content := realfiles.Read(t, "sotkanet/sample_indicator_detail_11_indicators_2025.json")
	var bodies []struct {
		ID               int
		Title            Text
		PrimaryValueType struct{ Code Unit }
	}
	if err := json.Unmarshal(content, &bodies); err != nil || len(bodies) != 11 {
		t.Fatalf("%d indicators, %v", len(bodies), err)
	}
	for _, b := range bodies {
		if got := UnitFromTitle(b.Title.FI); got != b.PrimaryValueType.Code && b.ID != 4559 {
			t.Errorf("%d %q: %q, SOTKAnet has %q", b.ID, b.Title.FI, got, b.PrimaryValueType.Code)
		}
	}
}

// Every unit is found by its code and by its name in each language, and no two have one
// name.
func TestUnitNamed(t *testing.T) {
	for _, u := range []Unit{UnitPercent, UnitPer1000, UnitPer10000, UnitPer100000, UnitIndex, UnitCount, UnitEuro, UnitKiloEuro, UnitMegaEuro,
		UnitKiloCount, UnitMegaCount, UnitEuroPerInhabitant, UnitEuroPerPerson} {
		for _, word := range []string{string(u), u.Name().FI, u.Name().SV, u.Name().EN, strings.ReplaceAll(u.Name().FI, " ", "\u00a0")} {
			if got := UnitNamed(word); got != u {
				t.Errorf("%q is %q, want %q", word, got, u)
			}
		}
	}
	for _, word := range []string{"", "pros", "apina"} {
		if got := UnitNamed(word); got != UnitUnknown {
			t.Errorf("%q is %q, want none", word, got)
		}
	}
}
