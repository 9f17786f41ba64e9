package pdf

import (
	"bytes"
	"compress/zlib"
	"io"
	"os/exec"
	"regexp"
	"strings"
	"testing"
	"unicode/utf16"

	"kuvio/internal/figure/canvas"
)

func sample() *canvas.Sheet {
	s := canvas.NewSheet(canvas.Page{WidthCM: 16, HeightCM: 9, Zoom: 2, Lang: "fi", Stamp: "keksitty"})
	body := canvas.Style{Face: s.Regular, Size: 8}
	s.Text(canvas.Style{Face: s.Bold, Size: 11}, canvas.InkColor, canvas.At(9, 20), "Äänekoski – 1\u00a0234,5 −2\u00a0%")
	s.Watermark(canvas.Rect(0, 0, 200, 100))
	s.HaloText(body, canvas.FocusColor, canvas.At(9, 40), "Tavoite 2011–2021 (š, ž)")
	s.TextUp(body, canvas.InkColor, canvas.At(9, 90), "ylös\u00adpäin")
	s.Stroke(canvas.Pen{Color: canvas.FocusColor, Width: 1.5, Dash: []float64{3, 1}}, true, canvas.At(9, 60), canvas.At(60, 40), canvas.At(100, 60))
	s.Fill(canvas.SeriesStyles[0].Tint(1), canvas.Rect(9, 60, 100, 70).Corners()...)
	return s
}

var stream = regexp.MustCompile(`(?s)stream\n(.*?)\nendstream`)

// written are the texts that a page shows, in order: UTF-16 within (…) Tj. The
// first compressed stream of a file is its page.
func written(t *testing.T, file []byte) string {
	t.Helper()
	r, err := zlib.NewReader(bytes.NewReader(stream.FindSubmatch(file)[1]))
	if err != nil {
		t.Fatal(err)
	}
	page, err := io.ReadAll(r)
	if err != nil {
		t.Fatal(err)
	}
	var text strings.Builder
	for _, m := range regexp.MustCompile(`(?s) Td \((.*?)\) Tj ET`).FindAllSubmatch(page, -1) {
		plain := regexp.MustCompile(`(?s)\\(.)`).ReplaceAllFunc(m[1], func(e []byte) []byte {
			if e[1] == 'r' {
				return []byte{'\r'}
			}
			return e[1:]
		})
		var units []uint16
		for i := 0; i+1 < len(plain); i += 2 {
			units = append(units, uint16(plain[i])<<8|uint16(plain[i+1]))
		}
		text.WriteString(string(utf16.Decode(units)))
	}
	return text.String()
}

func TestPDF(t *testing.T) {
	about := canvas.About{Title: "Väestö – ikä", Description: "Viivakuvio", Lang: "fi"}
	file, err := Write(sample(), about)
	if err != nil {
		t.Fatal(err)
	}
	// The watermark is no text, and a soft hyphen is not set.
	if got, want := written(t, file), "Äänekoski – 1\u00a0234,5 −2\u00a0%Tavoite 2011–2021 (š, ž)ylöspäin"; got != want {
		t.Errorf("the page's text is %q, want %q", got, want)
	}
	for _, want := range []string{"/MediaBox [0 0 453.54 255.12]", "/Lang (fi)", "/FontFile2 ", "/ToUnicode ", "/CreationDate (D:20000101000000)"} {
		if !bytes.Contains(file, []byte(want)) {
			t.Errorf("no %s in the file", want)
		}
	}
	again, err := Write(sample(), about)
	if err != nil || !bytes.Equal(file, again) {
		t.Errorf("the same sheet gave two different files (%v)", err)
	}
	if len(file) > 40_000 {
		t.Errorf("%d bytes: the typeface is embedded whole", len(file))
	}
}

// TestPDFTextCopies reads the file as a program for reading PDF does, where there is one.
func TestPDFTextCopies(t *testing.T) {
	reader, err := exec.LookPath("pdftotext")
	if err != nil {
		t.Skip("pdftotext is not installed")
	}
	file, err := Write(sample(), canvas.About{Title: "t", Lang: "fi"})
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(reader, "-enc", "UTF-8", "-layout", "-", "-")
	cmd.Stdin = bytes.NewReader(file)
	out, err := cmd.Output()
	if err != nil {
		t.Fatal(err)
	}
	got := strings.ReplaceAll(string(out), "\u00a0", " ")
	for _, want := range []string{"Äänekoski – 1 234,5 −2 %", "Tavoite 2011–2021 (š, ž)", "ylöspäin"} {
		if !strings.Contains(got, want) {
			t.Errorf("no %q in what pdftotext reads, %q", want, got)
		}
	}
}

func TestPDFTakesAnyText(t *testing.T) {
	for _, text := range []string{"", "\x00", "a\xff", "😀 \U0010ffff", "(\\)", "\r\n"} {
		s := canvas.NewSheet(canvas.Page{WidthCM: 5, HeightCM: 5})
		s.Text(canvas.Style{Face: s.Regular, Size: 8}, canvas.InkColor, canvas.At(9, 20), text)
		if _, err := Write(s, canvas.About{Title: text, Description: text, Lang: "fi"}); err != nil {
			t.Errorf("%q: %v", text, err)
		}
	}
}
