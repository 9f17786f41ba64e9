package stats

import (
	"cmp"
	"math"
	"math/rand/v2"
	"slices"
)

// ratesPrior is what the areas of a run say of how their true rates are
// distributed: gamma with shape α and rate β, of proportions beta(α, β). Its
// mean and spread are estimated, and a prior is drawn as often as its spread is
// likely.
//
// The spread s is the standard deviation of the rates as a share of their mean,
// of proportions that of their logits to first order: sd/(b(1−b)). Its
// posterior is worked out on a grid, from a prior that is even in s (Gelman
// 2006, Bayesian Analysis 1) and the negative binomial or beta-binomial
// likelihood of the counts, at the mean b that goes with each s: the mean of the
// values weighted by the inverse of their variance (Marshall 1991, Applied
// Statistics 40, with weights of DerSimonian & Laird 1986). Given s, b has the
// normal posterior of that mean on the logarithmic or logit scale, which is
// integrated out of the likelihood by its width.
type ratesPrior struct {
	proportion bool
	at         []ratesSpread
}

// ratesSpread is a point of the grid.
type ratesSpread struct {
	spread float64 // s
	mean   float64 // b at s
	error  float64 // standard error of ln b or, of a proportion, logit b
	below  float64 // probability of this spread or a smaller one
}

// The grid of spreads: from what no count could tell from none to where the
// few highest areas have nearly everything, each step a share of the last, much
// like the error with which 300 areas tell a spread.
const (
	leastSpread = 0.002
	mostSpread  = 4
	spreadStep  = 1.07
)

func newRatesPrior(areas []areaCount, proportion bool) ratesPrior {
	p := ratesPrior{proportion: proportion}
	var logs []float64
	for s := leastSpread; s <= mostSpread; s *= spreadStep {
		at := p.meanAt(areas, s)
		if proportion && p.variance(at.mean, s) > 0.8*at.mean*(1-at.mean) {
			break // beyond, everybody or nobody has it in nearly every area
		}
		p.at = append(p.at, at)
		// The step, s·(spreadStep−1), is the weight of an even prior.
		logs = append(logs, p.likelihood(areas, at)+math.Log(s*at.error))
	}
	most, total := slices.Max(logs), 0.0
	for k := range p.at {
		total += math.Exp(logs[k] - most)
		p.at[k].below = total
	}
	for k := range p.at {
		p.at[k].below /= total
	}
	return p
}

// variance between areas of the mean b and the spread s.
func (p ratesPrior) variance(b, s float64) float64 {
	if p.proportion {
		b *= 1 - b
	}
	return s * b * s * b
}

// meanAt is the mean of rates of the spread s, with its error. Half an event
// more among all areas, so that there is a rate where nobody had one.
func (p ratesPrior) meanAt(areas []areaCount, s float64) ratesSpread {
	events, size := 0.5, 0.0
	for _, a := range areas {
		events += a.x
		size += a.n
	}
	more := 0.5 / size
	if p.proportion {
		more = 0.5 / (size + 1)
		size++
	}
	b, weights := events/size, 0.0
	for range 3 { // the weights hang on the mean, but little
		between, noise := p.variance(b, s), b
		if p.proportion {
			noise = max(0, b*(1-b)-between)
		}
		sum := 0.0
		weights = 0
		for _, a := range areas {
			w := 1 / (between + noise/a.n)
			sum += w * a.x / a.n
			weights += w
		}
		b = sum/weights*(1-2*more) + more
	}
	scale := b
	if p.proportion {
		scale *= 1 - b
	}
	return ratesSpread{spread: s, mean: b, error: 1 / (math.Sqrt(weights) * scale)}
}

// shapes are α and β of a mean and a spread.
func (p ratesPrior) shapes(b, s float64) (alpha, beta float64) {
	if !p.proportion {
		return 1 / (s * s), 1 / (s * s * b)
	}
	together := 1/(s*s*b*(1-b)) - 1
	return b * together, (1 - b) * together
}

// likelihood is the logarithm of the counts' probability, but for what is the
// same of every spread.
func (p ratesPrior) likelihood(areas []areaCount, at ratesSpread) float64 {
	alpha, beta := p.shapes(at.mean, at.spread)
	log := 0.0
	for _, a := range areas {
		if p.proportion {
			log += logGamma(alpha+a.x) + logGamma(beta+a.n-a.x) - logGamma(alpha+beta+a.n)
		} else {
			log += logGamma(alpha+a.x) - (alpha+a.x)*math.Log(beta+a.n)
		}
	}
	each := alpha*math.Log(beta) - logGamma(alpha)
	if p.proportion {
		each = logGamma(alpha+beta) - logGamma(alpha) - logGamma(beta)
	}
	return log + float64(len(areas))*each
}

func logGamma(v float64) float64 {
	l, _ := math.Lgamma(v)
	return l
}

// draw is a prior at a share u of the spreads, from the narrowest, with a mean
// that goes with it.
func (p ratesPrior) draw(u float64, random *rand.Rand) (alpha, beta float64) {
	k, _ := slices.BinarySearchFunc(p.at, u, func(at ratesSpread, u float64) int { return cmp.Compare(at.below, u) })
	at := p.at[min(k, len(p.at)-1)]
	s := at.spread * math.Pow(spreadStep, random.Float64()-0.5)
	alpha, beta = p.shapes(at.mean, s)
	off := math.Exp(at.error * random.NormFloat64())
	if !p.proportion {
		return alpha, beta / off
	}
	odds := at.mean / (1 - at.mean) * off
	return (alpha + beta) * odds / (1 + odds), (alpha + beta) / (1 + odds)
}
