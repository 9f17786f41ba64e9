package fill

import "testing"

func TestStateOfWhatWasFilled(t *testing.T) {
	text := Filled{ID: "k1", Words: "191 2014", Said: "1,7"}
	blocks := Filled{ID: "k2", Words: "taulukko profiili", Said: "said", Put: "put"}
	for _, c := range []struct {
		place Place
		today string
		want  State
	}{
		{Place{Filled: &text, Stands: "1,7"}, "1,7", Holds},
		{Place{Filled: &text, Stands: "1,7"}, "1,8", Moved},
		{Place{Filled: &text, Stands: "vajaat kaksi"}, "1,7", Edited},
		{Place{Filled: &text, Stands: "vajaat kaksi"}, "1,8", Edited},
		{Place{Filled: &text, Stands: "1,8"}, "1,8", Holds}, // a person was first
		{Place{Filled: &text, Gone: true}, "1,8", Gone},
		{Place{Filled: &blocks, Stands: "put"}, "said", Holds},
		{Place{Filled: &blocks, Stands: "put"}, "other", Moved},
		{Place{Filled: &blocks, Stands: "by hand"}, "said", Edited},
		{Place{Filled: &blocks, Gone: true}, "said", Gone},
	} {
		if got := c.place.State(c.today); got != c.want {
			t.Errorf("%+v beside %q: %s, want %s", c.place, c.today, got, c.want)
		}
	}
}
