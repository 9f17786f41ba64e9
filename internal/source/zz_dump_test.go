package source

import (
	"fmt"
	"os"
	"testing"
)

func TestZZRead(t *testing.T) {
	path := os.Getenv("READ")
	if path == "" {
		t.Skip()
	}
	var opts Options
	if m := os.Getenv("MAP"); m != "" {
		text, _ := os.ReadFile(m)
		mm, err := ParseMapping(m, text)
		if err != nil {
			t.Fatal(err)
		}
		opts.Map = &mm
	}
	opts.Sheet = os.Getenv("SHEET")
	n := 0
	status := map[string]int{}
	bad := 0
	sum, err := ReadFile(t.Context(), path, opts, func(r *Record) error {
		if n < 6 || n%5000 == 0 {
			fmt.Printf("%+v\n", *r)
		}
		n++
		status[r.Cell.Status.String()]++
		return nil
	}, func(j Reject) error {
		if bad < 10 {
			fmt.Println("REJECT", j)
		}
		bad++
		return nil
	})
	sum.Indicators = sum.Indicators[:min(3, len(sum.Indicators))]
	fmt.Println(n, status, bad)
	fmt.Printf("%+v\n", sum)
	fmt.Println(err)
}
