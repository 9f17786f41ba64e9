package source

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"unicode/utf8"

	"kuvio/internal/late"
	"kuvio/internal/source/content"
	"kuvio/internal/source/cube"
	"kuvio/internal/source/kolada"
	"kuvio/internal/source/mapping"
	"kuvio/internal/source/own"
	"kuvio/internal/source/sheet"
	"kuvio/internal/source/sotkanet"
)

// reading is what a file turned out to be and how it is read.
type reading struct {
	format   Format
	encoding string
	reader   reader
	file     content.File // as it is read: text of UTF-16 as UTF-8
}

// foreign are beginnings of files that are not read, with what to do instead.
var foreign = []struct{ magic, what string }{
	{"\x1f\x8b", "a gzip archive: unpack it first"},
	{"%PDF", "a PDF: download the data as CSV or as a workbook"},
}

// sniff tells what a file is, and how to read it where a mapping says
// something of it.
func sniff(f content.File, opts Options) (reading, error) {
	said := ""
	if opts.Map != nil {
		said = opts.Map.Encoding
	}
	return sniffAs(f, opts, said)
}

// sniffAs is sniff of a text that is in the encoding said, "" to find out.
func sniffAs(f content.File, opts Options, said string) (reading, error) {
	head := make([]byte, min(f.Size, content.HeadLength))
	n, err := f.Content.ReadAt(head, 0)
	if err != nil && err != io.EOF {
		return reading{}, f.Errorf("%w", err)
	}
	head = head[:n]
	if order, ok := content.UTF16Order(head); ok {
		if f, err = content.FromUTF16(f, order); err != nil {
			return reading{}, f.Errorf("%w", err)
		}
		k, err := sniffAs(f, opts, "")
		k.encoding = content.UTF16
		return k, err
	}
	if content.HasLoneCR(head) && bytes.IndexByte(head, 0) < 0 {
		f = content.FromCR(f, head)
		if _, err := f.Content.ReadAt(head, 0); err != nil && err != io.EOF {
			return reading{}, f.Errorf("%w", err)
		}
	}
	k, err := sniffContent(f, head, opts, said)
	if k.file = f; err != nil || opts.Map == nil {
		return k, err
	}
	return k.mapped(opts.Map)
}

// sniffContent tells what a file is from its beginning.
func sniffContent(f content.File, head []byte, opts Options, said string) (reading, error) {
	for _, other := range foreign {
		if bytes.HasPrefix(head, []byte(other.magic)) {
			return reading{}, f.Errorf("this is %s", other.what)
		}
	}
	text := bytes.TrimPrefix(head, []byte(content.BOM))
	start := bytes.TrimLeft(text, " \t\r\n")
	switch {
	case len(start) == 0 && int64(len(head)) == f.Size:
		return reading{}, f.Errorf("the file is empty: download it again")
	case sheet.IsWorkbook(f):
		return reading{format: FormatTable, reader: &workbook{file: f, opts: opts, format: FormatTable}}, nil
	case cube.IsPX(text):
		return reading{format: FormatPx, reader: cube.PX{File: f, Mapping: opts.Map}}, nil
	case cube.IsJSONStat(start):
		return reading{format: FormatJSONStat, encoding: content.UTF8, reader: cube.JSONStat{File: f, Mapping: opts.Map}}, nil
	case bytes.HasPrefix(start, []byte("[")), bytes.HasPrefix(start, []byte("{")):
		return sniffJSON(f, opts.Map)
	case bytes.HasPrefix(start, []byte("<")):
		return reading{}, f.Errorf("this is a web page or XML (%q): download the data itself", content.Excerpt(string(start)))
	case bytes.IndexByte(head, 0) >= 0:
		return reading{}, f.Errorf("this is a binary file of an unknown kind\n%s", knownFormats())
	}
	return sniffText(f, text, opts.Map, said)
}

// sniffText tells apart the layouts of delimited text.
func sniffText(f content.File, text []byte, m *mapping.Mapping, said string) (reading, error) {
	first := content.FirstLine(text)
	if k, ok, err := sniffOwn(f, first, m, said); ok || err != nil { // before the REST interface's, which has some of the same names
		return k, err
	}
	if sotkanet.IsHeader(first) {
		return reading{format: FormatRESTCSV, encoding: content.UTF8, reader: sotkanet.CSV{File: f, Mapping: m}}, nil
	}
	if delimiter := sotkanet.Delimiter(first); delimiter != 0 {
		return reading{format: FormatRESTCSV, encoding: content.UTF8, reader: sotkanet.DividedCSV{File: f, Delimiter: delimiter, Mapping: m}}, nil
	}
	encoding, err := encodingOf(f, said)
	if err != nil {
		return reading{}, err
	}
	rows := sheet.NewDelimited(f, encoding)
	for range sotkanet.HeaderRows {
		var bad *sheet.BadRow
		row, err := rows.Next()
		if errors.As(err, &bad) {
			continue
		}
		if err != nil {
			break
		}
		if _, ok := sotkanet.YearHeader(row); ok {
			return reading{format: FormatWebTable, encoding: encoding, reader: sotkanet.WebTable{File: f, Encoding: encoding, Mapping: m}}, nil
		}
		if sotkanet.IsWebRow(row.Cells) {
			return reading{format: FormatWebCSV, encoding: encoding, reader: sotkanet.WebCSV{File: f, Encoding: encoding, Mapping: m}}, nil
		}
	}
	if delimiter := mapping.DelimiterOf(f, encoding, m); delimiter != 0 {
		if t, err := cube.FindEurostat(f, *sheet.TextGrid(f, encoding, delimiter), m); err != nil || t != nil {
			return reading{format: FormatEurostat, encoding: encoding, reader: t}, err
		}
	}
	if t, err := cube.FindPXWebText(f, encoding, m); err != nil || t != nil {
		return reading{format: FormatPxWeb, encoding: encoding, reader: t}, err
	}
	if m != nil && len(m.Columns) > 0 || sheet.FindDelimiter(f, encoding) != 0 {
		return reading{format: FormatTable, encoding: encoding, reader: textTable{f, encoding, m}}, nil
	}
	if err := sheet.FirstRowFault(f, encoding); err != nil {
		return reading{}, err
	}
	if err := emptyText(f, encoding, m); err != nil {
		return reading{}, err
	}
	return reading{}, unknownText(f, string(first))
}

// sniffOwn is how a text that begins as kuvio's own table is read; false where it is none.
func sniffOwn(f content.File, first []byte, m *mapping.Mapping, said string) (reading, bool, error) {
	delimiter := own.Delimiter(first)
	if delimiter == 0 {
		return reading{}, false, nil
	}
	encoding, err := encodingOf(f, said)
	if err != nil {
		return reading{}, false, err
	}
	t := own.Find(f, sheet.TextGrid(f, encoding, delimiter), m)
	return reading{format: FormatOwn, encoding: encoding, reader: t}, t != nil, nil
}

// encodingOf is that of a text: what is said of it, or what it is found to be.
func encodingOf(f content.File, said string) (string, error) {
	if said != "" {
		return said, nil
	}
	encoding, err := content.Encoding(f)
	if err != nil {
		return "", f.Errorf("%w", err)
	}
	return encoding, nil
}

// mapped is the way to read the file where a mapping is given: one that names
// columns is followed in every table, whatever it looks like.
func (k reading) mapped(m *mapping.Mapping) (reading, error) {
	switch k.format {
	case FormatRESTCSV, FormatWebCSV, FormatWebTable, FormatOwn:
		if len(m.Columns) > 0 {
			return reading{format: FormatTable, encoding: k.encoding, reader: textTable{k.file, k.encoding, m}, file: k.file}, nil
		}
		if m.IsOfFigures() {
			return k, nil
		}
	case FormatRESTJSON, FormatIndicators, FormatRegions, FormatKolada:
	default:
		return k, nil
	}
	return k, k.file.Errorf("%s says everything itself but how its figures are written (decimal:, thousands:, missing:, suppressed:, zero:), and the mapping %s has no columns for it: read the file without it", k.format, m.Name)
}

// sniffJSON tells what the objects are from the keys of the first.
func sniffJSON(f content.File, m *mapping.Mapping) (reading, error) {
	k := reading{format: FormatRESTJSON, encoding: content.UTF8, reader: sotkanet.JSON{File: f}}
	o, err := sotkanet.NewObjects(f)
	if err != nil {
		return reading{}, err
	}
	raw, place, err := o.Next()
	if err == io.EOF {
		return k, nil // an empty array: a query without data
	}
	if err != nil {
		return reading{}, err
	}
	var object map[string]json.RawMessage
	if err := json.Unmarshal(raw, &object); err != nil {
		return reading{}, fmt.Errorf("%s:%s: found %s, expected a JSON object", f.Name, place, content.Excerpt(string(raw)))
	}
	has := func(key string) bool { _, ok := object[key]; return ok }
	switch {
	case has("indicator") && has("region"):
		return k, nil
	case has("id") && has("category"):
		return reading{format: FormatRegions, encoding: content.UTF8, reader: sotkanet.Regions{File: f}}, nil
	case has("id") && has("title"):
		return reading{format: FormatIndicators, encoding: content.UTF8, reader: sotkanet.Indicators{File: f}}, nil
	case kolada.Is(object):
		return reading{format: FormatKolada, encoding: content.UTF8, reader: kolada.JSON{File: f}}, nil
	case cube.IsJSONStatObject(has), cube.IsJSONStatBundle(object):
		return reading{format: FormatJSONStat, encoding: content.UTF8, reader: cube.JSONStat{File: f, Mapping: m}}, nil
	}
	var keys []string
	for key := range object {
		keys = append(keys, key)
	}
	slices.Sort(keys)
	return reading{}, fmt.Errorf("%s:%s: JSON of a layout that is not known: found the keys %s\n%s",
		f.Name, place, content.Excerpt(strings.Join(keys, ", ")), knownFormats())
}

// quotedWords are a header as R's write.table has it unless it is told otherwise:
// "kunta" "2019".
var quotedWords = late.Regexp(`^"[^"]*"( "[^"]*")+$`)

// unknownText is the error for text that fits no layout.
func unknownText(f content.File, first string) error {
	seen, most := "no columns", 0
	for _, d := range []struct{ delimiter, name string }{
		{";", "semicolons"}, {",", "commas"}, {"\t", "tabs"}, {"|", "vertical bars"},
	} {
		if n := strings.Count(first, d.delimiter); n > most {
			most, seen = n, fmt.Sprintf("%d columns divided by %s", n+1, d.name)
		}
	}
	if !utf8.ValidString(first) {
		first = content.RepairC1(content.Latin1(first))
	}
	if most == 0 && quotedWords().MatchString(first) {
		return f.Errorf(`words in quotes divided by spaces, which are no delimiter that is read: found %q; write the file again with semicolons (in R: write.table(x, sep = ";"))`, content.Excerpt(first))
	}
	return f.Errorf("not a layout that is known: the first line is %q (%s)\n%s", content.Excerpt(first), seen, knownFormats())
}
