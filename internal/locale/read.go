package locale

import (
	"errors"
	"fmt"
	"math"
	"strconv"
	"strings"
	"unicode"

	"kuvio/internal/late"
)

// ErrNoNumber is that a text is no number at all.
var ErrNoNumber = errors.New("not a number")

var (
	spaced    = late.Regexp(`^[-+]?[1-9]\d{0,2}( \d{3})+([.,]\d+)?$`)
	twofold   = late.Regexp(`^[-+]?[1-9]\d{0,2}([.,]\d{3})+([.,]\d+)?$`)
	zeroFirst = late.Regexp(`^[-+]?0\d`)
)

// Read reads a number that a person wrote, in any language: 16.5, 16,5 or 10 000. One that
// is read in one way in Finnish and in another in English, such as 10,000 or 1.000, is an
// error that says how to write it; ErrNoNumber is the error of what is none.
func Read(text string) (float64, error) {
	text = strings.Join(strings.FieldsFunc(text, unicode.IsSpace), " ")
	text = strings.Replace(text, "−", "-", 1)
	bare := strings.ReplaceAll(text, " ", "")
	switch {
	case twofold().MatchString(text):
		digits := strings.NewReplacer(",", "", ".", "").Replace(text)
		if strings.IndexAny(text, ".,") != strings.LastIndexAny(text, ".,") {
			return 0, fmt.Errorf("%q has separators that are read in more than one way: write thousands without them, such as 10000 or 10 000", text)
		}
		return 0, fmt.Errorf("%q can be thousands or decimals: write %s for thousands, or %s0 for decimals", text, digits, text)
	case zeroFirst().MatchString(text):
		return 0, fmt.Errorf("%q begins with 0: write thousands as 10000 or 10 000", text)
	case bare != text && !spaced().MatchString(text):
		return 0, ErrNoNumber
	}
	v, err := strconv.ParseFloat(strings.Replace(bare, ",", ".", 1), 64)
	if err != nil || math.IsNaN(v) || math.IsInf(v, 0) {
		return 0, ErrNoNumber
	}
	return v, nil
}
