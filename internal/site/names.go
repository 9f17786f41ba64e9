package site

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"strings"

	"kuvio/internal/domain"
	"kuvio/internal/late"
)

// Folders of the site. They are called the same in every language, so that a link to a
// page holds whatever language the site is made in.
const (
	indicatorFolder = "indikaattori"
	areaFolder      = "alue"
)

// longestName is how much of an id stands in the name of a file.
const longestName = 60

// fileName is an id as a part of the name of a file, that every disk takes and that can be
// read: "191", "kunta-179", "kolada-n31001-5b0c1f2a". An id of which that leaves
// something out, if only the case of letters, has a piece of its hash at the end, so that
// no two have one name, and the name of one does not hang on which others there are.
func fileName(id string) string {
	var b strings.Builder
	lossy, colon := false, false
	for _, r := range id {
		switch {
		case 'a' <= r && r <= 'z' || '0' <= r && r <= '9', colon && (r == '-' || r == '_'):
			b.WriteRune(r)
		case r == ':' && !colon && b.Len() > 0: // so that the first hyphen is always it
			b.WriteByte('-')
			colon = true
		case 'A' <= r && r <= 'Z':
			b.WriteRune(r - 'A' + 'a')
			lossy = true
		default:
			b.WriteByte('_')
			lossy = true
		}
	}
	name := cmp.Or(b.String(), "_")
	if len(name) > longestName {
		name, lossy = name[:longestName], true
	}
	if lossy || reserved(name) || hashed().MatchString(name) {
		sum := sha256.Sum256([]byte(id))
		name += "-" + hex.EncodeToString(sum[:4])
	}
	return name
}

// hashed are names that end as those with a piece of a hash do.
var hashed = late.Regexp(`-[0-9a-f]{8}$`)

// reserved reports whether Windows takes a name for a device.
func reserved(name string) bool {
	switch name {
	case "_", "con", "prn", "aux", "nul":
		return true
	}
	device, number := name[:max(0, len(name)-1)], name[max(0, len(name)-1):]
	return (device == "com" || device == "lpt") && number >= "0" && number <= "9"
}

func indicatorName(id domain.IndicatorID) string { return fileName(string(id)) }

func areaName(id domain.RegionID) string { return fileName(string(id)) }

func indicatorPage(id domain.IndicatorID) string {
	return indicatorFolder + "/" + indicatorName(id) + ".html"
}

func areaPage(id domain.RegionID) string { return areaFolder + "/" + areaName(id) + ".html" }
