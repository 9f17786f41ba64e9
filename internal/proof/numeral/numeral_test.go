package numeral

import (
	"fmt"
	"math"
	"strings"
	"testing"

	"kuvio/internal/domain"
)

// brief writes numbers on a line: their kind where that is no value, what they are, and
// how they are taken.
func brief(all []Number) string {
	var b []string
	for _, n := range all {
		var s string
		switch n.Kind {
		case Year:
			s = fmt.Sprintf("year %d", n.From)
		case Years:
			s = fmt.Sprintf("years %d-%d", n.From, n.To)
		case Age:
			s = fmt.Sprintf("age %d-%d", n.From, n.To)
			if n.To == NoEnd {
				s = fmt.Sprintf("age %d-", n.From)
			}
		case Value, Share, Change:
			s = fmt.Sprintf("%v±%v", n.Value, n.Step)
			if n.Kind != Value {
				s = string(n.Kind) + " " + s
			}
			if n.Unit != Bare {
				s += " " + string(n.Unit)
			}
			if n.Hedge != Exact {
				s += " " + string(n.Hedge)
			}
			if n.Part {
				s += " part"
			}
		case Base:
			s = fmt.Sprintf("base %v", n.Value)
		default:
			s = string(n.Kind) + " " + n.Text
		}
		b = append(b, s)
	}
	return strings.Join(b, "; ")
}

func TestRead(t *testing.T) {
	for _, c := range []struct {
		lang domain.Lang
		text string
		want string
	}{
		{"fi", "Lapsiperheitä oli 37,5 % perheistä.", "37.5±0.1 percent"},
		{"fi", "Keski-Suomessa asui 275 104 asukasta vuonna 2019.", "275104±1; year 2019"},
		{"fi", "Kunnassa oli 1 234,5 käyntiä.", "1234.5±0.1"},
		{"fi", "Kotipalvelua sai n. 600 perhettä, noin 3 000 lasta ja yli 100 nuorta.", "600±1 about; 3000±1 about; 100±1 above"},
		{"fi", "Osuus vaihteli 16–24 %.", "16±1 percent part; 24±1 percent part"},
		{"fi", "Osuus vaihteli 0,8 ja 3,0 prosentin välillä vuosina 1995–2020.", "0.8±0.1 percent part; 3±0.1 percent part; years 1995-2020"},
		{"en", "varied between 21.2 and 26.1", "21.2±0.1 part; 26.1±0.1 part"},
		{"fi", "Maassa on 5,5 miljoonaa asukasta ja 2,1 milj. euroa menoja.", "5.5e+06±100000; 2.1e+06±100000 euro"},
		{"fi", "Sijoitettuja oli 1,56 % 0–17-vuotiaista vuonna 2014.", "1.56±0.01 percent; age 0-17; year 2014"},
		{"fi", "584 18–20-vuotiasta nuorta", "584±1; age 18-20"},
		{"fi", "alle 18-vuotiaita oli 20 %, 65 vuotta täyttäneitä 23,1 %", "age 0-17; 20±1 percent; age 65-; 23.1±0.1 percent"},
		{"fi", "Lain (417/2007) 12 § ja 417/2007 § 12 määräävät.", "label 417/2007; label 12 §; label 417/2007; label § 12"},
		{"fi", "Kuvio 2 ja luvussa 1.1 ss. 12–14", "label Kuvio 2; label luvussa 1.1; label ss. 12–14"},
		{"fi", "Puh. 014 266 0000 ja +358 40 123 4567, klo 12.30.", "label 014 266 0000; label +358 40 123 4567; label klo 12.30"},
		{"fi", "31.12.2015 väestö oli 276 031, 1.1.2016 uusi jako.", "year 2015; 276031±1; year 2016"},
		{"fi", "1.1 Lasten ja perheiden tilanne", "label 1.1"},
		{"fi", "2000-luvulla ja vuosina 2005–2008", "years 2000-2019; years 2005-2008"},
		{"fi", "Osuus nousi 0,5 prosentista 2,0 prosenttiin vuodesta 1990 vuoteen 2021.", "0.5±0.1 percent; 2±0.1 percent; year 1990; year 2021"},
		{"fi", "Määrä väheni 12 prosenttia ja oli 5 % pienempi kuin maassa, 1,2-kertainen.", "change 12±1 percent; change 5±1 percent; change 1.2±0.1 times"},
		{"fi", "Osuus kasvoi 2,3 prosenttiyksikköä.", "change 2.3±0.1 points"},
		{"fi", "Käyntejä oli 123,4 tuhatta 0–12-vuotiasta kohti.", "123.4±0.1; base 1000; age 0-12"},
		{"fi", "Käyntejä oli 250 / 1 000 asukasta ja 3,2 sataatuhatta asukasta kohti.", "250±1; base 1000; 3.2±0.1; base 100000"},
		{"fi", "Viidenneksi suurin maakunta, neljäsosa kunnista, 23 kuntaa.", "rank Viidenneksi suurin; share 25±5 percent about; areas 23 kuntaa"},
		{"fi", "5 vuoden aikana COVID-19 ja 24/7-palvelu", "duration 5 vuoden; label 19; label 24/7"},
		{"fi", "kustannukset olivat 1 850 euroa asukasta kohti", "1850±1 euro_per_head"},
		{"fi", "menot 12,3 milj. €", "1.23e+07±100000 euro"},
		{"fi", "vuonna 2014 283 perhettä", "year 2014; 283±1"},
		{"fi", "syntyi 2 950 lasta, muutos −3,1", "2950±1; -3.1±0.1"},
		{"fi", "2014 euroa", "2014±1 euro"},
		{"fi", "– 2014 lastensuojelun asiakkaita", "year 2014"},
		{"fi", "nousi 37,5 %:iin", "37.5±0.1 percent"},
		{"sv", "Andelen var 2,0 procent år 2021, ökade med 5 procent.", "2±0.1 percent; year 2021; change 5±1 percent"},
		{"sv", "Folkmängden var 275 104; 0–17-åringar, 2,1 miljoner, 12 kommuner", "275104±1; age 0-17; 2.1e+06±100000; areas 12 kommuner"},
		{"sv", "cirka 600 barn per tusen 0–12-åringar, en fjärdedel", "600±1 about; base 1000; age 0-12; share 25±5 percent about"},
		{"en", "The population was 1,234,567 (37.5 percent) in 2019.", "1.234567e+06±1; 37.5±0.1 percent; year 2019"},
		{"en", "2.1 million people aged 0–17, a rise of 5 per cent from 1990 to 2021", "2.1e+06±100000; age 0-17; 5±1 percent; years 1990-2021"},
		{"en", "rose by 5% to 1,850 euros per inhabitant, the fifth largest", "change 5±1 percent; 1850±1 euro_per_head; rank fifth largest"},
		{"en", "fell from 0.5 per cent in 1990 to 2.0 per cent in 2021", "0.5±0.1 percent; year 1990; 2±0.1 percent; year 2021"},
		{"en", "On December 31, 2015 there were 123.4 visits per 1,000", "year 2015; 123.4±0.1; base 1000"},
	} {
		if got := brief(Read(c.text, c.lang)); got != c.want {
			t.Errorf("%s\n got %s\nwant %s", c.text, got, c.want)
		}
	}
}

func TestAgrees(t *testing.T) {
	for _, c := range []struct {
		text    string
		v, step float64
		agrees  bool
		why     string
	}{
		{"37,5 %", 37.4612, 0, true, "rounds to it"},
		{"37,5 %", 37.44, 0, false, "rounds to 37.4"},
		{"1,56 %", 1.6, 0.1, true, "the store knows one decimal"},
		{"1,56 %", 1.73, 0.01, false, ""},
		{"n. 600", 584, 1, true, "about 600 is 550-650"},
		{"n. 600", 540, 1, false, ""},
		{"600", 584, 1, true, "600 without about, within 5 %"},
		{"600", 560, 1, false, "further than 5 %"},
		{"583", 584, 1, false, "whole numbers are exact"},
		{"283", 283, 1, true, ""},
		{"yli 100", 104, 1, true, ""},
		{"yli 100", 99, 1, false, ""},
		{"yli 100", 400, 1, false, "one would say over 400"},
		{"lähes 300", 283, 1, true, ""},
		{"2,1 miljoonaa", 2_149_999, 1, true, ""},
		{"2,1 miljoonaa", 2_160_000, 1, false, ""},
		{"20 %", 20.6, 0.1, false, "a whole per cent is one of its own"},
		{"0", 0, 1, true, ""},
	} {
		n := Read(c.text, domain.Finnish)
		if len(n) != 1 {
			t.Fatalf("%s: %v", c.text, n)
		}
		if got := n[0].Agrees(c.v, c.step); got != c.agrees {
			t.Errorf("%s and %v: %v; %s", c.text, c.v, got, c.why)
		}
	}
}

// Whatever stands in a text, its numbers lie within it, in order and apart, and are
// finite.
func FuzzRead(f *testing.F) {
	for _, s := range []string{"37,5 % ja 1 234,5", "2,1 milj. 0–17-vuotiaista 417/2007 12 §", "1.2.3", "−5,,5", "§", "16–24 %", "\xff 5\xff", "1:1:1 9999999999999999999999999999999999 tuhatta miljoonaa"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		for _, l := range domain.Langs {
			end := 0
			for _, n := range Read(s, l) {
				if n.Start < end || n.End <= n.Start || n.End > len(s) {
					t.Fatalf("%q: %+v begins before %d or ends beyond", s, n, end)
				}
				end = n.End
				if n.Kind == Value && (math.IsNaN(n.Value) || n.Step < 0 || !math.IsInf(n.Value, 0) && !n.Agrees(n.Value, 0)) {
					t.Fatalf("%q: %+v does not agree with itself", s, n)
				}
			}
		}
	})
}
