package locale

import (
	"strings"

	"kuvio/internal/domain"
)

// List is a list as a sentence has it: "a, b ja c"; "" of nothing.
func List(l domain.Lang, words []string) string {
	n := len(words)
	if n < 2 {
		return strings.Join(words, "")
	}
	return strings.Join(words[:n-1], ", ") + domain.Text{FI: " ja ", SV: " och ", EN: " and "}.In(l) + words[n-1]
}
