package session

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"iter"
	"slices"

	"kuvio/internal/domain"
)

// Described is the SHA-256 of how indicators are described, their titles and units and
// what their sources say of them, and of what regions are called that only imports
// name: with the values it is what is shown of them.
func (s *Session) Described(ids iter.Seq[domain.IndicatorID]) string {
	h := sha256.New()
	enc := json.NewEncoder(h) // of texts and numbers alone, which cannot fail
	for _, id := range slices.Sorted(ids) {
		_ = enc.Encode(s.Describe(id))
	}
	_ = enc.Encode(s.Unlisted())
	return hex.EncodeToString(h.Sum(nil))
}
