package panel

import (
	"encoding/binary"
	"fmt"
	"slices"

	"kuvio/internal/domain"
)

// retrievals says of each cell of a panel which download it belongs to: the
// newest that brought or confirmed it. Most panels are of one download.
type retrievals struct {
	all []domain.Retrieval
	of  []uint16 // by cell, its number in all; nil where every cell that is not absent is of the first
}

// mostRetrievals is how many downloads a panel can tell apart; those beyond
// are taken for the last.
const mostRetrievals = 1<<16 - 1

// number is the number of a retrieval, which is added where it is new.
func (r *retrievals) number(one domain.Retrieval) uint16 {
	for i := len(r.all) - 1; i >= 0; i-- {
		if r.all[i] == one {
			return uint16(i)
		}
	}
	if len(r.all) < mostRetrievals {
		r.all = append(r.all, one)
	}
	return uint16(len(r.all) - 1)
}

// numberAt is the number of a cell's retrieval; false for one that has none.
func (p *Panel) numberAt(i int) (n uint16, ok bool) {
	switch {
	case len(p.from.all) == 0:
		return 0, false
	case p.from.of != nil:
		return p.from.of[i], true
	}
	return 0, p.status[i] != domain.Absent
}

func (p *Panel) retrievalAt(i int) domain.Retrieval {
	if n, ok := p.numberAt(i); ok {
		return p.from.all[n]
	}
	return domain.Retrieval{}
}

// Retrieval is the download that a cell belongs to; of a cell that is absent,
// the one that withdrew it, and zero where none did.
func (p *Panel) Retrieval(k domain.Key) domain.Retrieval {
	if i := p.index(k); i >= 0 {
		return p.retrievalAt(i)
	}
	return domain.Retrieval{}
}

// Belong has every cell belong to the download that of names for its period.
func (p *Panel) Belong(of func(domain.Period) domain.Retrieval) {
	p.from = retrievals{}
	numbers := make([]uint16, len(p.Periods))
	for i, t := range p.Periods {
		numbers[i] = p.from.number(of(t))
	}
	if len(p.from.all) < 2 {
		return
	}
	none := p.from.number(domain.Retrieval{})
	p.from.of = make([]uint16, p.Len())
	for i, s := range p.status {
		p.from.of[i] = none
		if s != domain.Absent {
			p.from.of[i] = numbers[i%len(p.Periods)]
		}
	}
}

// BelongToDay has every cell belong to a download of that day, unless the panel
// knows more.
func (p *Panel) BelongToDay(day string) {
	if p.ofOne() {
		p.BelongTo(domain.Retrieval{Day: day})
	}
}

// BelongTo has every cell belong to one download.
func (p *Panel) BelongTo(one domain.Retrieval) {
	p.from = retrievals{all: []domain.Retrieval{one}}
}

// Partial has the download that the cells belong to be one that may lack what it
// covers.
func (p *Panel) Partial() {
	for i := range p.from.all {
		if p.from.all[i] != (domain.Retrieval{}) {
			p.from.all[i].Partial = true
		}
	}
}

// Until is the panel with what downloads up to a day say. Of a cell that a later
// one confirmed or changed, that is what stood in the newest of the earlier
// states of the panel, which before gives one after the other, nil at their end,
// in which it belongs to such a download. Example data that gave way is no such state.
func (p *Panel) Until(day string, before func() (*Panel, error)) (*Panel, error) {
	var b Builder
	from := make(map[domain.Key]domain.Retrieval)
	var left []domain.Key
	know := func(state *Panel, k domain.Key) bool {
		c, r := state.Cell(k), state.Retrieval(k)
		if r.Day > day {
			return false
		}
		if c.Status != domain.Absent || r != (domain.Retrieval{}) { // or withdrawn
			b.Add(k, c)
			from[k] = r
		}
		return true
	}
	for i := range p.Len() {
		if k := p.key(i); !know(p, k) {
			left = append(left, k)
		}
	}
	for len(left) > 0 {
		state, err := before()
		if err != nil {
			return nil, err
		}
		if state == nil || state.MadeUp != p.MadeUp {
			break
		}
		left = slices.DeleteFunc(left, func(k domain.Key) bool { return know(state, k) })
	}
	out, err := b.Panel()
	if err != nil {
		return nil, err
	}
	out.MadeUp = p.MadeUp
	out.from.of = make([]uint16, out.Len())
	for i := range out.from.of {
		out.from.of[i] = out.from.number(from[out.key(i)])
	}
	return out, nil
}

// Since is what changed from an earlier panel to this one, whatever axes either is on,
// and the cells that did as they were before: one that had been withdrawn as missing.
func (p *Panel) Since(earlier *Panel) (c Changes, replaced *Panel, err error) {
	var b Builder
	differs := func(k domain.Key, was, now domain.Cell) {
		c.count(was, now, now)
		if was.Status != domain.Absent && !now.Equal(was) {
			b.Add(k, was)
		}
	}
	p.Each(func(k domain.Key, now domain.Cell) {
		was := earlier.Cell(k)
		if was.Status == domain.Absent && earlier.Retrieval(k) != (domain.Retrieval{}) {
			was = domain.EmptyCell(domain.Missing)
		}
		differs(k, was, now)
	})
	earlier.Each(func(k domain.Key, was domain.Cell) {
		if now := p.Cell(k); now.Status == domain.Absent {
			differs(k, was, now)
		}
	})
	replaced, err = b.Panel()
	return c, replaced, err
}

// Several reports whether the cells are of several downloads.
func (p *Panel) Several() bool { return p.from.of != nil }

// Days are the days of the downloads that the cells of a series belong to; nil
// where the whole panel is of one.
func (p *Panel) Days(r domain.RegionID, breakdown string, g domain.Gender) []string {
	if p.from.of == nil || len(p.Periods) == 0 {
		return nil
	}
	at := p.index(domain.Key{Region: r, Breakdown: breakdown, Gender: g, Period: p.Periods[0]})
	if at < 0 {
		return nil
	}
	days := make([]string, len(p.Periods))
	for i := range days {
		days[i] = p.retrievalAt(at + i).Day
	}
	return days
}

// Newest is the day of the newest download that a cell with something in it
// belongs to.
func (p *Panel) Newest() string {
	day := ""
	met := make([]bool, len(p.from.all))
	for i, s := range p.status {
		if n, ok := p.numberAt(i); ok && s != domain.Absent && !met[n] {
			met[n] = true
			day = max(day, p.from.all[n].Day)
			if p.from.of == nil {
				break
			}
		}
	}
	return day
}

// join makes the retrievals of a merge's panel out of those of both, and
// returns the number that each of theirs has there; nil where all are one.
func (p *Panel) join(older, newer *Panel) (ofOlder, ofNewer []uint16) {
	if older.from.of == nil && newer.from.of == nil && len(older.from.all) == len(newer.from.all) &&
		(len(older.from.all) == 0 || older.from.all[0] == newer.from.all[0]) {
		p.from.all = older.from.all
		return nil, nil
	}
	p.from.number(domain.Retrieval{}) // 0: of cells that are absent
	p.from.of = make([]uint16, p.Len())
	for _, one := range older.from.all {
		ofOlder = append(ofOlder, p.from.number(one))
	}
	for _, one := range newer.from.all {
		ofNewer = append(ofNewer, p.from.number(one))
	}
	return ofOlder, ofNewer
}

// EncodeRetrievals writes which downloads the cells belong to; nothing where
// Newest says it all.
func (p *Panel) EncodeRetrievals() []byte {
	if p.ofOne() {
		return nil
	}
	return pack(p.appendRetrievals(p.Frame.append(nil)))
}

// Confirm has the cells belong to the downloads that EncodeRetrievals wrote of a
// later state of the panel, or where that is nothing to one of that day.
func (p *Panel) Confirm(day string, written []byte) error {
	stored := *p.asStored()
	p.stored = &stored
	if written == nil {
		p.BelongTo(domain.Retrieval{Day: day})
		return nil
	}
	raw, err := unpack(written)
	if err != nil {
		return err
	}
	r := reader{raw: raw}
	axes := r.frame()
	if r.failed {
		return ErrCorrupt
	}
	later, err := on(*axes)
	if err != nil {
		return fmt.Errorf("%w: %w", ErrCorrupt, err)
	}
	r.retrievals(later)
	if r.failed || len(r.raw) != 0 {
		return ErrCorrupt
	}
	from := retrievals{of: make([]uint16, p.Len())}
	for i := range from.of {
		one := p.retrievalAt(i)
		if at := later.index(p.key(i)); at >= 0 { // else it was called otherwise then
			one = later.retrievalAt(at)
		}
		from.of[i] = from.number(one)
	}
	p.from = from
	p.unite()
	return nil
}

// ofOne reports whether all cells are of one whole download in today's division,
// so that its day says all.
func (p *Panel) ofOne() bool {
	return len(p.from.all) == 0 || p.from.of == nil && p.from.all[0] == domain.Retrieval{Day: p.from.all[0].Day}
}

// unite has a panel whose cells are all of one download know no more than that.
func (p *Panel) unite() {
	var one domain.Retrieval
	for i, s := range p.status {
		switch r := p.retrievalAt(i); {
		case s == domain.Absent && r != (domain.Retrieval{}):
			return // withdrawn
		case s == domain.Absent:
		case r == (domain.Retrieval{}) || one != (domain.Retrieval{}) && r != one:
			return
		default:
			one = r
		}
	}
	if one != (domain.Retrieval{}) {
		p.BelongTo(one)
	}
}

// appendRetrievals writes a panel's retrievals: an axis of them, then their
// numbers in runs, each a length and a number.
func (p *Panel) appendRetrievals(raw []byte) []byte {
	used, place := p.usedRetrievals()
	raw = appendAxis(raw, used)
	at := func(i int) uint16 {
		n, ok := p.numberAt(i)
		if !ok {
			return 0
		}
		return place[n]
	}
	for i := 0; i < p.Len(); {
		n, from := at(i), i
		for i < p.Len() && at(i) == n {
			i++
		}
		raw = binary.AppendUvarint(raw, uint64(i-from))
		raw = binary.AppendUvarint(raw, uint64(n))
	}
	return raw
}

// usedRetrievals lists those that a cell belongs to, none first, and where each
// of all is among them.
func (p *Panel) usedRetrievals() (used []string, place []uint16) {
	used, place = []string{""}, make([]uint16, len(p.from.all))
	for i := range p.Len() {
		n, ok := p.numberAt(i)
		if !ok || place[n] > 0 || p.from.all[n] == (domain.Retrieval{}) {
			continue
		}
		place[n] = uint16(len(used))
		used = append(used, p.from.all[n].String())
	}
	return used, place
}

// retrievals reads what appendRetrievals wrote.
func (r *reader) retrievals(p *Panel) {
	p.from = retrievals{}
	for _, s := range readAxis[string](r) {
		p.from.all = append(p.from.all, domain.ParseRetrieval(s))
	}
	if len(p.from.all) == 0 || len(p.from.all) > mostRetrievals+1 {
		r.failed = true
		return
	}
	p.from.of = make([]uint16, 0, p.Len())
	for len(p.from.of) < p.Len() {
		length, n := r.uvarint(), r.uvarint()
		if r.failed || length == 0 || length > uint64(p.Len()-len(p.from.of)) || n >= uint64(len(p.from.all)) {
			r.failed = true
			return
		}
		for range length {
			p.from.of = append(p.from.of, uint16(n))
		}
	}
}

// scatter has every cell know its download by itself, so that it keeps it when its
// neighbours change.
func (p *Panel) scatter() {
	if p.from.of != nil {
		p.from.of = slices.Clone(p.from.of)
		return
	}
	from := retrievals{all: slices.Clone(p.from.all), of: make([]uint16, p.Len())}
	none := from.number(domain.Retrieval{})
	for i := range from.of {
		n, ok := p.numberAt(i)
		if !ok {
			n = none
		}
		from.of[i] = n
	}
	p.from = from
}

// appendRetrievalsSince writes the retrievals of the cells that belong to another
// download in a later panel, which holds its axes and no others: an axis of them, the
// places and the numbers.
func (p *Panel) appendRetrievalsSince(later *Panel) []byte {
	var some []int
	for i := range p.Len() {
		if p.retrievalAt(i) != later.retrievalAt(i) {
			some = append(some, i)
		}
	}
	used, place := p.usedRetrievals()
	raw := appendPlaces(appendAxis(nil, used), some)
	for _, i := range some {
		n, ok := p.numberAt(i)
		if ok {
			n = place[n]
		}
		raw = binary.AppendUvarint(raw, uint64(n))
	}
	return raw
}

// retrievalsSince reads what appendRetrievalsSince wrote into the later panel's cells.
func (r *reader) retrievalsSince(p *Panel) {
	var numbers []uint16
	for _, s := range readAxis[string](r) {
		numbers = append(numbers, p.from.number(domain.ParseRetrieval(s)))
	}
	for _, i := range r.places(p.Len()) {
		n := r.uvarint()
		if r.failed || n >= uint64(len(numbers)) {
			r.failed = true
			return
		}
		p.from.of[i] = numbers[n]
	}
}
