package prose

import (
	"math"
	"slices"
	"strings"
	"testing"

	"kuvio/internal/catalog"
	"kuvio/internal/domain"
	"kuvio/internal/series"
	"kuvio/internal/stats"
	"kuvio/internal/stats/joinpoint"
	"kuvio/internal/trend"
)

var nan = math.NaN()

// Real figures: indicator 191 of data/example (THL, Sotkanet.fi). The limits
// of 2021 are Wilson's for 1 018 of 50 718 children in Keski-Suomi, 1.89 to
// 2.13 %, above the country's 1.7 %.
func TestPlacedInKeskiSuomi(t *testing.T) {
	c := catalog.Default()
	s := children(t, example(t, "placements.csv", "191", "499", "maakunta:13"), "499")
	whole := children(t, example(t, "placements.csv", "191", "658", "maa"), "658")
	s.Indicator.Polarity = domain.HighBad
	tr := trend.Analyse(s, usual)
	a := About{Trend: &tr, Place: c.Place("maakunta:13"), Country: &whole, CountryPlace: c.Place("maa")}
	for l, want := range map[domain.Lang]string{
		domain.Finnish: "Kodin ulkopuolelle sijoitettujen 0–17-vuotiaiden osuus oli Keski-Suomessa 2,0 prosenttia vuonna 2021. Osuus oli suurempi kuin koko maassa (1,7 prosenttia). Osuus nousi 0,5 prosentista 2,0 prosenttiin vuodesta 1990 vuoteen 2021. Kehitys on kulkenut huonompaan suuntaan.",
		domain.Swedish: "Andelen 0–17-åringar som placerats utanför hemmet var 2,0 procent i Mellersta Finland år 2021. Andelen var högre än i hela landet (1,7 procent). Andelen steg från 0,5 procent år 1990 till 2,0 procent år 2021. Utvecklingen har gått mot det sämre.",
		domain.English: "The share of 0–17-year-olds placed outside the home was 2.0 per cent in Central Finland in 2021. The share was higher than in the whole country (1.7 per cent). The share rose from 0.5 per cent in 1990 to 2.0 per cent in 2021. This is a change for the worse.",
	} {
		if got := Sentence(a, l); got != want {
			t.Errorf("%s:\n%s\nwant\n%s", l, got, want)
		}
	}
	// The Gini coefficient of Jämsä has moved up, down and up, and as a whole
	// stayed within one percent a year.
	gini := trend.Analyse(example(t, "children.csv", "3126", "88", "kunta:182"), usual)
	want := "Käytettävissä olevien tulojen Gini-kerroin oli Jämsässä 24,5 vuonna 2023. Gini-kerroin nousi vuodesta 1995 vuoteen 2006, laski sitten vuoteen 2013 ja kääntyi sen jälkeen nousuun."
	if got := Sentence(About{Trend: &gini, Place: c.Place("kunta:182")}, domain.Finnish); got != want {
		t.Errorf("Gini:\n%s\nwant\n%s", got, want)
	}
}

// What follows the level, by direction and phases.
func TestCourse(t *testing.T) {
	up, down, flat := make([]float64, 31), make([]float64, 31), make([]float64, 31) // 1991 to 2021: 1.0 to 4.0 % and back, and 2.0 %
	for i := range up {
		flat[i] = 2 + float64(i%2)/10
		up[i], down[i] = 1+float64(i)/10, 4-float64(i)/10
	}
	restless := make([]float64, 31) // the Gini of a small municipality, its years over again
	for i := range restless {
		restless[i] = []float64{24, 20.4, 29.9, 24, 34.9, 24, 30.2}[i%7]
	}
	restless[30] = 23.8
	for _, c := range []struct {
		name       string
		values     []float64
		direction  stats.Direction
		phases     string
		turns      []int
		fi, sv, en string
	}{
		{"no turning points looked for", up, stats.Rising, "", nil,
			"Osuus nousi 1,0 prosentista 4,0 prosenttiin vuodesta 1991 vuoteen 2021.",
			"Andelen steg från 1,0 procent år 1991 till 4,0 procent år 2021.",
			"The share rose from 1.0 per cent in 1991 to 4.0 per cent in 2021."},
		{"one falling phase", down, stats.Falling, "f", nil,
			"Osuus laski 4,0 prosentista 1,0 prosenttiin vuodesta 1991 vuoteen 2021.",
			"Andelen sjönk från 4,0 procent år 1991 till 1,0 procent år 2021.",
			"The share fell from 4.0 per cent in 1991 to 1.0 per cent in 2021."},
		{"the ends do not show the direction", down, stats.Rising, "", nil,
			"Vuosina 1991–2021 kehitys oli kaiken kaikkiaan nousevaa.", "Åren 1991–2021 var utvecklingen på det hela taget stigande.", "In 1991–2021 the trend was on the whole upward."},
		{"steady, and yet far from where it began", up, stats.Steady, "u", nil,
			"Vuosina 1991–2021 muutos oli useimpina vuosina pieni, vaikka osuus oli jakson alussa 1,0 prosenttia ja lopussa 4,0 prosenttia.",
			"Åren 1991–2021 var förändringen de flesta år liten, fast andelen var 1,0 procent i början och 4,0 procent i slutet.",
			"In 1991–2021 the change was small in most years, although the share was 1.0 per cent at the start and 4.0 per cent at the end."},
		{"steady", flat, stats.Steady, "u", nil,
			"Osuus pysyi vakaana vuosina 1991–2021.", "Andelen höll sig på en stabil nivå åren 1991–2021.", "The share remained steady in 1991–2021."},
		{"unclear", up, stats.Unclear, "u", nil,
			"Osuus vaihteli 1,0 ja 4,0 prosentin välillä vuosina 1991–2021; kehityksen suunta ei ole tilastollisesti selvä.", "Andelen varierade åren 1991–2021 mellan 1,0 och 4,0 procent; utvecklingens riktning är inte statistiskt säkerställd.", "The share ranged between 1.0 and 4.0 per cent in 1991–2021; the direction of change is not statistically clear."},
		{"a phase that the long direction does not bear out", up, stats.Unclear, "r", nil,
			"Osuus vaihteli 1,0 ja 4,0 prosentin välillä vuosina 1991–2021; kehityksen suunta ei ole tilastollisesti selvä.", "Andelen varierade åren 1991–2021 mellan 1,0 och 4,0 procent; utvecklingens riktning är inte statistiskt säkerställd.", "The share ranged between 1.0 and 4.0 per cent in 1991–2021; the direction of change is not statistically clear."},
		{"turned down, as a whole up", up, stats.Rising, "rf", []int{2012},
			"Osuus nousi vuodesta 1991 vuoteen 2012 ja kääntyi sitten laskuun. Koko jaksolla 1991–2021 kehitys oli kaiken kaikkiaan nousevaa.",
			"Andelen steg från år 1991 till år 2012 och vände sedan nedåt. Under hela perioden 1991–2021 var utvecklingen på det hela taget stigande.",
			"The share rose between 1991 and 2012 and then turned down. Over the whole period 1991–2021 the trend was on the whole upward."},
		{"turned down, as a whole down", down, stats.Falling, "rf", []int{1996},
			"Osuus nousi vuodesta 1991 vuoteen 1996 ja kääntyi sitten laskuun. Vuonna 2021 osuus oli enää 25 prosenttia vuoden 1991 tasosta (4,0 prosenttia). Koko jaksolla 1991–2021 kehitys oli kaiken kaikkiaan laskevaa.",
			"Andelen steg från år 1991 till år 1996 och vände sedan nedåt. År 2021 var andelen bara 25 procent av nivån år 1991 (4,0 procent). Under hela perioden 1991–2021 var utvecklingen på det hela taget fallande.",
			"The share rose between 1991 and 1996 and then turned down. In 2021 the share was only 25 per cent of the level of 1991 (4.0 per cent). Over the whole period 1991–2021 the trend was on the whole downward."},
		{"unclear at the end", up, stats.Unclear, "ru", []int{2012},
			"Osuus nousi vuodesta 1991 vuoteen 2012; sen jälkeen osuus vaihteli 3,1 ja 4,0 prosentin välillä ilman tilastollisesti selvää suuntaa. Koko jaksolla 1991–2021 suunta ei ole tilastollisesti selvä.",
			"Andelen steg från år 1991 till år 2012; därefter varierade andelen mellan 3,1 och 4,0 procent utan statistiskt säkerställd riktning. Under hela perioden 1991–2021 är riktningen inte statistiskt säkerställd.",
			"The share rose between 1991 and 2012; after that the share ranged between 3.1 and 4.0 per cent without a statistically clear direction. Over the whole period 1991–2021 the direction is not statistically clear."},
		{"unclear in the middle", down, stats.Falling, "ruf", []int{2000, 2008},
			"Osuus nousi vuodesta 1991 vuoteen 2000; vuosien 2000–2008 suunta ei ole tilastollisesti selvä; vuodesta 2008 vuoteen 2021 osuus laski. Vuonna 2021 osuus oli enää 25 prosenttia vuoden 1991 tasosta (4,0 prosenttia). Koko jaksolla 1991–2021 kehitys oli kaiken kaikkiaan laskevaa.",
			"Andelen steg från år 1991 till år 2000; åren 2000–2008 är riktningen inte statistiskt säkerställd; från år 2008 till år 2021 sjönk andelen. År 2021 var andelen bara 25 procent av nivån år 1991 (4,0 procent). Under hela perioden 1991–2021 var utvecklingen på det hela taget fallande.",
			"The share rose between 1991 and 2000; the direction in 2000–2008 is not statistically clear; between 2008 and 2021 the share fell. In 2021 the share was only 25 per cent of the level of 1991 (4.0 per cent). Over the whole period 1991–2021 the trend was on the whole downward."},
		{"unclear at first", up, stats.Unclear, "urf", []int{2000, 2012},
			"Vuosien 1991–2000 suunta ei ole tilastollisesti selvä; vuodesta 2000 vuoteen 2012 osuus nousi ja kääntyi sitten laskuun. Koko jaksolla 1991–2021 suunta ei ole tilastollisesti selvä.",
			"Åren 1991–2000 är riktningen inte statistiskt säkerställd; från år 2000 till år 2012 steg andelen och vände sedan nedåt. Under hela perioden 1991–2021 är riktningen inte statistiskt säkerställd.",
			"The direction in 1991–2000 is not statistically clear; between 2000 and 2012 the share rose and then turned down. Over the whole period 1991–2021 the direction is not statistically clear."},
		{"three turns, each told", up, stats.Unclear, "rfrf", []int{1997, 2003, 2010},
			"Osuus nousi vuodesta 1991 vuoteen 1997, laski sitten vuoteen 2003, nousi taas vuoteen 2010 ja kääntyi sen jälkeen laskuun. Koko jaksolla 1991–2021 suunta ei ole tilastollisesti selvä.",
			"Andelen steg från år 1991 till år 1997, sjönk sedan fram till år 2003, steg åter fram till år 2010 och vände därefter nedåt. Under hela perioden 1991–2021 är riktningen inte statistiskt säkerställd.",
			"The share rose between 1991 and 1997, then fell until 2003, rose again until 2010 and after that turned down. Over the whole period 1991–2021 the direction is not statistically clear."},
		{"steady at the end", level(up, 2008, 2021), stats.Rising, "rs", []int{2008},
			"Osuus nousi vuodesta 1991 vuoteen 2008 ja pysyi sitten vakaana vuoteen 2021. Koko jaksolla 1991–2021 kehitys oli kaiken kaikkiaan nousevaa.",
			"Andelen steg från år 1991 till år 2008 och höll sig sedan på en stabil nivå fram till år 2021. Under hela perioden 1991–2021 var utvecklingen på det hela taget stigande.",
			"The share rose between 1991 and 2008 and then remained steady until 2021. Over the whole period 1991–2021 the trend was on the whole upward."},
		{"called steady, and yet it moved about", up, stats.Rising, "rs", []int{2008},
			"Osuus nousi vuodesta 1991 vuoteen 2008 ja vaihteli sitten 2,7 ja 4,0 prosentin välillä ilman pysyvää muutosta vuoteen 2021. Koko jaksolla 1991–2021 kehitys oli kaiken kaikkiaan nousevaa.",
			"Andelen steg från år 1991 till år 2008 och varierade sedan mellan 2,7 och 4,0 procent utan bestående förändring fram till år 2021. Under hela perioden 1991–2021 var utvecklingen på det hela taget stigande.",
			"The share rose between 1991 and 2008 and then varied between 2.7 and 4.0 per cent without a lasting change until 2021. Over the whole period 1991–2021 the trend was on the whole upward."},
		{"steady about which it moved", restless, stats.Steady, "u", nil,
			"Osuus vaihteli 20,4 ja 34,9 prosentin välillä ilman pysyvää muutosta vuosina 1991–2021.",
			"Andelen varierade mellan 20,4 och 34,9 procent utan bestående förändring åren 1991–2021.",
			"The share varied between 20.4 and 34.9 per cent without a lasting change in 1991–2021."},
		{"steady after a turn, and on", level(up, 2003, 2012), stats.Rising, "rfsr", []int{1997, 2003, 2012},
			"Osuus nousi vuodesta 1991 vuoteen 1997, laski sitten vuoteen 2003 ja pysyi sen jälkeen vakaana vuoteen 2012; vuodesta 2012 vuoteen 2021 osuus nousi. Koko jaksolla 1991–2021 kehitys oli kaiken kaikkiaan nousevaa.",
			"Andelen steg från år 1991 till år 1997, sjönk sedan fram till år 2003 och höll sig därefter på en stabil nivå fram till år 2012; från år 2012 till år 2021 steg andelen. Under hela perioden 1991–2021 var utvecklingen på det hela taget stigande.",
			"The share rose between 1991 and 1997, then fell until 2003 and after that remained steady until 2012; between 2012 and 2021 the share rose. Over the whole period 1991–2021 the trend was on the whole upward."},
		{"two unclear stretches, of which no test was made together", down, stats.Falling, "fuuf", []int{1997, 2003, 2010},
			"Osuus laski vuodesta 1991 vuoteen 1997; vuosina 1997–2003 ja vuosina 2003–2010 suunta ei ole erikseen tarkasteltuna tilastollisesti selvä; vuodesta 2010 vuoteen 2021 osuus laski. Vuonna 2021 osuus oli enää 25 prosenttia vuoden 1991 tasosta (4,0 prosenttia). Koko jaksolla 1991–2021 kehitys oli kaiken kaikkiaan laskevaa.",
			"Andelen sjönk från år 1991 till år 1997; åren 1997–2003 och åren 2003–2010 är riktningen, var period för sig, inte statistiskt säkerställd; från år 2010 till år 2021 sjönk andelen. År 2021 var andelen bara 25 procent av nivån år 1991 (4,0 procent). Under hela perioden 1991–2021 var utvecklingen på det hela taget fallande.",
			"The share fell between 1991 and 1997; in 1997–2003 and in 2003–2010, each taken by itself, the direction is not statistically clear; between 2010 and 2021 the share fell. In 2021 the share was only 25 per cent of the level of 1991 (4.0 per cent). Over the whole period 1991–2021 the trend was on the whole downward."},
		{"a turn back before an unclear end", up, stats.Rising, "rfu", []int{1997, 2003},
			"Osuus nousi vuodesta 1991 vuoteen 1997 ja laski sitten vuoteen 2003; sen jälkeen osuus vaihteli 2,2 ja 4,0 prosentin välillä ilman tilastollisesti selvää suuntaa. Koko jaksolla 1991–2021 kehitys oli kaiken kaikkiaan nousevaa.",
			"Andelen steg från år 1991 till år 1997 och sjönk sedan fram till år 2003; därefter varierade andelen mellan 2,2 och 4,0 procent utan statistiskt säkerställd riktning. Under hela perioden 1991–2021 var utvecklingen på det hela taget stigande.",
			"The share rose between 1991 and 1997 and then fell until 2003; after that the share ranged between 2.2 and 4.0 per cent without a statistically clear direction. Over the whole period 1991–2021 the trend was on the whole upward."},
		{"a stretch of three values", up, stats.Rising, "rf", []int{2019},
			"Osuus nousi vuodesta 1991 vuoteen 2019; sen jälkeen arvoja on liian vähän suunnan arvioimiseksi. Koko jaksolla 1991–2021 kehitys oli kaiken kaikkiaan nousevaa.",
			"Andelen steg från år 1991 till år 2019; därefter är värdena för få för att riktningen ska kunna bedömas. Under hela perioden 1991–2021 var utvecklingen på det hela taget stigande.",
			"The share rose between 1991 and 2019; after that there are too few values to judge the direction. Over the whole period 1991–2021 the trend was on the whole upward."},
		{"a hole", missing(up, 2000, 2014), stats.Rising, "rhf", []int{1999, 2016},
			"Osuus nousi vuodesta 1991 vuoteen 1999; vuosilta 2000–2014 ei ole tietoja, joten muutosta niiden yli ei voi arvioida; vuodesta 2016 vuoteen 2021 osuus laski. Käytettävissä olevien arvojen perusteella koko jaksolla 1991–2021 kehitys oli kaiken kaikkiaan nousevaa. Välistä puuttuu tieto 15 vuodelta.",
			"Andelen steg från år 1991 till år 1999; för åren 2000–2014 saknas uppgifter, så förändringen över dem kan inte bedömas; från år 2016 till år 2021 sjönk andelen. Enligt de värden som finns för perioden 1991–2021 var utvecklingen på det hela taget stigande. Däremellan saknas uppgift för 15 av åren.",
			"The share rose between 1991 and 1999; there are no data for 2000–2014, so the change across them cannot be judged; between 2016 and 2021 the share fell. Judging by the values there are, over the whole period 1991–2021 the trend was on the whole upward. In between, data are missing for 15 years."},
		{"nothing but a hole", missing(up, 1995, 2018), stats.Rising, "h", nil,
			"Vuosilta 1995–2018 ei ole tietoja, joten muutosta niiden yli ei voi arvioida. Käytettävissä olevien arvojen perusteella koko jaksolla 1991–2021 kehitys oli kaiken kaikkiaan nousevaa. Välistä puuttuu tieto 24 vuodelta.",
			"För åren 1995–2018 saknas uppgifter, så förändringen över dem kan inte bedömas. Enligt de värden som finns för perioden 1991–2021 var utvecklingen på det hela taget stigande. Däremellan saknas uppgift för 24 av åren.",
			"There are no data for 1995–2018, so the change across them cannot be judged. Judging by the values there are, over the whole period 1991–2021 the trend was on the whole upward. In between, data are missing for 24 years."},
		{"joined phases turn once", up, stats.Rising, "ffr", []int{1997, 2003},
			"Osuus laski vuodesta 1991 vuoteen 2003 ja kääntyi sitten nousuun. Koko jaksolla 1991–2021 kehitys oli kaiken kaikkiaan nousevaa.",
			"Andelen sjönk från år 1991 till år 2003 och vände sedan uppåt. Under hela perioden 1991–2021 var utvecklingen på det hela taget stigande.",
			"The share fell between 1991 and 2003 and then turned up. Over the whole period 1991–2021 the trend was on the whole upward."},
	} {
		a := About{Trend: walk(yearly(1991, c.values...), c.direction, c.phases, c.turns...), Place: jyvaskyla}
		for l, want := range map[domain.Lang]string{domain.Finnish: c.fi, domain.Swedish: c.sv, domain.English: c.en} {
			_, got, _ := strings.Cut(Sentence(a, l), "2021. ")
			if got != want {
				t.Errorf("%s, %s:\n%s\nwant\n%s", c.name, l, got, want)
			}
		}
	}
}

// level is values from 1991 on that stay within a step where they have come to.
func level(values []float64, from, to int) []float64 {
	v := slices.Clone(values)
	for y := from; y <= to; y++ {
		v[y-1991] = v[from-1991] + float64(y%2)/10
	}
	return v
}

// missing is values of 1991 on without those of some years.
func missing(values []float64, from, to int) []float64 {
	v := slices.Clone(values)
	for y := from; y <= to; y++ {
		v[y-1991] = nan
	}
	return v
}

// A change of pace that shows in percent alone is called relative.
func TestPace(t *testing.T) {
	bent := func(first, second float64) []float64 { // 16 years at one pace, 15 at another
		v := []float64{1}
		for i := range 30 {
			step := first
			if i >= 15 {
				step = second
			}
			v = append(v, v[i]+step+0.01*float64(i%3-1))
		}
		return v
	}
	one := 1
	for _, c := range []struct {
		name   string
		values []float64
		scale  joinpoint.Scale
		want   string
	}{
		{"slower", bent(0.4, 0.05), joinpoint.Log, "; nousu hidastui vuodesta 2001."},
		{"faster", bent(0.05, 0.7), joinpoint.Linear, "; nousu nopeutui vuodesta 2006."},
		{"a straight line, whose pace is one", bent(0.3, 0.3), joinpoint.Linear, "vuoteen 2021."},
		{"a straight line, slower in percent alone, which is no change of pace", bent(0.3, 0.3), joinpoint.Log, "vuoteen 2021."},
	} {
		o := usual
		o.Turning.Exactly, o.Turning.Scale = &one, c.scale
		tr := trend.Analyse(yearly(1991, c.values...), o)
		got := Sentence(About{Trend: &tr, Place: jyvaskyla}, domain.Finnish)
		if len(tr.Turning.Phases) != 2 || !strings.HasSuffix(got, c.want) {
			t.Errorf("%s: %q does not end in %q; phases %+v", c.name, got, c.want, tr.Turning.Phases)
		}
	}
}

func TestAssessment(t *testing.T) {
	up := []float64{1, 2, 3, 4, 5, 6, 7, 8}
	for _, c := range []struct {
		direction stats.Direction
		phases    string
		polarity  domain.Polarity
		want      string // the end of the paragraph
	}{
		{stats.Rising, "", domain.HighBad, "vuoteen 2007. Kehitys on kulkenut huonompaan suuntaan."},
		{stats.Rising, "", domain.HighGood, "vuoteen 2007. Kehitys on kulkenut parempaan suuntaan."},
		{stats.Rising, "", "", "vuoteen 2007."},
		{stats.Unclear, "", domain.HighBad, "ei ole tilastollisesti selvä."},
		{stats.Steady, "", domain.HighGood, "ja lopussa 8,0 prosenttia."},
		{stats.Rising, "rf", domain.HighBad, "kehitys oli kaiken kaikkiaan nousevaa eli kulki huonompaan suuntaan."},
		{stats.Rising, "fr", domain.HighBad, "kehitys oli kaiken kaikkiaan nousevaa eli kulki huonompaan suuntaan."},
		{stats.Falling, "ru", domain.HighBad, "kehitys oli kaiken kaikkiaan laskevaa eli kulki parempaan suuntaan."},
	} {
		s := yearly(2000, up...)
		s.Indicator.Polarity = c.polarity
		tr := walk(s, c.direction, c.phases, 2004)
		if got := Sentence(About{Trend: tr, Place: jyvaskyla}, domain.Finnish); !strings.HasSuffix(got, c.want) {
			t.Errorf("%s %q, high is %q: %q does not end in %q", c.direction, c.phases, c.polarity, got, c.want)
		}
	}
}

// Without a subject or a place the form is neutral, and what a series is
// restricted to is named.
func TestNeutral(t *testing.T) {
	plain := yearly(2014, 1.7)
	bare := plain
	bare.Indicator.Subject, bare.Indicator.ID = domain.Text{}, "3775"
	finnishOnly := plain
	finnishOnly.Indicator.Subject = domain.Text{FI: "jonkin osuus"}
	men := plain
	men.Gender, men.Breakdown = domain.Male, "age=0-6"
	splice := plain
	splice.Indicator.ID = "1339+3377"
	splice.Indicator.Subject = domain.Text{} // its parts measure what has no common name
	empty := yearly(2014, nan)
	counts := yearly(2014, nan)
	counts.Points[0] = series.NewPoint("2014", domain.NewCell(nan, 5))
	hidden := yearly(2014, nan)
	hidden.Points[0].Status = domain.Suppressed
	euros := bare
	euros.Indicator.Unit = domain.UnitEuroPerInhabitant
	for _, c := range []struct {
		name  string
		s     series.Series
		place catalog.Place
		lang  domain.Lang
		want  string // the beginning
	}{
		{"no subject", bare, jyvaskyla, domain.Finnish, "Indikaattori 3775 ”Otsikko”: Jyväskylä, 1,7\u00a0% vuonna 2014. Arvoja on liian vähän suunnan arvioimiseksi."},
		{"no subject", bare, jyvaskyla, domain.Swedish, "Indikator 3775 ”Titel”: Jyväskylä, 1,7\u00a0% år 2014. Värdena är för få för att riktningen ska kunna bedömas."},
		{"no subject", bare, jyvaskyla, domain.English, "Indicator 3775 “Title”: Jyväskylä, 1.7% in 2014. There are too few values to judge the direction."},
		{"no subject, euros", euros, jyvaskyla, domain.Finnish, "Indikaattori 3775 ”Otsikko”: Jyväskylä, 1,7 euroa / asukas vuonna 2014."},
		{"a subject in another language", finnishOnly, jyvaskyla, domain.English, "Indicator oma:x “Title”: Jyväskylä, 1.7% in 2014."},
		{"no place", plain, catalog.Place{}, domain.Finnish, "Jonkin osuus (Jyväskylä) oli 1,7 prosenttia vuonna 2014."},
		{"a place in another language", plain, catalog.Place{In: domain.Text{FI: "Jyväskylässä"}}, domain.Swedish, "Andelen av något (Jyväskylä) var 1,7 procent år 2014."},
		{"men aged 0–6", men, jyvaskyla, domain.Finnish, "Jonkin osuus (miehet, 0–6-vuotiaat) oli Jyväskylässä 1,7 prosenttia vuonna 2014."},
		{"men aged 0–6, no place", men, catalog.Place{}, domain.English, "The share of something (Jyväskylä, men, aged 0–6) was 1.7 per cent in 2014."},
		{"splice", splice, jyvaskyla, domain.Finnish, "Indikaattorit 1339 ja 3377 ”Otsikko”: Jyväskylä, 1,7\u00a0% vuonna 2014."},
		{"splice", splice, jyvaskyla, domain.English, "Indicators 1339 and 3377 “Title”: Jyväskylä, 1.7% in 2014."},
		{"no value", empty, jyvaskyla, domain.Finnish, "Jonkin osuus (Jyväskylä): ei ole tietoja."},
		{"counts only", counts, jyvaskyla, domain.Swedish, "Andelen av något (Jyväskylä): endast antal, inga värden."},
		{"suppressed", hidden, jyvaskyla, domain.English, "The share of something (Jyväskylä): the data are suppressed."},
	} {
		tr := trend.Analyse(c.s, usual)
		if got := Sentence(About{Trend: &tr, Place: c.place}, c.lang); !strings.HasPrefix(got, c.want) {
			t.Errorf("%s, %s: %q, want %q", c.name, c.lang, got, c.want)
		}
	}
}
