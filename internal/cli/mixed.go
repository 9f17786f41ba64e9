package cli

import (
	"strings"

	"github.com/spf13/cobra"

	"kuvio/internal/between"
	"kuvio/internal/series"
)

// bindMixed binds the flag of a command that sets areas beside each other.
func bindMixed(cmd *cobra.Command, mixed *bool) {
	cmd.Flags().BoolVar(mixed, "mixed", false, "regions of several kinds beside each other, such as municipalities and a maakunta")
}

// checkMixed refuses to set areas of several categories beside each other,
// where ranks and means count people twice and a maakunta stands as one
// municipality more, unless they are asked for.
func (a *app) checkMixed(all []series.Series, asked bool) error {
	var categories []string
	for _, c := range between.Categories(all) {
		categories = append(categories, string(c))
	}
	kinds := strings.Join(categories, ", ")
	switch {
	case len(categories) < 2:
	case asked:
		a.warn("regions of several kinds are counted together: %s", kinds)
	default:
		return usagef("regions of several kinds would be counted together: %s; name one kind with -r (such as kunta@maa), or allow it with --mixed", kinds)
	}
	return nil
}
