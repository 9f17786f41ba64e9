package ingest

import (
	"errors"
	"testing"
)

// Bodies are asked for one at a time, each keeps its own day, and one that cannot be
// had fails alone.
func TestBodies(t *testing.T) {
	db := newStore(t)
	asked := ""
	body := func(name, content string, err error) Input {
		return Input{Name: name, Retrieved: "2026-11-20", Body: func() ([]byte, error) {
			asked += name + " "
			return []byte(content), err
		}}
	}
	rep, err := importer(db).Files(t.Context(), []Input{
		body("json?indicator=5513", `[{"indicator": 5513, "region": 20, "year": 2023, "gender": "total", "value": 11.6, "absValue": 2642}]`, nil),
		body("lost", "", errors.New("the body is damaged")),
		body("indicators/5513", `{"id": 5513, "title": {"fi": "Yksin asuvat"}}`, nil),
	})
	if err != nil {
		t.Fatal(err)
	}
	addUp(t, rep)
	if asked != "json?indicator=5513 lost indicators/5513 " || rep.Failed() != 1 || rep.Vintage != 1 {
		t.Errorf("asked %q, %d failed, vintage %d", asked, rep.Failed(), rep.Vintage)
	}
	for _, f := range rep.Files {
		if f.Err == nil && f.Retrieved != "2026-11-20" {
			t.Errorf("%s is of %s", f.Name, f.Retrieved)
		}
	}
	held, err := db.Holdings(t.Context())
	if err != nil || len(held) != 1 || held[0].Indicator != "5513" || held[0].Retrieved != "2026-11-20" {
		t.Errorf("%+v, %v", held, err)
	}
}
