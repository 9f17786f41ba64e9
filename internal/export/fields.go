package export

import (
	"kuvio/internal/datapackage"
	"kuvio/internal/domain"
)

// What a package says of itself.
var (
	packageTitle = domain.Text{FI: "Indikaattorien havainnot", SV: "Observationer av indikatorer", EN: "Observations of indicators"}
	packageText  = domain.Text{
		FI: "Rivi on yksi havainto: indikaattori alueella, sukupuolen, ryhmän ja ajanjakson mukaan. Jos lukua ei ole, kenttä on tyhjä (Parquetissa null) ja status kertoo syyn: missing, lähde luettelee havainnon ilman lukua; suppressed, lähde salaa luvun. Siitä, mitä lähde ei luettele, ei ole riviä; nolla on nolla. Jatketuista indikaattoreista ja muista kootuista alueista puuttuvat rivit ennen ensimmäistä lukua ja viimeisen jälkeen.",
		SV: "En rad är en observation: en indikator i ett område, efter kön, grupp och period. Där det inte finns något tal är fältet tomt (i Parquet null), och status säger varför: missing, källan har observationen utan tal; suppressed, källan sekretessbelägger talet. Det som källan inte har finns det ingen rad för; en nolla är en nolla. För hopfogade indikatorer och för områden som satts samman av andra finns inga rader före det första talet och efter det sista.",
		EN: "A row is one observation: an indicator in an area, by gender, breakdown and period. Where there is no number the field is empty (in Parquet null), and status says why: missing, the source lists the observation without a number; suppressed, the source withholds it. What the source does not list has no row; a zero is a zero. Indicators that are spliced, and areas that are made of others, have no rows before the first figure and after the last.",
	}
	unitWord   = domain.Text{FI: "Yksikkö", SV: "Enhet", EN: "Unit"}
	someMadeUp = domain.Text{
		FI: "Osa taulukoista on esimerkkiaineistoa, ei todellisia tilastoja: niiden kuvaus sanoo sen.",
		SV: "En del av tabellerna är exempeldata, inte verklig statistik: deras beskrivning säger det.",
		EN: "Some of the tables are example data, not real statistics: their descriptions say so.",
	}
)

// meaning is what a column of an export is, beside its title.
type meaning struct {
	about  domain.Text
	values []string // all that there are, of a column of words
	number bool
	key    bool // tells rows apart, with the others
}

// meanings are those of columns that have more to say than their titles.
var meanings = map[string]meaning{
	"indicator": {key: true},
	"region": {key: true, about: domain.Text{
		FI: "Alueen tunnus, kuten kunta:179", SV: "Områdets beteckning, såsom kunta:179", EN: "The id of the area, such as kunta:179",
	}},
	"gender": {key: true, values: genders()},
	"breakdown": {key: true, about: domain.Text{
		FI: "Muu jako kuin sukupuoli, kuten age=0-6; tyhjä on kokonaisuus", SV: "Annan indelning än kön, såsom age=0-6; tomt är totalen", EN: "Another division than gender, such as age=0-6; empty is the total",
	}},
	"period": {key: true},
	"value": {number: true, about: domain.Text{
		FI: "Arvo sellaisena kuin lähde sen julkaisee; alueilla, jotka on koottu muista, laskettu", SV: "Värdet såsom källan publicerar det; för områden som satts samman av andra beräknat", EN: "The value as its source publishes it; computed for areas that are made of others",
	}},
	"count": {number: true, about: domain.Text{
		FI: "Arvon alla oleva lukumäärä, jos lähde antaa sen", SV: "Antalet under värdet, om källan anger det", EN: "The count under the value, where the source gives it",
	}},
	"status": {values: []string{domain.OK.String(), domain.Missing.String(), domain.Suppressed.String()}, about: domain.Text{
		FI: "ok: luku on; missing: lähde luettelee havainnon ilman lukua; suppressed: lähde salaa luvun, tai puuttuva luku on tulkittu salatuksi (note: taken_as_suppressed)",
		SV: "ok: det finns ett tal; missing: källan har observationen utan tal; suppressed: källan sekretessbelägger talet, eller ett saknat tal har tolkats som sekretessbelagt (note: taken_as_suppressed)",
		EN: "ok: there is a number; missing: the source lists the observation without one; suppressed: the source withholds it, or a missing one is taken as withheld (note: taken_as_suppressed)",
	}},
	"unit": {about: domain.Text{
		FI: "Yksikkö Sotkanetin koodina, kuten PROS; taulukon kuvaus selittää sen", SV: "Enheten som Sotkanets kod, såsom PROS; tabellens beskrivning förklarar den", EN: "The unit as Sotkanet's code, such as PROS; the table's description explains it",
	}},
	"note": {about: domain.Text{
		FI: "Varaukset koodeina, esimerkiksi made_up: esimerkkiaineisto", SV: "Förbehåll som koder, till exempel made_up: exempeldata", EN: "Reservations as codes, for example made_up: example data",
	}},
}

func genders() (words []string) {
	for _, g := range domain.Genders {
		words = append(words, string(g))
	}
	return words
}

// schema is the columns of a file; years is that all its periods are calendar years.
// An empty text is a text in CSV and an empty number none, so that the columns which tell
// rows apart have a value in each.
func (f Form) schema(years bool, l domain.Lang) datapackage.Schema {
	s := datapackage.Schema{MissingValues: []string{""}}
	_, decimal := f.Dialect.Signs()
	for _, c := range f.Columns {
		if f.Format == "parquet" && c.Name == "indicator" {
			continue // it is the folder's
		}
		m := meanings[c.Name]
		field := datapackage.Field{Name: c.Name, Type: "string", Title: c.Title.In(l), Description: m.about.In(l), Titles: c.Title}
		switch {
		case m.number:
			field.Type = "number"
			if f.Format == "csv" && decimal != "." {
				field.DecimalChar = decimal
			}
		case c.Name == "period" && years && f.Format == "csv":
			field.Type = "year"
		default:
			field.MissingValues = &[]string{}
		}
		if m.values != nil {
			field.Constraints = &datapackage.Constraints{Enum: m.values}
		}
		if m.key {
			s.PrimaryKey = append(s.PrimaryKey, c.Name)
		}
		s.Fields = append(s.Fields, field)
	}
	return s
}
