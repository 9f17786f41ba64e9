package xlsx

import (
	"bytes"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"

	"kuvio/internal/domain"
)

func TestMade(t *testing.T) {
	b, err := New(domain.Finnish)
	if err != nil {
		t.Fatal(err)
	}
	defer b.Close()
	if err := b.Describe("Arvot", ""); err != nil {
		t.Fatal(err)
	}
	var own bytes.Buffer
	if err := b.Write(&own); err != nil {
		t.Fatal(err)
	}
	f, err := excelize.OpenReader(bytes.NewReader(own.Bytes()))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	properties, err := f.GetDocProps()
	if err != nil {
		t.Fatal(err)
	}
	properties.Modified = time.Date(2026, 11, 21, 12, 0, 0, 0, time.UTC).Format(time.RFC3339) // as spreadsheet programs do
	if err := f.SetDocProps(properties); err != nil {
		t.Fatal(err)
	}
	var saved bytes.Buffer
	if err := f.Write(&saved); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		name    string
		content []byte
		made    bool
	}{
		{"as written", own.Bytes(), true}, {"saved by another program", saved.Bytes(), false}, {"cut off", own.Bytes()[:own.Len()/2], false}, {"a text", []byte("a;b"), false},
	} {
		if got := Made(bytes.NewReader(c.content), int64(len(c.content))); got != c.made {
			t.Errorf("%s: made is %v, want %v", c.name, got, c.made)
		}
	}
}
