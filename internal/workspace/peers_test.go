package workspace

import (
	"slices"
	"strings"
	"testing"

	"kuvio/internal/domain"
)

func TestPeers(t *testing.T) {
	c, err := parseConfig("kuvio.yaml", []byte("peers: [127, 1065, \"oma:sijainti\"]\n"))
	if want := []domain.IndicatorID{"127", "1065", "oma:sijainti"}; err != nil || !slices.Equal(c.Peers, want) {
		t.Errorf("%v, %v, want %v", c.Peers, err, want)
	}
	for _, tt := range []struct{ text, want string }{
		{"peers: [127, x y]\n", `peers: "x y" is not an indicator`},
		{"peers: [1339+3377]\n", `peers: "1339+3377" is not an indicator`},
		{"peers: [127, 1065, 127]\n", "peers: 127 is named twice"},
		{"peers: 127\n", "peers"},
	} {
		if _, err := parseConfig("kuvio.yaml", []byte(tt.text)); err == nil || !strings.Contains(err.Error(), tt.want) {
			t.Errorf("%q: %v, want it to say %q", tt.text, err, tt.want)
		}
	}
}
