// Kuvio computes trends and comparisons of regional welfare indicators and
// renders a plan's figures.
package main

import (
	"os"

	"kuvio/internal/cli"
)

func main() { os.Exit(cli.Main()) }
