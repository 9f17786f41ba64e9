package fetchtest

import (
	"fmt"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"sync"
)

// KoladaPath is where the service has Kolada's interface, version 3.
const KoladaPath = "/v3"

// Kolada has two key figures of four Swedish areas and a group of them, 1990–2023,
// made up by formula.
type Kolada struct {
	mu      sync.Mutex
	changed map[koladaPlace]float64
	perPage int
	aside   string // where pages after the first are said to be; "" for where they are
}

type koladaPlace struct {
	kpi, area string
	year      int
	gender    string
}

type koladaArea struct {
	ID    string `json:"id"`
	Title string `json:"title"`
	Type  string `json:"type"`
}

var koladaAreas = []koladaArea{
	{"0000", "Riket", "L"}, {"0114", "Upplands Väsby", "K"}, {"0180", "Stockholm", "K"}, {"1280", "Malmö", "K"},
}

// koladaGroup is a group of areas, which the list of areas does not have.
const koladaGroup = "G36049"

var koladaKPIs = map[string]string{
	"N31001": "Kostnad ekonomiskt bistånd, kr/inv",
	"N01951": "Invånare totalt, antal",
}

const mostKoladaYears = 25

func newKolada() *Kolada { return &Kolada{changed: map[koladaPlace]float64{}, perPage: 5000} }

// Set says a figure anew; None for no value.
func (k *Kolada) Set(kpi, area string, year int, gender string, value float64) {
	k.mu.Lock()
	defer k.mu.Unlock()
	k.changed[koladaPlace{kpi, area, year, gender}] = value
}

// PerPage is how many rows a page has.
func (k *Kolada) PerPage(rows int) {
	k.mu.Lock()
	defer k.mu.Unlock()
	k.perPage = rows
}

// Aside has the service say that its next pages are at another host, "https://x.example".
func (k *Kolada) Aside(host string) {
	k.mu.Lock()
	defer k.mu.Unlock()
	k.aside = host
}

func (k *Kolada) handle(mux *http.ServeMux) {
	mux.HandleFunc("GET "+KoladaPath+"/municipality", func(w http.ResponseWriter, r *http.Request) { k.page(w, r, anyOf(koladaAreas)) })
	mux.HandleFunc("GET "+KoladaPath+"/kpi/{id}", k.kpi)
	mux.HandleFunc("GET "+KoladaPath+"/data/kpi/{id}/year/{years}", k.data)
}

func (k *Kolada) kpi(w http.ResponseWriter, r *http.Request) {
	id := r.PathValue("id")
	title, ok := koladaKPIs[id]
	if !ok {
		k.page(w, r, nil)
		return
	}
	k.page(w, r, []any{map[string]any{
		"id": id, "title": title, "description": "Påhittade siffror.", "municipality_type": "K", "is_divided_by_gender": 1,
		"operating_area": "Test", "publication_date": "2024-04-29", "prel_publication_date": nil, "publ_period": "2023", "has_ou_data": false,
	}})
}

func (k *Kolada) data(w http.ResponseWriter, r *http.Request) {
	years := strings.Split(r.PathValue("years"), ",")
	if len(years) > mostKoladaYears {
		answer{http.StatusUnprocessableEntity, typeJSON, marshal(map[string]any{"detail": fmt.Sprintf("at most %d years", mostKoladaYears)})}.send(w)
		return
	}
	id := r.PathValue("id")
	var rows []any
	if _, ok := koladaKPIs[id]; ok {
		rows = k.rows(id, years)
	}
	k.page(w, r, rows)
}

// rows are in no order that could be told.
func (k *Kolada) rows(kpi string, years []string) (rows []any) {
	k.mu.Lock()
	defer k.mu.Unlock()
	for i, a := range append(slices.Clone(koladaAreas), koladaArea{ID: koladaGroup}) {
		for _, word := range years {
			year, err := strconv.Atoi(word)
			if err != nil || year < firstYear || year > lastYear {
				continue
			}
			var values []any
			for j, gender := range []string{"K", "M", "T"} {
				value, ok := k.changed[koladaPlace{kpi, a.ID, year, gender}]
				if !ok {
					value = float64(1000 + 100*i + 10*j + (year-firstYear)*7%60)
				}
				f := map[string]any{"gender": gender, "count": 1, "status": "", "value": value, "isdeleted": false}
				if value != value {
					f["value"], f["status"] = nil, "Missing"
				}
				values = append(values, f)
			}
			rows = append(rows, map[string]any{"kpi": kpi, "municipality": a.ID, "period": year, "values": values})
		}
	}
	return rows
}

// page answers with a part of a list, and where the next one is.
func (k *Kolada) page(w http.ResponseWriter, r *http.Request, all []any) {
	k.mu.Lock()
	defer k.mu.Unlock()
	n, _ := strconv.Atoi(r.URL.Query().Get("page")) // the first where none is named
	n = max(n, 1)
	from := min((n-1)*k.perPage, len(all))
	to := min(from+k.perPage, len(all))
	doc := map[string]any{"count": to - from, "values": append([]any{}, all[from:to]...), "next_url": nil, "previous_url": nil}
	if to < len(all) {
		at := k.aside
		if at == "" {
			at = "http://" + r.Host
		}
		doc["next_url"] = fmt.Sprintf("%s%s?page=%d", at, r.URL.Path, n+1)
	}
	answer{http.StatusOK, typeJSON, marshal(doc)}.send(w)
}

func anyOf[T any](list []T) (all []any) {
	for _, one := range list {
		all = append(all, one)
	}
	return all
}
