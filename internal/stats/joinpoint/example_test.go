package joinpoint_test

import (
	"fmt"

	"kuvio/internal/stats/joinpoint"
)

// The males of the sample data of the National Cancer Institute's Joinpoint
// program, rounded to three decimals: for them it prints joinpoints 1986, 1995
// and 1998 and APC 1.11, −2.15, 1.44 and −2.91, all but the third significant.
func ExampleScratch_Fit() {
	rate := []float64{
		68.438, 71.723, 73.491, 72.368, 74.114, 74.543, 75.835, 75.176, 75.591, 77.637, 79.154, 77.786,
		77.477, 75.18, 74.956, 74.357, 72.887, 70.414, 68.436, 66.252, 63.814, 65.536, 68.093, 67.063,
		65.707, 63.667, 62.866, 61.389, 59.318, 58.342, 54.962, 52.952, 52.856, 50.987, 48.232,
	}
	se := []float64{
		1.069, 1.076, 1.089, 1.069, 1.074, 1.065, 1.064, 1.05, 1.041, 1.041, 1.038, 1.02,
		1.01, 0.984, 0.971, 0.958, 0.934, 0.902, 0.878, 0.852, 0.827, 0.827, 0.836, 0.821,
		0.802, 0.78, 0.768, 0.751, 0.73, 0.718, 0.687, 0.668, 0.658, 0.639, 0.614,
	}
	years := make([]float64, len(rate))
	for i := range years {
		years[i] = float64(1975 + i)
	}
	var s joinpoint.Scratch
	o := joinpoint.Default()
	o.ByBIC3 = true // as the program, which takes the years for independent
	line, err := s.Fit(years, rate, se, o)
	if err != nil {
		panic(err)
	}
	fmt.Println(line.At)
	for _, s := range line.Segments {
		fmt.Printf("%.0f–%.0f: %.2f %% a year, significant: %v\n", s.From, s.To, s.APC, s.P < 0.05)
	}
	// Output:
	// [1986 1995 1998]
	// 1975–1986: 1.11 % a year, significant: true
	// 1986–1995: -2.15 % a year, significant: true
	// 1995–1998: 1.44 % a year, significant: false
	// 1998–2009: -2.91 % a year, significant: true
}
