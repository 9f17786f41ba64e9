package panel

import (
	"testing"

	"kuvio/internal/domain"
)

func keyOf(region domain.RegionID, period domain.Period) domain.Key {
	return domain.Key{Region: region, Gender: domain.Total, Period: period}
}

// laidOut is a panel of values of regions in 2014, of a day, and what its file brought
// laid over another.
func laidOut(t *testing.T, base *Panel, day string, values map[domain.RegionID]float64) (*Panel, Brought) {
	t.Helper()
	var b Builder
	for region, v := range values {
		b.AddTagged(keyOf(region, "2014"), domain.NewCell(v, 1), 7)
	}
	l, err := b.Layout()
	if err != nil {
		t.Fatal(err)
	}
	l.Panel.BelongTo(domain.Retrieval{Day: day})
	m, err := Merge(base, l.Panel)
	if err != nil {
		t.Fatal(err)
	}
	tags := m.Panel.EncodeTags([]Tagged{{Layout: &l, Places: m.From}})
	brought, err := ReadBrought(&m.Panel.Frame, tags, func(int) string { return day })
	if err != nil || len(brought) != 1 {
		t.Fatal(brought, err)
	}
	return m.Panel, brought[0]
}

// A cell belongs to the download that last brought or changed it, and not to the one
// that confirms it; one that no file is known to have brought stays where it was.
func TestByChange(t *testing.T) {
	first, a := laidOut(t, nil, "2026-01-01", map[domain.RegionID]float64{"kunta:005": 1, "kunta:009": 2, "id:730": 3})
	second, b := laidOut(t, first, "2026-02-01", map[domain.RegionID]float64{"kunta:005": 1, "kunta:009": 2.5, "kunta:010": 4})
	for _, c := range []struct {
		name    string
		brought []Brought
		want    map[domain.RegionID]string
	}{
		{"all is known", []Brought{b, a}, map[domain.RegionID]string{"kunta:005": "2026-01-01", "kunta:009": "2026-02-01", "kunta:010": "2026-02-01", "id:730": "2026-01-01"}},
		{"the first import is not", []Brought{b}, map[domain.RegionID]string{"kunta:005": "2026-02-01", "kunta:009": "2026-02-01", "kunta:010": "2026-02-01", "id:730": "2026-01-01"}},
		{"nothing is", nil, map[domain.RegionID]string{"kunta:005": "2026-02-01", "kunta:009": "2026-02-01", "kunta:010": "2026-02-01", "id:730": "2026-01-01"}},
	} {
		changed := second.ByChange(c.brought)
		for region, want := range c.want {
			if got := changed.Retrieval(keyOf(region, "2014")).Day; got != want {
				t.Errorf("%s: %s belongs to %s, want %s", c.name, region, got, want)
			}
		}
	}
	if second.Retrieval(keyOf("kunta:005", "2014")).Day != "2026-02-01" {
		t.Error("the panel itself was changed")
	}
	renamed := a.Relabel(func(r domain.RegionID) domain.RegionID {
		if r == "id:730" {
			return "kunta:010"
		}
		return r
	})
	if got := second.ByChange([]Brought{renamed}).Retrieval(keyOf("kunta:010", "2014")).Day; got != "2026-01-01" {
		t.Errorf("an area that was called otherwise belongs to %s", got)
	}
}

func FuzzReadBrought(f *testing.F) {
	var b Builder
	b.AddTagged(keyOf("kunta:005", "2014"), domain.NewCell(1, 1), 7)
	b.AddTagged(keyOf("kunta:009", "2015"), domain.NewCell(2, 1), 9)
	l, err := b.Layout()
	if err != nil {
		f.Fatal(err)
	}
	written := l.Panel.EncodeTags([]Tagged{{Layout: &l, Places: []int{0, 3}}})
	f.Add(written)
	f.Add(written[:len(written)-1])
	f.Fuzz(func(t *testing.T, data []byte) {
		all, err := ReadBrought(&l.Panel.Frame, data, func(int) string { return "2026-01-01" })
		if err == nil {
			l.Panel.ByChange(all)
		}
	})
}
