// Package late has patterns compiled when they are first used: there are hundreds, and
// most commands, which start some hundred times a night, need none of them.
package late

import (
	"regexp"
	"sync"
)

// Regexp gives the pattern of an expression, which must be one (see regexp.MustCompile).
func Regexp(expr string) func() *regexp.Regexp {
	return sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(expr) })
}
