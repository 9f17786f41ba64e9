package report

import (
	"slices"
	"testing"

	"kuvio/internal/catalog"
	"kuvio/internal/compare"
	"kuvio/internal/domain"
)

// called names regions as the catalogue does.
func called(id domain.RegionID) domain.Text {
	if r, ok := catalog.Default().ByID(id); ok {
		return r.Name
	}
	return same(string(id))
}

// By what peers were found, who one region's are, and who has none, is said.
func TestPeerNotes(t *testing.T) {
	var said []string
	for _, n := range peerNotes(compare.Alike{
		By: []domain.IndicatorID{"228"}, Of: map[domain.RegionID][]domain.RegionID{"kunta:179": nil, "kunta:182": {"kunta:892", "kunta:992"}},
		Without: []domain.RegionID{"kunta:179"},
	}, called) {
		said = append(said, n.EN)
	}
	if want := []string{"Peers were found by one indicator alone (228): the result depends on it.", "No peers: Jyväskylä (an indicator is missing)."}; !slices.Equal(said, want) {
		t.Errorf("said %q, want %q", said, want)
	}
}
