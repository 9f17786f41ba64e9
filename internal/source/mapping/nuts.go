package mapping

import (
	"strings"

	"kuvio/internal/source/record"
)

// nuts3 are the codes that the regions of Finland (maakunta) have had in the
// European Union's classification of areas, and their own: those of 2013, 2016
// and 2021, and of 2024 where they are other areas' than before (Statistics
// Finland, "NUTS classification"; codes of 2024 that are not here are asked for
// as others are).
var nuts3 = map[string]string{
	"FI1B1": "01", "FI1C1": "02", "FI196": "04", "FI1C2": "05", "FI197": "06", "FI19B": "06",
	"FI1C3": "07", "FI1C6": "07", "FI1C4": "08", "FI1C7": "08", "FI1C5": "09",
	"FI1D1": "10", "FI1D2": "11", "FI1D3": "12", "FI193": "13", "FI198": "13", "FI194": "14", "FI199": "14",
	"FI195": "15", "FI19A": "15", "FI1D5": "16", "FI1D6": "17", "FI1D9": "17", "FI1D4": "18", "FI1D8": "18",
	"FI1D7": "19", "FI200": "21",
}

// NUTS is the region that a code of the European Union's is of: Finland or one
// of its regions (NUTS 3).
func NUTS(code string) (record.RegionKey, bool) {
	if code == "FI" {
		return record.RegionKey{Category: "MAA"}, true
	}
	if !strings.HasPrefix(code, "FI") {
		return record.RegionKey{}, false
	}
	own, ok := nuts3[code]
	return record.RegionKey{Category: "MAAKUNTA", Code: own}, ok
}
