package prose

import (
	"strings"
	"testing"

	"kuvio/internal/domain"
	"kuvio/internal/stats"
)

func TestAmount(t *testing.T) {
	rates := domain.Text{FI: "käyntien määrä tuhatta asukasta kohti", SV: "antalet besök per tusen invånare", EN: "the number of visits per thousand inhabitants"}
	bare := domain.Text{FI: "käyntien määrä", SV: "antalet besök", EN: "the number of visits"}
	none := domain.Text{}
	for _, c := range []struct {
		unit       domain.Unit
		subject    domain.Text
		value      float64
		decimals   int
		fi, sv, en string
	}{
		{domain.UnitPercent, bare, 1.7, 1, "1,7 prosenttia", "1,7 procent", "1.7 per cent"},
		{domain.UnitPercent, bare, 1, 0, "1 prosentti", "1 procent", "1 per cent"},
		{domain.UnitPercent, bare, 1, 1, "1,0 prosenttia", "1,0 procent", "1.0 per cent"},
		{domain.UnitPercent, bare, -2.5, 1, "−2,5 prosenttia", "−2,5 procent", "−2.5 per cent"},
		{domain.UnitPercent, none, 1.7, 1, "1,7\u00a0%", "1,7\u00a0%", "1.7%"},
		{domain.UnitPer1000, rates, 12.34, 1, "12,3", "12,3", "12.3"},
		{domain.UnitPer1000, bare, 12.34, 1, "12,3 (1\u00a0000:ta kohti)", "12,3 per 1\u00a0000", "12.3 per 1,000"},
		{domain.UnitPer1000, none, 12.34, 1, "12,3 / 1 000", "12,3 / 1 000", "12.3 per 1,000"},
		{domain.UnitPer100000, bare, 3, 0, "3 (100\u00a0000:ta kohti)", "3 per 100\u00a0000", "3 per 100,000"},
		{domain.UnitCount, bare, 12345, 0, "12\u00a0345", "12\u00a0345", "12,345"},
		{domain.UnitCount, none, 12345, 0, "12\u00a0345", "12\u00a0345", "12,345"},
		{domain.UnitIndex, bare, 27.4, 1, "27,4", "27,4", "27.4"},
		{domain.UnitIndex, none, 27.4, 1, "27,4 (indeksi)", "27,4 (index)", "27.4 (index)"},
		{domain.UnitEuro, bare, 1, 0, "1 euro", "1 euro", "1 euro"},
		{domain.UnitEuro, bare, 2500, 0, "2\u00a0500 euroa", "2\u00a0500 euro", "2,500 euros"},
		{domain.UnitKiloEuro, bare, 31520, 0, "31,5 miljoonaa euroa", "31,5 miljoner euro", "31.5 million euros"},
		{domain.UnitKiloEuro, bare, 981, 0, "981\u00a0000 euroa", "981\u00a0000 euro", "981,000 euros"},
		{domain.UnitKiloEuro, bare, 7412, 0, "7,4 miljoonaa euroa", "7,4 miljoner euro", "7.4 million euros"},
		{domain.UnitEuro, bare, 7.4e6, 0, "7,4 miljoonaa euroa", "7,4 miljoner euro", "7.4 million euros"},
		{domain.UnitKiloEuro, bare, 1, 0, "1\u00a0000 euroa", "1\u00a0000 euro", "1,000 euros"},
		{domain.UnitKiloEuro, bare, 0.763, 0, "1\u00a0000 euroa", "1\u00a0000 euro", "1,000 euros"},
		{domain.UnitKiloEuro, bare, 0, 0, "0 euroa", "0 euro", "0 euros"},
		{domain.UnitEuroPerInhabitant, bare, 3100, 0, "3\u00a0100 euroa asukasta kohti", "3\u00a0100 euro per invånare", "3,100 euros per inhabitant"},
		{domain.UnitEuroPerInhabitant, rates, 3100, 0, "3\u00a0100 euroa", "3\u00a0100 euro", "3,100 euros"},
		{domain.UnitEuroPerPerson, bare, 3100, 0, "3\u00a0100 euroa henkilöä kohti", "3\u00a0100 euro per person", "3,100 euros per person"},
		{"KM", bare, 12, 0, "12 (km)", "12 (km)", "12 (km)"},
		{domain.UnitUnknown, bare, 12, 0, "12", "12", "12"},
		{domain.UnitUnknown, none, 12, 0, "12", "12", "12"},
	} {
		s := yearly(2021, c.value)
		s.Indicator.Unit, s.Indicator.Subject, s.Indicator.Decimals = c.unit, c.subject, &c.decimals
		s.Provenance.Decimals = &c.decimals // of what the value was made of
		tr := walk(s, "too_few", "")
		for l, want := range map[domain.Lang]string{domain.Finnish: c.fi, domain.Swedish: c.sv, domain.English: c.en} {
			if got := newWriter(About{Trend: tr}, l).amount(c.value); got != want {
				t.Errorf("%s %v under %q in %s: %q, want %q", c.unit, c.value, own(c.subject, l), l, got, want)
			}
		}
	}
}

// A movement of money keeps the unit at both ends; sums in millions are told
// apart.
func TestMoneyMoves(t *testing.T) {
	zero := 0
	for _, c := range []struct {
		first, last float64
		fi, sv, en  string
	}{
		{981, 456, "Määrä väheni 981\u00a0000 eurosta 456\u00a0000 euroon vuodesta 2000 vuoteen 2001.", "Antalet minskade från 981\u00a0000 euro år 2000 till 456\u00a0000 euro år 2001.", "The number decreased from 981,000 euros in 2000 to 456,000 euros in 2001."},
		{981, 7412, "Määrä kasvoi 981\u00a0000 eurosta 7,4 miljoonaan euroon vuodesta 2000 vuoteen 2001.", "", ""},
		{7412, 7448, "Määrä kasvoi 7,41 miljoonasta eurosta 7,45 miljoonaan euroon vuodesta 2000 vuoteen 2001.", "", ""},
	} {
		s := yearly(2000, c.first, c.last)
		s.Indicator.Unit, s.Indicator.Decimals = domain.UnitKiloEuro, &zero
		s.Indicator.Subject = domain.Text{FI: "kustannusten määrä", SV: "antalet euro", EN: "the number of euros"}
		d := stats.Rising
		if c.last < c.first {
			d = stats.Falling
		}
		for l, want := range map[domain.Lang]string{domain.Finnish: c.fi, domain.Swedish: c.sv, domain.English: c.en} {
			if got := newWriter(About{Trend: walk(s, d, "")}, l).whole(nil); want != "" && got != want {
				t.Errorf("%s: %q, want %q", l, got, want)
			}
		}
	}
}

func TestHead(t *testing.T) {
	for subject, want := range map[string]string{
		"0–17-vuotiaiden osuus väestöstä":             "osuus",
		"käyntien määrä tuhatta 0–12-vuotiasta kohti": "määrä",
		"kustannusten kokonaismäärä":                  "määrä",
		"lasten pienituloisuusaste":                   "pienituloisuusaste",
		"nettokäyttökustannukset asukasta kohti":      "kustannukset",
		"käytettävissä olevien tulojen Gini-kerroin":  "Gini-kerroin",
		"odotettavissa oleva elinikä":                 "luku",
		"":                                            "luku",
	} {
		h := headOf(subject, domain.UnitUnknown, domain.Finnish)
		if h.short != want || h.plural != strings.HasSuffix(want, "kset") || h.number != (want == "määrä") || h.high != (strings.HasSuffix(want, "aste") || strings.HasSuffix(want, "kerroin")) {
			t.Errorf("%q: %+v, want %q", subject, h, want)
		}
	}
	if h := headOf("nettokostnaderna för social- och hälsoförvaltningen per invånare", domain.UnitEuroPerInhabitant, domain.Swedish); h.short != "kostnaderna" || !h.plural {
		t.Errorf("nettokostnad: %+v", h)
	}
	if h := headOf("the total operating expenditure on care", domain.UnitKiloEuro, domain.English); h.short != "the expenditure" || h.plural {
		t.Errorf("expenditure: %+v", h)
	}
	if h := headOf("leikkitoiminnassa olleet", domain.UnitCount, domain.Finnish); h.short != "luku" || !h.number {
		t.Errorf("a number without a head that is known: %+v", h)
	}
}
