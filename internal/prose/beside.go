package prose

import (
	"math"
	"strings"

	"kuvio/internal/catalog"
	"kuvio/internal/domain"
	"kuvio/internal/locale"
	"kuvio/internal/stats"
	"kuvio/internal/trend"
)

// Beside says how a trend went beside the benchmark's; "" of one that was set
// beside none, and of no values. place is how the benchmark stands in a sentence.
func Beside(tr *trend.Trend, place catalog.Place, l domain.Lang) string {
	if tr.Against == nil || tr.N == 0 {
		return ""
	}
	s := besideSaying{tr.Against, place, l}
	if tr.Against.Pace != "" && tr.Notes.Has(domain.NoteDependsOnSuppressed) {
		return s.say("Suhdetta "+s.of("tasoon")+" ei voi arvioida salattujen arvojen vuoksi.",
			"Kvoten till nivån "+s.in()+" kan inte bedömas på grund av sekretessbelagda värden.",
			"The ratio to the level "+s.in()+" cannot be judged, since values are suppressed.")
	}
	switch tr.Against.Pace {
	case trend.PaceFaster, trend.PaceSlower:
		return s.pace(tr.Direction)
	case trend.PaceUpwards, trend.PaceDownwards:
		return s.ratio()
	case trend.PaceUnclear:
		return s.say("Kehitys ei eronnut tilastollisesti selvästi "+s.of("kehityksestä")+".",
			"Utvecklingen skilde sig inte statistiskt säkerställt från den "+s.in()+".",
			"Development did not differ clearly from that "+s.in()+".")
	}
	return s.say("Kehitystä ei voitu verrata "+s.of("kehitykseen")+": yhteisiä vuosia on liian vähän.",
		"Utvecklingen kunde inte jämföras med den "+s.in()+": de gemensamma åren är för få.",
		"Development could not be compared with that "+s.in()+": they have too few years in common.")
}

// besideSaying is a trend beside a benchmark, put into words.
type besideSaying struct {
	*trend.Against
	place catalog.Place
	lang  domain.Lang
}

func (s besideSaying) say(fi, sv, en string) string {
	return domain.Text{FI: fi, SV: sv, EN: en}.In(s.lang)
}

// of is the Finnish genitive of the benchmark before what is its own: "koko maan
// kehityksestä", and without the area "muun maan kehityksestä".
func (s besideSaying) of(what string) string {
	of := s.place.Of.FI
	switch {
	case of == "":
		of = "vertailualueen"
	case s.Without:
		of = "muun " + strings.TrimPrefix(of, "koko ")
	}
	return of + " " + what
}

// in is where the benchmark is, in Swedish or English: "in the whole country",
// and without the area "in the rest of the country".
func (s besideSaying) in() string {
	in := domain.Text{SV: s.place.In.SV, EN: s.place.In.EN}
	switch {
	case in.SV == "" || in.EN == "":
		in = domain.Text{SV: "i jämförelseområdet", EN: "in the benchmark"}
	case !s.Without:
	case in.SV == "i hela landet":
		in = domain.Text{SV: "i övriga landet", EN: "in the rest of the country"}
	default:
		in = domain.Text{SV: "i övriga " + strings.TrimPrefix(in.SV, "i "), EN: "in the rest of " + strings.TrimPrefix(in.EN, "in ")}
	}
	if s.lang == domain.Swedish {
		return in.SV
	}
	return in.EN
}

// change is how the ratio changed: "kasvoi 0,5 prosenttia vuodessa".
func (s besideSaying) change() string {
	said := s.say("kasvoi", "ökade", "rose")
	if s.MK.S < 0 {
		said = s.say("pieneni", "minskade", "fell")
	}
	if math.IsNaN(s.Slope) {
		return said
	}
	by := locale.Number(s.lang, math.Abs(s.Slope), 1)
	return said + s.say(" "+by+" prosenttia vuodessa", " med "+by+" procent per år", " by "+by+"% a year")
}

// pace says that the area rose or fell faster or more slowly.
func (s besideSaying) pace(d stats.Direction) string {
	faster := s.Pace == trend.PaceFaster
	rise := s.say("nousu", "Uppgången", "The rise")
	if d == stats.Falling {
		rise = s.say("lasku", "Nedgången", "The fall")
	}
	than := s.say(" oli hitaampaa kuin ", " var långsammare än ", " was slower than ")
	if faster {
		than = s.say(" oli nopeampaa kuin ", " var snabbare än ", " was faster than ")
	}
	if s.lang == domain.Finnish {
		return capital(rise) + than + s.of(rise) + ": suhde siihen " + s.change() + "."
	}
	return rise + than + s.in() + s.say("", ": kvoten ", ": the ratio ") + s.change() + "."
}

// ratio says how the ratio alone went.
func (s besideSaying) ratio() string {
	return s.say("Suhde "+s.of("tasoon")+" ", "Kvoten till nivån "+s.in()+" ", "The ratio to the level "+s.in()+" ") + s.change() + "."
}
