// Package wholebank makes files as large as SOTKAnet's whole bank, in the CSV
// layout of its REST interface, for measuring imports: 3,500 indicators × 320
// areas × 18 years, 20 million rows, about 565 MB. The figures are made by a
// fixed formula: the same Bank gives the same bytes.
package wholebank

import (
	"bufio"
	"io"
	"strconv"
)

// Bank is the shape of a made-up data bank.
type Bank struct {
	Indicators, Regions, Years int  // years to 2023
	Shuffled                   bool // rows far apart in the bank are neighbours in the file
}

// Whole is the shape of SOTKAnet's bank.
var Whole = Bank{Indicators: 3500, Regions: 320, Years: 18}

// Rows is how many observations the bank has.
func (b Bank) Rows() int { return b.Indicators * b.Regions * b.Years }

const (
	firstIndicator = 101
	firstRegion    = 1
	lastYear       = 2023
)

// Write writes the bank as a file.
func (b Bank) Write(w io.Writer) error {
	buf := bufio.NewWriterSize(w, 1<<20)
	if _, err := buf.WriteString("indicator;region;year;gender;primary value;absolute value\r\n"); err != nil {
		return err
	}
	n := b.Rows()
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
func (b Bank) step(n int) int {
	if !b.Shuffled {
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
func (b Bank) appendRow(row []byte, at int) []byte {
	year := at % b.Years
	region := at / b.Years % b.Regions
	indicator := at / b.Years / b.Regions
	hash := uint64(indicator*7919+region*104729) * 0x9e3779b97f4a7c15
	level := int(hash>>40%900) + year*int(hash>>20%7)
	row = strconv.AppendInt(row, int64(firstIndicator+indicator), 10)
	row = append(row, ';')
	row = strconv.AppendInt(row, int64(firstRegion+region), 10)
	row = append(row, ';')
	row = strconv.AppendInt(row, int64(lastYear-b.Years+1+year), 10)
	row = append(row, ";total;"...)
	row = strconv.AppendInt(row, int64(level/10), 10)
	row = append(row, '.', byte('0'+level%10), ';')
	if indicator%3 == 0 {
		row = strconv.AppendInt(row, int64(level*(region+3)), 10)
	}
	return append(row, "\r\n"...)
}
