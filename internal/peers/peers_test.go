package peers

import (
	"errors"
	"math"
	"slices"
	"strings"
	"testing"

	"kuvio/internal/domain"
	"kuvio/internal/stats"
)

var nan = math.NaN()

// variables are Jyväskylä, Kuopio, Lahti, Jämsä, Keuruu, Äänekoski, Luhanka and
// Uurainen: population of 2022 (THL, Sotkanet.fi, ind. 127), children's low
// income rate (228; Luhanka has none) and the Gini coefficient (3126) of 2023.
func variables() ([]domain.RegionID, []Variable) {
	areas := []domain.RegionID{"kunta:179", "kunta:297", "kunta:398", "kunta:182", "kunta:249", "kunta:992", "kunta:435", "kunta:892"}
	return areas, []Variable{
		variable("127", "2022", areas, 145887, 122594, 120175, 19347, 9250, 18120, 692, 3592),
		variable("228", "2023", areas, 13.5, 11.1, 15.6, 14.8, 13.6, 17.8, nan, 19.5),
		variable("3126", "2023", areas, 27.4, 26.6, 27.1, 24.5, 27.1, 23.3, 30.3, 23.2),
	}
}

func variable(id domain.IndicatorID, period domain.Period, areas []domain.RegionID, values ...float64) Variable {
	v := Variable{Indicator: domain.Indicator{ID: id}, Period: period, Values: make(map[domain.RegionID]float64)}
	for i, value := range values {
		if !math.IsNaN(value) {
			v.Values[areas[i]] = value
		}
	}
	return v
}

func about(got, want float64) bool { return math.Abs(got-want) <= 1e-12*math.Max(1, math.Abs(want)) }

// Distances by an independent computation: z-scores with the sample SD of the
// seven areas that have all three.
func TestFind(t *testing.T) {
	areas, vars := variables()
	for _, c := range []struct {
		target domain.RegionID
		k      int
		peers  []domain.RegionID
		far    []float64
	}{
		{"kunta:179", 3, []domain.RegionID{"kunta:398", "kunta:297", "kunta:249"}, []float64{0.8627973708123903, 1.0205084855911972, 2.165386249707587}},
		{"kunta:182", Count, []domain.RegionID{"kunta:992", "kunta:249", "kunta:892", "kunta:398", "kunta:297", "kunta:179"},
			[]float64{1.241630658359487, 1.4620741076015553, 1.8215306826806341, 2.133156130602121, 2.374966709857241, 2.571653384931979}},
	} {
		r, err := Find(c.target, areas, vars, c.k)
		if err != nil {
			t.Fatal(err)
		}
		if r.Compared != 7 || !slices.Equal(r.LeftOut, []domain.RegionID{"kunta:435"}) || len(r.Peers) != len(c.peers) {
			t.Fatalf("%s: %d compared, left out %v, peers %v", c.target, r.Compared, r.LeftOut, r.Peers)
		}
		for i, p := range r.Peers {
			if p.Region != c.peers[i] || !about(p.Distance, c.far[i]) {
				t.Errorf("%s, place %d: %s at %v, want %s at %v", c.target, i+1, p.Region, p.Distance, c.peers[i], c.far[i])
			}
		}
		if own := r.Target; own.Region != c.target || own.Distance != 0 || !slices.Equal(own.Z, []float64{0, 0, 0}) || own.Values[0] != vars[0].Values[c.target] {
			t.Errorf("the target itself: %+v", own)
		}
	}
	r, _ := Find("kunta:179", areas, vars, 1)
	for j, want := range []float64{-0.40630327193718424, 0.7440582427334749, -0.16035674514745307} {
		if got := r.Peers[0].Z[j]; !about(got, want) || r.Peers[0].Values[j] != vars[j].Values["kunta:398"] {
			t.Errorf("Lahti, variable %d: z %v of value %v, want %v", j, got, r.Peers[0].Values[j], want)
		}
	}
}

func TestFindRefuses(t *testing.T) {
	areas, vars := variables()
	alike := variable("oma:sama", "2020", areas, 1, 1, 1, 1, 1, 1, 9, 1) // but for an area that is left out
	infinite := variable("oma:x", "2020", areas, 1, 2, 3, math.Inf(1), 5, 6, 7, 8)
	thin := variable("oma:y", "2020", areas, 1, 2)
	for _, c := range []struct {
		name   string
		target domain.RegionID
		vars   []Variable
		k      int
		want   error
		says   string
	}{
		{"the target lacks one", "kunta:435", vars, 7, stats.ErrTarget, "kunta:435 has no value of indicator 228 in 2023"},
		{"alike everywhere", "kunta:179", append(vars[:2:2], alike), 7, stats.ErrConstant, "indicator oma:sama in 2020"},
		{"infinite", "kunta:179", append(vars[:1:1], infinite), 7, stats.ErrNotFinite, "indicator oma:x in 2020"},
		{"two areas", "kunta:179", append(vars[:1:1], thin), 7, stats.ErrTooFew, "2 areas"},
		{"no peers asked for", "kunta:179", vars, 0, stats.ErrNeighbours, "0 asked for"},
		{"no variable", "kunta:179", nil, 7, stats.ErrTooFew, "no variable"},
		{"not among them", "kunta:837", vars, 7, nil, "kunta:837 is not one of the 8 areas"},
	} {
		r, err := Find(c.target, areas, c.vars, c.k)
		if err == nil || c.want != nil && !errors.Is(err, c.want) || !strings.Contains(err.Error(), c.says) {
			t.Errorf("%s: %v, want %v that says %q", c.name, err, c.want, c.says)
		}
		if r.Peers != nil {
			t.Errorf("%s: peers all the same: %v", c.name, r.Peers)
		}
	}
}

// An area with a value of NaN is one without.
func TestNaNIsNoValue(t *testing.T) {
	areas, vars := variables()
	want, _ := Find("kunta:179", areas, vars, 3)
	vars[1].Values["kunta:435"] = nan
	got, err := Find("kunta:179", areas, vars, 3)
	if err != nil || got.Compared != want.Compared || got.Peers[0].Distance != want.Peers[0].Distance {
		t.Errorf("%+v, %v, want %+v", got, err, want)
	}
}
