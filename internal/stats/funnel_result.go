package stats

// FunnelPosition is where an area stands against the limits of a funnel.
type FunnelPosition string

// The positions. On a limit is within it.
const (
	High998  FunnelPosition = "high_998" // above the upper 99.8 % limit
	High95   FunnelPosition = "high_95"  // above the upper 95 % limit only
	InFunnel FunnelPosition = "in"       // no clear difference from the centre line
	Low95    FunnelPosition = "low_95"
	Low998   FunnelPosition = "low_998"
	NoPlace  FunnelPosition = "" // no count or no denominator
)

// FunnelLimits are the values between which areas of one size are expected.
type FunnelLimits struct{ Lower998, Lower95, Upper95, Upper998 float64 }

// FunnelArea is an area of a funnel; NaN and NoPlace where it has no count or
// denominator.
type FunnelArea struct {
	Value float64 // x/n × base
	FunnelLimits
	Z         float64 // distance from the centre line in standard errors, on the transformed scale
	AdjustedZ float64 // the same with τ² in the standard error; Z where limits were not adjusted
	Position  FunnelPosition
	// Few: a proportion of which fewer than five events, or five others, are
	// expected. Its limits are rough, and the upper one of a rare event is
	// passed more often than they say: by one event, sometimes.
	Few bool
}

// Funnel is a set of areas against the limits of their size.
type Funnel struct {
	N        int          // areas with a count and a denominator
	Mean     float64      // the centre line, per base
	Areas    []FunnelArea // as they were passed
	Phi      float64      // dispersion about the centre line, 1 where it is all chance; NaN below two areas
	Tau2     float64      // variance between areas on the transformed scale; NaN below two areas
	Adjusted bool         // the limits and AdjustedZ include Tau2
	model    funnelModel
	per      float64
}

func (l FunnelLimits) position(value float64) FunnelPosition {
	switch {
	case value < l.Lower998:
		return Low998
	case value < l.Lower95:
		return Low95
	case value > l.Upper998:
		return High998
	case value > l.Upper95:
		return High95
	}
	return InFunnel
}
