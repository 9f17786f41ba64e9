package canvas

import "sort"

// Slot is a label that wants its middle at want and takes height points.
type Slot struct{ Want, Height float64 }

// Spread moves slots apart along one axis as little as it can, so that none
// overlaps another and all lie between low and high. It returns their middles
// in the order given; ok is false where they do not fit, and the middles are
// then stacked from low on. The order of the wants is kept, equal wants in
// the order given.
//
// It is isotonic regression by pooling adjacent violators: labels that touch
// move as one block to the mean of where they want to be (Best & Chakravarti
// 1990, Mathematical Programming 47).
func Spread(slots []Slot, low, high float64) (middles []float64, ok bool) {
	order := make([]int, len(slots))
	total := 0.0
	for i, s := range slots {
		order[i] = i
		total += s.Height
	}
	sort.SliceStable(order, func(a, b int) bool { return slots[order[a]].Want < slots[order[b]].Want })

	var blocks []block
	for _, i := range order {
		b := block{slots: []int{i}, height: slots[i].Height, sum: slots[i].Want - slots[i].Height/2}
		b.settle(low, high)
		for len(blocks) > 0 && blocks[len(blocks)-1].bottom() > b.top {
			b = blocks[len(blocks)-1].join(b)
			b.settle(low, high)
			blocks = blocks[:len(blocks)-1]
		}
		blocks = append(blocks, b)
	}
	middles = make([]float64, len(slots))
	for _, b := range blocks {
		at := b.top
		for _, i := range b.slots {
			middles[i] = at + slots[i].Height/2
			at += slots[i].Height
		}
	}
	return middles, total <= high-low
}

// block is a run of labels that touch. sum adds up, over its labels, the top
// the block would have if that label stood where it wants.
type block struct {
	slots       []int
	height, sum float64
	top         float64
}

func (b block) bottom() float64 { return b.top + b.height }

// settle moves the block to the mean of its labels' wishes within the bounds.
func (b *block) settle(low, high float64) {
	b.top = b.sum / float64(len(b.slots))
	b.top = max(low, min(b.top, high-b.height))
}

// join puts c under b.
func (b block) join(c block) block {
	return block{
		slots:  append(append([]int(nil), b.slots...), c.slots...),
		height: b.height + c.height,
		sum:    b.sum + c.sum - b.height*float64(len(c.slots)),
	}
}
