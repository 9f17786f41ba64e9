package cli

import (
	"fmt"
	"strings"

	"kuvio/internal/placeholder"
)

// placeholdersHelp is the page of placeholders, with all their words.
func placeholdersHelp() string {
	var b strings.Builder
	b.WriteString(`A placeholder stands in a text between double braces; 'kuvio fill' puts an answer in
its place. It names an indicator first, then what else there is to say, in any order:

  {{191 Keski-Suomi 2014}}              the value of 191 there and then
  {{191 Keski-Suomi viimeisin yksikkö}} the latest, with its unit: 2,01 %
  {{191 lause}}                         a paragraph on the document's area
  {{191 muutos 2010 2014}}              what it changed by
  {{1339+3377 shp:14 2014 ×1000}}       1 000 euros as euros
  {{oma:vaesto-ika 2019 age=0-6}}       of an age, as --breakdown has it
  {{127 2015 sija maakunnat}}           "viidenneksi suurin"
  {{1315 2015 summa kunnat}}            of every municipality of the document's area
  {{1065 <=16 kunnat pyöristys 0}}      how many have 16 or less, rounded first
  {{luokat 127 2015 kunta@maakunta:13 rajat 1000,10000,100000}}
  {{taulukko profiili @plan}}           in a paragraph of its own, as is the next
  {{kuvio kuvio-3}}

Values are those of 'kuvio values', sentences those of --format sentences: rounded and
reserved as there. Regions and indicators are written as 'kuvio help references' says;
a name of several words needs no quotation marks. What is suppressed or missing has no
answer, never 0.

The document's area is said once, and may then be left out everywhere. It decides too
which region of a name is meant:

  {{alue: maakunta:13}}                 taken out of the text
  {{alue}} {{alueen}} {{alueella}}      its name; a capital begins a sentence: {{Alueella}}
  {{2483 sairaanhoitopiiri 2014}}       of its hospital district; so too maakunta, hva ...
  {{191 muu maa 2014}}                  the country without it; muu-maa:sairaanhoitopiiri

`)
	row := func(fi, sv, en, means string) {
		lines := wrapped(means, 38)
		fmt.Fprintf(&b, "  %-18s %-19s %-14s %s\n", fi, sv, en, lines[0])
		for _, line := range lines[1:] {
			fmt.Fprintf(&b, "  %-18s %-19s %-14s %s\n", "", "", "", line)
		}
	}
	b.WriteString("The words, each of them understood in a text of any language:\n\n")
	for i := range placeholder.Words {
		w := &placeholder.Words[i]
		row(w.FI[0], w.SV[0], w.EN[0], w.Means)
	}
	for _, w := range placeholder.RegionWords {
		row(w.FI[0], w.SV[0], w.EN[0], map[placeholder.Form]string{
			placeholder.Name: "the document's area, alone in its placeholder", placeholder.Of: "whose something is", placeholder.In: "where something is",
		}[w.Form])
	}
	b.WriteString("\nTables, after taulukko, tabell or table:\n\n")
	for _, c := range placeholder.Commands {
		row(c.FI, c.SV, c.EN, "as 'kuvio "+c.Name+"' has it")
	}
	return strings.TrimRight(strings.ReplaceAll(b.String(), " \n", "\n"), "\n")
}
