package source

import (
	"slices"
	"strings"
)

// roles are the words a mapping may use.
var roles = []Role{
	RoleRegion, RoleRegionID, RoleRegionCode, RoleRegionName, RoleCategory, RolePeriod, RoleGender,
	RoleIndicator, RoleValue, RoleCount, RoleStatus, RoleIgnore,
}

// known reports whether the role is one there is.
func (r Role) known() bool {
	if key, ok := r.breakdown(); ok {
		return key != "" && slugOf(key) == key
	}
	return slices.Contains(roles, r)
}

// breakdown is the dimension's key of a breakdown's role.
func (r Role) breakdown() (key string, ok bool) {
	return strings.CutPrefix(string(r), string(RoleBreakdown))
}

// isRegion reports whether the column tells which region a row is of.
func (r Role) isRegion() bool {
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
// PxWeb's dimensions, in the three languages, as headerKey writes them.
var headerWords = func() map[string]Role {
	words := map[string]Role{}
	for role, list := range map[Role]string{
		RoleRegion: "kunnat, maakunnat, seutukunnat, kommuner, kommun/landsting, kommun/region, county, local authority",
		RoleRegionCode: "kuntanro, kunta nro, kuntanumero, kunnan numero, kuntakoodi, kunnan koodi, aluekoodi, alueen koodi, alue koodi, " +
			"kommunkod, kommunnummer, kommunnr, regionkod, områdeskod, " +
			"area code, region code, municipality code, municipality number, geography code, nuts code",
		RoleRegionName: "kunnan nimi, kuntanimi, alueen nimi, aluenimi, maakunnan nimi, kommunens namn, kommunnamn, områdesnamn, " +
			"area name, region name, municipality name, geography name",
		RoleCategory: "aluetaso, aluejako, aluetyyppi, alueluokka, områdesnivå, områdestyp, regionnivå, " +
			"area type, area level, region level, region type, region class, region category, category, level",
		RolePeriod:    "vuodet, tidpunkt, time period, date",
		RoleIndicator: "indikaattori, muuttuja, mittari, tunnusluku, indikator, variabel, nyckeltal, indicator, variable, indicator name, indicator id",
		RoleValue:     "arvo, lukuarvo, värde, visat värde, value, primary value",
		RoleCount:     "lkm, lukumäärä, antal, count, absolute value, absoluuttinen arvo, numerator",
		RoleStatus:    "status, flag, value note, merkintä",
	} {
		for word := range strings.SplitSeq(list, ", ") {
			words[word] = role
		}
	}
	return words
}()

// headerRole is the role a header gives its column; "" where it gives none.
func headerRole(header string) Role {
	key := headerKey(header)
	if role, ok := headerWords[key]; ok {
		return role
	}
	if role, ok := dimensionNames[dimensionKey(key)]; ok && role != RoleIndicator {
		return role
	}
	return ""
}

// headerKey writes a header as headerWords has it: in lower case, without
// footnote marks, its dots, underscores and hyphens as spaces.
func headerKey(s string) string {
	s = strings.ToLower(stripMarks(s))
	s = strings.NewReplacer("_", " ", ".", " ", "-", " ").Replace(s)
	return strings.TrimSuffix(squeeze(s), ":")
}

// headerCategory is the category of the regions a header names: "Kunta" is
// KUNTA; "" for "Alue".
func headerCategory(header string) string {
	key := headerKey(header)
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

// slugOf writes a text as it may stand in an id or a breakdown's key: lower
// case letters and digits, the rest hyphens.
func slugOf(s string) string {
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

// breakdownParts divides "age=0-6".
func breakdownParts(s string) (key, value string, ok bool) {
	key, value, ok = strings.Cut(s, "=")
	return key, value, ok && key != "" && slugOf(key) == key && value != "" && printable(value) && !strings.ContainsAny(value, "=,;")
}

// squeeze makes every run of white space one space.
func squeeze(s string) string { return strings.Join(strings.Fields(s), " ") }
