package export

import (
	"bytes"
	"errors"
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/parquet-go/parquet-go"
	"github.com/parquet-go/parquet-go/format"

	"kuvio/internal/domain"
	"kuvio/internal/series"
)

var nan = math.NaN()

// row is an observation as another program declares it.
type row struct {
	Region     string   `parquet:"region"`
	RegionName string   `parquet:"region_name"`
	Gender     string   `parquet:"gender"`
	Breakdown  string   `parquet:"breakdown"`
	Period     string   `parquet:"period"`
	Value      *float64 `parquet:"value,optional"`
	Count      *float64 `parquet:"count,optional"`
	Status     string   `parquet:"status"`
	Note       string   `parquet:"note"`
	Title      string   `parquet:"indicator_title"`
	Unit       string   `parquet:"unit"`
}

func point(p domain.Period, value, count float64, s domain.Status) series.Point {
	return series.NewPoint(p, domain.Cell{Value: value, Count: count, Status: s})
}

// placements is a part with every kind of cell. In Keski-Suomi in 2014 there
// were 934 placed children, 1.7 % (SOTKAnet 191); the rest is made up.
func placements() Part {
	ind := domain.Indicator{ID: "191", Title: domain.Text{FI: "Kodin ulkopuolelle sijoitetut"}, Unit: domain.UnitPercent}
	return NewPart(series.Selector{"191"}, []series.Series{
		{Indicator: ind, Region: "maakunta:13", RegionName: domain.Text{FI: "Keski-Suomi", SV: "Mellersta Finland"}, Gender: domain.Total,
			Points: []series.Point{point("2013", nan, nan, domain.Missing), point("2014", 1.7, 934, domain.OK)}, Provenance: series.Provenance{Retrieved: "2024"}},
		{Indicator: ind, Region: "kunta:435", RegionName: domain.Text{FI: "Luhanka"}, Gender: domain.Total,
			Points: []series.Point{point("2013", nan, nan, domain.Suppressed), point("2014", 0, 0, domain.OK), point("2015", nan, 3, domain.OK), point("2016–2018", 0.30000000000000004, nan, domain.OK)}},
		{Indicator: ind, Region: "kunta:435", RegionName: domain.Text{FI: "Luhanka"}, Gender: domain.Female, Breakdown: "age=0-6",
			Notes: domain.Notes{{Code: domain.NoteMadeUp}}, Points: []series.Point{point("2014", 1e-9, math.MaxFloat64, domain.OK)}},
		{Indicator: ind, Region: "kunta:999", Gender: domain.Total},
	}, domain.Swedish)
}

func encode(t testing.TB, p Part) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := Parquet(&b, p); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func decode(t testing.TB, data []byte) []row {
	t.Helper()
	rows, err := parquet.Read[row](bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	return rows
}

// number is a nullable number as the part has it.
func number(v *float64) float64 {
	if v == nil {
		return nan
	}
	return *v
}

func TestParquetHoldsWhatIsMissingSuppressedAndZero(t *testing.T) {
	p := placements()
	got := decode(t, encode(t, p))
	want := []struct {
		region, name, gender, breakdown, period string
		value, count                            float64 // NaN for null
		status, note                            string
	}{
		{"kunta:435", "Luhanka", "female", "age=0-6", "2014", 1e-9, math.MaxFloat64, "ok", "made_up"},
		{"kunta:435", "Luhanka", "total", "", "2013", nan, nan, "suppressed", "suppressed:1"},
		{"kunta:435", "Luhanka", "total", "", "2014", 0, 0, "ok", ""},
		{"kunta:435", "Luhanka", "total", "", "2015", nan, 3, "ok", ""},
		{"kunta:435", "Luhanka", "total", "", "2016–2018", 0.3, nan, "ok", ""}, // without the dust
		{"maakunta:13", "Mellersta Finland", "total", "", "2013", nan, nan, "missing", ""},
		{"maakunta:13", "Mellersta Finland", "total", "", "2014", 1.7, 934, "ok", ""},
	}
	if len(got) != len(want) || p.Rows() != len(want) {
		t.Fatalf("%d rows read, %d counted, want %d", len(got), p.Rows(), len(want))
	}
	for i, w := range want {
		g := got[i]
		texts := []string{g.Region, g.RegionName, g.Gender, g.Breakdown, g.Period, g.Status, g.Note, g.Title, g.Unit}
		if !slices.Equal(texts, []string{w.region, w.name, w.gender, w.breakdown, w.period, w.status, w.note, "Kodin ulkopuolelle sijoitetut", "PROS"}) {
			t.Errorf("row %d: %q", i, texts)
		}
		for _, n := range []struct {
			got  *float64
			want float64
		}{{g.Value, w.value}, {g.Count, w.count}} {
			if math.IsNaN(n.want) != (n.got == nil) || n.got != nil && *n.got != n.want {
				t.Errorf("row %d: %v, want %v (NaN: null)", i, number(n.got), n.want)
			}
		}
	}
}

func TestParquetFileSaysWhatItIs(t *testing.T) {
	data := encode(t, placements())
	f, err := parquet.OpenFile(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	for key, want := range map[string]string{
		"indicator": "191", "title": "Kodin ulkopuolelle sijoitetut", "unit": "%",
		"source": "Källa: THL, Statistikdatabasen Sotkanet.fi (ind. 191), uppgifterna hämtade år 2024",
	} {
		if got, ok := f.Lookup(key); got != want || !ok {
			t.Errorf("%s is %q, want %q", key, got, want)
		}
	}
	meta := f.Metadata()
	if len(meta.RowGroups) != 1 || len(meta.RowGroups[0].SortingColumns) != 4 {
		t.Fatalf("row groups %+v", meta.RowGroups)
	}
	for _, c := range meta.RowGroups[0].Columns {
		name := c.MetaData.PathInSchema[0]
		if c.MetaData.Codec != format.Zstd {
			t.Errorf("%s is compressed with %v", name, c.MetaData.Codec)
		}
		if dict := slices.Contains(c.MetaData.Encoding, format.RLEDictionary); !dict && name != "value" && name != "count" {
			t.Errorf("%s is encoded as %v", name, c.MetaData.Encoding)
		}
	}
}

// The same part gives the same bytes, whatever was written before.
func TestParquetIsDeterministic(t *testing.T) {
	first := encode(t, placements())
	for range 3 {
		encode(t, random(rand.New(rand.NewPCG(1, 2)), 300)) // leaves its buffers in the library's pools
		if again := encode(t, placements()); !bytes.Equal(first, again) {
			t.Fatalf("%d and %d bytes that differ", len(first), len(again))
		}
	}
}

func TestParquetOfNothing(t *testing.T) {
	for name, p := range map[string]Part{"no series": {ID: "191"}, "no points": {ID: "191", Series: []series.Series{{Region: "maa"}}}} {
		if rows := decode(t, encode(t, p)); len(rows) != 0 {
			t.Errorf("%s: %d rows", name, len(rows))
		}
	}
}

func TestParquetReplacesWhatIsNoUTF8(t *testing.T) {
	p := Part{ID: "191", Series: []series.Series{{Breakdown: "a\xffb", Points: []series.Point{point("2014", 1, 2, domain.OK)}}}}
	if rows := decode(t, encode(t, p)); rows[0].Breakdown != "a\ufffdb" {
		t.Errorf("breakdown %q", rows[0].Breakdown)
	}
}

type fullDisk struct{}

var errFull = errors.New("disk full")

func (fullDisk) Write([]byte) (int, error) { return 0, errFull }

func TestParquetReportsWriterErrors(t *testing.T) {
	if err := Parquet(fullDisk{}, placements()); !errors.Is(err, errFull) {
		t.Errorf("error %v", err)
	}
}

// random is a part of n regions, some of whose cells are missing.
func random(r *rand.Rand, n int) Part {
	var all []series.Series
	for range n {
		s := series.Series{Region: domain.RegionID([]byte{'r', byte('a' + r.IntN(26)), byte('a' + r.IntN(26))}), Gender: domain.Genders[r.IntN(3)]}
		for y := range r.IntN(40) {
			p := point(domain.Year(1990+y), float64(r.IntN(1e6))/1e3, float64(r.IntN(1000)), domain.OK)
			if r.IntN(3) == 0 {
				p.Published = nan
			}
			if r.IntN(3) == 0 {
				p.Count = nan
			}
			s.Points = append(s.Points, p)
		}
		all = append(all, s)
	}
	return NewPart(series.Selector{"oma:x"}, all, domain.Finnish)
}

// Rows of many series are read back as they were.
func TestParquetRoundTrip(t *testing.T) {
	p := random(rand.New(rand.NewPCG(3, 4)), 700)
	rows := decode(t, encode(t, p))
	if len(rows) != p.Rows() || len(rows) < 2000 {
		t.Fatalf("%d rows of %d", len(rows), p.Rows())
	}
	i := 0
	for _, s := range p.Series {
		for _, want := range s.Points {
			got := rows[i]
			cell := domain.Cell{Value: number(got.Value), Count: number(got.Count), Status: want.Status}
			if got.Region != string(s.Region) || got.Gender != string(s.Gender) || got.Period != string(want.Period) || !cell.Equal(want.Cell()) {
				t.Fatalf("row %d is %+v, want %s %s %+v", i, got, s.Region, s.Gender, want)
			}
			i++
		}
	}
}

func TestNames(t *testing.T) {
	for _, tt := range []struct {
		id           domain.IndicatorID
		parquet, csv string
	}{
		{"191", "indicator=191/part-0.parquet", "191.csv"},
		{"kolada:N31001", "indicator=kolada%3AN31001/part-0.parquet", "kolada%3AN31001.csv"},
		{"oma:käynnit", "indicator=oma%3Akäynnit/part-0.parquet", "oma%3Akäynnit.csv"},
		{"1339+3377", "indicator=1339%2B3377/part-0.parquet", "1339%2B3377.csv"},
		{"oma:../../x", "indicator=oma%3A..%2F..%2Fx/part-0.parquet", "oma%3A..%2F..%2Fx.csv"},
		{`oma:50%="a"`, "indicator=oma%3A50%25%3D%22a%22/part-0.parquet", "oma%3A50%25%3D%22a%22.csv"},
	} {
		if got := ParquetName(tt.id); got != tt.parquet {
			t.Errorf("ParquetName(%s) = %q, want %q", tt.id, got, tt.parquet)
		}
		if got := CSVName(tt.id); got != tt.csv {
			t.Errorf("CSVName(%s) = %q, want %q", tt.id, got, tt.csv)
		}
	}
}

func BenchmarkParquet(b *testing.B) {
	p := random(rand.New(rand.NewPCG(5, 6)), 300)
	var out bytes.Buffer
	b.ReportAllocs()
	for b.Loop() {
		out.Reset()
		if err := Parquet(&out, p); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(b.N*p.Rows())/b.Elapsed().Seconds(), "rows/s")
	b.ReportMetric(float64(out.Len()), "bytes/file")
}
