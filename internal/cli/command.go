package cli

import (
	"io"
	"time"

	"github.com/spf13/cobra"
)

// Command is kuvio's commands and topics with all their texts, for who describes them:
// manual pages and the completions of shells are made of it.
func Command() *cobra.Command {
	root := newRoot(&Env{Stdout: io.Discard, Stderr: io.Discard, Getenv: func(string) string { return "" }, Now: time.Now})
	root.SetOut(io.Discard)
	root.Version = release
	for _, page := range root.Commands() {
		page.HelpFunc()(page, nil) // some texts are put together then: longWhenAsked
	}
	return root
}
