package domain

import "testing"

// Titles are SOTKAnet's.
func TestTitleParts(t *testing.T) {
	for _, c := range [][3]string{
		{"Kodin ulkopuolelle sijoitetut 0–17-vuotiaat, % vastaavanikäisestä väestöstä (THL)", "Kodin ulkopuolelle sijoitetut 0–17-vuotiaat", "% vastaavanikäisestä väestöstä"},
		{"Children aged 0–17 placed outside the home, as % of total population of same age (THL)", "Children aged 0–17 placed outside the home", "% of total population of same age"},
		{"Population aged 0–17 as % of total population", "Population aged 0–17", "% of total population"},
		{"Erikoissairaanhoidon avohoitokäynnit, lastenpsykiatria / 1 000 0–12-vuotiasta", "Erikoissairaanhoidon avohoitokäynnit, lastenpsykiatria", "/ 1 000 0–12-vuotiasta"},
		{"Outpatient visits in specialised health care, child psychiatry, per 1,000 persons aged 0–12", "Outpatient visits in specialised health care, child psychiatry", "per 1,000 persons aged 0–12"},
		{"Child guidance and family counselling, clients per 1,000 persons under 18, during year", "Child guidance and family counselling, clients", "per 1,000 persons under 18, during year"},
		{"Lastensuojelun laitos- ja perhehoidon käyttökustannukset yhteensä, 1 000 euroa (2006 alkaen)", "Lastensuojelun laitos- ja perhehoidon käyttökustannukset yhteensä", "1 000 euroa (2006 alkaen)"},
		{"Sosiaali- ja terveystoimen nettokustannukset, euroa / asukas", "Sosiaali- ja terveystoimen nettokustannukset", "euroa / asukas"},
		{"Social- och hälsoförvaltningens nettokostnader i euro / invånare", "Social- och hälsoförvaltningens nettokostnader", "euro / invånare"},
		{"Esiopetuksen piirissä lapsia 20.9. yhteensä, lkm", "Esiopetuksen piirissä lapsia 20.9. yhteensä", "lkm"},
		{"Barnfamiljer, % av familjerna", "Barnfamiljer", "% av familjerna"},
		{"Väestö 31.12.", "Väestö 31.12.", ""},
		{"Gini-kerroin, käytettävissä olevat tulot", "Gini-kerroin, käytettävissä olevat tulot", ""},
		{"% väestöstä", "% väestöstä", ""},
		{"", "", ""},
	} {
		if counted, measure := TitleParts(c[0]); counted != c[1] || measure != c[2] {
			t.Errorf("%s: %q, %q; want %q, %q", c[0], counted, measure, c[1], c[2])
		}
	}
}
