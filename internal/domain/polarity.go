package domain

import "fmt"

// Polarity says whether a high value of an indicator is wanted. Most
// indicators have none: a population or a cost is neither.
type Polarity string

// The polarities. No polarity is "".
const (
	HighGood Polarity = "good"
	HighBad  Polarity = "bad"
)

// ParsePolarity reads a polarity as kuvio.yaml has it under high_is.
func ParsePolarity(s string) (Polarity, error) {
	switch p := Polarity(s); p {
	case HighGood, HighBad:
		return p, nil
	}
	return "", fmt.Errorf("unknown polarity %q: use good or bad, and leave an indicator out that is neither", s)
}
