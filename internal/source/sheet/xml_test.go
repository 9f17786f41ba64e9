package sheet

import (
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"testing"
	"testing/iotest"
)

// pieces reads all of a document, each piece as "<name", ">name" or its text.
func pieces(in io.Reader) (all []string, err error) {
	x := newXML(in, newBudget())
	for {
		piece, err := x.next()
		if err == io.EOF {
			return all, nil
		}
		if err != nil {
			return all, err
		}
		switch piece {
		case xmlOpen:
			all = append(all, "<"+string(x.name))
		case xmlClose:
			all = append(all, ">"+string(x.name))
		case xmlText:
			all = append(all, string(x.text))
		}
	}
}

func TestXML(t *testing.T) {
	for _, tt := range []struct {
		text string
		want []string
		err  string
	}{
		{`<?xml version="1.0" encoding='utf-8'?>` + "\n<a><b c='>' d=\"'\"/>x &lt; &#228;&#xE4;</a>\n", []string{"<a", "<b", ">b", "x < ää", ">a"}, ""},
		{"<n:a><!-- <b> '> --><![CDATA[<&>]]></n:a >", []string{"<a", "<&>", ">a"}, ""},
		{"<!DOCTYPE html><a></a>", []string{"<a", ">a"}, ""},
		{"<a><b></a></b>", []string{"<a", "<b"}, "found </a>, which ends nothing that has begun"},
		{"<a>", []string{"<a"}, "the XML is cut off"},
		{"", nil, "the XML is cut off"},
		{"<a><b", []string{"<a"}, "the XML is cut off"},
		{"<a/><b/>", []string{"<a", ">a"}, "found a second document after the first"},
		{"<a>&b;</a>", []string{"<a"}, "found the entity &b;, expected one of XML's own"},
		{"<a>& </a>", []string{"<a"}, "found & , expected an entity"},
		{"<a>\xe4</a>", []string{"<a"}, "found bytes that are not UTF-8"},
		{`<?xml version="1.0" encoding="UTF-16"?><a/>`, nil, "found XML in UTF-16, expected UTF-8"},
		{"<a>" + strings.Repeat("x", maxCellXML+1<<16), []string{"<a"}, "found a cell of over"},
		{"<a " + strings.Repeat("x", 3*maxCellXML), nil, "found a cell of over"},
	} {
		for _, in := range []io.Reader{strings.NewReader(tt.text), iotest.HalfReader(strings.NewReader(tt.text))} {
			all, err := pieces(in)
			if !slices.Equal(all, tt.want) || tt.err == "" && err != nil || tt.err != "" && (err == nil || !strings.HasPrefix(err.Error(), tt.err)) {
				t.Errorf("%.80q: %q, %v; want %q, %q", tt.text, all, err, tt.want, tt.err)
			}
		}
	}
}

func TestXMLAttributes(t *testing.T) {
	x := newXML(strings.NewReader(`<c r="B2" x:t='no' t = "str" q="a&amp;b" rel:id="rId1"/>`), newBudget())
	if _, err := x.next(); err != nil {
		t.Fatal(err)
	}
	for name, want := range map[string]string{"r": "B2", "t": "str", "x:t": "no", "q": "a&b", "s": ""} {
		if got := string(x.attr(name)); got != want {
			t.Errorf("%s: %q, want %q", name, got, want)
		}
	}
	if got := string(x.relation()); got != "rId1" {
		t.Errorf("relation %q", got)
	}
}

func TestXMLBudget(t *testing.T) {
	left := budget(2)
	x := newXML(strings.NewReader("<a><b/><b/></a>"), &left)
	if err := x.each(func(string) error { return nil }); !errors.Is(err, errSpent) {
		t.Errorf("a third element of two: %v", err)
	}
}

// Cells to the left of one far to the right cost what others do.
func TestXMLBudgetOfColumns(t *testing.T) {
	left := budget(3 * 16_384)
	x := xlsxRows{sheet: "S", book: &book{parts: &parts{left: &left}}, xml: newXML(strings.NewReader("<sheetData>"+strings.Repeat(`<row><c r="XFD1"/></row>`, 4)), &left)}
	rows := 0
	var err error
	for ; err == nil; rows++ {
		_, err = x.Next()
	}
	if rows != 3 || !errors.Is(err, errSpent) {
		t.Errorf("stopped at row %d: %v", rows, err)
	}
}

// What all texts together may hold is bounded, by bytes and by number.
func TestXMLTexts(t *testing.T) {
	one := "<si><t>" + strings.Repeat("a", 1<<19) + "</t></si>"
	var texts texts
	err := texts.read(newXML(strings.NewReader("<sst>"+strings.Repeat(one, 129)+"</sst>"), newBudget()))
	if err == nil || !strings.HasPrefix(err.Error(), "found over 64 MiB of texts, or over 8388608 texts") {
		t.Errorf("129 texts of half a MiB: %v", err)
	}
}

// FuzzXML holds what is read against encoding/xml: what both take is the same.
func FuzzXML(f *testing.F) {
	f.Add(`<a b="1"><c>x&amp;y</c><d/></a>`)
	f.Add(`<?xml version="1.0"?><!-- a --><n:a xmlns:n="b"><![CDATA[x]]> </n:a>`)
	f.Fuzz(func(t *testing.T, text string) {
		got, err := pieces(strings.NewReader(text))
		var want []string
		dec := xml.NewDecoder(strings.NewReader(text))
		for {
			token, fault := dec.Token()
			if fault == io.EOF {
				break
			}
			if fault != nil {
				return
			}
			switch token := token.(type) {
			case xml.StartElement:
				want = append(want, "<"+token.Name.Local)
			case xml.EndElement:
				want = append(want, ">"+token.Name.Local)
			case xml.CharData:
				if s := strings.NewReplacer("\r\n", "\n", "\r", "\n").Replace(string(token)); dec.InputOffset() > 0 && len(want) > 0 && !done(want) {
					want = append(want, s)
				}
			}
		}
		if err == nil && !slices.Equal(joined(got), joined(want)) {
			t.Errorf("%q:\n got %q\nwant %q", text, got, want)
		}
	})
}

// done reports whether the pieces are a whole document.
func done(pieces []string) bool {
	depth := 0
	for _, p := range pieces {
		switch {
		case strings.HasPrefix(p, "<"):
			depth++
		case strings.HasPrefix(p, ">"):
			depth--
		}
	}
	return depth == 0
}

// joined puts texts together that follow each other, and leaves empty ones out.
func joined(pieces []string) (all []string) {
	text := ""
	for _, p := range append(pieces, ">") {
		if !strings.HasPrefix(p, "<") && !strings.HasPrefix(p, ">") {
			text += strings.NewReplacer("\r\n", "\n", "\r", "\n").Replace(p)
			continue
		}
		if text != "" {
			all = append(all, fmt.Sprintf("%q", text))
			text = ""
		}
		all = append(all, p)
	}
	return all
}

// FuzzXMLCells holds the short way through a cell that is in the buffer whole against
// the long one, which a reader of single bytes takes: both give the same cells and
// the same error.
func FuzzXMLCells(f *testing.F) {
	f.Add(`<row r="2"><c r="A2" s="1" t="s"><v>0</v></c><c t="inlineStr"><is><t>Äkä &lt;5</t></is></c><c r="D2"><v>1.5</v></c></row>`)
	f.Add(`<row><c r="A1" r="B1"><v> 1 </v><f/></c><x:c t="str"><v>a</v></x:c><c><f>1</f><v></v></c><c t="s"><v>9</v></c></row>`)
	f.Add(`<row><c t="inlineStr"><is><t>a</t><r><t>2</t></r></is></c><c><v>1</v></x></row>`)
	f.Add(`<row><c t = 'b' s="&#49;"><v>&b;</v></c></row>`)
	f.Fuzz(func(t *testing.T, text string) {
		read := func(in io.Reader) (cells []Cell, err error) {
			left := budget(1000)
			shared := texts{all: "ab", ends: []uint32{1, 2}}
			x := xlsxRows{sheet: "S", book: &book{parts: &parts{left: &left}, texts: shared}, xml: newXML(in, &left)}
			for {
				row, err := x.Next()
				if err != nil {
					return cells, err
				}
				cells = append(cells, row.Cells...)
			}
		}
		text = "<sheetData>" + text + "</sheetData>"
		short, err := read(strings.NewReader(text))
		long, fault := read(iotest.OneByteReader(strings.NewReader(text)))
		if !slices.Equal(short, long) || err.Error() != fault.Error() {
			t.Errorf("%q:\nwhole %v, %v\nbytes %v, %v", text, short, err, long, fault)
		}
	})
}
