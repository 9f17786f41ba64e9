package cite

import (
	"cmp"
	"encoding/json"
	"fmt"
	"strings"

	"kuvio/internal/domain"
)

// Reference is an indicator as it is cited.
type Reference struct {
	Indicator domain.Indicator
	Bank      Bank
	Held      bool
	Retrieved string // yyyy-mm-dd, or a year or month, of the newest figures held
	MadeUp    bool
}

// ReferenceTo is the reference to an indicator whose newest figures are of a day.
func ReferenceTo(ind domain.Indicator, held bool, retrieved string, madeUp bool) Reference {
	return Reference{ind, bankOf(ind), held, retrieved, madeUp}
}

var (
	notHeld    = domain.Text{FI: "tietoja ei ole haettu", SV: "uppgifterna har inte hämtats", EN: "data not held"}
	unknown    = domain.Text{FI: "ei tiedossa", SV: "inte känd", EN: "not known"}
	licence    = domain.Text{FI: "Lisenssi", SV: "Licens", EN: "Licence"}
	dataSource = domain.Text{FI: "tilastotieto", SV: "statistik", EN: "statistics"}
)

// producer is who publishes the indicator.
func (r *Reference) producer(l domain.Lang) string {
	return cmp.Or(r.Indicator.Organization.In(l), r.Bank.Name.In(l))
}

// source is what is named as the source: the bank, with the number and another
// producer in brackets as it asks for that, else the producer, else the title.
func (r *Reference) source(l domain.Lang) string {
	id, by := string(r.Indicator.ID), r.Indicator.Organization.In(l)
	switch {
	case r.Bank.Numbered && by != "" && !strings.Contains(by, "THL"):
		return fmt.Sprintf("%s (ind. %s, %s)", r.Bank.Name.In(l), id, by)
	case r.Bank.Numbered:
		return fmt.Sprintf("%s (ind. %s)", r.Bank.Name.In(l), id)
	case r.Bank.ID == domain.Kolada:
		_, number, _ := strings.Cut(id, ":")
		return cmp.Or(by, r.Bank.Name.In(l)) + " (" + number + ")"
	case r.Bank.ID != "":
		return joined(", ", cmp.Or(by, r.Bank.Name.In(l)), r.Indicator.Title.In(l))
	}
	return cmp.Or(joined(", ", by, r.Indicator.Title.In(l)), id)
}

// joined are texts with a sign between them, without those that are empty.
func joined(sign string, texts ...string) string {
	var some []string
	for _, t := range texts {
		if t != "" {
			some = append(some, t)
		}
	}
	return strings.Join(some, sign)
}

// Text is the reference as it is printed in a language.
func (r *Reference) Text(l domain.Lang) string {
	if r.MadeUp {
		return r.Line(l)
	}
	return joined(". ", r.Line(l), r.Bank.Site, r.licence(l)) + "."
}

// Line is the reference without the bank's address and licence, for where these stand by
// themselves.
func (r *Reference) Line(l domain.Lang) string {
	if r.MadeUp {
		return cmp.Or(r.Indicator.Title.In(l), string(r.Indicator.ID)) + ": " + madeUp.In(l)
	}
	when := ""
	switch {
	case !r.Held:
		when = notHeld.In(l)
	case r.Retrieved != "":
		when = retrieved.In(l) + " " + Date(r.Retrieved, l)
	}
	return joined(", ", r.source(l), when)
}

// licence says by what the data may be used; nothing where the bank has terms of its
// own in place of a licence.
func (r *Reference) licence(l domain.Lang) string {
	if r.Bank.Licence == "" && !r.Bank.Terms.IsZero() {
		return ""
	}
	return licence.In(l) + ": " + cmp.Or(r.Bank.Licence, unknown.In(l))
}

// Format is a form in which references are printed.
type Format string

// The formats.
const (
	AsText   Format = "text"
	AsJSON   Format = "json"
	AsBibTeX Format = "bibtex"
	AsRIS    Format = "ris"
)

// Formats lists them, in the order they are offered.
var Formats = []Format{AsText, AsJSON, AsBibTeX, AsRIS}

// Write is references in a format and a language.
func Write(all []Reference, f Format, l domain.Lang) (string, error) {
	var b strings.Builder
	switch f {
	case AsJSON:
		return asJSON(all, l)
	case AsBibTeX, AsRIS:
		for i := range all {
			if i > 0 {
				b.WriteString("\n")
			}
			if f == AsRIS {
				b.WriteString(all[i].ris(l))
			} else {
				b.WriteString(all[i].bibTeX(l))
			}
		}
	default:
		for i := range all {
			b.WriteString(all[i].Text(l) + "\n")
			if terms := all[i].Bank.Terms.In(l); terms != "" && !all[i].MadeUp {
				b.WriteString("  " + terms + "\n")
			}
		}
	}
	return b.String(), nil
}

// asJSON is references for programs: what is not known is null.
func asJSON(all []Reference, l domain.Lang) (string, error) {
	type row struct {
		Indicator  domain.IndicatorID `json:"indicator"`
		Title      map[string]string  `json:"title"`
		Text       string             `json:"text"` // in the language asked for
		Bank       *string            `json:"bank"`
		Producer   *string            `json:"producer"`
		Licence    *string            `json:"licence"`
		LicenceURL *string            `json:"licence_url"`
		URL        *string            `json:"url"`
		Held       bool               `json:"held"`
		Retrieved  *string            `json:"retrieved"`
		MadeUp     bool               `json:"made_up"`
		Terms      *string            `json:"terms"`
	}
	known := func(s string) *string {
		if s == "" {
			return nil
		}
		return &s
	}
	rows := make([]row, len(all))
	for i := range all {
		r := &all[i]
		title := make(map[string]string)
		for _, l := range domain.Langs {
			if t := r.Indicator.Title.Own(l); t != "" {
				title[string(l)] = t
			}
		}
		rows[i] = row{
			Indicator: r.Indicator.ID, Title: title, Text: r.Text(l), Held: r.Held, Retrieved: known(r.Retrieved), MadeUp: r.MadeUp, Producer: known(r.producer(l)),
		}
		if !r.MadeUp {
			bank := r.Bank
			rows[i].Bank, rows[i].Licence, rows[i].LicenceURL = known(bank.Name.In(l)), known(bank.Licence), known(bank.LicenceURL)
			rows[i].URL, rows[i].Terms = known(bank.Site), known(bank.Terms.In(l))
		}
	}
	var b strings.Builder
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	err := enc.Encode(rows)
	return b.String(), err
}

// key names a reference in a list of references: sotkanet191, kolada-N31001.
func (r *Reference) key() string {
	id := string(r.Indicator.ID)
	if r.Bank.Numbered {
		return r.Bank.ID + id
	}
	var key strings.Builder
	for _, c := range id {
		if c < 128 && (c >= '0' && c <= '9' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z') {
			key.WriteRune(c)
		} else {
			key.WriteByte('-')
		}
	}
	return key.String()
}

// note is what a reference says of its use.
func (r *Reference) note(l domain.Lang) string {
	if r.MadeUp {
		return madeUp.In(l)
	}
	lacks := ""
	if !r.Held {
		lacks = notHeld.In(l)
	}
	return joined("; ", lacks, r.licence(l), r.Bank.Terms.In(l))
}

// bibTeX is an entry of type misc, which every style has.
func (r *Reference) bibTeX(l domain.Lang) string {
	var b strings.Builder
	fmt.Fprintf(&b, "@misc{%s,\n", r.key())
	field := func(name, text string) {
		if text != "" {
			fmt.Fprintf(&b, "  %s = {%s},\n", name, text)
		}
	}
	if by := r.producer(l); by != "" {
		field("author", "{"+texEscapes.Replace(by)+"}") // one name, not a family's and a given one
	}
	field("title", texEscapes.Replace(cmp.Or(r.Indicator.Title.In(l), string(r.Indicator.ID))))
	if !r.MadeUp {
		field("howpublished", texEscapes.Replace(r.source(l)))
		field("url", r.Bank.Site)
	}
	field("urldate", r.Retrieved)
	field("note", texEscapes.Replace(r.note(l)))
	b.WriteString("}\n")
	return b.String()
}

var texEscapes = strings.NewReplacer(`\`, `\textbackslash{}`, "{", `\{`, "}", `\}`, "&", `\&`, "%", `\%`, "$", `\$`, "#", `\#`, "_", `\_`, "~", `\textasciitilde{}`, "^", `\textasciicircum{}`)

// ris is an entry of the type for data, by the tags that reference managers read.
func (r *Reference) ris(l domain.Lang) string {
	var b strings.Builder
	tag := func(name, text string) {
		if text != "" {
			fmt.Fprintf(&b, "%s  - %s\n", name, strings.Join(strings.Fields(text), " "))
		}
	}
	tag("TY", "DATA")
	tag("AU", r.producer(l))
	tag("TI", cmp.Or(r.Indicator.Title.In(l), string(r.Indicator.ID)))
	if !r.MadeUp {
		tag("T2", r.source(l))
		tag("UR", r.Bank.Site)
	}
	tag("AN", string(r.Indicator.ID))
	tag("M3", dataSource.In(l))
	tag("Y2", strings.ReplaceAll(r.Retrieved, "-", "/"))
	tag("N1", r.note(l))
	b.WriteString("ER  - \n")
	return b.String()
}
