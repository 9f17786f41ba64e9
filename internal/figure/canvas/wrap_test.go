package canvas

import (
	"errors"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"kuvio/internal/domain"
)

// The tests give widths as the text that just fits.
func testStyle() Style { return Style{Face: newTypeface(RegularWeight, domain.Finnish), Size: 10} }

func TestWrap(t *testing.T) {
	st := testStyle()
	for _, tt := range []struct {
		name, text, widest string
		want               []string
	}{
		{"fits", "Keski-Suomi", "Keski-Suomi", []string{"Keski-Suomi"}},
		{"between words", "koko maa ja muu maa", "koko maa ja", []string{"koko maa ja", "muu maa"}},
		{"no-break spaces hold", "yli 1\u00a0000 asukasta", "yli 1\u00a0000 a", []string{"yli 1\u00a0000", "asukasta"}},
		{"a word that fits a line is not broken", "alle Keski-Suomi", "Keski-Suomi", []string{"alle", "Keski-Suomi"}},
		{"a longer one breaks at its hyphen", "yhteistoiminta-alueella", "yhteistoiminta-", []string{"yhteistoiminta-", "alueella"}},
		{"at the hyphen on the first line too", "a 0–20-vuotiaat", "a 0–20-vu", []string{"a 0–20-", "vuotiaat"}},
		{"Finnish words between syllables", "ehdotuskäsittely", "ehdotuskäsi-", []string{"ehdotuskä-", "sittely"}},
		{"anywhere at last", "aaaaeeeeiiii", "aaaae-", []string{"aaaae-", "eeeiiii"}},
		{"at a soft hyphen before that", "sijoitus\u00adpaikka", "sijoituspa", []string{"sijoitus-", "paikka"}},
		{"line breaks are spaces", "koko\nmaa", "koko maa", []string{"koko maa"}},
		{"nothing", " ", "x", nil},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if got := Wrap(tt.text, st.Width(tt.widest)+0.01, st); !slices.Equal(got, tt.want) {
				t.Errorf("wrap = %q, want %q", got, tt.want)
			}
		})
	}
}

// Divided as Kielitoimiston ohjepankki, "Tavutus", has them; what is not divided
// between vowels is left together.
func TestFinnishBreaks(t *testing.T) {
	for _, want := range []string{
		"ehdo-tus-kä-sit-tely", "jär-jes-tä-mi-nen", "las-ten-suo-je-lun", "sai-raan-hoi-to-piiri", "perus-ter-vey-den-huolto",
		"huos-taan-otto", "tie-dot-to-muus", "las-ten-psy-kiat-ria", "nuo-ri-so-psy-kiat-ria", "van-hem-pain-oh-jaus", "lap-sia-sia-val-tuu-tettu",
		"hyvin-voin-ti-alue", "yhteis-toi-minta", "Pih-ti-pu-das", "koti", "kunta", "Ääne-koski", "tie-dot", "tie-to-pohja", "1234567890",
	} {
		word, got := strings.ReplaceAll(want, "-", ""), ""
		for i := range word {
			if finnishBreak(word, i) == i && i > 0 {
				got += "-"
			}
			got += string([]rune(word[i:])[:1])
		}
		if got != want {
			t.Errorf("%s, want %s", got, want)
		}
	}
}

// Swedish and English words are not divided but at marks of their own.
func TestUncut(t *testing.T) {
	swedish := Style{Face: newTypeface(RegularWeight, domain.Swedish), Size: 10}
	var lack *TooSmall
	for text, want := range map[string]bool{"sjukvårdsdistriktet": true, "sjukvårds\u00addistriktet": false, "hela landet": false} {
		err := Uncut("the title", text, swedish.Width("sjukvårdsdistrik"), swedish)
		if errors.As(err, &lack) != want || want && !(lack.LackW > 0) {
			t.Errorf("%s: %v", text, err)
		}
	}
	if err := Uncut("the title", "sairaanhoitopiiri", 30, testStyle()); err != nil {
		t.Errorf("Finnish: %v", err)
	}
}

func TestBalance(t *testing.T) {
	st := testStyle()
	text := "Keski-Suomen sairaanhoitopiiri ja muu"
	width := st.Width("Keski-Suomen sairaanhoitopiiri ja")
	if got, want := Wrap(text, width, st), []string{"Keski-Suomen sairaanhoitopiiri ja", "muu"}; !slices.Equal(got, want) {
		t.Fatalf("wrap = %q, want %q", got, want)
	}
	if got, want := Balance(text, width, st), []string{"Keski-Suomen", "sairaanhoitopiiri ja muu"}; !slices.Equal(got, want) {
		t.Errorf("balance = %q, want %q", got, want)
	}
	if got := Balance("Keski-Suomi 1,7", st.Width("Keski-Suomi"), st); !slices.Equal(got, []string{"Keski-Suomi", "1,7"}) {
		t.Errorf("balance = %q breaks a word that fits", got)
	}
}

func FuzzWrap(f *testing.F) {
	f.Add("Kodin ulkopuolelle sijoitetut 0–20-vuotiaat, % (THL)", 60.0)
	f.Add("sijoitus\u00adpaikka/perhe–hoito", 25.0)
	f.Add("- – / --//", 8.0)
	st := testStyle()
	f.Fuzz(func(t *testing.T, text string, width float64) {
		if !utf8.ValidString(text) || !(width > 0 && width < 1e4) || len(text) > 300 {
			return
		}
		lines := Wrap(text, width, st)
		for _, l := range lines {
			if st.Width(l) > width && utf8.RuneCountInString(strings.Trim(l, "-\u00ad")) > 1 {
				t.Fatalf("%q is %g wide, more than %g", l, st.Width(l), width)
			}
		}
		letters := func(s string) string {
			return strings.Map(func(r rune) rune {
				if r == '-' || r == softHyphen || strings.ContainsRune(" \t\n\r", r) {
					return -1
				}
				return r
			}, s)
		}
		if got, want := letters(strings.Join(lines, "")), letters(text); got != want {
			t.Fatalf("the lines say %q, the text %q", got, want)
		}
	})
}

func TestShortWordsStayWithTheirOwn(t *testing.T) {
	for text, want := range map[string]string{
		"placed in Central Finland": "placed in\u00a0Central Finland", "placerade i Mellersta Finland": "placerade i\u00a0Mellersta Finland", "koko maa": "koko maa",
	} {
		if got := bound(text); got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
}
