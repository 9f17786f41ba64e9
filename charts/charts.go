// Package charts holds the specs of the plan's figures, one YAML file each, and its
// situation chapter as a template. It only embeds them; packages chart and fill read them.
package charts

import "embed"

// Plan is the figures of the plan, as *.yaml.
//
//go:embed *.yaml
var Plan embed.FS

// Chapter is the plan's situation chapter with placeholders, in Markdown and Finnish.
//
//go:embed tilannekuva.md
var Chapter []byte
