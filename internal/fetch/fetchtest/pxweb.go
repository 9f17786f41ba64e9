package fetchtest

import (
	"encoding/json"
	"fmt"
	"math"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"sync"

	"kuvio/internal/domain"
)

// PxWebPath is where a table of PxWeb's interface version 1 is: population by
// municipality and year, with the numbers of the bank's 127.
const PxWebPath = "/PXWeb/api/v1/fi/StatFin/vaerak/statfin_vaerak_pxt_11re.px"

// PxWeb is a table of PxWeb's interface, version 1.
type PxWeb struct {
	bank *Bank

	mu      sync.Mutex
	updated string
	cells   int
}

func newPxWeb(b *Bank) *PxWeb { return &PxWeb{bank: b, updated: "2024-04-29T08:00:00", cells: 100_000} }

// Touch says when the table was updated, "2026-05-01T08:00:00"; "" for a service that
// does not say.
func (p *PxWeb) Touch(updated string) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.updated = updated
}

// Limit is how many figures the table gives at once.
func (p *PxWeb) Limit(cells int) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.cells = cells
}

func (p *PxWeb) handle(mux *http.ServeMux) {
	folder, _ := strings.CutSuffix(PxWebPath, "statfin_vaerak_pxt_11re.px")
	mux.HandleFunc("GET "+folder+"{$}", p.list)
	mux.HandleFunc("GET "+PxWebPath, p.variables)
	mux.HandleFunc("POST "+PxWebPath, p.data)
}

func (p *PxWeb) list(w http.ResponseWriter, _ *http.Request) {
	p.mu.Lock()
	defer p.mu.Unlock()
	table := map[string]string{"id": "statfin_vaerak_pxt_11re.px", "type": "t", "text": "Väestö alueen mukaan"}
	if p.updated != "" {
		table["updated"] = p.updated
	}
	answer{http.StatusOK, typeJSON, marshal([]map[string]string{table})}.send(w)
}

// variable is one of the table's.
type variable struct {
	Code   string   `json:"code"`
	Text   string   `json:"text"`
	Values []string `json:"values"`
	Texts  []string `json:"valueTexts"`
	Time   bool     `json:"time,omitempty"`
}

func (p *PxWeb) variablesOf() []variable {
	areas, years := variable{Code: "Alue", Text: "Alue"}, variable{Code: "Vuosi", Text: "Vuosi", Time: true}
	for _, a := range municipalities() {
		areas.Values, areas.Texts = append(areas.Values, "KU"+a.Code), append(areas.Texts, a.Name.FI)
	}
	p.bank.mu.Lock()
	first, last, _ := p.bank.span(p.bank.of(127))
	p.bank.mu.Unlock()
	for year := first; year <= last; year++ {
		years.Values, years.Texts = append(years.Values, strconv.Itoa(year)), append(years.Texts, strconv.Itoa(year))
	}
	return []variable{areas, years, {"Tiedot", "Tiedot", []string{"vaesto"}, []string{"Väestö 31.12."}, false}}
}

func municipalities() (all []area) {
	for _, a := range areas() {
		if a.Category == domain.Kunta {
			all = append(all, a)
		}
	}
	return all
}

func (p *PxWeb) variables(w http.ResponseWriter, _ *http.Request) {
	answer{http.StatusOK, typeJSON, marshal(map[string]any{"title": "Väestö muuttujina Alue, Vuosi ja Tiedot", "variables": p.variablesOf()})}.send(w)
}

// data answers a query; a variable that it does not name is taken whole.
func (p *PxWeb) data(w http.ResponseWriter, r *http.Request) {
	var query struct {
		Query []struct {
			Code      string
			Selection struct {
				Filter string
				Values []string
			}
		}
		Response struct{ Format string }
	}
	wrong := func(status int, text string) { answer{status, "text/plain; charset=utf-8", []byte(text)}.send(w) }
	if json.NewDecoder(r.Body).Decode(&query) != nil || query.Response.Format != "json-stat2" {
		wrong(http.StatusBadRequest, "Malformed request")
		return
	}
	variables := p.variablesOf()
	for _, q := range query.Query {
		i := slices.IndexFunc(variables, func(v variable) bool { return v.Code == q.Code })
		if i < 0 || !variables[i].choose(q.Selection.Filter, q.Selection.Values) {
			wrong(http.StatusBadRequest, fmt.Sprintf("The request for variable '%s' has an error. Please check your query.", q.Code))
			return
		}
	}
	p.mu.Lock()
	limit, updated := p.cells, p.updated
	p.mu.Unlock()
	if len(variables[0].Values)*len(variables[1].Values) > limit {
		wrong(http.StatusForbidden, "The request is too large: too many values selected")
		return
	}
	answer{http.StatusOK, typeJSON, marshal(p.dataset(variables, updated))}.send(w)
}

// choose keeps what a query wants of a variable.
func (v *variable) choose(filter string, values []string) bool {
	n := 0
	if filter == "top" && len(values) == 1 {
		n, _ = strconv.Atoi(values[0])
	}
	var chosen variable
	for i, value := range v.Values {
		if filter == "item" && slices.Contains(values, value) || filter == "all" || filter == "top" && i >= len(v.Values)-n {
			chosen.Values, chosen.Texts = append(chosen.Values, value), append(chosen.Texts, v.Texts[i])
		}
	}
	v.Values, v.Texts = chosen.Values, chosen.Texts
	return len(v.Values) > 0 && (filter != "item" || len(v.Values) == len(values))
}

// dataset is JSON-stat 2. https://json-stat.org/full/
func (p *PxWeb) dataset(variables []variable, updated string) any {
	dimension := map[string]any{}
	var ids []string
	var size []int
	for _, v := range variables {
		index, label := map[string]int{}, map[string]string{}
		for i, value := range v.Values {
			index[value], label[value] = i, v.Texts[i]
		}
		dimension[v.Code] = map[string]any{"label": v.Text, "category": map[string]any{"index": index, "label": label}}
		ids, size = append(ids, v.Code), append(size, len(v.Values))
	}
	values := []*float64{}
	for _, code := range variables[0].Values {
		for _, year := range variables[1].Values {
			values = append(values, p.value(code, year))
		}
	}
	return map[string]any{
		"class": "dataset", "version": "2.0", "label": "Väestö muuttujina Alue, Vuosi ja Tiedot", "source": "Tilastokeskus, keksittyjä lukuja",
		"updated": updated, "id": ids, "size": size, "dimension": dimension, "value": values,
		"role": map[string][]string{"time": {"Vuosi"}, "geo": {"Alue"}, "metric": {"Tiedot"}},
	}
}

func (p *PxWeb) value(code, year string) *float64 {
	y, _ := strconv.Atoi(year) // one of the table's own
	for _, a := range municipalities() {
		if "KU"+a.Code == code {
			if c, ok := p.bank.Cell(127, a.SotkanetID, y, "total"); ok && !math.IsNaN(c.Value) {
				return &c.Value
			}
		}
	}
	return nil
}
