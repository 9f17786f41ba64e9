package profile

import "math"

var nan = math.NaN()

// noRange is a row's that has none.
var noRange = Range{Own: nan, Low: nan, High: nan, LowHalf: nan, UpperHalf: nan, Reason: "ei tietoja kunnista"}

// jyvaskyla is a profile with every sort of row; the numbers of 191 and 228 are
// SOTKAnet's of 2021, others are rounded after them.
func jyvaskyla() Content {
	return Content{
		Own: "Jyväskylä", Beside: []string{"Koko maa", "Keski-Suomi"}, Trend: "Suunta", Range: true,
		Sides: Sides{"heikompi", "koko maa", "parempi"},
		Key: Key{
			Verdicts: [NotCounted + 1]string{NoVerdict: "Jyväskylä", Better: "selvästi parempi kuin koko maa", Worse: "selvästi heikompi", Differs: "selvästi eri", Unclear: "ei selvää eroa", NotCounted: "eroa ei voi arvioida"},
			Trends:   [Flat + 1]string{Up: "nouseva", Down: "laskeva", Flat: "ennallaan"},
			Second:   "Keski-Suomi", All: "kunnat pienimmästä suurimpaan", Half: "puolet kunnista",
		},
		Empty: "Ei tietoja.",
		Rows: []Row{
			{Name: "Kodin ulkopuolelle sijoitetut 0–17-vuotiaat, % vastaavanikäisestä väestöstä", Detail: "2021", Value: "2,4", Beside: []string{"1,7", "2,0"}, Trend: Up, Verdict: Worse,
				Range: Range{Own: 2.35, Marks: []float64{1.73, 2}, Low: 0, High: 5.9, LowText: "0,0", HighText: "5,9", LowHalf: 1.1, UpperHalf: 2.3, Flip: true}},
			{Name: "Lasten pienituloisuusaste", Detail: "%, 2021", Value: "13,2", Beside: []string{"12,1", "13,6"}, Trend: Flat, Verdict: Unclear,
				Range: Range{Own: 13.2, Marks: []float64{12.1, 13.6}, Low: 3.1, High: 31, LowText: "3,1", HighText: "31,0", LowHalf: 9.8, UpperHalf: 16.2, Flip: true}},
			{Name: "Koulutuksen ulkopuolelle jääneet 17–24-vuotiaat", Detail: "%, 2020", Value: "5,6", Beside: []string{"7,4", "6,1"}, Trend: Down, Verdict: Better,
				Range: Range{Own: 5.6, Marks: []float64{7.4, 6.1}, Low: 2.1, High: 14.9, LowText: "2,1", HighText: "14,9", LowHalf: 5.9, UpperHalf: 8.1, Flip: true}},
			{Name: "0–17-vuotiaat, % väestöstä", Detail: "2021", Value: "18,4", Beside: []string{"18,8", "18,6"}, Trend: Down, Verdict: Differs,
				Range: Range{Own: 18.4, Marks: []float64{18.8, 18.6}, Low: 9.5, High: 38.5, LowText: "9,5", HighText: "38,5", LowHalf: 15, UpperHalf: 20.4}},
			{Name: "Gini-kerroin, käytettävissä olevat tulot", Detail: "indeksi, 2023", Value: "27,4", Beside: []string{"..", ".."}, Verdict: NotCounted,
				Range: Range{Own: 27.4, Marks: []float64{nan, nan}, Low: 19.9, High: 46.8, LowText: "19,9", HighText: "46,8", LowHalf: 22.4, UpperHalf: 25.1}},
			{Name: "Kiireellisesti sijoitetut", Detail: "%, 2021", Value: "salattu", Absent: true, Beside: []string{"0,4", "0,6"},
				Range: Range{Own: nan, Marks: []float64{0.4, 0.6}, Low: 0.1, High: 2.2, LowText: "0,1", HighText: "2,2", LowHalf: 0.4, UpperHalf: 0.9, Flip: true}},
			{Name: "Nettokustannukset", Detail: "1 000 euroa, 2021", Value: "−12 350", Beside: []string{"6 000 000", "−0,5"}, Trend: Up, Verdict: NotCounted, Range: noRange},
		},
	}
}
