package export

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"kuvio/internal/cite"
	"kuvio/internal/datapackage"
	"kuvio/internal/domain"
	"kuvio/internal/session"
	"kuvio/internal/store"
	"kuvio/internal/table"
)

// Form is how an export is written that other programs have described to them.
type Form struct {
	Format  string // "csv" or "parquet"
	Dialect table.Dialect
	Columns []table.Column // of 'kuvio values', from left to right
}

// Resource is the part as a file of some size and SHA-256.
func (p Part) Resource(path string, size int, sum string) *datapackage.Resource {
	made := &datapackage.Made{Indicator: p.ID, Rows: p.Rows(), Years: true, Cites: p.ID.Parts(), Reads: p.reads, Of: p.of}
	for i := range p.Series {
		for _, id := range p.Series[i].Indicators() {
			if !slices.Contains(made.Cites, id) {
				made.Cites = append(made.Cites, id)
			}
		}
		for _, point := range p.Series[i].Points {
			made.Years = made.Years && point.Period.IsYear()
		}
	}
	r := &datapackage.Resource{Path: path, Bytes: int64(size), Made: made}
	r.SetSum(sum)
	return r
}

// Describe makes a package of the resources of an export, which have their Path, Bytes,
// Hash and Made, and fills in the rest of them: what they are of, whose they are, by which
// licence, and what their columns mean. All of it is of the store: its day is that of the
// newest import that brought one of them, and no clock is asked.
func (x *Selected) Describe(form Form, resources []*datapackage.Resource) *datapackage.Package {
	d := describer{s: x.s, l: x.s.Lang, form: form, held: x.held, names: make(map[string]bool)}
	for _, r := range resources {
		d.resource(r)
	}
	p := &datapackage.Package{
		Name: "observations", Title: packageTitle.In(d.l), Description: joined(packageText.In(d.l), d.madeUpText(len(resources))),
		Sources: d.banks, Licenses: d.licences(resources), Lang: d.l, Resources: resources,
	}
	if v, ok := x.vintages[d.newest]; ok {
		p.Created = v.Imported.UTC().Format(time.RFC3339)
	}
	return p
}

// describer fills in resources, one after the other.
type describer struct {
	s    *session.Session
	l    domain.Lang
	form Form
	held map[domain.IndicatorID]store.Holding

	names  map[string]bool
	newest store.VintageID
	banks  []datapackage.Source // that data of the resources is from
	madeUp int                  // of the resources
}

func (d *describer) resource(r *datapackage.Resource) {
	r.Name, r.Type, r.Format = d.name(r.Made.Indicator), "table", d.form.Format
	ids := r.Made.Indicator.Parts()
	ind := d.s.Describe(ids[len(ids)-1]) // of a splice that which goes on
	r.Title, r.Sources, r.Licenses = ind.Title.In(d.l), nil, nil
	madeUp := ""
	for i, id := range r.Made.Cites {
		h := d.held[id]
		d.newest = max(d.newest, h.Vintage)
		ref := cite.ReferenceTo(d.s.Describe(id), true, h.Retrieved, h.MadeUp)
		if h.MadeUp {
			madeUp = domain.Note{Code: domain.NoteMadeUp}.Sentence().In(d.l)
		}
		r.Sources = append(r.Sources, datapackage.Source{Title: ref.Line(d.l), Path: d.bank(&ref)})
		if licences := licence(&ref); i == 0 {
			r.Licenses = licences
		} else if !slices.Equal(r.Licenses, licences) {
			r.Licenses = nil // there is none for all of it
		}
	}
	if madeUp != "" {
		d.madeUp++
	}
	r.Description = joined(unitText(ind.Unit, d.l), madeUp)
	r.MediaType = "application/vnd.apache.parquet"
	if d.form.Format == "csv" {
		r.MediaType, r.Encoding = "text/csv", "utf-8"
		if delimiter, _ := d.form.Dialect.Signs(); delimiter != "," {
			r.Dialect = &datapackage.Dialect{Delimiter: delimiter}
		}
	}
	r.Schema = d.form.schema(r.Made.Years, d.l)
}

// unitText explains the code of a unit; "" where there is nothing more to say of it.
func unitText(u domain.Unit, l domain.Lang) string {
	name := u.Name().In(l)
	if strings.EqualFold(name, string(u)) {
		return ""
	}
	return fmt.Sprintf("%s: %s = %s.", unitWord.In(l), u, name)
}

// name is a name that no resource has yet.
func (d *describer) name(id domain.IndicatorID) string {
	wanted := datapackage.Name(string(id))
	name := wanted
	for n := 2; d.names[name]; n++ {
		name = fmt.Sprintf("%s-%d", wanted, n)
	}
	d.names[name] = true
	return name
}

// bank notes the bank of a reference, and gives its address; "" where none is known, or
// none may be named.
func (d *describer) bank(ref *cite.Reference) string {
	if ref.MadeUp || ref.Bank.ID == "" {
		return ""
	}
	bank := datapackage.Source{Title: ref.Bank.Name.In(d.l), Path: ref.Bank.Site}
	if !slices.Contains(d.banks, bank) {
		d.banks = append(d.banks, bank)
	}
	return bank.Path
}

// licence is what the data of a reference may be used by, where that is known.
func licence(ref *cite.Reference) []datapackage.License {
	if ref.MadeUp || ref.Bank.Licence == "" {
		return nil
	}
	return []datapackage.License{{Name: strings.ReplaceAll(ref.Bank.Licence, " ", "-"), Path: ref.Bank.LicenceURL, Title: ref.Bank.Licence}}
}

// licences are those by which all resources may be used.
func (d *describer) licences(resources []*datapackage.Resource) []datapackage.License {
	for _, r := range resources {
		if !slices.Equal(r.Licenses, resources[0].Licenses) {
			return nil
		}
	}
	return resources[0].Licenses
}

// madeUpText says that resources are made up.
func (d *describer) madeUpText(resources int) string {
	switch d.madeUp {
	case 0:
		return ""
	case resources:
		return domain.Note{Code: domain.NoteMadeUp}.Sentence().In(d.l)
	}
	return someMadeUp.In(d.l)
}

// joined are sentences one after the other.
func joined(sentences ...string) string {
	return strings.TrimSpace(strings.Join(sentences, " "))
}
