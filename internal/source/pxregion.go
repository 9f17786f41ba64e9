package source

import "strings"

// areaPrefixes are the letters Statistics Finland puts before the codes of
// areas, "KU091", and the categories they stand for.
var areaPrefixes = map[string]string{
	"KU": "KUNTA", "SK": "SEUTUKUNTA", "MK": "MAAKUNTA", "SA": "SUURALUE", "HVA": "HYVINVOINTIALUE", "HV": "HYVINVOINTIALUE",
	"SHP": "SAIRAANHOITOPIIRI", "AVI": "ALUEHALLINTOVIRASTO", "ELY": "ELY-KESKUS",
}

// area reads the value of a dimension of regions. Category is that of all its
// values but the whole country, "" where the dimension does not say it.
func (v dimensionValue) area(category string) (RegionKey, bool) {
	name, code := title(v.label), strings.TrimSpace(v.code)
	if code == "" {
		key := splitRegion(name)
		if key.Category == "" {
			key.Category = category
		}
		return key, name != "" && printable(name)
	}
	if rest, found := strings.CutPrefix(name, code); found && (rest == "" || rest[0] == ' ') {
		name = strings.TrimSpace(rest)
	}
	if countryWords[strings.ToLower(name)] || code == "SSS" {
		return RegionKey{Category: "MAA", Name: name}, true
	}
	key := RegionKey{Category: category, Name: name}
	if digits := strings.TrimLeft(code, "ABCDEFGHIJKLMNOPQRSTUVWXYZ"); digits != "" && allDigits(digits) {
		prefix := code[:len(code)-len(digits)]
		if of, known := areaPrefixes[prefix]; known {
			key.Category, key.Code = of, digits
		} else if prefix == "" {
			key.Code = digits
		}
	}
	return key, (key.Name != "" || key.Code != "") && printable(key.Name)
}

// category is that of all regions of a dimension by its name: "Kunta" has
// municipalities; "" where it may hold several, as "Alue" and "Region" do.
func (d *dimension) category() string {
	if c := headerCategory(d.name); c != "" {
		return c
	}
	key := dimensionKey(d.name)
	if c, ok := categoryOf(key); ok && key != "region" && key != "maa" {
		return c
	}
	return ""
}
