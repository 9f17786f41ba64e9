package trend

import (
	"kuvio/internal/domain"
	"kuvio/internal/stats"
)

// Assessment is a direction read with what the workspace says of the
// indicator: whether high is good or bad.
type Assessment string

// The assessments; none where the series does not move or nothing is said.
const (
	Better Assessment = "better"
	Worse  Assessment = "worse"
)

// Assess reads a direction: rising is better where high is good.
func Assess(d stats.Direction, p domain.Polarity) Assessment {
	up := d == stats.Rising
	if !up && d != stats.Falling {
		return ""
	}
	switch p {
	case domain.HighGood:
		if up {
			return Better
		}
		return Worse
	case domain.HighBad:
		if up {
			return Worse
		}
		return Better
	}
	return ""
}
