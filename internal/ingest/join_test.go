package ingest

import (
	"slices"
	"strings"
	"testing"

	"kuvio/internal/catalog"
	"kuvio/internal/domain"
	"kuvio/internal/source"
	"kuvio/internal/source/record"
)

// Codes are unique only within a category: code and name together decide, and
// what is not certain is an error, never the nearest guess.
func TestJoinByCodeAndName(t *testing.T) {
	for _, c := range []struct {
		name, code string
		want       domain.RegionID
		err        string
	}{
		{"Hämeenkyrö", "108", "kunta:108", ""},
		{"Akaa", "020", "kunta:020", ""},
		{"Akaa", "20", "kunta:020", ""}, // a sheet has lost the zero
		{"AKAA", "020", "kunta:020", ""},
		{"Pirkanmaan sairaanhoitopiiri", "06", "shp:06", ""},
		{"Pirkanmaan sairaanhoitopiiri", "6", "shp:06", ""},
		{"Koko maa", "358", "maa", ""},
		{"Keski-Suomi", "13", "maakunta:13", ""},
		{"Keski-Suomen sairaanhoitopiiri", "14", "shp:14", ""},
		{"Keski-Suomi", "14", "shp:14", ""},
		{"Keski-Suomen hyvinvointialue", "15", "hva:15", ""},
		{"Keski-Suomen hyvinvointialue", "11", "", "hva:15 Keski-Suomen hyvinvointialue has the code 15"}, // its code until 2024, Etelä-Karjala's today
		{"Maarianhamina - Mariehamn", "478", "kunta:478", ""},
		{"Tampereen kaupunki", "837", "kunta:837", ""}, // a name that has drifted
		{"Uusi Kunta", "999", "kunta:999", ""},         // not known, kept
		{"Tampere", "179", "", "kunta:837 Tampere has the code 837"},
		{"Pirkanmaa", "06", "", "are all called Pirkanmaa"}, // maakunta or hospital district
		{"Lappeenrannan talousalue", "091", "", "the code is that of"},
		{"Pirkanmaan piiri", "06", "", "a region the catalogue knows by name, or the three-digit code"},
		{"Keski-Uudenmaan alue", "16", "", "three-digit code"}, // not Asikkala, 016
		{"Jokin", "", "", "three-digit code"},
		{"Jokin", "K12", "", "three-digit code"},
		{"Jokin", "0179", "", "three-digit code"},
	} {
		got, err := newJoiner(catalog.Default()).byCode(record.RegionKey{Name: c.name, Code: c.code})
		if got != c.want || (err == nil) != (c.err == "") || err != nil && !strings.Contains(err.Error(), c.err) {
			t.Errorf("%s %s: %q, %v; want %q, %q", c.name, c.code, got, err, c.want, c.err)
		}
	}
}

// A single word may be a reference, as kuvio's own CSV has it; beside a code it
// is a name.
func TestJoinByReference(t *testing.T) {
	for _, c := range []struct {
		name, code string
		want       domain.RegionID
	}{
		{"maa", "", "maa"}, {"Kunta:179", "", "kunta:179"}, {"", "kunta:5", "kunta:005"}, {"kunta:1", "", ""}, {"maakunta:13", "14", ""}, {"Jyväskylä", "", "kunta:179"},
	} {
		if got, err := newJoiner(catalog.Default()).byWords(record.RegionKey{Name: c.name, Code: c.code}); got != c.want || (err == nil) != (c.want != "") {
			t.Errorf("%q %q: %q, %v; want %q", c.name, c.code, got, err, c.want)
		}
	}
}

// A row of kuvio's own table is of its code, whatever the region was called then and in
// which language; but not beside the name of another of its kind.
func TestJoinByOwnCode(t *testing.T) {
	for _, c := range []struct {
		category, code, name string
		want                 domain.RegionID
		err                  string
	}{
		{"KUNTA", "179", "Jyväskylä", "kunta:179", ""},
		{"KUNTA", "091", "Helsingfors", "kunta:091", ""},
		{"KUNTA", "091", "Helsinki - Helsingfors", "kunta:091", ""},
		{"MAAKUNTA", "13", "Mellersta Finland", "maakunta:13", ""},
		{"MAAKUNTA", "13", "Central Finland", "maakunta:13", ""},
		{"KUNTA", "179", "", "kunta:179", ""},
		{"KUNTA", "445", "Länsi-Turunmaa", "kunta:445", ""}, // Parainen until 2011
		{"KUNTA", "445", "Väståboland", "kunta:445", ""},
		{"KUNTA", "174", "Juankoski", "kunta:174", ""}, // until 2016
		{"KUNTA", "183", "Jämsänkoski", "kunta:183", ""},
		{"KUNTA", "182", "Jämsänkoski", "kunta:182", ""}, // a name that the catalogue does not know
		{"KUNTA", "179", "Jyväskylän uusi kunta", "kunta:179", ""},
		{"KUNTA", "179", "Uusimaa", "kunta:179", ""}, // no municipality's name
		{"SAIRAANHOITOPIIRI", "14", "Keski-Suomen shp", "shp:14", ""},
		{"MAA", "", "Finland", "maa", ""},
		{"MAA", "", "Koko Suomi", "maa", ""},
		{"KUNTA", "999", "Uusi Kunta", "kunta:999", ""},

		{"KUNTA", "179", "Tampere", "", "kunta:179 is Jyväskylä, and Tampere is kunta:837 Tampere"},
		{"KUNTA", "179", "Tammerfors", "", "Tammerfors is kunta:837 Tampere"},
		{"KUNTA", "297", "Juankoski", "", "kunta:297 is Kuopio, and Juankoski is kunta:174"}, // which has become part of it
		{"MAAKUNTA", "13", "Pirkanmaa", "", "maakunta:13 is Keski-Suomi, and Pirkanmaa is maakunta:06"},
		{"KUNTA", "999", "Tampere", "", "the code of a kunta the catalogue knows"},
		{"MAA", "", "Jyväskylä", "", "is not Finland"},
	} {
		j := newJoiner(catalog.Default())
		key := record.RegionKey{Category: c.category, Code: c.code, Name: c.name, Sure: true}
		n, err := j.region(&key)
		if err == nil && n != j.axes.Region(c.want) || (err == nil) != (c.err == "") || err != nil && (!strings.Contains(err.Error(), c.err) || !strings.Contains(regionHint(err), "put right")) {
			t.Errorf("%s %s %q: %v; want %q, %q", c.category, c.code, c.name, err, c.want, c.err)
		}
	}
}

// A region that the catalogue lacks is called as it was last, and by no name only where
// none was met, in whatever order.
func TestJoinNames(t *testing.T) {
	for _, c := range []struct {
		names   []string
		want    string
		renamed bool
	}{
		{[]string{"", "Uusikunta"}, "Uusikunta", false},
		{[]string{"Uusikunta", "", "Uusikunta"}, "Uusikunta", false},
		{[]string{"Vanha", "", "Uusi"}, "Uusi", true},
		{[]string{"", ""}, "", false},
	} {
		for _, key := range []record.RegionKey{{SotkanetID: 9999}, {SotkanetID: 99999}, {Category: "piha-su", Code: "1"}} {
			j := newJoiner(catalog.Default())
			var data fileData
			for _, key.Name = range c.names {
				n, err := j.region(&key)
				if err != nil {
					t.Fatal(err)
				}
				data.see(n)
			}
			found := j.unknownIn([]*fileData{&data})
			if len(found) != 1 || found[0].Name.FI != c.want || j.namedByOthers(found, true) != c.renamed {
				t.Errorf("%v, %q: %v, renamed %v", key, c.names, found, j.renamed)
			}
		}
	}
}

// Rows as in the web service's download (title;id;region;code;gender;year;
// value;absolute value).
func TestWebCSV(t *testing.T) {
	db := newStore(t)
	title := `"Tupakoi päivittäin, % 8.- ja 9.-luokan oppilaista";"288";`
	rep := take(t, importer(db), write(t, "web.csv",
		title+`"Akaa";"020";"yhteensä";2011;14,3;`+"\n"+
			title+`"Juupajoki";"177";"yhteensä";2011;;`+"\n"+
			title+`"Pirkanmaan sairaanhoitopiiri";"06";"miehet";2011;15,1;480`+"\n"+
			title+`"Tampere";"179";"yhteensä";2011;12,0;`+"\n"+
			title+`"Koko maa";"358";"yhteensä";2011;15,0;17920`))
	if f := rep.Files[0]; f.Format != string(source.FormatWebCSV) || f.Rows != 5 || f.New != 3 || f.Missing != 1 || f.Rejected != 1 {
		t.Errorf("%+v", f.File)
	}
	if len(rep.Rejects) != 1 || !strings.Contains(rep.Rejects[0].Error(), `web.csv:4: column "region": found "Tampere 179", expected a name and code of one region: kunta:837 Tampere has the code 837`) {
		t.Errorf("rejects %v", rep.Rejects)
	}
	if got := cell(t, db, "288", "kunta:020", "2011"); got.Value != 14.3 {
		t.Errorf("Akaa: %+v", got)
	}
	if got := cell(t, db, "288", "kunta:177", "2011"); got.Status != domain.Missing {
		t.Errorf("Juupajoki: %+v, want missing", got)
	}
	if got := held(t, db, "288").Cell(domain.Key{Region: "shp:06", Gender: domain.Male, Period: "2011"}); !got.Equal(domain.NewCell(15.1, 480)) {
		t.Errorf("men of Pirkanmaa's hospital district: %+v", got)
	}
	stored, err := db.Indicators(t.Context(), []domain.IndicatorID{"288"})
	if err != nil || stored["288"].Title.FI != "Tupakoi päivittäin, % 8.- ja 9.-luokan oppilaista" {
		t.Errorf("described as %+v, %v", stored["288"], err)
	}
}

// Wellbeing counties got new ids in 2024: 885 and 965 are one county, and what
// two rows say of it in one year must agree.
func TestRenumberedRegion(t *testing.T) {
	db := newStore(t)
	rep := take(t, importer(db), write(t, "a.csv", header+"191;885;2022;total;1.9;950\n191;965;2023;total;2.0;990\n191;885;2023;total;2.0;990\n191;885;2021;total;1;1\n191;965;2021;total;2;2\n"))
	if got := held(t, db, "191").Regions; !slices.Equal(got, []domain.RegionID{"hva:15"}) || len(rep.UnknownRegions) != 0 {
		t.Errorf("regions %v, unknown %v", got, rep.UnknownRegions)
	}
	if f := rep.Files[0]; f.New != 2 || f.Same != 1 || f.Rejected != 2 {
		t.Errorf("%+v", f.File)
	}
}

// SOTKAnet's 730 is in no list of regions: kept under its number.
func TestUnknownRegionIsKept(t *testing.T) {
	db := newStore(t)
	file := write(t, "a.csv", header+"127;730;2009;total;0;\n127;658;2009;total;5351427;\n")
	for range 2 {
		rep := take(t, importer(db), file)
		if len(rep.UnknownRegions) != 1 || rep.UnknownRegions[0].ID != "id:730" {
			t.Errorf("unknown regions %v, want id:730", rep.UnknownRegions)
		}
	}
	if got := cell(t, db, "127", "id:730", "2009"); got.Value != 0 || got.Status != domain.OK {
		t.Errorf("%+v, want a zero", got)
	}
	if stored, err := db.Regions(t.Context()); err != nil || len(stored) != 1 || stored[0].ID != "id:730" {
		t.Errorf("stored %v, %v", stored, err)
	}
}
