package session

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"iter"
	"slices"

	"kuvio/internal/domain"
)

// Described is the SHA-256 of how indicators are described, their titles and units, and
// of what regions are called that only imports name: with the values it is what is shown
// of them. It is not of the day of their data, which moves with the values, nor of their
// sources' notices (see Noticed).
func (s *Session) Described(ids iter.Seq[domain.IndicatorID]) string {
	h := sha256.New()
	enc := json.NewEncoder(h) // of texts and numbers alone, which cannot fail
	for _, id := range slices.Sorted(ids) {
		ind := s.Describe(id)
		ind.Updated, ind.Notices = "", domain.Text{}
		_ = enc.Encode(ind)
	}
	_ = enc.Encode(s.Unlisted())
	return hex.EncodeToString(h.Sum(nil))
}

// Noticed is the SHA-256 of the notices that the sources of indicators give to their
// readers; "" where there are none.
func (s *Session) Noticed(ids iter.Seq[domain.IndicatorID]) string {
	h := sha256.New()
	enc := json.NewEncoder(h)
	some := false
	for _, id := range slices.Sorted(ids) {
		if n := s.Describe(id).Notices; !n.IsZero() {
			some = true
			_ = enc.Encode([]any{id, n})
		}
	}
	if !some {
		return ""
	}
	return hex.EncodeToString(h.Sum(nil))
}
