package panel

import (
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"fmt"
	"slices"

	"kuvio/internal/domain"
)

// cells is how many cells stand on the frame; it fails where those are too many.
func (f *Frame) cells() (int, error) {
	n := 1
	for _, axis := range []int{len(f.Regions), len(f.Breakdowns), len(f.Genders), len(f.Periods)} {
		n *= axis
		if n > MaxCells {
			return 0, fmt.Errorf("%d regions × %d breakdowns × %d genders × %d periods: %w (limit %d cells)",
				len(f.Regions), len(f.Breakdowns), len(f.Genders), len(f.Periods), ErrTooLarge, MaxCells)
		}
	}
	return n, nil
}

// offset is the place of the first period of a series.
func (f *Frame) offset(region, breakdown, gender int) int {
	return ((region*len(f.Breakdowns)+breakdown)*len(f.Genders) + gender) * len(f.Periods)
}

// index is the place of a key, or -1 where an axis does not hold it. The
// key's indicator is not looked at: a panel is of one.
func (f *Frame) index(k domain.Key) int {
	r, ok1 := slices.BinarySearch(f.Regions, k.Region)
	b, ok2 := slices.BinarySearch(f.Breakdowns, k.Breakdown)
	g, ok3 := slices.BinarySearch(f.Genders, k.Gender)
	t, ok4 := slices.BinarySearch(f.Periods, k.Period)
	if !ok1 || !ok2 || !ok3 || !ok4 {
		return -1
	}
	return f.offset(r, b, g) + t
}

// key is the key of the cell at a place.
func (f *Frame) key(i int) domain.Key {
	t := i % len(f.Periods)
	i /= len(f.Periods)
	g := i % len(f.Genders)
	i /= len(f.Genders)
	b := i % len(f.Breakdowns)
	return domain.Key{Region: f.Regions[i/len(f.Breakdowns)], Breakdown: f.Breakdowns[b], Gender: f.Genders[g], Period: f.Periods[t]}
}

// into calls do with the place on f and the place on larger of every cell of f. The
// axes of larger hold those of f.
func (f *Frame) into(larger *Frame, do func(from, to int)) {
	regions, breakdowns := places(f.Regions, larger.Regions), places(f.Breakdowns, larger.Breakdowns)
	genders, periods := places(f.Genders, larger.Genders), places(f.Periods, larger.Periods)
	from := 0
	for _, r := range regions {
		for _, b := range breakdowns {
			for _, g := range genders {
				to := larger.offset(r, b, g)
				for _, t := range periods {
					do(from, to+t)
					from++
				}
			}
		}
	}
}

// within reports whether the axes of larger hold those of f.
func (f *Frame) within(larger *Frame) bool {
	return holds(larger.Regions, f.Regions) && holds(larger.Breakdowns, f.Breakdowns) &&
		holds(larger.Genders, f.Genders) && holds(larger.Periods, f.Periods)
}

// holds reports whether a sorted axis has every label of another.
func holds[T ~string](axis, labels []T) bool {
	at := 0
	for _, l := range labels {
		for at < len(axis) && axis[at] < l {
			at++
		}
		if at == len(axis) || axis[at] != l {
			return false
		}
	}
	return true
}

// Encode returns the frame's compact form.
func (f *Frame) Encode() []byte { return pack(f.append(nil)) }

// Hash names a frame: frames of the same labels have the same, 32 hexadecimal digits.
func (f *Frame) Hash() string {
	sum := sha256.Sum256(f.append(nil))
	return hex.EncodeToString(sum[:16])
}

// DecodeFrame reads what Frame.Encode wrote. It never panics on other input.
func DecodeFrame(data []byte) (*Frame, error) {
	raw, err := unpack(data)
	if err != nil {
		return nil, err
	}
	r := reader{raw: raw}
	f := r.frame()
	if r.failed || len(r.raw) != 0 {
		return nil, ErrCorrupt
	}
	return f, nil
}

// reader reads what is packed of cells on the frame, and says how many cells that has.
func (f *Frame) reader(data []byte) (r reader, cells int, err error) {
	raw, err := unpack(data)
	if err != nil {
		return r, 0, err
	}
	cells, err = f.cells()
	return reader{raw: raw}, cells, err
}

// append writes the axes, each a count and its labels.
func (f *Frame) append(raw []byte) []byte {
	raw = appendAxis(raw, f.Regions)
	raw = appendAxis(raw, f.Breakdowns)
	raw = appendAxis(raw, f.Genders)
	return appendAxis(raw, f.Periods)
}

func appendAxis[T ~string](raw []byte, labels []T) []byte {
	raw = binary.AppendUvarint(raw, uint64(len(labels)))
	for _, l := range labels {
		raw = binary.AppendUvarint(raw, uint64(len(l)))
		raw = append(raw, l...)
	}
	return raw
}

// frame reads what Frame.append wrote. Axes that are not sorted, or on which too many
// cells would stand, are a fault.
func (r *reader) frame() *Frame {
	f := &Frame{readAxis[domain.RegionID](r), readAxis[string](r), readAxis[domain.Gender](r), readAxis[domain.Period](r)}
	if !rises(f.Regions) || !rises(f.Breakdowns) || !rises(f.Genders) || !rises(f.Periods) {
		r.failed = true
	}
	if _, err := f.cells(); err != nil {
		r.failed = true
	}
	if r.failed {
		return new(Frame)
	}
	return f
}

// rises reports whether an axis is sorted and free of duplicates.
func rises[T ~string](axis []T) bool {
	for i := 1; i < len(axis); i++ {
		if axis[i] <= axis[i-1] {
			return false
		}
	}
	return true
}
