package source

import (
	"strings"

	"kuvio/internal/domain"
)

// dimensionNames are the words by which PxWeb's dimensions go, in Finnish,
// Swedish and English.
var dimensionNames = map[string]Role{}

func init() {
	for role, names := range map[Role]string{
		RoleRegion: "alue,kunta,asuinkunta,maakunta,seutukunta,hyvinvointialue,sairaanhoitopiiri,suuralue,asuinalue," +
			"område,kommun,bosättningskommun,landskap,ekonomisk region,välfärdsområde,sjukvårdsdistrikt,storområde," +
			"area,region,municipality,sub-region,major region,wellbeing services county,hospital district",
		RolePeriod:            "vuosi,kuukausi,vuosineljännes,neljännes,aika,ajankohta,ajanjakso,år,månad,kvartal,tid,year,month,quarter,time,period",
		RoleGender:            "sukupuoli,kön,sex,gender",
		RoleBreakdown + "age": "ikä,ikäryhmä,ikäluokka,ikä 1-v.,ålder,åldersgrupp,åldersklass,age,age group",
		RoleIndicator:         "tiedot,uppgifter,information,contents,contentscode,contentcode,sisältö,tabellinnehåll,innehåll",
	} {
		for name := range strings.SplitSeq(names, ",") {
			dimensionNames[name] = role
		}
	}
}

// dimensionKey is the form names of dimensions are compared in: lower case,
// without the year of a division and what stands in brackets ("Kunta 2023",
// "Ikä (1-v.)").
func dimensionKey(name string) string {
	name, _, _ = strings.Cut(name, "(")
	words := strings.Fields(strings.ToLower(name))
	if n := len(words) - 1; n > 0 {
		if _, err := domain.ParsePeriod(words[n]); err == nil {
			words = words[:n]
		}
	}
	return strings.Join(words, " ")
}

// roleOf says what a dimension is of: what the mapping says, else the file,
// else its name, else its values. All that is left is a breakdown by the
// dimension's own name.
func (d *dimension) roleOf(m *Mapping) Role {
	if m != nil {
		for _, c := range m.Columns {
			if c.Column != "" && (strings.EqualFold(c.Column, d.name) || strings.EqualFold(c.Column, d.code)) || c.At != "" && c.At == d.at {
				return c.Is
			}
		}
	}
	if d.role != "" {
		return d.role
	}
	for _, name := range []string{d.name, d.code} {
		if role, ok := dimensionNames[dimensionKey(name)]; ok {
			return role
		}
	}
	switch {
	case d.all(func(v dimensionValue) bool { _, ok := sexOf(v); return ok }) && !d.all(isTotal):
		return RoleGender
	case d.all(func(v dimensionValue) bool { _, ok := periodOf(v); return ok }):
		return RolePeriod
	case d.all(func(v dimensionValue) bool {
		return isTotal(v) || ageClass.MatchString(strings.ToLower(title(v.label)))
	}) && !d.all(isTotal):
		return RoleBreakdown + "age"
	case d.unnamed && d.at == "": // of a heading, where what is measured stands
		return RoleIndicator
	}
	return RoleBreakdown
}

// all reports whether every value fits, of which there must be one.
func (d *dimension) all(fits func(dimensionValue) bool) bool {
	for _, v := range d.values {
		if !fits(v) {
			return false
		}
	}
	return len(d.values) > 0
}

// sexWords are PxWeb's words beside the web service's.
var sexWords = map[string]domain.Gender{
	"miehet": domain.Male, "mies": domain.Male, "män": domain.Male, "man": domain.Male, "males": domain.Male, "male": domain.Male, "men": domain.Male,
	"naiset": domain.Female, "nainen": domain.Female, "kvinnor": domain.Female, "kvinna": domain.Female, "females": domain.Female, "female": domain.Female, "women": domain.Female,
	"sukupuolet yhteensä": domain.Total, "miehet ja naiset": domain.Total, "båda könen": domain.Total, "män och kvinnor": domain.Total,
	"both sexes": domain.Total, "males and females": domain.Total, "men and women": domain.Total,
}

// sexOf reads the value of a dimension of sexes.
func sexOf(v dimensionValue) (domain.Gender, bool) {
	word := strings.ToLower(title(v.label))
	if g, ok := sexWords[word]; ok {
		return g, true
	}
	if isTotal(v) {
		return domain.Total, true
	}
	return "", false
}

// periodOf reads the value of a dimension of time. A star marks figures that
// are preliminary ("2023*").
func periodOf(v dimensionValue) (domain.Period, bool) {
	for _, s := range []string{v.label, v.code} {
		if p, err := domain.ParsePeriod(strings.TrimRight(strings.TrimSpace(s), "* ")); err == nil {
			return p, true
		}
	}
	return "", false
}

// isTotal reports whether a value is all of its dimension's together: SSS is
// Statistics Finland's code of it.
func isTotal(v dimensionValue) bool {
	switch word := strings.ToLower(title(v.label)); word {
	case "yhteensä", "kaikki", "totalt", "samtliga", "alla", "total", "all":
		return true
	}
	return v.code == "SSS"
}
