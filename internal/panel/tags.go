package panel

import (
	"encoding/binary"
	"fmt"
	"slices"

	"kuvio/internal/domain"
)

// EncodeTags writes the tags of some of a layout's cells, named by their
// places in its panel, so that FindTag can look one up. Places must rise.
func (l *Layout) EncodeTags(places []int) []byte {
	p := l.Panel
	raw := appendAxes(make([]byte, 0, 64+16*len(p.Regions)+4*len(places)), p)
	raw = binary.AppendUvarint(raw, uint64(len(places)))
	before := 0
	for _, i := range places {
		raw = binary.AppendUvarint(raw, uint64(i-before))
		before = i
	}
	var last uint64
	for _, i := range places {
		raw = binary.AppendVarint(raw, int64(l.Tags[i]-last))
		last = l.Tags[i]
	}
	return encoder.EncodeAll(raw, []byte{codecVersion})
}

// FindTag looks up the tag of a key in what EncodeTags wrote; false where the
// key is not among its cells.
func FindTag(data []byte, k domain.Key) (tag uint64, ok bool, err error) {
	raw, err := decompress(data)
	if err != nil {
		return 0, false, err
	}
	r := reader{raw: raw}
	p := readAxes(&r)
	n := r.uvarint()
	if r.failed || n > uint64(len(r.raw)) {
		return 0, false, errCorrupt
	}
	want, at, place := -1, 0, p.index(k)
	for i := range int(n) {
		if at += int(r.uvarint()); at == place {
			want = i
		}
	}
	for i := range int(n) {
		if tag += uint64(r.varint()); i == want {
			return tag, !r.failed, nil
		}
	}
	if r.failed {
		return 0, false, errCorrupt
	}
	return 0, false, nil
}

// appendAxes writes a panel's axes, each a count and its labels.
func appendAxes(raw []byte, p *Panel) []byte {
	raw = appendAxis(raw, p.Regions)
	raw = appendAxis(raw, p.Breakdowns)
	raw = appendAxis(raw, p.Genders)
	return appendAxis(raw, p.Periods)
}

// readAxes reads what appendAxes wrote into a panel without cells. Axes that
// are not sorted are a fault.
func readAxes(r *reader) *Panel {
	p := &Panel{
		Regions: readAxis[domain.RegionID](r), Breakdowns: readAxis[string](r),
		Genders: readAxis[domain.Gender](r), Periods: readAxis[domain.Period](r),
	}
	if !rises(p.Regions) || !rises(p.Breakdowns) || !rises(p.Genders) || !rises(p.Periods) {
		r.failed = true
	}
	return p
}

// rises reports whether an axis is sorted and free of duplicates.
func rises[T ~string](axis []T) bool {
	return slices.IsSorted(axis) && len(slices.Compact(slices.Clone(axis))) == len(axis)
}

func decompress(data []byte) ([]byte, error) {
	if len(data) == 0 || data[0] != codecVersion {
		return nil, fmt.Errorf("%w: not version %d", errCorrupt, codecVersion)
	}
	raw, err := decoder.DecodeAll(data[1:], nil)
	if err != nil {
		return nil, fmt.Errorf("%w: %w", errCorrupt, err)
	}
	return raw, nil
}
