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
	FormatTable      Format = "table"
)

// Formats lists every format in the order they are offered to a user.
var Formats = []Format{
	FormatRESTCSV, FormatRESTJSON, FormatIndicators, FormatRegions, FormatWebCSV, FormatWebTable,
	FormatPxWeb, FormatPx, FormatJSONStat, FormatTable,
}

// Layout says in a line how the format is recognised.
func (f Format) Layout() string {
	switch f {
	case FormatRESTCSV:
		return "columns indicator;region;year;gender;primary value;absolute value, in any order, and breakdown if wanted"
	case FormatRESTJSON:
		return "rows of /json: [{indicator, region, year, gender, value, absValue}]"
	case FormatIndicators:
		return "bodies of /indicators and /indicators/ID"
	case FormatRegions:
		return "bodies of /regions"
	case FormatWebCSV:
		return "8 columns without a header: title;id;region;code;gender;year;value;absolute value"
	case FormatWebTable:
		return "a sheet (.xlsx, .xls) or CSV with five empty cells and then years in its second row"
	case FormatTable:
		return "any sheet or delimited text with a header and rows of regions: what it does not tell, a mapping does"
	case FormatPxWeb:
		return "PxWeb's table (.csv, .xlsx): a title, a header of dimensions, a row for each combination of them"
	case FormatPx:
		return "PC-Axis keywords: STUB, HEADING, VALUES, DATA (.px)"
	case FormatJSONStat:
		return "a dataset: id, size, dimension, value"
	}
	return ""
}

// knownFormats lists the formats with their layouts, for an error to close with.
func knownFormats() string {
	var b strings.Builder
	b.WriteString("formats that are known:")
	for _, f := range Formats {
		b.WriteString("\n  " + string(f) + ": " + f.Layout())
	}
	return b.String()
}
