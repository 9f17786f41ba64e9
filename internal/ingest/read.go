package ingest

import (
	"context"
	"errors"
	"fmt"

	"kuvio/internal/domain"
	"kuvio/internal/panel"
	"kuvio/internal/source"
	"kuvio/internal/source/record"
	"kuvio/internal/store"
)

// fileData is one file, read and joined but not yet laid out and stored.
type fileData struct {
	in         *Input
	record     store.File // New, Changed, Same and Missing are still to be counted
	builders   map[domain.IndicatorID]*panel.Builder
	order      []domain.IndicatorID // of builders, as the file has them
	places     places
	seen       []bool // by the number of a region: whether the file has it
	indicators []domain.Indicator
	regions    []record.Region
	skipped    []string
	doubts     []string
	served     bool   // as a service gives all that it has of what is asked of it
	dated      string // the file's own date; "" where it has none
	heldOf     string // the day that the same file is held to be of; "" where it is not held
	suppressed int    // of record.Missing: withheld by the source
	undated    bool   // it was made of downloads whose day nobody says
	retold     []domain.Indicator
	madeUp     map[domain.IndicatorID]bool // whose figures the file says are example data
	division   domain.YearRange            // see FileReport
	without    [2]int                      // cells stated without a figure: missing, suppressed
	way        string                      // how it was read, see wayOf; "" where that is not to be kept
	receipt    *receipt                    // of the earlier time that it was read; nil where it is read now
}

// staged is a record or a reject on its way from the goroutine that parses to
// the one that joins and gathers.
type staged struct {
	record record.Record
	bad    *record.Reject
}

// batchSize is how many records change hands at once.
const batchSize = 2048

// readFile reads one file as a whole. Bad rows go to reject; the error is of
// the file as a whole.
func (im *Importer) readFile(ctx context.Context, in *Input, join *joiner, reject func(record.Reject)) (*fileData, error) {
	if err := in.readable(); err != nil {
		return nil, err
	}
	options, err := in.options()
	if err != nil {
		return nil, err
	}
	body, err := in.body()
	if err != nil {
		return nil, err
	}
	was := in.state()
	digest := in.digestLater(body)
	batches, free := make(chan []staged, 2), make(chan []staged, 4)
	var sum source.Summary
	var readErr error
	go func() {
		defer close(batches)
		sum, readErr = in.parse(ctx, body, options, batches, free)
	}()
	name := in.Called()
	g := gathering{
		data: &fileData{builders: make(map[domain.IndicatorID]*panel.Builder), in: in},
		join: join, path: name, reject: func(r record.Reject) { r.File = name; reject(r) },
	}
	for batch := range batches {
		for i := range batch {
			g.take(&batch[i])
		}
		if im.Progress != nil {
			im.Progress(len(batch))
		}
		select {
		case free <- batch[:0]:
		default:
		}
	}
	hash := <-digest
	if err := errors.Join(readErr, hash.err); err != nil {
		return nil, err
	}
	if sum.Rows+sum.Rejects+len(sum.Indicators)+len(sum.Regions) == 0 {
		return nil, fmt.Errorf("%s: no observations in it (%s): is the download empty?", name, sum.Format)
	}
	data := g.data
	data.indicators, data.regions, data.dated = sum.Indicators, sum.Regions, sum.Dated
	data.retold, data.madeUp = sum.Retold, sum.MadeUp
	if was == in.state() { // else the hash may be of other bytes than were read
		data.way = im.wayOf(in, options)
	}
	data.served = sum.Format.Served()
	for _, sheet := range sum.OtherSheets {
		data.skipped = append(data.skipped, "sheet "+sheet+": no table that can be read")
	}
	for _, sheet := range sum.HiddenSheets {
		data.skipped = append(data.skipped, fmt.Sprintf("sheet %s is hidden and left out: --sheet %q reads it", sheet, sheet))
	}
	for _, s := range sum.Skips {
		data.skipped = append(data.skipped, s.Place.String()+": "+s.What)
	}
	for _, s := range sum.Doubts {
		data.doubts = append(data.doubts, s.Place.String()+": "+s.What)
	}
	data.record = store.File{
		Name: name, SHA256: hash.sum, Size: hash.size, Format: string(sum.Format), Sheets: data.places.sheets,
		Rows: sum.Rows + sum.Rejects, Rejected: sum.Rejects + g.lost,
	}
	return data, nil
}

// parse reads the file and sends what it finds in batches.
func (in *Input) parse(ctx context.Context, body []byte, options source.Options, batches chan<- []staged, free <-chan []staged) (source.Summary, error) {
	batch := make([]staged, 0, batchSize)
	send := func() error {
		select {
		case batches <- batch:
		case <-ctx.Done():
			return ctx.Err()
		}
		select {
		case batch = <-free:
		default:
			batch = make([]staged, 0, batchSize)
		}
		return nil
	}
	add := func(s staged) error {
		if batch = append(batch, s); len(batch) == batchSize {
			return send()
		}
		return nil
	}
	sum, err := in.read(ctx, body, options,
		func(r *record.Record) error { return add(staged{record: *r}) },
		func(r record.Reject) error { return add(staged{bad: &r}) })
	if err == nil {
		err = send()
	}
	return sum, err
}

// gathering puts the records of one file into the builders of their
// indicators.
type gathering struct {
	data   *fileData
	join   *joiner
	path   string
	reject func(record.Reject)
	lost   int // rows that were read but could not be joined

	// Lookups by number in place of the maps behind them: in a shuffled file
	// every row is of another indicator and year than the one before.
	sotkanet [maxNumber]*panel.Builder
	years    [maxNumber]uint32 // the period's number plus one
}

const maxNumber = 10000

// small is the number that a label of one to four digits is; false for any
// other label.
func small(label string) (n int, ok bool) {
	if len(label) == 0 || len(label) > 4 || label[0] == '0' {
		return 0, false
	}
	for i := range len(label) {
		d := label[i] - '0'
		if d > 9 {
			return 0, false
		}
		n = 10*n + int(d)
	}
	return n, true
}

func (g *gathering) take(s *staged) {
	if s.bad != nil {
		g.reject(*s.bad)
		return
	}
	rec := &s.record
	if !rec.Region.Sure && (rec.Region.Category == "" || rec.Region.Category == "MAA" && rec.Region.Name != "") && rec.Region.SotkanetID == 0 && rec.Indicator.Bank() == domain.Kolada {
		rec.Region.Category = swedish // Övertorneå is not Ylitornio there, whatever its name in Finland
	}
	region, err := g.join.region(&rec.Region)
	if err != nil {
		g.lost++
		g.reject(record.Reject{
			File: g.path, Place: rec.Place, Column: regionColumn, Found: foundRegion(rec.Region), Expected: err.Error(), Hint: regionHint(err),
		})
		return
	}
	g.data.see(region)
	at := panel.At{
		Region: region, Breakdown: g.join.axes.Breakdown(rec.Breakdown),
		Gender: g.join.axes.Gender(rec.Gender), Period: g.period(rec.Period),
	}
	g.builder(rec.Indicator).AddAt(at, rec.Cell, g.data.places.tag(rec.Place))
}

// see notes that the file has a region, by its number.
func (data *fileData) see(region uint32) {
	for int(region) >= len(data.seen) {
		data.seen = append(data.seen, false)
	}
	data.seen[region] = true
}

// builder is the builder of an indicator.
func (g *gathering) builder(id domain.IndicatorID) *panel.Builder {
	n, short := small(string(id))
	if short && g.sotkanet[n] != nil {
		return g.sotkanet[n]
	}
	b := g.data.builders[id]
	if b == nil {
		b = panel.NewBuilder(&g.join.axes)
		g.data.builders[id] = b
		g.data.order = append(g.data.order, id)
	}
	if short {
		g.sotkanet[n] = b
	}
	return b
}

// period is the number of a period.
func (g *gathering) period(p domain.Period) uint32 {
	year, short := small(string(p))
	if short && g.years[year] > 0 {
		return g.years[year] - 1
	}
	n := g.join.axes.Period(p)
	if short {
		g.years[year] = n + 1
	}
	return n
}

// swedish is the category of Kolada's areas, which are not looked for among
// Finland's.
const swedish = "kommun-se"

// regionColumn is what the place of an unknown area is called in a reject.
const regionColumn = "region"

// regionHint is how a mapping settles which region is meant.
func regionHint(err error) string {
	var known settled
	if errors.As(err, &known) {
		return known.hint
	}
	return "a mapping says which one a word means (regions:) or of what kind they are (category:)"
}

// foundRegion is what a file says of a region, for a reject.
func foundRegion(key record.RegionKey) string {
	switch {
	case key.Code == "":
		return key.Name
	case key.Name == "":
		return key.Code
	}
	return key.Name + " " + key.Code
}
