package source

import (
	"encoding/xml"
	"fmt"
	"io"
	"strings"
)

// sharedStrings reads the texts a workbook's sheets share.
func (w *workbook) sharedStrings(name string) ([]string, error) {
	content, err := w.unpack(name, maxStringsXML)
	if err != nil {
		return nil, err
	}
	defer content.Close()
	dec := newXML(content)
	var list []string
	var text strings.Builder
	inText, phonetic := false, false
	for {
		token, err := dec.Token() // matches elements: a part that is cut off is an error
		if err == io.EOF {
			return list, nil
		}
		if err != nil {
			return nil, fmt.Errorf("%s: %w: download or save the file again", name, err)
		}
		switch t := token.(type) {
		case xml.StartElement:
			switch t.Name.Local {
			case "t":
				inText = true
			case "rPh":
				phonetic = true
			}
		case xml.CharData:
			if inText && !phonetic {
				text.Write(t)
			}
		case xml.EndElement:
			switch t.Name.Local {
			case "t":
				inText = false
			case "rPh":
				phonetic = false
			case "si":
				list = append(list, text.String())
				text.Reset()
			}
		}
	}
}
