package source

import (
	"encoding/xml"
	"fmt"
	"io"
)

// maxCellXML is the most a cell may hold, in bytes of XML between two tags.
// A spreadsheet program allows 32,767 characters.
const maxCellXML = 1 << 20

// newXML reads XML of which no text or tag may be longer than maxCellXML: the
// decoder would hold it in memory as a whole.
func newXML(content io.Reader) *xml.Decoder { return xml.NewDecoder(&briefXML{r: content}) }

// briefXML counts the bytes from one "<" to the next.
type briefXML struct {
	r   io.Reader
	run int
}

func (b *briefXML) Read(p []byte) (int, error) {
	n, err := b.r.Read(p)
	for _, c := range p[:n] {
		if b.run++; c == '<' {
			b.run = 0
		}
		if b.run > maxCellXML {
			return 0, fmt.Errorf("found a cell of over %d bytes, expected a number or a text", maxCellXML)
		}
	}
	return n, err
}

// readStyles reads how the workbook's cells show their numbers.
func (w *workbook) readStyles(name string) error {
	var sheet struct {
		Formats []struct {
			ID   int    `xml:"numFmtId,attr"`
			Code string `xml:"formatCode,attr"`
		} `xml:"numFmts>numFmt"`
		Styles []struct {
			Format int `xml:"numFmtId,attr"`
		} `xml:"cellXfs>xf"`
	}
	if w.parts[name] == nil {
		return nil // a workbook can do without
	}
	if err := w.decode(name, &sheet); err != nil {
		return err
	}
	for _, f := range sheet.Formats {
		w.styles.name(f.ID, f.Code)
	}
	for _, s := range sheet.Styles {
		w.styles.formats = append(w.styles.formats, s.Format)
	}
	return nil
}
