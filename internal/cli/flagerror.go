package cli

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

// expectations say what a flag of a type takes.
var expectations = map[string]string{
	"int":      "a whole number, such as 5",
	"float64":  "a number with a decimal point, such as 2.5",
	"bool":     "true or false, or the flag alone",
	"duration": "a length of time, such as 30s or 2m",
}

// ofTime are flags that say which years are meant, each in other commands.
var ofTime = []string{"year", "years", "period"}

// flagError says of a flag that there is none of which are like it, and of a flag's value
// what was expected, where pflag would give the words of the function that could not
// read it.
func flagError(cmd *cobra.Command, err error) error {
	var none *pflag.NotExistError
	if errors.As(err, &none) && none.GetSpecifiedShortnames() == "" {
		if like := flagsLike(cmd, none.GetSpecifiedName()); len(like) > 0 {
			return fmt.Errorf("%w: did you mean --%s?", err, strings.Join(like, " or --"))
		}
		return err
	}
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

// flagsLike are a command's flags that somebody may have meant by a name.
func flagsLike(cmd *cobra.Command, name string) []string {
	names := &cobra.Command{SuggestionsMinimumDistance: 1 + len(name)/6} // letters apart: two of short names are another word
	cmd.Flags().VisitAll(func(f *pflag.Flag) {
		one := &cobra.Command{Use: f.Name, Run: func(*cobra.Command, []string) {}}
		if slices.Contains(ofTime, f.Name) {
			one.SuggestFor = ofTime
		}
		if !f.Hidden {
			names.AddCommand(one)
		}
	})
	return slices.Compact(names.SuggestionsFor(name)) // which has a name once a reason
}
