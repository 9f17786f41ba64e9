package source

import (
	"regexp"
	"strings"
)

// ageClass is how age classes are written: "0", "0 - 6", "100 -", "65+",
// "15–64-vuotiaat", "0–6 år".
var ageClass = regexp.MustCompile(`^(\d{1,3})\s*(?:([-–]|\+)\s*(\d{1,3})?)?\s*(?:-?(?:vuotiaat|vuotias|vuotta|v\.?|åringar|år|years?(?: old)?|yrs?\.?))?$`)

// breakdownOf is what a value of a dimension contributes to an observation's
// breakdown, "age=0-6"; "" for all values together. Ages are "0", "0-6" and
// "100-", everything else is the slug of its label.
func breakdownOf(key string, v dimensionValue) string {
	if isTotal(v) {
		return ""
	}
	label := title(v.label)
	if key == "age" {
		if m := ageClass.FindStringSubmatch(strings.ToLower(label)); m != nil {
			from := wholeAge(m[1])
			switch {
			case m[2] == "":
				return "age=" + from
			case m[3] == "":
				return "age=" + from + "-"
			}
			return "age=" + from + "-" + wholeAge(m[3])
		}
	}
	value := slugOf(label)
	if value == "" {
		value = slugOf(v.code)
	}
	if value == "" {
		return ""
	}
	return key + "=" + value
}

// wholeAge is an age without zeros before it.
func wholeAge(s string) string {
	if s = strings.TrimLeft(s, "0"); s == "" {
		return "0"
	}
	return s
}
