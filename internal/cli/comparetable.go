package cli

import (
	"fmt"
	"slices"
	"strings"

	"kuvio/internal/cite"
	"kuvio/internal/compare"
	"kuvio/internal/domain"
	"kuvio/internal/locale"
	"kuvio/internal/session"
	"kuvio/internal/table"
)

// compareTable has the rows of a comparison, whose intervals cover confidence
// percent.
func compareTable(s *session.Session, r *compare.Result, confidence float64) *table.Table {
	t := &table.Table{Columns: slices.Concat(kindColumns(r.Series), compareColumns(r.Comparisons, len(r.All)))}
	used := slices.Clone(r.Used) // as compared, for the source
	var notes []domain.Notes
	for _, row := range r.Comparisons {
		t.Rows = append(t.Rows, append(kindValues(&row.Series.Series, s.Lang), compareValues(&row.Comparison, row.Decimals)...))
		notes = append(notes, row.Notes)
		used = append(used, row.Series.Series)
		for _, s := range row.BenchmarkSources {
			used = append(used, s.Series)
		}
	}
	t.Source = cite.Source(used)
	addNotes(t, notes)
	t.Notes = slices.Concat(compareNotes(s, r, confidence), t.Notes)
	return t
}

// compareNotes say how the table is to be read.
func compareNotes(s *session.Session, r *compare.Result, confidence float64) []domain.Text {
	if len(r.Comparisons) == 0 {
		return nil
	}
	var notes []domain.Text
	if period := r.Comparisons[0].Point.Period; !slices.ContainsFunc(r.Comparisons, func(r compare.Compared) bool { return r.Point.Period != period }) && !period.IsZero() {
		notes = append(notes, named(text("Vuosi: %s.", "År: %s.", "Year: %s."), func(domain.Lang) string { return string(period) }))
	}
	if len(r.All) == 1 {
		notes = append(notes, named(text("Vertailukohta: %s.", "Jämförelse: %s.", "Benchmark: %s."), r.All[0].Name.In))
	}
	notes = append(notes, compareNote(confidence))
	notes = append(notes, peerNotes(s, r.Alike)...)
	if slices.ContainsFunc(r.Comparisons, hasFunnel) {
		notes = append(notes, funnelNote)
	}
	return notes
}

// named puts a name into a sentence, in each language.
func named(form domain.Text, name func(domain.Lang) string) domain.Text {
	var t domain.Text
	for _, l := range domain.Langs {
		t.Set(l, fmt.Sprintf(form.In(l), name(l)))
	}
	return t
}

func compareNote(confidence float64) domain.Text {
	var t domain.Text
	for _, l := range domain.Langs {
		c := locale.Percent(l, confidence, locale.Decimals(2, confidence))
		t.Set(l, fmt.Sprintf(text(
			"Luottamusväli %s, sijalla suluissa; suurempi tai pienempi, kun koko väli on vertailuarvon ylä- tai alapuolella (vertailuarvon omaa epävarmuutta ei oteta huomioon). Sija 1 on suurin arvo. Erot on laskettu pyöristämättömistä arvoista.",
			"Konfidensintervall %s, rangens inom parentes; högre eller lägre när hela intervallet ligger över eller under jämförelsevärdet (dess egen osäkerhet beaktas inte). Rang 1 är det högsta värdet. Skillnaderna är beräknade ur oavrundade värden.",
			"Confidence interval %s, that of the rank in brackets; higher or lower where the whole interval is above or below the benchmark's value (whose own uncertainty does not enter). Rank 1 is the highest value. Differences are of unrounded values.").In(l), c))
	}
	return t
}

var funnelNote = text(
	"Suppilo: alueen paikka verrattujen alueiden yhteisen tason ympärille piirretyissä rajoissa; rajat ovat sitä leveämmät, mitä pienempi alue on, ja väljemmät, jos alueet eroavat toisistaan enemmän kuin sattumalta.",
	"Tratt: områdets plats inom gränser kring de jämförda områdenas gemensamma nivå; gränserna är vidare för mindre områden, och där områdena skiljer sig mer än av en slump.",
	"Funnel: the region's place within limits about the overall level of the regions compared; the limits are wider for smaller regions, and where regions differ by more than chance.")

func hasFunnel(r compare.Compared) bool { return r.Funnel != "" }

// peerNotes say by what peers were found, who they are where they are one
// region's, and which regions have none.
func peerNotes(s *session.Session, peers compare.Alike) []domain.Text {
	by, of, without := peers.By, peers.Of, peers.Without
	var notes []domain.Text
	note := func(form domain.Text, what func(domain.Lang) string) { notes = append(notes, named(form, what)) }
	names := func(ids []domain.RegionID) func(domain.Lang) string {
		return func(l domain.Lang) string {
			words := make([]string, len(ids))
			for i, id := range ids {
				words[i] = s.RegionName(id).In(l)
			}
			return strings.Join(words, ", ")
		}
	}
	indicators := func(domain.Lang) string {
		words := make([]string, len(by))
		for i, id := range by {
			words[i] = string(id)
		}
		return strings.Join(words, ", ")
	}
	switch {
	case len(by) == 1:
		note(text("Verrokit on valittu vain yhden indikaattorin (%s) mukaan: tulos riippuu siitä.", "Jämförelseområdena är valda enligt en enda indikator (%s): resultatet beror på den.", "Peers were found by one indicator alone (%s): the result depends on it."), indicators)
	case len(by) > 1:
		note(text("Verrokit: lähimmät alueet indikaattorien %s mukaan ('kuvio peers').", "Jämförelseområden: de närmaste enligt indikatorerna %s ('kuvio peers').", "Peers: the nearest areas by indicators %s ('kuvio peers')."), indicators)
	}
	if len(of) == 1 {
		for _, ids := range of {
			if len(ids) > 0 {
				note(text("Verrokit ovat %s.", "Jämförelseområdena är %s.", "The peers are %s."), names(ids))
			}
		}
	}
	if len(without) > 0 {
		note(text("Ei verrokkeja: %s (jokin indikaattori puuttuu).", "Inga jämförelseområden: %s (någon indikator saknas).", "No peers: %s (an indicator is missing)."), names(without))
	}
	return notes
}
