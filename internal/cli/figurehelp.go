package cli

import (
	"fmt"
	"reflect"
	"slices"
	"strings"

	"kuvio/internal/chart"
)

// figuresHelp says how figures are described, each key from the tags of the specs.
func figuresHelp() string {
	var b strings.Builder
	b.WriteString(`A figure is one YAML file in the workspace's charts/ folder; 'kuvio demo' leaves some
to copy from, 'kuvio figures add plan -r REGION' those of a plan for any region, and
'kuvio chart KIND ... --spec' writes one down. 'kuvio check' finds mistakes, each with
its line, 'kuvio render' draws, and 'kuvio help figure-schema' is for editors.

Regions, indicators and benchmarks are written as everywhere ('kuvio help
references'). A text is in several languages, {fi: ..., sv: ..., en: ...}, or plain, in
that of the workspace. A list may be [a, b] or "a, b".

Titles, subtitles, notes and sources are filled in: {year}, {years}, {first} and {last}
of the data, {indicator}, {unit}, and of the figure's region, or of the area whose
members it shows, {region}, {region:in} and {region:gen}: Keski-Suomi, Keski-Suomessa,
Keski-Suomen. A text with { } or a colon, or that begins with @, stands in quotes:
title: "{region:in} sijoitetut". So a figure moves to another region by one word. With
each: it is drawn for each of several, as FIGURE.kunta-179.
`)
	told := map[string]bool{}
	for _, of := range chart.Kinds {
		fields := chart.Fields(of.New())
		for _, group := range fieldGroups {
			if !told[group.name] && slices.ContainsFunc(fields, func(f chart.Field) bool { return f.Group == group.name }) {
				told[group.name] = true
				b.WriteString("\n" + group.title + ":\n")
				writeKeys(&b, fields, group.name)
			}
		}
	}
	for _, of := range chart.Kinds {
		fields := chart.Fields(of.New())
		fmt.Fprintf(&b, "\nkind: %s, %s", of.Kind, of.Shows)
		var also []string
		for _, group := range fieldGroups[1:] {
			if slices.ContainsFunc(fields, func(f chart.Field) bool { return f.Group == group.name }) {
				also = append(also, group.short)
			}
		}
		if len(also) > 0 {
			b.WriteString(" (" + strings.Join(also, "; ") + ")")
		}
		b.WriteString(":\n")
		writeKeys(&b, fields, "")
	}
	b.WriteString("\nBeside each picture stand its data (.csv) and its alternative text (.txt).")
	return b.String()
}

// fieldGroups are the keys that several kinds share.
var fieldGroups = []struct{ name, title, short string }{
	{"Frame", "Every figure", ""},
	{"Values", "Which values, where a kind is said to take them", "values"},
	{"Beside", "Areas beside one another, where a kind is said to take them", "areas"},
	{"Tinted", "Areas tinted by classes, where a kind is said to take them", "tinted areas"},
}

// writeKeys writes the keys of a group of fields, two columns wide.
func writeKeys(b *strings.Builder, fields []chart.Field, group string) {
	const indent, width = 18, 84
	for _, f := range fields {
		if f.Group != group || f.Help == "" {
			continue
		}
		line := fmt.Sprintf("  %-15s ", f.Key)
		for i, word := range strings.Fields(f.Help + entryKeys(f.Value.Type())) {
			switch {
			case len([]rune(line))+1+len([]rune(word)) > width && i > 0:
				b.WriteString(strings.TrimRight(line, " ") + "\n")
				line = strings.Repeat(" ", indent) + word
			case i > 0:
				line += " " + word
			default:
				line += word
			}
		}
		b.WriteString(line + "\n")
	}
}

// entryKeys are the keys of a list's entries.
func entryKeys(t reflect.Type) string {
	for t.Kind() == reflect.Pointer || t.Kind() == reflect.Slice {
		t = t.Elem()
	}
	if t.Kind() != reflect.Struct {
		return ""
	}
	var keys []string
	for field := range t.Fields() {
		if key, _, _ := strings.Cut(field.Tag.Get("yaml"), ","); key != "" && field.Tag.Get("help") != "" {
			keys = append(keys, key)
		}
	}
	if len(keys) == 0 {
		return ""
	}
	return ": {" + strings.Join(keys, ", ") + "}"
}
