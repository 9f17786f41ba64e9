package source

import (
	"testing"

	"kuvio/internal/source/mapping"
)

// A mapping is not for a file that says everything itself.
func TestMappingOfSotkanet(t *testing.T) {
	m := mapping.Mapping{Name: "map.yaml", Indicator: "oma:a"}
	_, err := collectWith(t.Context(), inline("a.csv", restHeader+"127;85;2009;total;2406;\n"), Options{Map: &m})
	if want := "a.csv: sotkanet-rest-csv says everything itself, and the mapping map.yaml has no columns for it: read the file without it"; err == nil || err.Error() != want {
		t.Errorf("%v, want %s", err, want)
	}
}
