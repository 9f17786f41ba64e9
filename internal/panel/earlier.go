package panel

// What kuvio wrote before panels shared their axes: each panel, and the tags of each
// file, with axes of its own before the rest.

// DecodeEarlier reads a panel with its axes. It never panics on other input.
func DecodeEarlier(data []byte) (*Panel, error) {
	raw, err := unpack(data)
	if err != nil {
		return nil, err
	}
	if len(raw) == 0 {
		return nil, ErrCorrupt
	}
	r := reader{raw: raw[1:]} // after the flags, which decodeCells reads
	f := r.frame()
	if r.failed {
		return nil, ErrCorrupt
	}
	return decodeCells(f, append([]byte{raw[0]}, r.raw...))
}

// DecodeEarlierTags reads the tags of a file's cells, with their axes, as the layout
// that they are of and their places in it.
func DecodeEarlierTags(data []byte) (*Layout, []int, error) {
	raw, err := unpack(data)
	if err != nil {
		return nil, nil, err
	}
	r := reader{raw: raw}
	p, err := on(*r.frame())
	if err != nil {
		return nil, nil, err
	}
	places := r.places(p.Len())
	l := &Layout{Panel: p, Tags: make([]uint64, p.Len())}
	var tag uint64
	for _, i := range places {
		tag += uint64(r.varint())
		l.Tags[i] = tag
	}
	if r.failed || len(r.raw) != 0 {
		return nil, nil, ErrCorrupt
	}
	return l, places, nil
}
