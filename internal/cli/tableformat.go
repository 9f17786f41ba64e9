package cli

import (
	"io"
	"strings"

	"kuvio/internal/report"
	"kuvio/internal/report/docx"
	"kuvio/internal/report/webpage"
	"kuvio/internal/table"
)

// The formats of a document, in which a table stands alone, beside those in which it
// prints itself.
const (
	wordFile table.Format = "docx"
	webPage  table.Format = "html"
)

// tableFormat is the format of tables of a name.
func tableFormat(name string) (table.Format, bool) {
	if f := table.Format(name); f == wordFile || f == webPage {
		return f, true
	}
	f, err := table.ParseFormat(name)
	return f, err == nil
}

// tableFormats lists every format in the order they are offered, the last after a word.
func tableFormats(last string) string {
	var names []string
	for _, f := range table.Formats {
		names = append(names, string(f))
	}
	return strings.Join(append(names, string(wordFile)), ", ") + last + string(webPage)
}

func knownFormat(name string) bool {
	_, ok := tableFormat(name)
	return ok
}

// writeTable writes a table in a format of its own, or as a document.
func writeTable(w io.Writer, t *table.Table, format table.Format, opt table.Options) error {
	if format != wordFile && format != webPage {
		return t.Write(w, format, opt)
	}
	d, err := report.Alone(t, opt.Lang)
	if err != nil {
		return err
	}
	if format == wordFile {
		return docx.Write(w, d, docx.Options{})
	}
	return webpage.Write(w, d, webpage.Options{Wide: opt.Wide})
}
