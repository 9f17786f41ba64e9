package svg

import (
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"slices"
	"strings"
	"testing"

	"kuvio/internal/figure/canvas"
)

// element is one of a file: what it is, its attributes, and its text.
type element struct {
	name, text string
	attributes map[string]string
}

func elements(t *testing.T, file []byte) []element {
	t.Helper()
	var all []element
	var open []int
	for d := xml.NewDecoder(bytes.NewReader(file)); ; {
		token, err := d.Token()
		if errors.Is(err, io.EOF) {
			return all
		}
		if err != nil {
			t.Fatalf("%v in\n%s", err, file)
		}
		switch token := token.(type) {
		case xml.StartElement:
			e := element{name: token.Name.Local, attributes: map[string]string{}}
			for _, a := range token.Attr {
				e.attributes[a.Name.Local] = a.Value
			}
			open, all = append(open, len(all)), append(all, e)
		case xml.EndElement:
			open = open[:len(open)-1]
		case xml.CharData:
			if len(open) > 0 {
				all[open[len(open)-1]].text += string(token)
			}
		}
	}
}

func TestSVG(t *testing.T) {
	s := canvas.NewSheet(canvas.Page{WidthCM: 16, HeightCM: 9, Zoom: 2, Lang: "sv", Stamp: "påhittat"})
	body := canvas.Style{Face: s.Regular, Size: 8}
	s.Text(canvas.Style{Face: s.Bold, Size: 11}, canvas.InkColor, canvas.At(9, 20), "R & D < 0–17-åringar \"Äänekoski\"")
	s.Watermark(canvas.Rect(0, 0, 200, 100))
	s.HaloText(body, canvas.FocusColor, canvas.At(9, 40), "1\u00a0234,5 −2\u00a0%")
	s.TextUp(body, canvas.InkColor, canvas.At(9, 90), "ylös\u00adpäin")
	s.Rule(canvas.RuleColor, 0.5, 9, 50, 200, 50)
	s.Fill(canvas.FocusColor, canvas.Rect(9, 60, 100, 70).Corners()...)
	about := canvas.About{Title: "A & B", Description: "Linjediagram: 1 < 2", Lang: "sv"}
	file := Write(s, about)
	all := elements(t, file)

	root := all[0].attributes
	if root["width"] != "16cm" || root["height"] != "9cm" || root["viewBox"] != "0 0 226.77 127.56" || root["lang"] != "sv" || root["role"] != "img" {
		t.Errorf("the root's attributes are %v", root)
	}
	if all[1].text != "A & B" || all[1].attributes["id"] != root["aria-labelledby"] || all[2].text != "Linjediagram: 1 < 2" || all[2].attributes["id"] != root["aria-describedby"] {
		t.Errorf("title %v and description %v are not those the root names, %v", all[1], all[2], root)
	}
	var texts []string
	for _, e := range all {
		if e.name == "text" {
			texts = append(texts, e.text)
		}
	}
	// Each text once; the watermark is no text, and a soft hyphen is not set.
	if want := []string{"R & D < 0–17-åringar \"Äänekoski\"", "1\u00a0234,5 −2\u00a0%", "ylöspäin"}; !slices.Equal(texts, want) {
		t.Errorf("texts %q, want %q", texts, want)
	}
	for _, want := range []string{`font-weight="bold"`, `transform="rotate(-90 9 90)"`, `<rect x="9" y="60" width="91" height="10" fill="#0057a8"/>`, `fill-opacity="0.220"`} {
		if !strings.Contains(string(file), want) {
			t.Errorf("no %s in\n%s", want, file)
		}
	}
	if again := Write(s, about); !bytes.Equal(file, again) {
		t.Error("the same sheet gave two different files")
	}
}

func TestSVGIsXMLWhateverTheText(t *testing.T) {
	for _, text := range []string{"\x00\x01\x1f", "]]>", "a\xff", "<!-- -->", "\ufffe", "&amp;"} {
		s := canvas.NewSheet(canvas.Page{WidthCM: 5, HeightCM: 5})
		s.Text(canvas.Style{Face: s.Regular, Size: 8}, canvas.InkColor, canvas.At(9, 20), text)
		elements(t, Write(s, canvas.About{Title: text, Description: text, Lang: "fi"}))
	}
}
