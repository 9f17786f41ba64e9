package cube_test

import (
	"bytes"
	"fmt"
	"strings"
	"testing"

	"kuvio/internal/source"
	"kuvio/internal/source/mapping"
	"kuvio/internal/source/record"
	"kuvio/internal/source/sourcetest"
)

// BenchmarkPx reads a table of 310 regions × 102 ages × 3 sexes × 10 years.
func BenchmarkPx(b *testing.B) {
	var head, data bytes.Buffer
	list := func(name string, n int, form string) {
		fmt.Fprintf(&head, "VALUES(%q)=", name)
		for i := range n {
			fmt.Fprintf(&head, `"`+form+`"`, i)
			head.WriteString(map[bool]string{true: ";\n", false: ","}[i == n-1])
		}
	}
	head.WriteString("CHARSET=\"ANSI\";\nSTUB=\"Alue\",\"Ikä\";\nHEADING=\"Vuosi\",\"Sukupuoli\";\nCONTENTS=\"Väestö\";\n")
	list("Alue", 310, "KU%03d Kunta")
	list("Ikä", 102, "%d")
	list("Vuosi", 10, "20%02d")
	head.WriteString("VALUES(\"Sukupuoli\")=\"Yhteensä\",\"Miehet\",\"Naiset\";\nDATA=\n")
	for range 310 * 102 {
		data.WriteString(strings.Repeat("12345 ", 30) + "\n")
	}
	content := append(head.Bytes(), data.Bytes()...)
	m := mapping.Mapping{Indicator: "oma:x"}
	b.SetBytes(int64(len(content)))
	b.ReportAllocs()
	for b.Loop() {
		sum, err := source.Read(b.Context(), sourcetest.Bytes("a.px", content), source.Options{Map: &m}, func(*record.Record) error { return nil }, func(j record.Reject) error { return j })
		if err != nil || sum.Rows != 310*102*30 {
			b.Fatal(sum.Rows, err)
		}
	}
	b.ReportMetric(float64(310*102*30), "cells/op")
}
