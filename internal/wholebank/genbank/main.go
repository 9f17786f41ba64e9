// Genbank writes a made-up data bank to a file (see package wholebank).
//
//	go run ./internal/wholebank/genbank -order shuffled -o bank.csv
package main

import (
	"flag"
	"fmt"
	"os"

	"kuvio/internal/wholebank"
)

func main() {
	b := wholebank.Whole
	flag.IntVar(&b.Indicators, "indicators", b.Indicators, "how many indicators")
	flag.IntVar(&b.Regions, "regions", b.Regions, "how many areas each")
	flag.IntVar(&b.Years, "years", b.Years, "how many years each, to 2023")
	order := flag.String("order", "sorted", "order of the rows: sorted or shuffled")
	out := flag.String("o", "bank.csv", "file to write")
	flag.Parse()
	b.Shuffled = *order == "shuffled"
	if err := write(*out, b); err != nil {
		fmt.Fprintln(os.Stderr, "genbank:", err)
		os.Exit(1)
	}
}

func write(name string, b wholebank.Bank) error {
	f, err := os.Create(name)
	if err != nil {
		return err
	}
	if err := b.Write(f); err != nil {
		f.Close()
		return err
	}
	return f.Close()
}
