package export

import (
	"fmt"
	"io"
	"slices"
	"strings"

	"kuvio/internal/cite"
	"kuvio/internal/domain"
	"kuvio/internal/parquet"
	"kuvio/internal/series"
	"kuvio/internal/table"
)

// createdBy is the name of the writer, which does not change with the build; the number
// is raised where the same part gives other bytes.
const createdBy = "kuvio version 2 (build 1)"

// Parquet writes the part as one Parquet file: the columns of 'kuvio values' without the
// indicator, which is the partition's. A value or count there is none of is null; a text
// there is none of is empty. The same part gives the same bytes. The file's own metadata
// say what it is of: indicator, title, unit and source.
func Parquet(to io.Writer, p Part) error {
	err := writeParquet(parquet.NewFile(to, createdBy), p)
	if err != nil {
		return fmt.Errorf("indicator %s as parquet: %w", p.ID, err)
	}
	return nil
}

func writeParquet(f *parquet.File, p Part) error {
	for _, kv := range p.about() {
		f.Say(kv[0], kv[1])
	}
	region, name, gender, breakdown, period := f.Texts("region"), f.Texts("region_name"), f.Texts("gender"), f.Texts("breakdown"), f.Texts("period")
	value, count := f.Numbers("value"), f.Numbers("count")
	status, note, title, unit := f.Texts("status"), f.Texts("note"), f.Texts("indicator_title"), f.Texts("unit")
	f.Sorted(region, gender, breakdown, period)
	f.Grow(p.Rows())
	for i := range p.Series {
		s := &p.Series[i]
		published := s.On(series.AsPublished)
		for point := range published.All() {
			period.Add(string(point.Period))
			value.Add(table.Undusted(point.Value))
			count.Add(table.Undusted(point.Count))
			status.Add(point.Status.String())
			note.Add(published.NotesAt(point).String())
		}
		rows := len(s.Points)
		region.Repeat(string(s.Region), rows)
		name.Repeat(s.RegionName.In(p.Lang), rows)
		gender.Repeat(string(s.Gender), rows)
		breakdown.Repeat(s.Breakdown, rows)
		title.Repeat(s.Indicator.Title.In(p.Lang), rows)
		unit.Repeat(string(s.Indicator.Unit), rows)
		if err := f.Next(); err != nil {
			return err
		}
	}
	return f.Close()
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
		{"source", valid(cite.Source(p.dated()).In(p.Lang))},
	}
}

// dated are the series as of the day of the download that last changed them, if that is
// known: the file is to stay as it is where one only confirms it.
func (p Part) dated() []series.Series {
	if p.day == "" {
		return p.Series
	}
	all := slices.Clone(p.Series)
	for i := range all {
		all[i].Provenance.Retrieved = p.day
	}
	return all
}
