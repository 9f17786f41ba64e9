package cite

import (
	"slices"
	"strings"

	"kuvio/internal/domain"
)

// Bank is a data bank and how it is to be cited.
type Bank struct {
	ID         string      // in keys of references; "" of no bank that is known
	Name       domain.Text // as it stands in a source
	Licence    string      // what its data may be used by; "" where that is not known
	LicenceURL string
	Site       string
	Terms      domain.Text // what else whoever cites it has to know
	Numbered   bool        // its indicators are named by their numbers: (ind. 191)

	// PublishedAlone is that it may be named for what it has published and for nothing
	// that was computed of that.
	PublishedAlone bool

	has func(domain.Indicator) bool
}

const (
	ccBy    = "CC BY 4.0"
	ccByURL = "https://creativecommons.org/licenses/by/4.0/"
)

// banks are those that kuvio knows, in the order in which they are looked through.
var banks = []Bank{
	{ // as THL asks its data bank to be cited
		ID: "sotkanet", Name: domain.Text{FI: "THL, Tilastotietokanta Sotkanet.fi", SV: "THL, Statistikdatabasen Sotkanet.fi", EN: "THL, Statistics and Indicator Bank Sotkanet.fi"},
		Licence: ccBy, LicenceURL: ccByURL, Site: "https://sotkanet.fi", Numbered: true,
		has: func(ind domain.Indicator) bool { _, ok := ind.ID.Parts()[0].Sotkanet(); return ok },
	},
	{
		ID: domain.Kolada, Name: domain.Text{FI: "Kolada", SV: "Kolada", EN: "Kolada"}, Site: "https://www.kolada.se", PublishedAlone: true,
		Terms: domain.Text{
			FI: "Kolada mainitaan lähteenä vain sen julkaisemille arvoille; niistä laskettu on oma laskelma.",
			SV: "Kolada anges som källa endast för värden som den har publicerat; det som beräknas av dem är en egen beräkning.",
			EN: "Kolada is named as the source of values that it has published alone; what is computed of them is one's own computation.",
		},
		has: func(ind domain.Indicator) bool { return ind.ID.Parts()[0].Bank() == domain.Kolada },
	},
	{
		ID: "statfi", Name: domain.Text{FI: "Tilastokeskus", SV: "Statistikcentralen", EN: "Statistics Finland"},
		Licence: ccBy, LicenceURL: ccByURL, Site: "https://stat.fi", has: by("Tilastokeskus", "Statistikcentralen", "Statistics Finland"),
	},
	{
		ID: "eurostat", Name: domain.Text{FI: "Eurostat", SV: "Eurostat", EN: "Eurostat"}, Site: "https://ec.europa.eu/eurostat",
		Terms: domain.Text{
			FI: "Tietoja saa käyttää, kun lähde mainitaan.", SV: "Uppgifterna får användas när källan anges.", EN: "The data may be reused where the source is named.",
		},
		has: by("Eurostat"),
	},
}

// by finds the indicators of a producer.
func by(names ...string) func(domain.Indicator) bool {
	return func(ind domain.Indicator) bool {
		o := ind.Organization
		return slices.ContainsFunc(names, func(name string) bool {
			return strings.Contains(o.FI, name) || strings.Contains(o.SV, name) || strings.Contains(o.EN, name)
		})
	}
}

// bankOf is the bank that an indicator is from; one without an id where none is known.
func bankOf(ind domain.Indicator) Bank {
	for _, b := range banks {
		if b.has(ind) {
			return b
		}
	}
	return Bank{}
}

// ownComputation stands in the place of a bank that may be named for published values
// alone.
var ownComputation = domain.Text{FI: "oma laskelma", SV: "egen beräkning", EN: "own computation"}
