package cli

import (
	"fmt"
	"strings"

	"github.com/spf13/cobra"
)

// newHelp is 'kuvio help COMMAND|TOPIC': cobra's own, but that a name there is
// none of is an error.
func newHelp(root *cobra.Command) *cobra.Command {
	return &cobra.Command{
		Use:   "help [command or topic]",
		Short: "Help about any command or topic",
		Long:  "Help explains a command or a topic; 'kuvio help' alone lists them.",
		ValidArgsFunction: func(_ *cobra.Command, args []string, typed string) ([]string, cobra.ShellCompDirective) {
			var names []string
			for _, c := range root.Commands() {
				if len(args) == 0 && strings.HasPrefix(c.Name(), typed) {
					names = append(names, cobra.CompletionWithDesc(c.Name(), c.Short))
				}
			}
			return names, cobra.ShellCompDirectiveNoFileComp
		},
		RunE: func(cmd *cobra.Command, args []string) error {
			about, rest, err := root.Find(args)
			if err != nil || about == root && len(args) > 0 {
				return &usageError{root.CommandPath(), unknown("command or topic", root, args[0])}
			}
			if len(rest) > 0 && about.HasSubCommands() {
				return &usageError{about.CommandPath(), unknown("command", about, rest[0])}
			}
			about.InitDefaultHelpFlag()
			about.InitDefaultVersionFlag()
			return about.Help()
		},
	}
}

// unknown is the error of a name that is no command or topic of cmd's, with the
// names that are like it.
func unknown(what string, cmd *cobra.Command, name string) error {
	// cobra suggests only what can be run, which topics cannot.
	names := &cobra.Command{SuggestionsMinimumDistance: 2} // letters apart
	for _, c := range cmd.Commands() {
		names.AddCommand(&cobra.Command{Use: c.Name(), Run: func(*cobra.Command, []string) {}})
	}
	if near := names.SuggestionsFor(name); len(near) > 0 {
		return fmt.Errorf("unknown %s %q: did you mean %s?", what, name, strings.Join(near, " or "))
	}
	return fmt.Errorf("unknown %s %q: '%s --help' lists them", what, name, cmd.CommandPath())
}
