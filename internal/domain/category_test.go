package domain

import (
	"testing"
)

func TestParseCategory(t *testing.T) {
	for in, want := range map[string]Category{
		"KUNTA": Kunta, "Kunta": Kunta, "kommun": Kunta, "municipality": Kunta,
		"SEUTUKUNTA": Seutukunta, "MAAKUNTA": Maakunta, "SUURALUE": Suuralue, "NUTS1": NUTS1, "MAA": Maa,
		"SAIRAANHOITOPIIRI": Shp, "HYVINVOINTIALUE": Hva, "ERVA": Erva, "ERVA/YTA": Erva, "YTA": Yta,
		"ALUEHALLINTOVIRASTO": Avi, "ELY-KESKUS": Ely, "shp": Shp, " Välfärdsområde": Hva,
		"POHJOISMAAT": Pohjoismaat, "EUROOPPA": Eurooppa, "EURALUEET": Euralueet,
	} {
		if got, err := ParseCategory(in); err != nil || got != want {
			t.Errorf("ParseCategory(%q) = %s, %v; want %s", in, got, err, want)
		}
	}
	if _, err := ParseCategory("kylä"); err == nil {
		t.Error("kylä is a category")
	}
}

func TestCategoryName(t *testing.T) {
	if got := Kunta.Name(Swedish); got != "kommun" {
		t.Errorf("kunta in Swedish: %s", got)
	}
	if got := Category("kylä").Name(English); got != "kylä" {
		t.Errorf("kylä: %s", got)
	}
}
