package workspace

import (
	"fmt"
	"slices"

	"kuvio/internal/domain"
)

// checkPeers finds what is no indicator, and what is named twice: each counts
// as much as the others, and one named twice would count double.
func (c *Config) checkPeers() error {
	for i, id := range c.Peers {
		if _, err := domain.ParseIndicatorID(string(id)); err != nil {
			return fmt.Errorf("peers: %w", err)
		}
		if slices.Contains(c.Peers[:i], id) {
			return fmt.Errorf("peers: %s is named twice: name each indicator once, they count alike", id)
		}
	}
	return nil
}
