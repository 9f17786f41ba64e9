// Package charts holds the specs of the plan's figures, one YAML file each.
// It only embeds them; package chart reads them.
package charts

import "embed"

// Plan is the figures of the plan, as *.yaml.
//
//go:embed *.yaml
var Plan embed.FS
