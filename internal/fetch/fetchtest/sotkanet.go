package fetchtest

import (
	"cmp"
	"compress/gzip"
	"encoding/json"
	"fmt"
	"maps"
	"math"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"sync"
)

const sotkanetPath = "/rest/1.1"

// sotkanet answers as SOTKAnet's REST interface 1.1 does; the path is below its
// root.
func (s *Server) sotkanet(w http.ResponseWriter, r *http.Request) {
	status, contentType, body := http.StatusNotFound, "text/plain; charset=utf-8", []byte("Not found\n")
	switch {
	case r.Header.Get("User-Agent") == "":
		status, body = http.StatusForbidden, []byte("Forbidden\n")
	case r.Method != http.MethodGet:
		status, body = http.StatusMethodNotAllowed, []byte("Method not allowed\n")
	case r.URL.Path == "/regions":
		status, contentType, body = http.StatusOK, typeJSON, regionList()
	case r.URL.Path == "/indicators":
		status, contentType, body = http.StatusOK, typeJSON, s.Bank.list()
	case r.URL.Path == "/json", r.URL.Path == "/csv":
		q, wrong := readQuery(r)
		if wrong != "" {
			status, body = http.StatusBadRequest, []byte(wrong+"\n")
			break
		}
		status = http.StatusOK
		if r.URL.Path == "/csv" {
			contentType, body = "text/csv;charset=UTF-8", csv(q.indicator, s.Bank.answer(q))
		} else {
			contentType, body = typeJSON, jsonRows(q.indicator, s.Bank.answer(q))
		}
	default:
		if id, ok := strings.CutPrefix(r.URL.Path, "/indicators/"); ok {
			if detail, ok := s.Bank.detail(id); ok {
				status, contentType, body = http.StatusOK, typeJSON, detail
			}
		}
	}
	w.Header().Set("Content-Type", contentType)
	if status != http.StatusOK || !strings.Contains(r.Header.Get("Accept-Encoding"), "gzip") {
		w.WriteHeader(status)
		w.Write(body) // the client may be gone
		return
	}
	w.Header().Set("Content-Encoding", "gzip")
	z := zippers.Get().(*gzip.Writer)
	defer zippers.Put(z)
	z.Reset(w)
	z.Write(body)
	z.Close()
}

// zippers are kept, since one takes a megabyte.
var zippers = sync.Pool{New: func() any {
	z, _ := gzip.NewWriterLevel(nil, gzip.BestSpeed) // a level that there is
	return z
}}

const typeJSON = "application/json;charset=UTF-8"

// query is what /json and /csv are asked. A filter by region is passed over: the
// service's own cannot be relied on.
type query struct {
	indicator int
	years     []int
	genders   []string
}

// readQuery reads a query, or says what is wrong with it.
func readQuery(r *http.Request) (q query, wrong string) {
	values := r.URL.Query()
	for _, name := range []string{"indicator", "years", "genders"} {
		if len(values[name]) == 0 {
			return q, fmt.Sprintf("Required parameter '%s' is not present.", name)
		}
	}
	var err error
	if q.indicator, err = strconv.Atoi(values.Get("indicator")); err != nil {
		return q, fmt.Sprintf("Failed to convert value %q of indicator.", values.Get("indicator"))
	}
	for _, year := range values["years"] {
		n, err := strconv.Atoi(year) // "2019,2020" is none
		if err != nil {
			return q, fmt.Sprintf("Failed to convert value %q of years.", year)
		}
		q.years = append(q.years, n)
	}
	for _, gender := range values["genders"] {
		if !slices.Contains([]string{"total", "male", "female"}, gender) {
			return q, fmt.Sprintf("Failed to convert value %q of genders.", gender)
		}
		q.genders = append(q.genders, gender)
	}
	return q, ""
}

// answer are the rows that are asked for; of an indicator that the bank does not
// have, none.
func (b *Bank) answer(q query) []row {
	b.mu.Lock()
	defer b.mu.Unlock()
	ind, ok := b.indicators[q.indicator]
	if !ok {
		return nil
	}
	return b.rows(ind, q.years, q.genders)
}

func jsonRows(indicator int, rows []row) []byte {
	b := []byte("[")
	for i, r := range rows {
		if i > 0 {
			b = append(b, ',')
		}
		b = strconv.AppendInt(append(b, `{"indicator":`...), int64(indicator), 10)
		b = strconv.AppendInt(append(b, `,"region":`...), int64(r.Region), 10)
		b = strconv.AppendInt(append(b, `,"year":`...), int64(r.Year), 10)
		b = append(append(append(b, `,"gender":"`...), r.Gender...), '"')
		b = number(b, `,"value":`, r.Value)
		b = number(b, `,"absValue":`, r.Count)
		b = append(b, '}')
	}
	return append(b, ']')
}

func csv(indicator int, rows []row) []byte {
	b := []byte("indicator;region;year;gender;primary value;absolute value\r\n")
	for _, r := range rows {
		b = fmt.Appendf(b, "%d;%d;%d;%s", indicator, r.Region, r.Year, r.Gender)
		b = number(append(b, ';'), "", r.Value)
		b = number(append(b, ';'), "", r.Count)
		b = append(b, "\r\n"...)
	}
	return b
}

// number writes a number behind its key, and neither of them where there is none.
func number(b []byte, key string, v float64) []byte {
	if math.IsNaN(v) {
		return b
	}
	return strconv.AppendFloat(append(b, key...), v, 'f', -1, 64)
}

// named is what the lists have of everything.
type named struct {
	ID    int  `json:"id"`
	Title text `json:"title"`
}

// inOntology is how the service's addresses of areas begin; some areas have none.
var inOntology = map[string]string{"ALUEHALLINTOVIRASTO": "ahv", "KUNTA": "k", "MAAKUNTA": "mk"}

func regionList() []byte {
	type region struct {
		ID       int    `json:"id"`
		Code     string `json:"code"`
		Category string `json:"category"`
		Title    text   `json:"title"`
		MemberOf []int  `json:"memberOf"`
		URI      string `json:"uri,omitempty"`
	}
	var all []region
	for _, a := range areas() {
		r := region{a.SotkanetID, a.Code, category[a.Category][0], textOf(a.Name), slices.Clone(a.memberOf), ""}
		if r.MemberOf == nil {
			r.MemberOf = []int{}
		}
		if prefix, ok := inOntology[r.Category]; ok {
			r.URI = "http://www.yso.fi/onto/kunnat/" + prefix + a.Code
		}
		all = append(all, r)
	}
	slices.SortStableFunc(all, func(a, b region) int { return cmp.Compare(a.Category, b.Category) })
	return marshal(all)
}

func (b *Bank) list() []byte {
	type values struct {
		Values []string `json:"values"`
	}
	type listed struct {
		named
		Organization    named             `json:"organization"`
		Classifications map[string]values `json:"classifications"`
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	var all []listed
	for _, id := range slices.Sorted(maps.Keys(b.indicators)) {
		ind := b.indicators[id]
		all = append(all, listed{named{id, ind.title}, named{ownerID(ind.owner), ind.owner}, map[string]values{
			"sex": {append([]string{}, ind.sexes...)}, "region": {append([]string{}, ind.levels...)},
		}})
	}
	return marshal(all)
}

// detail is the description of one indicator, with the keys and in their order
// that the service had in 2025.
func (b *Bank) detail(id string) ([]byte, bool) {
	b.mu.Lock()
	defer b.mu.Unlock()
	n, err := strconv.Atoi(id)
	ind, ok := b.indicators[n]
	if err != nil || !ok {
		return nil, false
	}
	type classification struct {
		Title  text     `json:"title"`
		Values []string `json:"values"`
	}
	type valueType struct {
		Code  string `json:"code"`
		Title text   `json:"title"`
	}
	type years struct {
		Start int `json:"start"`
		End   int `json:"end"`
	}
	classes := map[string]classification{"region": {text{titleLevel, titleLevel, titleLevel}, append([]string{}, ind.levels...)}}
	if ind.sexes != nil {
		classes["sex"] = classification{text{"Miehet, naiset, yhteensä", "Male, female, combined", "Män, kvinnor, totalt"}, ind.sexes}
	}
	var span *years
	if from, to, ok := b.span(ind); ok {
		span = &years{from, to}
	}
	none := text{" ", " ", " "}
	return marshal(struct {
		ID              int                       `json:"id"`
		Updated         string                    `json:"data-updated"`
		Range           *years                    `json:"range,omitempty"`
		Title           text                      `json:"title"`
		Description     text                      `json:"description"`
		Interpretation  text                      `json:"interpretation"`
		Limits          text                      `json:"limits"`
		Legislation     text                      `json:"legislation"`
		Notices         text                      `json:"notices"`
		ValueType       valueType                 `json:"primaryValueType"`
		Decimals        int                       `json:"decimals"`
		Classifications map[string]classification `json:"classifications"`
		Organization    named                     `json:"organization"`
		Subjects        []text                    `json:"subjects"`
		Sources         []named                   `json:"sources"`
		Groups          []int                     `json:"groups"`
	}{
		n, ind.updated, span, ind.title,
		text{"<p>Keksittyjä lukuja kokeiluun.</p> ", "<p>Made-up numbers to try things with.</p> ", "<p>Påhittade tal för försök.</p> "},
		none, none, none, ind.notice, valueType{ind.unit, text{ind.unit, ind.unit, ind.unit}}, ind.decimals,
		classes, named{ownerID(ind.owner), ind.owner}, []text{}, []named{}, []int{},
	}), true
}

// ownerID is SOTKAnet's number of an organisation: 2 is THL's.
func ownerID(owner text) int {
	if strings.HasSuffix(owner.Finnish, "(THL)") {
		return 2
	}
	return 3
}

func marshal(v any) []byte {
	b, err := json.Marshal(v)
	if err != nil {
		panic(err) // it is made of texts and whole numbers
	}
	return b
}
