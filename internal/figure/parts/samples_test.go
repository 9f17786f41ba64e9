package parts

import "math"

func ageBars() Content {
	bars := func(values ...float64) (bs []Bar) {
		for _, v := range values {
			b := Bar{Value: v}
			if math.IsNaN(v) {
				b.Text = "puuttuu"
			}
			bs = append(bs, b)
		}
		return bs
	}
	return Content{
		Categories: []string{"0–6 vuotta", "7–14 vuotta", "15–17 vuotta", "18–64 vuotta", "65–74 vuotta", "75 vuotta täyttäneet"},
		Panels: []Panel{
			{Title: "Koko maa", Bars: bars(395_000, 491_300, 179_800, 3_312_000, 690_200, 516_300)},
			{Title: "Keski-Suomi", Focus: true, Bars: bars(18_900, 24_650, 9_040, 163_900, math.NaN(), 27_480)},
		},
	}
}
