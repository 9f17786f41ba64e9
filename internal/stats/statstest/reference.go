package statstest

import (
	"encoding/json"
	"errors"
	"io/fs"
	"math"
	"os"
	"path/filepath"
	"testing"
)

// reference is where the numbers of published cases are, from the module's
// root. Its README says what each file holds and where it is from.
const reference = "internal/stats/testdata/reference"

// Read reads a file of published cases, named without ".json".
func Read(t testing.TB, name string, into any) {
	t.Helper()
	var text []byte
	err := fs.ErrNotExist
	// A test runs in its package's folder: up from there to the module's root.
	for up := "."; errors.Is(err, fs.ErrNotExist) && len(up) < 30; up = filepath.Join(up, "..") {
		text, err = os.ReadFile(filepath.Join(up, filepath.FromSlash(reference), name+".json"))
	}
	if err != nil {
		t.Fatalf("no reference case %s in %s above this package: %v", name, reference, err)
	}
	if err := json.Unmarshal(text, into); err != nil {
		t.Fatalf("%s.json: %v", name, err)
	}
}

// Numbers are a column of a published case: null, a number the source does not
// give, is NaN.
type Numbers []float64

// UnmarshalJSON reads the column.
func (n *Numbers) UnmarshalJSON(text []byte) error {
	var column []*float64
	if err := json.Unmarshal(text, &column); err != nil {
		return err
	}
	*n = make(Numbers, len(column))
	for i, v := range column {
		if (*n)[i] = math.NaN(); v != nil {
			(*n)[i] = *v
		}
	}
	return nil
}
