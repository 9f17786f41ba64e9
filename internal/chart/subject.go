package chart

import (
	"reflect"
	"slices"
	"strings"
	"unicode"

	"kuvio/internal/catalog"
	"kuvio/internal/domain"
	"kuvio/internal/locale"
	"kuvio/internal/series"
)

// subject is what a figure is of, for its texts.
type subject struct {
	indicators []domain.Indicator // each once
	places     []place            // of the regions, but for the country beside others
	multiply   float64
	unit       domain.Text   // where it is not the indicators'
	restricted []domain.Text // the gender and breakdown that all of it has
}

// place is a region of a figure, or a set of them by the area they lie in.
type place struct {
	name domain.Text
	catalog.Place
	set domain.Category // of the areas of a set; "" of a region
}

// mostPlaces is how many regions a text names; of more it speaks without them.
const mostPlaces = 3

func (a *subject) placed() bool  { return len(a.places) > 0 && len(a.places) <= mostPlaces }
func (a *subject) counted() bool { return len(a.indicators) == 1 }

// measured reports whether all of the figure is in one unit.
func (a *subject) measured() bool {
	return len(a.indicators) > 0 && !slices.ContainsFunc(a.indicators, func(i domain.Indicator) bool { return i.Unit != a.indicators[0].Unit })
}

// about finds what a figure is of: what its spec names, and what the data drawn
// is restricted to.
func (b *Builder) about(s Spec, f *Figure) subject {
	a := subject{multiply: 1, unit: f.unit}
	if v, ok := s.(interface{ values() *Values }); ok {
		a.multiply = v.values().factor()
	}
	var indicators, regions []string
	namedIn(reflect.ValueOf(s).Elem(), &indicators, &regions)
	for _, list := range indicators {
		selectors, err := b.Session.Selectors(list)
		if err != nil {
			continue // what cannot be read is an error of the figure's own
		}
		for _, sel := range selectors {
			ind := b.Session.Describe(sel[len(sel)-1])
			if !slices.ContainsFunc(a.indicators, func(o domain.Indicator) bool { return o.ID == ind.ID }) {
				a.indicators = append(a.indicators, ind)
			}
		}
	}
	for _, ref := range regions {
		b.addPlace(&a, ref)
	}
	if plain := slices.DeleteFunc(slices.Clone(a.places), place.country); len(plain) > 0 {
		a.places = plain
	}
	a.restricted = restrictions(f.used)
	return a
}

// addPlace adds the areas of a reference that are not there yet.
func (b *Builder) addPlace(a *subject, ref string) {
	refs, err := catalog.ParseRefs(ref)
	if err != nil {
		return
	}
	for _, one := range refs {
		if one.Form == catalog.RefSet {
			if areas, err := b.Session.Areas(one.Of.String()); err == nil && len(areas) == 1 {
				a.add(place{areas[0].Name, b.Session.Place(areas[0].ID), one.Category})
				continue
			}
		}
		areas, err := b.Session.Areas(one.String())
		if err != nil {
			continue
		}
		for _, area := range areas {
			a.add(place{area.Name, b.Session.Place(area.ID), ""})
		}
	}
}

func (a *subject) add(p place) {
	if !slices.Contains(a.places, p) {
		a.places = append(a.places, p)
	}
}

// country reports whether it is the whole country, or what one area leaves of it:
// beside another area those are what it is set beside.
func (p place) country() bool {
	return p.set == "" && (p.In.EN == "in the whole country" || p.In.EN == "in the rest of the country")
}

// namedIn collects the indicators and the regions that a spec names, in the order
// of its keys; not those it sets them beside.
func namedIn(v reflect.Value, indicators, regions *[]string) {
	switch v.Kind() {
	case reflect.Slice:
		for i := range v.Len() {
			namedIn(v.Index(i), indicators, regions)
		}
		return
	case reflect.Struct:
	default:
		return
	}
	for i := range v.NumField() {
		into := (*[]string)(nil)
		name, options, _ := strings.Cut(v.Type().Field(i).Tag.Get("yaml"), ",")
		switch name {
		case "indicator", "indicators", "x", "y":
			into = indicators
		case "region", "regions":
			into = regions
		case "":
			if options != "inline" {
				continue
			}
		}
		switch words := v.Field(i).Interface().(type) {
		case List:
			if into != nil {
				*into = append(*into, words...)
			}
			continue
		}
		if f := v.Field(i); into != nil && f.Kind() == reflect.String {
			if f.String() != "" {
				*into = append(*into, f.String())
			}
			continue
		}
		namedIn(v.Field(i), indicators, regions)
	}
}

// restrictions are the gender and the breakdown that all series have in common.
func restrictions(used []series.Series) (texts []domain.Text) {
	if len(used) == 0 {
		return nil
	}
	gender, breakdown := used[0].Gender, used[0].Breakdown
	for i := range used {
		if used[i].Gender != gender {
			gender = domain.Total
		}
		if used[i].Breakdown != breakdown {
			breakdown = ""
		}
	}
	switch gender {
	case domain.Male:
		texts = append(texts, domain.Text{FI: "miehet", SV: "män", EN: "men"})
	case domain.Female:
		texts = append(texts, domain.Text{FI: "naiset", SV: "kvinnor", EN: "women"})
	}
	if breakdown != "" {
		texts = append(texts, domain.BreakdownLabel(breakdown))
	}
	return texts
}

// region names the regions: "Keski-Suomi ja Pirkanmaa".
func (a *subject) region(l domain.Lang) string {
	return a.ofPlaces(l, func(p place) string { return p.name.In(l) })
}

// in says where the figure is: "Keski-Suomessa", "i Mellersta Finland". Of a region
// that no one has inflected it says "alueella" and the name.
func (a *subject) in(l domain.Lang) string {
	return a.ofPlaces(l, func(p place) string {
		if where := p.In.Own(l); where != "" {
			return where
		}
		return domain.Text{FI: "alueella ", SV: "i ", EN: "in "}.In(l) + p.name.In(l)
	})
}

// genitive says whose the figure is: "Keski-Suomen", "Mellersta Finlands".
func (a *subject) genitive(l domain.Lang) string {
	return a.ofPlaces(l, func(p place) string {
		name := p.name.In(l)
		switch {
		case l == domain.Finnish && p.Of.FI != "":
			return p.Of.FI
		case l == domain.Finnish:
			return "alueen " + name
		case l == domain.English && strings.HasSuffix(name, "s"):
			return name + "’"
		case l == domain.English:
			return name + "’s"
		case strings.HasSuffix(name, "s"), strings.HasSuffix(name, "x"), strings.HasSuffix(name, "z"):
			return name
		}
		return name + "s"
	})
}

// ofPlaces joins what is said of each region.
func (a *subject) ofPlaces(l domain.Lang, say func(place) string) string {
	var said []string
	for _, p := range a.places {
		said = append(said, say(p))
	}
	return locale.List(l, said)
}

// indicator is what the figure counts, without its unit.
func (a *subject) indicator(l domain.Lang) string {
	return namesOf(a.indicators, l)
}

// inSentence is a title within a sentence: without its capital, where that is of no
// abbreviation.
func inSentence(title string) string {
	runes := []rune(title)
	if len(runes) < 2 || !unicode.IsUpper(runes[0]) || !unicode.IsLower(runes[1]) {
		return title
	}
	return string(unicode.ToLower(runes[0])) + string(runes[1:])
}

// measure is the figure's unit: as the indicator's title has it, "% vastaavanikäisestä
// väestöstä", or by name; "" where it is not known.
func (a *subject) measure(l domain.Lang) string {
	if !a.unit.IsZero() {
		return a.unit.In(l)
	}
	if !a.measured() {
		return ""
	}
	ind := a.indicators[0]
	if a.multiply != 1 {
		return drawnUnit(ind.Unit, a.multiply).Name().In(l)
	}
	var measure string
	for i := range a.indicators { // several of one unit may be shares of different wholes
		_, own := domain.TitleParts(a.indicators[i].Title.Own(l))
		if i > 0 && own != measure {
			measure = ""
			break
		}
		measure = own
	}
	base, isRate := strings.CutPrefix(measure, "/")
	switch base = strings.TrimSpace(base); {
	case isRate && l == domain.Finnish:
		return base + " kohti"
	case isRate:
		return "per " + base
	case measure != "":
		return measure
	case ind.Unit == domain.UnitCount:
		return domain.Text{FI: "lukumäärä", SV: "antal", EN: "number"}.In(l)
	case ind.Unit.Per() > 0 && ind.Unit != domain.UnitPercent:
		return domain.Text{FI: locale.Number(l, ind.Unit.Per(), 0) + " kohti", SV: "per " + locale.Number(l, ind.Unit.Per(), 0), EN: "per " + locale.Number(l, ind.Unit.Per(), 0)}.In(l)
	}
	return ind.Unit.Name().In(l)
}
