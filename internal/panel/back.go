package panel

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"math"
	"slices"

	"kuvio/internal/domain"
)

// ErrPruned is returned for a state that its successor no longer tells.
var ErrPruned = errors.New("the state before has been pruned")

// How a panel was before an import, told from how the import left it. Packed, on the
// frame of the later one:
//
//	flags
//	the number of the cells listed, and their places, each as the step from the one before
//	a mark for each, in runs of the same: as a panel has it, and whether it was replaced
//	(isReplaced); one that was, and had not been in the panel, is what is said to have
//	been replaced (notHeld)
//	their values, then their counts, each as a column
//	where backAxes is set: of each axis, the labels that the earlier panel lacks
//	where backFrom is set: the retrievals of all cells; where backFromSome is: of those
//	that belong to another download since
//
// Listed are the cells that differ. A panel that stood on other axes, as its regions
// were called otherwise, is written whole (backWhole) after a list of the cells
// replaced; of one that has been pruned that list is all there is (backPartial).
const (
	backNone     = 1 << iota // there was no panel before
	backMadeUp               // it was made up
	backWhole                // it follows whole, axes and cells
	backPartial              // it is no more
	backAxes                 // its axes lack labels
	backFrom                 // its cells are of several downloads
	backFromSome             // the same, told by those that differ

	isReplaced = 1 << 5 // in a mark
	notHeld    = 1 << 6
)

// EncodeBack writes how the panel was that a merge began with. Undo reads it.
func (m *Merged) EncodeBack() []byte {
	if m.Base == nil {
		return pack([]byte{backNone})
	}
	older, newer := m.Base.asStored(), m.Panel
	at := make([]int, newer.Len()) // places in older, from 1
	known := older.within(&newer.Frame) && slices.Equal(older.Regions, m.Base.Regions)
	if known {
		older.into(&newer.Frame, func(from, to int) { at[to] = from + 1 })
	}
	replaced := make([]int, newer.Len()) // places in Replaced, from 1
	m.Replaced.into(&newer.Frame, func(from, to int) {
		if m.Replaced.status[from] == domain.Absent {
			return
		}
		replaced[to] = from + 1
		if i := at[to]; i > 0 && !older.blank(i-1) && !older.same(i-1, m.Replaced, from) {
			known = false
		}
	})
	var w backWriter
	if older.MadeUp {
		w.flags |= backMadeUp
	}
	if !known {
		w.flags |= backWhole
		for i, from := range replaced {
			if from > 0 {
				w.list(i, m.Replaced, from-1, isReplaced)
			}
		}
		w.tail = older.appendCells(older.Frame.append(nil))
		return w.pack()
	}
	for i, from := range at {
		held := from > 0 && !older.blank(from-1)
		switch was := replaced[i]; {
		case was > 0 && held:
			w.list(i, older, from-1, isReplaced)
		case was > 0:
			w.list(i, m.Replaced, was-1, isReplaced|notHeld)
		case held && !older.same(from-1, newer, i):
			w.list(i, older, from-1, 0)
		case !held && !newer.blank(i):
			w.places, w.marks = append(w.places, i), append(w.marks, byte(domain.Absent))
		}
	}
	if len(older.Regions) < len(newer.Regions) || len(older.Breakdowns) < len(newer.Breakdowns) ||
		len(older.Genders) < len(newer.Genders) || len(older.Periods) < len(newer.Periods) {
		w.flags |= backAxes
		w.tail = appendLacking(w.tail, newer.Regions, older.Regions)
		w.tail = appendLacking(w.tail, newer.Breakdowns, older.Breakdowns)
		w.tail = appendLacking(w.tail, newer.Genders, older.Genders)
		w.tail = appendLacking(w.tail, newer.Periods, older.Periods)
	}
	w.retrievals(older, newer)
	return w.pack()
}

// backWriter gathers what EncodeBack writes.
type backWriter struct {
	flags  byte
	places []int
	marks  []byte
	values []float64
	counts []float64
	tail   []byte
}

// list writes the cell of a place as it was in a panel.
func (w *backWriter) list(i int, was *Panel, from int, how byte) {
	mark := was.mark(from)
	if mark&hasValue != 0 {
		w.values = append(w.values, was.values[from])
	}
	if mark&hasCount != 0 {
		w.counts = append(w.counts, was.counts[from])
	}
	w.places, w.marks = append(w.places, i), append(w.marks, mark|how)
}

// retrievals writes which downloads the earlier panel's cells belonged to, in the
// shorter of two ways.
func (w *backWriter) retrievals(older, newer *Panel) {
	united := *older
	united.unite()
	if united.ofOne() {
		return
	}
	whole := united.appendRetrievals(nil)
	if w.flags&backAxes == 0 {
		if some := united.appendRetrievalsSince(newer); len(some) < len(whole) {
			w.flags |= backFromSome
			w.tail = append(w.tail, some...)
			return
		}
	}
	w.flags |= backFrom
	w.tail = append(w.tail, whole...)
}

func (w *backWriter) pack() []byte {
	raw := appendPlaces([]byte{w.flags}, w.places)
	raw = appendRuns(raw, w.marks)
	raw = appendColumn(raw, w.values)
	raw = appendColumn(raw, w.counts)
	return pack(append(raw, w.tail...))
}

// same reports whether a cell is the same in every part as one of another panel, but for
// the download.
func (p *Panel) same(i int, other *Panel, j int) bool {
	return p.mark(i) == other.mark(j) && math.Float64bits(p.values[i]) == math.Float64bits(other.values[j]) &&
		math.Float64bits(p.counts[i]) == math.Float64bits(other.counts[j])
}

// blank reports whether a cell says nothing.
func (p *Panel) blank(i int) bool { return p.mark(i) == byte(domain.Absent) }

// appendPlaces writes how many places there are, which rise, and each as the step from
// the one before.
func appendPlaces(raw []byte, places []int) []byte {
	raw = binary.AppendUvarint(raw, uint64(len(places)))
	before := 0
	for _, i := range places {
		raw = binary.AppendUvarint(raw, uint64(i-before))
		before = i
	}
	return raw
}

// places reads what appendPlaces wrote of places below n.
func (r *reader) places(n int) []int {
	size := r.uvarint()
	if size > uint64(len(r.raw)) {
		r.failed = true
		return nil
	}
	all := make([]int, size)
	at := uint64(0)
	for i := range all {
		step := r.uvarint()
		if at += step; step > uint64(n) || at >= uint64(n) || i > 0 && step == 0 {
			r.failed = true
		}
		if r.failed {
			return nil
		}
		all[i] = int(at)
	}
	return all
}

// appendRuns writes bytes in runs of the same, each a byte and a length.
func appendRuns(raw, all []byte) []byte {
	for from := 0; from < len(all); {
		to := from + 1
		for to < len(all) && all[to] == all[from] {
			to++
		}
		raw = binary.AppendUvarint(append(raw, all[from]), uint64(to-from))
		from = to
	}
	return raw
}

// runs reads what appendRuns wrote of n bytes.
func (r *reader) runs(n int) []byte {
	all := make([]byte, 0, n)
	for len(all) < n {
		b, length := r.byte(), r.uvarint()
		if length == 0 || length > uint64(n-len(all)) {
			r.failed = true
		}
		if r.failed {
			return nil
		}
		all = append(all, bytes.Repeat([]byte{b}, int(length))...)
	}
	return all
}

// appendLacking writes which labels of an axis a shorter one lacks.
func appendLacking[T ~string](raw []byte, axis, shorter []T) []byte {
	var lacking []int
	for i, l := range axis {
		if _, ok := slices.BinarySearch(shorter, l); !ok {
			lacking = append(lacking, i)
		}
	}
	return appendPlaces(raw, lacking)
}

// without reads what appendLacking wrote, and returns the shorter axis.
func without[T ~string](r *reader, axis []T) []T {
	lacking := r.places(len(axis))
	if len(lacking) == 0 {
		return axis
	}
	shorter := make([]T, 0, len(axis)-len(lacking))
	for i, l := range axis {
		if len(lacking) > 0 && lacking[0] == i {
			lacking = lacking[1:]
			continue
		}
		shorter = append(shorter, l)
	}
	return shorter
}

// listed is what of a way back is on the later frame: the cells that differ or, of a
// whole or a partial one, those replaced.
type listed struct {
	flags          byte
	places         []int
	marks          []byte
	values, counts []float64 // by listed cell
	rest           reader
}

// list reads the list of a way back.
func (f *Frame) list(back []byte) (l listed, err error) {
	r, size, err := f.reader(back)
	if err != nil {
		return l, err
	}
	if l.flags = r.byte(); l.flags&backNone == 0 {
		l.places = r.places(size)
		l.marks = r.runs(len(l.places))
		l.values, l.counts = r.numbers(l.marks, hasValue), r.numbers(l.marks, hasCount)
	}
	if l.rest = r; r.failed {
		return l, ErrCorrupt
	}
	return l, nil
}

// numbers reads a column of listed cells, NaN where there is none.
func (r *reader) numbers(marks []byte, bit byte) []float64 {
	into := make([]float64, len(marks))
	for n := range into {
		into[n] = nan
	}
	r.column(into, marks, bit)
	return into
}

func (l *listed) cell(n int) domain.Cell {
	return domain.Cell{Value: l.values[n], Count: l.counts[n], Status: domain.Status(l.marks[n] & 3), Provisional: l.marks[n]&isProvisional != 0}
}

// Undo is the panel before the import that left p, by what EncodeBack wrote: nil where
// there was none, ErrPruned where that is no more. p is used up. Cells that are all of
// one download belong to none (BelongToDay).
func (p *Panel) Undo(back []byte) (*Panel, error) {
	l, err := p.Frame.list(back)
	switch {
	case err != nil:
		return nil, err
	case l.flags&backNone != 0:
		return nil, nil
	case l.flags&backPartial != 0:
		return nil, ErrPruned
	case l.flags&backWhole != 0:
		f := l.rest.frame()
		if l.rest.failed {
			return nil, ErrCorrupt
		}
		return decodeCells(f, l.rest.raw)
	}
	r := &l.rest
	p.scatter()
	for n, i := range l.places {
		c := l.cell(n)
		if l.marks[n]&notHeld != 0 {
			c = domain.EmptyCell(domain.Absent)
		}
		p.set(i, c)
	}
	if l.flags&backAxes != 0 {
		if p, err = p.narrowed(r); err != nil {
			return nil, err
		}
	}
	switch {
	case l.flags&backFrom != 0:
		r.retrievals(p)
	case l.flags&backFromSome != 0:
		r.retrievalsSince(p)
	default:
		p.from = retrievals{}
	}
	if r.failed || len(r.raw) != 0 {
		return nil, ErrCorrupt
	}
	p.MadeUp, p.stored = l.flags&backMadeUp != 0, nil
	p.unite()
	return p, nil
}

// narrowed is the panel on the axes that what is read next leaves of its own.
func (p *Panel) narrowed(r *reader) (*Panel, error) {
	f := Frame{without(r, p.Regions), without(r, p.Breakdowns), without(r, p.Genders), without(r, p.Periods)}
	if r.failed {
		return nil, ErrCorrupt
	}
	out, err := on(f)
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrCorrupt, err)
	}
	f.into(&p.Frame, func(from, to int) { out.set(from, p.at(to)) })
	return out, nil
}

// Replaced is the cells that an import replaced which left a panel on this frame, as
// they were before, by what EncodeBack wrote.
func (f *Frame) Replaced(back []byte) (*Panel, error) {
	l, err := f.list(back)
	if err != nil {
		return nil, err
	}
	var replaced []int
	for n, i := range l.places {
		if l.marks[n]&isReplaced != 0 && l.marks[n]&3 != byte(domain.Absent) {
			replaced = append(replaced, i)
		}
	}
	p, err := on(f.under(replaced))
	if err != nil {
		return nil, err
	}
	next := 0
	p.into(f, func(from, to int) {
		for next < len(l.places) && (l.places[next] < to || l.marks[next]&isReplaced == 0) {
			next++
		}
		if next < len(l.places) && l.places[next] == to {
			p.set(from, l.cell(next))
		}
	})
	return p, nil
}

// under is the least frame on which some of the frame's places are.
func (f *Frame) under(places []int) Frame {
	regions, breakdowns := make(used, len(f.Regions)), make(used, len(f.Breakdowns))
	genders, periods := make(used, len(f.Genders)), make(used, len(f.Periods))
	for _, i := range places {
		periods[i%len(f.Periods)] = true
		i /= len(f.Periods)
		genders[i%len(f.Genders)] = true
		i /= len(f.Genders)
		breakdowns[i%len(f.Breakdowns)] = true
		regions[i/len(f.Breakdowns)] = true
	}
	return Frame{labelsOf(f.Regions, regions), labelsOf(f.Breakdowns, breakdowns), labelsOf(f.Genders, genders), labelsOf(f.Periods, periods)}
}

// labelsOf are those of an axis that are used.
func labelsOf[T ~string](axis []T, u used) []T {
	labels := make([]T, 0, u.count())
	for i, met := range u {
		if met {
			labels = append(labels, axis[i])
		}
	}
	return labels
}

// Prune is what is left of a way back, from a panel on this frame, once the state that
// it leads to is pruned: what was replaced.
func (f *Frame) Prune(back []byte) ([]byte, error) {
	l, err := f.list(back)
	if err != nil || l.flags&(backNone|backPartial) != 0 {
		return back, err
	}
	w := backWriter{flags: l.flags&backMadeUp | backPartial}
	for n, i := range l.places {
		if l.marks[n]&isReplaced == 0 {
			continue
		}
		w.places, w.marks = append(w.places, i), append(w.marks, l.marks[n])
		if l.marks[n]&hasValue != 0 {
			w.values = append(w.values, l.values[n])
		}
		if l.marks[n]&hasCount != 0 {
			w.counts = append(w.counts, l.counts[n])
		}
	}
	return w.pack(), nil
}
