package source

import (
	"context"
	"strings"

	"kuvio/internal/source/record"
)

// reader reads a file of one format.
type reader interface {
	Read(ctx context.Context, out *record.Sink) error
}

// Format names a layout this package reads.
type Format string

// The formats. FormatIndicators and FormatRegions describe and hold no
// observations.
const (
	FormatRESTCSV    Format = "sotkanet-rest-csv"
	FormatRESTJSON   Format = "sotkanet-rest-json"
	FormatIndicators Format = "sotkanet-indicators-json"
	FormatRegions    Format = "sotkanet-regions-json"
	FormatWebCSV     Format = "sotkanet-web-csv"
	FormatWebTable   Format = "sotkanet-web-table"
	FormatPxWeb      Format = "pxweb"     // as Statistics Finland's database gives tables for spreadsheets
	FormatPx         Format = "px"        // PC-Axis, by its specification of 2013
	FormatJSONStat   Format = "json-stat" // 2.0 (json-stat.org/full), and the datasets of version 1 that PxWeb gives as well
	FormatEurostat   Format = "eurostat"  // its TSV, by its API's FAQ, and the bulk downloads' before
	FormatKolada     Format = "kolada"    // the JSON of its interface, versions 2 and 3
	FormatOwn        Format = "kuvio"     // what 'kuvio values' and 'kuvio export' write
	FormatTable      Format = "table"
)

// Served reports whether a file of the format holds, as the service gives it,
// all that there is of the indicators, areas, years and genders asked for.
func (f Format) Served() bool {
	switch f {
	case FormatRESTCSV, FormatRESTJSON, FormatWebCSV, FormatWebTable:
		return true
	}
	return false
}

// Layout says in a line how a format is recognised.
type Layout struct {
	Format Format
	Looks  string
}

// Layouts lists every format in the order they are offered to a user.
var Layouts = []Layout{
	{FormatRESTCSV, "columns indicator;region;year;gender;primary value;absolute value, in any order, and breakdown if wanted"},
	{FormatRESTJSON, "rows of /json: [{indicator, region, year, gender, value, absValue}]"},
	{FormatIndicators, "bodies of /indicators and /indicators/ID"},
	{FormatRegions, "bodies of /regions"},
	{FormatWebCSV, "8 columns without a header: title;id;region;code;gender;year;value;absolute value"},
	{FormatWebTable, "a sheet (.xlsx, .xls) or CSV with five empty cells and then years in its second row"},
	{FormatPxWeb, "PxWeb's table (.csv, .xlsx): a title, a header of dimensions, a row for each combination of them"},
	{FormatPx, "PC-Axis keywords: STUB, HEADING, VALUES, DATA (.px)"},
	{FormatJSONStat, "a dataset: id, size, dimension, value; or several in a bundle or collection"},
	{FormatEurostat, "Eurostat's TSV: a first column such as freq,unit,sex,geo\\TIME_PERIOD, then a column a period"},
	{FormatKolada, "Kolada's figures: {values: [{kpi, municipality, period, values: [{gender, value}]}]}"},
	{FormatOwn, "kuvio's own table (.csv, .xlsx): indicator,region,region_name,gender,breakdown,period,value,count,status,note"},
	{FormatTable, "any sheet or delimited text with a header and rows of regions: what it does not tell, a mapping does"},
}

// knownFormats lists the formats with their layouts, for an error to close with.
func knownFormats() string {
	var b strings.Builder
	b.WriteString("formats that are known:")
	for _, l := range Layouts {
		b.WriteString("\n  " + string(l.Format) + ": " + l.Looks)
	}
	return b.String()
}
