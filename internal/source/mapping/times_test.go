package mapping

import (
	"strings"
	"testing"
)

// Labels that could be months or years which end in the next are read as they
// show together, and asked about where each could be either.
func TestReadTimes(t *testing.T) {
	yes, no := true, false
	for _, tt := range []struct {
		labels string
		said   *bool
		want   string // "ask", or the periods; "-" for one that is not read
	}{
		{"2000-01 2001-02 2002-03", nil, "ask"},
		{"2000-01 2001-02 2002-03", &yes, "2000/01 2001/02 2002/03"},
		{"2000-01 2001-02 2002-03", &no, "2000-01 2001-02 2002-03"},
		{"2011-12", nil, "ask"},
		{"2010-11* 2011-12(p)", nil, "ask"},
		{"2010-11 2011-12 2012-13", nil, "2010/11 2011/12 2012/13"},
		{"2009-10 2012-13", nil, "2009/10 2012/13"},
		{"1999-00 2000-01", nil, "1999/00 2000/01"},
		{"2011–12", nil, "2011/12"},
		{"2011-11 2011-12 2012-01", nil, "2011-11 2011-12 2012-01"},
		{"2000-01 2000-02", nil, "2000-01 2000-02"},
		{"2011/12 2012/13", nil, "2011/12 2012/13"},
		{"2011/12", nil, "2011/12"},
		{"2011/11 2011/12 2012/01", nil, "2011-11 2011-12 2012-01"},
		{"2022/03", nil, "2022-03"},
		{"2010 2011-12", nil, "ask"},
		{"2000-01 2000M02", nil, "2000-01 2000-02"},
		{"2017-19 2011-12", nil, "ask"},
		{"2017-2019 2018-2020", nil, "2017–2019 2018–2020"},
		{"Akaa 2020 2021", nil, "- 2020 2021"},
	} {
		labels := strings.Fields(tt.labels)
		times := (&Mapping{SplitYears: tt.said}).ReadTimes(labels)
		got := "ask"
		if !times.Ask {
			var all []string
			for _, label := range labels {
				w, ok := times.Read(label)
				if !ok {
					w.Period = "-"
				}
				all = append(all, string(w.Period))
			}
			got = strings.Join(all, " ")
		}
		if got != tt.want {
			t.Errorf("%s: %s, want %s", tt.labels, got, tt.want)
		}
	}
}
