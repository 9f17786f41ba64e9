// Wholebank writes a file as large as SOTKAnet's whole bank, in the CSV layout
// of its REST interface, for measuring imports: 3,500 indicators × 320 areas ×
// 18 years, 20 million rows, about 530 MB. The figures are made by a fixed
// formula: the same flags give the same bytes.
//
//	go run ./internal/wholebank -order shuffled -o bank.csv
package main

import (
	"bufio"
	"flag"
	"fmt"
	"io"
	"os"
	"strconv"
)

func main() {
	var b bank
	flag.IntVar(&b.indicators, "indicators", 3500, "how many indicators")
	flag.IntVar(&b.regions, "regions", 320, "how many areas each")
	flag.IntVar(&b.years, "years", 18, "how many years each, to 2023")
	order := flag.String("order", "sorted", "order of the rows: sorted or shuffled")
	out := flag.String("o", "", "file to write (default: standard output)")
	flag.Parse()
	b.shuffled = *order == "shuffled"
	if err := write(*out, b); err != nil {
		fmt.Fprintln(os.Stderr, "wholebank:", err)
		os.Exit(1)
	}
}

func write(name string, b bank) error {
	if name == "" {
		return b.writeTo(os.Stdout)
	}
	f, err := os.Create(name)
	if err != nil {
		return err
	}
	if err := b.writeTo(f); err != nil {
		f.Close()
		return err
	}
	return f.Close()
}

// bank is the shape of a made-up data bank.
type bank struct {
	indicators, regions, years int
	shuffled                   bool
}

const (
	firstIndicator = 101
	firstRegion    = 1
	lastYear       = 2023
)

func (b bank) writeTo(w io.Writer) error {
	buf := bufio.NewWriterSize(w, 1<<20)
	if _, err := buf.WriteString("indicator;region;year;gender;primary value;absolute value\r\n"); err != nil {
		return err
	}
	n := b.indicators * b.regions * b.years
	step := b.step(n)
	row := make([]byte, 0, 64)
	for i, at := 0, 0; i < n; i++ {
		row = b.appendRow(row[:0], at)
		if _, err := buf.Write(row); err != nil {
			return err
		}
		if at += step; at >= n {
			at -= n
		}
	}
	return buf.Flush()
}

// step walks through all n rows: one by one where they are sorted, else by a
// stride without a common factor with n, near its golden section, so that
// neighbours in the file are far apart in the bank.
func (b bank) step(n int) int {
	if !b.shuffled {
		return 1
	}
	s := int(float64(n) * 0.6180339887498949)
	for gcd(s, n) != 1 {
		s++
	}
	return s
}

func gcd(a, b int) int {
	for b != 0 {
		a, b = b, a%b
	}
	return a
}

// appendRow writes row number at of the sorted bank. Two in three rows have a
// value with one decimal alone, the others a count as well.
func (b bank) appendRow(row []byte, at int) []byte {
	year := at % b.years
	region := at / b.years % b.regions
	indicator := at / b.years / b.regions
	hash := uint64(indicator*7919+region*104729) * 0x9e3779b97f4a7c15
	level := int(hash>>40%900) + year*int(hash>>20%7)
	row = strconv.AppendInt(row, int64(firstIndicator+indicator), 10)
	row = append(row, ';')
	row = strconv.AppendInt(row, int64(firstRegion+region), 10)
	row = append(row, ';')
	row = strconv.AppendInt(row, int64(lastYear-b.years+1+year), 10)
	row = append(row, ";total;"...)
	row = strconv.AppendInt(row, int64(level/10), 10)
	row = append(row, '.', byte('0'+level%10), ';')
	if indicator%3 == 0 {
		row = strconv.AppendInt(row, int64(level*(region+3)), 10)
	}
	return append(row, "\r\n"...)
}
