package workspace

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
)

// Drawn is the SHA-256 of the settings that decide what is computed and how it looks:
// not of where data is and comes from, how files are read and which outputs there are, nor of
// the languages and formats of figures, which flags may say too.
func (c Config) Drawn() string {
	c.Store, c.Sources, c.Outputs, c.Watch, c.Mappings, c.MaxAge, c.Figures = "", nil, nil, nil, nil, 0, Figures{}
	content, err := json.Marshal(c)
	if err != nil {
		panic(err) // words, numbers, lists and maps of them
	}
	sum := sha256.Sum256(content)
	return hex.EncodeToString(sum[:])
}
