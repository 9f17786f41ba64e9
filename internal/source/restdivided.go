package source

import "bytes"

// restRoles are the columns of the REST service's CSV as a mapping has them.
var restRoles = []MappedColumn{
	{Column: "indicator", Is: RoleIndicator}, {Column: "region", Is: RoleRegionID}, {Column: "year", Is: RolePeriod},
	{Column: "gender", Is: RoleGender}, {Column: "primary value", Is: RoleValue}, {Column: "absolute value", Is: RoleCount},
}

// restDelimiter is what divides a header of the REST service's columns where
// a spreadsheet program saved the file with another delimiter; 0 where the
// line is no such header. A header with a column besides is none: it might
// divide the observations further.
func restDelimiter(header []byte) byte {
	for _, d := range []byte(",\t|") {
		line := bytes.ReplaceAll(header, []byte{d}, []byte{';'})
		if !isRESTHeader(line) || bytes.IndexByte(header, ';') >= 0 {
			continue
		}
		if c, err := parseRESTHeader(string(line)); err == nil && c.of[columnBreakdown] < 0 {
			return d
		}
	}
	return 0
}

// restDivided reads the REST service's columns divided by another delimiter,
// as the table that they are.
func (r *run) restDivided(delimiter byte) error {
	encoding, err := textEncoding(r.file)
	if err != nil {
		return r.file.errorf("%w", err)
	}
	m := &Mapping{Delimiter: string(delimiter)}
	for _, c := range restRoles {
		if header := firstHeader(r.file); bytes.Contains(header, []byte(c.Column)) {
			m.Columns = append(m.Columns, c)
		}
	}
	r.opts.Map = m
	r.sum.Encoding = encoding
	err = r.grid(textGrid(r.file, encoding, delimiter))
	r.sum.Format = FormatRESTCSV
	return err
}

// firstHeader is the file's first line in lower case.
func firstHeader(f File) []byte {
	head := make([]byte, 4096)
	n, _ := f.Content.ReadAt(head, 0)
	return bytes.ToLower(firstLine(bytes.TrimPrefix(head[:n], []byte(utf8BOM))))
}
