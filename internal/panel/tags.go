package panel

import (
	"encoding/binary"
	"math"
	"slices"

	"kuvio/internal/domain"
)

// Tagged is the cells that one file of an import stated as new or changed: their places
// in its layout, which rise.
type Tagged struct {
	File   int // its place among the import's files, from 0
	Layout *Layout
	Places []int
}

// EncodeTags writes the tags of the cells that files stated, which p holds, so that
// FindTag can look one up. Packed, on p's frame: the number of files, and of each its
// own, the cells' places, how much a tag mostly grows from one place to the next, and
// the tags, each as the difference from that.
func (p *Panel) EncodeTags(all []Tagged) []byte {
	raw := binary.AppendUvarint(nil, uint64(len(all)))
	for _, one := range all {
		raw = binary.AppendUvarint(raw, uint64(one.File))
		places, tags := one.on(&p.Frame)
		raw = slices.Grow(raw, tagBytes*len(tags))
		raw = appendPlaces(raw, places)
		if len(places) == 0 {
			continue
		}
		last := len(places) - 1
		pace := uint64(max(0, math.Round(float64(int64(tags[last]-tags[0]))/float64(max(1, places[last]-places[0])))))
		raw = binary.AppendUvarint(raw, pace)
		var before uint64
		for i, tag := range tags {
			ahead := tag - pace*uint64(places[i])
			raw = binary.AppendVarint(raw, int64(ahead-before))
			before = ahead
		}
	}
	return pack(raw)
}

// on gives the places of the cells on a frame that holds the layout's, and their tags.
func (t *Tagged) on(f *Frame) (places []int, tags []uint64) {
	places, tags = make([]int, 0, len(t.Places)), make([]uint64, 0, len(t.Places))
	next := 0
	t.Layout.Panel.into(f, func(from, to int) {
		if next < len(t.Places) && t.Places[next] == from {
			places, tags = append(places, to), append(tags, t.Layout.Tags[from])
			next++
		}
	})
	return places, tags
}

// tagged is the cells that one file stated, as read on a frame.
type tagged struct {
	file   int
	places []int
	tags   []uint64
}

// tagBytes is about what a cell takes of the tags of a file whose rows are in no order:
// its place, and a difference of three bytes or four.
const tagBytes = 5

// readTags reads what EncodeTags wrote on a frame.
func readTags(f *Frame, data []byte) ([]tagged, error) {
	r, size, err := f.reader(data)
	if err != nil {
		return nil, err
	}
	files := r.uvarint()
	if files > uint64(len(r.raw)) {
		r.failed = true
	}
	var all []tagged
	for range files {
		t := tagged{file: int(r.uvarint())}
		t.places = r.places(size)
		if t.tags = make([]uint64, len(t.places)); len(t.places) > 0 {
			pace := r.uvarint()
			var ahead uint64
			for i, at := range t.places {
				ahead += uint64(r.varint())
				t.tags[i] = ahead + pace*uint64(at)
			}
		}
		if r.failed {
			return nil, ErrCorrupt
		}
		all = append(all, t)
	}
	if r.failed || len(r.raw) != 0 {
		return nil, ErrCorrupt
	}
	return all, nil
}

// FindTag looks up the tag of a key in what EncodeTags wrote on a frame, and the file
// that it is of, the last of those that state it; false where the key is not among its
// cells.
func FindTag(f *Frame, data []byte, k domain.Key) (file int, tag uint64, ok bool, err error) {
	all, err := readTags(f, data)
	at := f.index(k)
	for _, t := range all {
		for i, place := range t.places {
			if place == at && (!ok || t.file >= file) {
				file, tag, ok = t.file, t.tags[i], true
			}
		}
	}
	return file, tag, ok, err
}
