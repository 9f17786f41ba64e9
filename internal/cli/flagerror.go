package cli

import (
	"errors"
	"fmt"

	"github.com/spf13/pflag"
)

// expectations say what a flag of a type takes.
var expectations = map[string]string{
	"int":      "a whole number, such as 5",
	"float64":  "a number with a decimal point, such as 2.5",
	"bool":     "true or false, or the flag alone",
	"duration": "a length of time, such as 30s or 2m",
}

// flagError says of a flag's value what was expected, where pflag would give
// the words of the function that could not read it.
func flagError(err error) error {
	var invalid *pflag.InvalidValueError
	if !errors.As(err, &invalid) {
		return err
	}
	flag := invalid.GetFlag()
	if expected, ok := expectations[flag.Value.Type()]; ok {
		return fmt.Errorf("--%s %s: expected %s", flag.Name, invalid.GetValue(), expected)
	}
	return fmt.Errorf("--%s: %w", flag.Name, errors.Unwrap(invalid))
}
