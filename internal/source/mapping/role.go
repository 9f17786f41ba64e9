package mapping

import (
	"slices"
	"strings"
	"sync"

	"kuvio/internal/domain"
	"kuvio/internal/source/content"
	"kuvio/internal/source/sheet"
)

// roles are the words a mapping may use.
var roles = []Role{
	RoleRegion, RoleRegionID, RoleRegionCode, RoleRegionName, RoleCategory, RolePeriod, RoleGender,
	RoleIndicator, RoleValue, RoleCount, RoleStatus, RoleIgnore,
}

// known reports whether the role is one there is.
func (r Role) known() bool {
	if key, ok := r.Breakdown(); ok {
		return key != "" && Slug(key) == key
	}
	return slices.Contains(roles, r)
}

// Breakdown is the dimension's key of a breakdown's role.
func (r Role) Breakdown() (key string, ok bool) {
	return strings.CutPrefix(string(r), string(RoleBreakdown))
}

// IsRegion reports whether the column tells which region a row is of.
func (r Role) IsRegion() bool {
	return r == RoleRegion || r == RoleRegionID || r == RoleRegionCode || r == RoleRegionName
}

func roleNames() string {
	names := make([]string, len(roles), len(roles)+1)
	for i, r := range roles {
		names[i] = string(r)
	}
	return strings.Join(append(names, "breakdown:KEY"), ", ")
}

// headerWords are headers that say what a column holds besides those of
// PxWeb's dimensions, in the three languages, as HeaderKey writes them.
var headerWords = wordsOf(map[Role]string{
	RoleRegion: "kunnat, maakunnat, seutukunnat, kommuner, kommun/landsting, kommun/region, county, local authority, " +
		"shp, hva, avi, ely, erva, sairaanhoitopiirit, hyvinvointialueet, suuralueet, yhteistyöalue, erityisvastuualue, aluehallintovirasto, avi alue, ely keskus, " +
		"välfärdsområden, ekonomiska regioner, samarbetsområde, specialupptagningsområde, rfv område, ely central, " +
		"municipalities, sub region, sub regions, hospital districts, wellbeing services counties, major regions, collaborative area, special responsibility area, avi area, ely centre, " +
		"kommune, fylke, country, geo, ref area",
	RoleRegionCode: "kuntanro, kunta nro, kuntanumero, kunnan numero, kuntakoodi, kunnan koodi, maakunta nro, maakuntakoodi, maakunnan koodi, aluekoodi, alueen koodi, alue koodi, " +
		"kommunkod, kommunnummer, kommunnr, regionkod, områdeskod, " +
		"area code, region code, municipality code, municipality number, geography code, nuts code, country code, kommunenummer",
	RoleRegionName: "kunnan nimi, kunta nimi, kuntanimi, alueen nimi, alue nimi, aluenimi, maakunnan nimi, maakunta nimi, kommunens namn, kommunnamn, områdesnamn, " +
		"area name, region name, municipality name, geography name, country name, reference area",
	RoleCategory: "aluetaso, aluejako, aluetyyppi, alueluokka, områdesnivå, områdestyp, regionnivå, " +
		"area type, area level, region level, region type, region class, region category, category, level",
	RolePeriod:    "vuodet, tilastovuosi, tidpunkt, time period, date, ref date",
	RoleIndicator: "indikaattori, muuttuja, mittari, tunnusluku, indikator, variabel, nyckeltal, indicator, variable, indicator name, indicator id",
	RoleValue:     "arvo, lukuarvo, värde, visat värde, value, primary value, obs value, indhold",
	RoleCount:     "lkm, lukumäärä, antal, count, absolute value, absoluuttinen arvo, numerator",
	RoleStatus:    "status, flag, value note, merkintä, obs flag, obs status, observation flag",
})

// wordsOf gives the roles by each of their words, put in order when first asked for.
func wordsOf(lists map[Role]string) func() map[string]Role {
	return sync.OnceValue(func() map[string]Role {
		words := map[string]Role{}
		for role, list := range lists {
			for word := range strings.SplitSeq(list, ",") {
				words[strings.TrimSpace(word)] = role
			}
		}
		return words
	})
}

// HeaderRole is the role a header gives its column; "" where it gives none.
func HeaderRole(header string) Role {
	if role, ok := HeaderWord(header); ok {
		return role
	}
	if role, ok := DimensionRole(HeaderKey(header)); ok && role != RoleIndicator {
		return role
	}
	return qualifiedRole(header)
}

// qualifiedRole is the role of a header that says of a gender or an age in what
// form it is: "sukupuoli_koodi", "Age group code", "Ikäluokka (nimi)".
func qualifiedRole(header string) Role {
	words := strings.Fields(strings.NewReplacer("(", " ", ")", " ").Replace(HeaderKey(header)))
	n := len(words) - 1
	if n < 1 || !slices.Contains([]string{"koodi", "kod", "code", "id", "nro", "nr", "nimi", "namn", "name", "label", "luokka", "luokitus", "klass", "class", "selite", "teksti", "text"}, words[n]) {
		return ""
	}
	role, _ := DimensionRole(strings.Join(words[:n], " "))
	if _, breakdown := role.Breakdown(); role == RoleGender || breakdown {
		return role
	}
	return ""
}

// HeaderWord is the role a header gives its column besides those of PxWeb's
// dimensions.
func HeaderWord(header string) (Role, bool) {
	role, ok := headerWords()[HeaderKey(header)]
	return role, ok
}

// DimensionRole is what a dimension of PxWeb's holds by its name.
func DimensionRole(name string) (Role, bool) {
	role, ok := dimensionNames()[DimensionKey(name)]
	return role, ok
}

// dimensionNames are the words by which PxWeb's dimensions go, in Finnish,
// Swedish and English.
var dimensionNames = wordsOf(map[Role]string{
	RoleRegion: "alue,kunta,asuinkunta,maakunta,seutukunta,hyvinvointialue,sairaanhoitopiiri,suuralue,asuinalue," +
		"område,kommun,bosättningskommun,landskap,ekonomisk region,välfärdsområde,sjukvårdsdistrikt,storområde," +
		"area,region,municipality,sub-region,major region,wellbeing services county,hospital district",
	RolePeriod:            "vuosi,kuukausi,vuosineljännes,neljännes,aika,ajankohta,ajanjakso,år,månad,kvartal,tid,year,month,quarter,time,period",
	RoleGender:            "sukupuoli,sukup,sukup.,kön,sex,gender,kjønn,køn,sugu,geschlecht",
	RoleBreakdown + "age": "ikä,ikäryhmä,ikäluokka,ika,ikaryhma,ikaluokka,ikä 1-v.,ålder,åldersgrupp,åldersklass,age,age group",
	RoleIndicator:         "tiedot,uppgifter,information,contents,contentscode,contentcode,sisältö,tabellinnehåll,innehåll",
})

// DimensionKey is the form names of dimensions are compared in: lower case,
// without the year of a division and what stands in brackets ("Kunta 2023",
// "Ikä (1-v.)").
func DimensionKey(name string) string {
	name, _, _ = strings.Cut(content.Composed(name), "(")
	words := strings.Fields(strings.ToLower(name))
	if n := len(words) - 1; n > 0 {
		if _, err := domain.ParsePeriod(words[n]); err == nil {
			words = words[:n]
		}
	}
	return strings.Join(words, " ")
}

// HeaderKey writes a header as headerWords has it: in lower case, without
// footnote marks, its dots, underscores and hyphens as spaces.
func HeaderKey(s string) string {
	s = strings.ToLower(sheet.StripMarks(content.Composed(s)))
	s = strings.NewReplacer("_", " ", ".", " ", "-", " ").Replace(s)
	return strings.TrimSuffix(content.Squeeze(s), ":")
}

// HeaderCategory is the category of the regions a header names: "Kunta" is
// KUNTA, "shp" SAIRAANHOITOPIIRI; "" for "Alue". Sweden has a kommun too, and every
// country regions.
func HeaderCategory(header string) string {
	key := HeaderKey(header)
	switch word := DimensionKey(key); word {
	case "region", "regions", "kommun", "kommuner", "maa", "country":
	default:
		if category, ok := listedCategory(word); ok {
			return category
		}
		if category, ok := listedCategory(strings.ReplaceAll(word, " ", "-")); ok {
			return category
		}
	}
	for _, word := range strings.Fields(key) {
		for _, prefix := range []struct{ prefix, category string }{
			{"kunta", "KUNTA"}, {"kunna", "KUNTA"}, {"municipality", "KUNTA"}, {"maaku", "MAAKUNTA"}, {"seutukun", "SEUTUKUNTA"},
			{"hyvinvointial", "HYVINVOINTIALUE"}, {"välfärdsområde", "HYVINVOINTIALUE"}, {"sairaanhoitopiiri", "SAIRAANHOITOPIIRI"},
		} {
			if strings.HasPrefix(word, prefix.prefix) {
				return prefix.category
			}
		}
	}
	return ""
}

// Slug writes a text as it may stand in an id or a breakdown's key: lower
// case letters and digits, the rest hyphens.
func Slug(s string) string {
	var b strings.Builder
	for _, c := range strings.ToLower(s) {
		switch c {
		case 'ä', 'å', 'à', 'á':
			c = 'a'
		case 'ö', 'ø':
			c = 'o'
		case 'é', 'è', 'ü':
			c = map[rune]rune{'é': 'e', 'è': 'e', 'ü': 'u'}[c]
		}
		if 'a' <= c && c <= 'z' || '0' <= c && c <= '9' {
			b.WriteRune(c)
		} else if b.Len() > 0 && !strings.HasSuffix(b.String(), "-") {
			b.WriteByte('-')
		}
	}
	return strings.Trim(b.String(), "-")
}
