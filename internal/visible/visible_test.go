package visible

import (
	"bytes"
	"testing"
	"unicode"
	"unicode/utf8"
)

func TestText(t *testing.T) {
	for s, want := range map[string]string{
		"Äänekoski – 0–17-vuotiaat, 5 ‰": "Äänekoski – 0–17-vuotiaat, 5 ‰",
		"two\nlines\tand a tab":          "two\nlines\tand a tab",
		"Win\r\ndows, old\rMac":          "Win\ndows, old\nMac",
		"red \x1b[31malert\x1b[0m":       "red  [31malert [0m",
		"bell\a and C1 \u009b31m":        "bell  and C1  31m",
		"\u202eyxe.elif\u202c":           "yxe.elif",
		"\u2066isolated\u2069":           "isolated",
		"\ufeffKunta":                    "Kunta",
		"zero\u200bwidth, jo\u200din":    "zerowidth, join",
		"a\u2028b\u2029c":                "a b c",
		"sosiaali\u00adpalvelut":         "sosiaali\u00adpalvelut",
		"tag\U000e0041s, filler\u3164":   "tags, filler",
		"12\u200b3":                      "12\ufffd3",
		"12\x003":                        "12\ufffd3",
		"2021\u202c":                     "2021",
		"e\u0301 is é":                   "e\u0301 is é",
		"\xff\xfe":                       "\ufffd",
		"":                               "",
	} {
		if got := Text(s); got != want {
			t.Errorf("%q: %q, want %q", s, got, want)
		}
	}
}

func TestLineAndIs(t *testing.T) {
	if got := Line(" a\r\nb\x1b "); got != "a b" {
		t.Errorf("%q", got)
	}
	for s, want := range map[string]bool{"Jyväskylä 5 °": true, "a\tb": false, "a\u200b": false, "\u202e": false, "a\xff": false} {
		if Is(s) != want {
			t.Errorf("%q: %v", s, !want)
		}
	}
}

// What comes in pieces comes out as what comes whole, with kuvio's own faces
// and no others.
func TestWriter(t *testing.T) {
	const text = "\x1b[1mÄiti\x1b[22m \x1b[31mred\x1b[0m \u202e– end\r\n\u200bx\n"
	const want = "\x1b[1mÄiti\x1b[22m  [31mred [0m – end\nx\n"
	var b bytes.Buffer
	w := NewWriter(&b)
	for _, piece := range []string{text[:5], text[5:9], text[9:30], text[30:39], text[39:]} {
		if n, err := w.Write([]byte(piece)); n != len(piece) || err != nil {
			t.Fatal(n, err)
		}
	}
	if b.String() != want {
		t.Errorf("%q, want %q", b.String(), want)
	}
}

func FuzzText(f *testing.F) {
	for _, s := range []string{"a\u202e1\x1b2", "\r\r\n", "1\u200b\u200b2", "\xe2\x80"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		got := Text(s)
		if !utf8.ValidString(got) || Text(got) != got {
			t.Fatalf("%q: %q, and of that %q", s, got, Text(got))
		}
		for _, r := range got {
			if r != '\n' && r != '\t' && r != '\u00ad' && (unicode.IsControl(r) || unicode.Is(unicode.Cf, r)) {
				t.Fatalf("%q: %q lets %U through", s, got, r)
			}
		}
	})
}
