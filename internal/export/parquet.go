package export

import (
	"fmt"
	"io"
	"math"
	"strings"

	"github.com/parquet-go/parquet-go"

	"kuvio/internal/cite"
	"kuvio/internal/domain"
	"kuvio/internal/series"
	"kuvio/internal/table"
)

// row is one observation as Parquet holds it: the columns of 'kuvio values'
// without the indicator, which is the partition's. A value or count there is
// none of is null; a text there is none of is empty.
type row struct {
	Region     string   `parquet:"region,dict"`
	RegionName string   `parquet:"region_name,dict"`
	Gender     string   `parquet:"gender,dict"`
	Breakdown  string   `parquet:"breakdown,dict"`
	Period     string   `parquet:"period,dict"`
	Value      *float64 `parquet:"value,optional"`
	Count      *float64 `parquet:"count,optional"`
	Status     string   `parquet:"status,dict"`
	Note       string   `parquet:"note,dict"`
	Title      string   `parquet:"indicator_title,dict"`
	Unit       string   `parquet:"unit,dict"`
}

const (
	// batch is how many rows are handed to the encoder at once.
	batch = 1024
	// rowGroup is how many rows lie together in a file; readers share out the
	// groups among their threads.
	rowGroup = 1 << 20
)

// Parquet writes the part as one Parquet file, compressed with zstd. The same
// part gives the same bytes. The file's own metadata say what it is of:
// indicator, title, unit and source.
func Parquet(to io.Writer, p Part) error {
	// A writer that is used again writes other bytes than a new one.
	w := parquetWriter{parquet.NewGenericWriter[row](to, parquetOptions()...), make([]row, 0, batch)}
	err := w.write(p)
	if err == nil {
		err = w.out.Close()
	}
	if err != nil {
		return fmt.Errorf("indicator %s as parquet: %w", p.ID, err)
	}
	return nil
}

// parquetWriter is a file under way with the rows that wait for it.
type parquetWriter struct {
	out  *parquet.GenericWriter[row]
	rows []row
}

func (w *parquetWriter) write(p Part) error {
	for _, kv := range p.about() {
		w.out.SetKeyValueMetadata(kv[0], kv[1])
	}
	for i := range p.Series {
		if err := w.series(&p.Series[i], p.Lang); err != nil {
			return err
		}
	}
	return w.flush()
}

// parquetOptions: pages of version 1, which every reader knows, and a name of
// the writer that does not change with the build.
func parquetOptions() []parquet.WriterOption {
	var order []parquet.SortingColumn
	for _, column := range []string{"region", "gender", "breakdown", "period"} {
		order = append(order, parquet.Ascending(column))
	}
	return []parquet.WriterOption{
		parquet.Compression(&parquet.Zstd),
		parquet.DataPageVersion(1),
		parquet.MaxRowsPerRowGroup(rowGroup),
		parquet.SortingWriterConfig(parquet.SortingColumns(order...)),
		parquet.CreatedBy("kuvio", "1", "parquet-go"),
	}
}

// series adds the rows of one series.
func (w *parquetWriter) series(s *series.Series, l domain.Lang) error {
	one := row{Region: valid(s.Region), RegionName: valid(s.RegionName.In(l)), Gender: valid(s.Gender), Breakdown: valid(s.Breakdown),
		Title: valid(s.Indicator.Title.In(l)), Unit: valid(s.Indicator.Unit)}
	published := s.On(series.AsPublished)
	for p := range published.All() {
		one.Period, one.Status, one.Note = valid(p.Period), p.Status.String(), published.NotesAt(p).String()
		one.Value, one.Count = orNull(p.Value), orNull(p.Count)
		if w.rows = append(w.rows, one); len(w.rows) == batch {
			if err := w.flush(); err != nil {
				return err
			}
		}
	}
	return nil
}

func (w *parquetWriter) flush() error {
	_, err := w.out.Write(w.rows)
	w.rows = w.rows[:0]
	return err
}

// orNull is v as other files have it, or null where it is no number: 'missing' is never NaN outside.
func orNull(v float64) *float64 {
	if math.IsNaN(v) {
		return nil
	}
	v = table.Undusted(v)
	return &v
}

// valid is the text with what is no UTF-8 replaced, as in CSV: a reader may
// refuse a whole file for one such byte.
func valid[T ~string](s T) string { return strings.ToValidUTF8(string(s), "\ufffd") }

// about is what the file says of itself.
func (p Part) about() [][2]string {
	var ind domain.Indicator
	if len(p.Series) > 0 {
		ind = p.Series[0].Indicator
	}
	return [][2]string{
		{"indicator", valid(p.ID)},
		{"title", valid(ind.Title.In(p.Lang))},
		{"unit", valid(ind.Unit.Name().In(p.Lang))},
		{"source", valid(cite.Source(p.Series).In(p.Lang))},
	}
}
