// Package manual writes the manual pages of a cobra program: one for each command, in
// section 1, and one for each topic of its help, in section 7.
//
// cobra's own generator (cobra/doc) takes the texts for Markdown and joins the lines of
// their tables and examples; it leaves out topics, and brings three modules.
package manual

import (
	"encoding/json"
	"fmt"
	"strings"
	"time"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

// Page is a manual page.
type Page struct {
	Name    string // kuvio-list-indicators
	Section int
	Body    []byte // roff with the man macros, ASCII
}

// File is the page's file name: kuvio-list-indicators.1.
func (p Page) File() string { return fmt.Sprintf("%s.%d", p.Name, p.Section) }

// Pages are those of a command, of all below it and of its topics. The version
// ("kuvio 0.1.0") and the day stand at the foot of each.
func Pages(root *cobra.Command, version string, day time.Time) []Page {
	var pages []Page
	var add func(*cobra.Command)
	add = func(cmd *cobra.Command) {
		if isPage(cmd) {
			pages = append(pages, page(cmd, version, day))
		}
		for _, below := range cmd.Commands() {
			add(below)
		}
	}
	add(root)
	return pages
}

// isPage leaves out what is hidden and topics that are to be read by programs.
func isPage(cmd *cobra.Command) bool {
	return !cmd.Hidden && cmd.Deprecated == "" && !json.Valid([]byte(cmd.Long))
}

func name(cmd *cobra.Command) string { return strings.ReplaceAll(cmd.CommandPath(), " ", "-") }

func section(cmd *cobra.Command) int {
	if cmd.IsAdditionalHelpTopicCommand() {
		return 7
	}
	return 1
}

func page(cmd *cobra.Command, version string, day time.Time) Page {
	p := Page{Name: name(cmd), Section: section(cmd)}
	var r roff
	r.printf(".TH %s %d %s \"%s\"\n", escaped(strings.ToUpper(p.Name)), p.Section, day.UTC().Format(time.DateOnly), escaped(version))
	r.macro("SH", "NAME")
	r.printf("%s \\- %s\n", escaped(p.Name), escaped(cmd.Short))
	if p.Section == 1 {
		cmd.InitDefaultHelpFlag() // which cobra adds to a command that runs
		cmd.InitDefaultVersionFlag()
		r.macro("SH", "SYNOPSIS")
		r.asItIs(synopsis(cmd))
	}
	r.macro("SH", "DESCRIPTION")
	r.text(description(cmd))
	r.below(cmd)
	r.options("OPTIONS", cmd.NonInheritedFlags())
	r.options("GLOBAL OPTIONS", cmd.InheritedFlags())
	if cmd.Example != "" {
		r.macro("SH", "EXAMPLES")
		r.asItIs(cmd.Example)
	}
	if cmd.HasParent() {
		r.macro("SH", "SEE ALSO")
		r.printf(".BR %s (%d)\n", escaped(name(cmd.Parent())), section(cmd.Parent()))
	}
	p.Body = []byte(r.String())
	return p
}

// synopsis is how the command is written.
func synopsis(cmd *cobra.Command) string {
	var lines []string
	if cmd.Runnable() {
		lines = append(lines, cmd.UseLine())
	}
	if cmd.HasAvailableSubCommands() {
		lines = append(lines, cmd.CommandPath()+" COMMAND")
	}
	return strings.Join(lines, "\n")
}

func description(cmd *cobra.Command) string {
	if cmd.Long != "" {
		return cmd.Long
	}
	return cmd.Short + "."
}

// options lists flags as man pages do: each with its value, and what it is unless set.
func (r *roff) options(title string, flags *pflag.FlagSet) {
	if !flags.HasAvailableFlags() {
		return
	}
	r.macro("SH", title)
	flags.VisitAll(func(f *pflag.Flag) {
		if f.Hidden || f.Deprecated != "" {
			return
		}
		value, usage := pflag.UnquoteUsage(f)
		written := bold("--" + f.Name)
		if f.Shorthand != "" {
			written = bold("-"+f.Shorthand) + ", " + written
		}
		if value != "" {
			written += " " + italic(value)
		}
		if said := unlessSet(f); said != "" {
			usage += " (default " + said + ")"
		}
		r.printf(".TP\n%s\n%s\n", written, escaped(usage))
	})
}

// unlessSet is a flag's value where it is not given, as its help says it; "" for none.
func unlessSet(f *pflag.Flag) string {
	switch {
	case f.DefValue == "" || f.DefValue == "false" || f.DefValue == "0" || f.DefValue == "[]":
		return ""
	case f.Value.Type() == "string":
		return fmt.Sprintf("%q", f.DefValue)
	}
	return f.DefValue
}

// below lists the command's own commands and topics, each by its page.
func (r *roff) below(cmd *cobra.Command) {
	var pages []*cobra.Command
	for _, c := range cmd.Commands() {
		if isPage(c) {
			pages = append(pages, c)
		}
	}
	if len(pages) > 0 {
		r.macro("SH", "COMMANDS")
	}
	for _, c := range pages {
		r.printf(".TP\n.BR %s (%d)\n%s\n", escaped(name(c)), section(c), escaped(c.Short))
	}
}
