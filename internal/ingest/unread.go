package ingest

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"os"
	"slices"

	"kuvio/internal/domain"
	"kuvio/internal/source"
	"kuvio/internal/store"
)

// unread is a file that need not be read, by its receipt; nil where it has none or that
// does not hold any more, and where anything about it fails, which then is found when it is
// read. held gives the days that files are held to be of.
func (im *Importer) unread(ctx context.Context, in *Input, join *joiner, held func() (map[string]string, error)) *fileData {
	info, err := os.Stat(in.Path)
	if err != nil || !info.Mode().IsRegular() || !im.Receipts.ofSize(info.Size()) {
		return nil
	}
	options, err := in.options()
	if err != nil {
		return nil
	}
	hash := <-in.digestLater(nil)
	if hash.err != nil {
		return nil
	}
	r := im.Receipts.of(hash.sum, im.wayOf(in, options))
	if r == nil {
		return nil
	}
	days, err := held()
	if err != nil {
		return nil
	}
	data := r.data(in)
	im.date(data, days)
	if stands, err := data.stands(func(ids []domain.IndicatorID) (string, error) { return im.Store.Standing(ctx, ids) }); err != nil || !stands {
		return nil
	}
	join.again(data, r.Areas)
	return data
}

// stands reports whether an unread file is of the same day as when it was read, and its
// indicators stand as they were left then.
func (data *fileData) stands(standing func([]domain.IndicatorID) (string, error)) (bool, error) {
	if data.undated || data.record.Retrieved != data.receipt.File.Retrieved {
		return false, nil
	}
	now, err := standing(data.order)
	return now == data.receipt.Standing, err
}

// wayOf tells apart how a file is read, by all that decides what is found in it and made
// of it; "" where that is to be done whatever it was before: of what is no file, and where
// it takes the place of newer downloads.
func (im *Importer) wayOf(in *Input, options source.Options) string {
	if im.Receipts == nil || in.Path == "" || im.Override || in.Override {
		return ""
	}
	text, err := json.Marshal(struct {
		Options source.Options
		Covers  bool
		Years   domain.YearRange
		MadeUp  bool
	}{options, in.Covers, in.Years, im.MadeUp})
	if err != nil { // a mapping of numbers that are none
		return ""
	}
	sum := sha256.Sum256(text)
	return hex.EncodeToString(sum[:])
}

// sharing are the files of an import, by the indicators that they have.
type sharing map[domain.IndicatorID][]int

func sharingOf(all []*fileData) sharing {
	by := make(sharing)
	for i, data := range all {
		if data != nil {
			for _, id := range data.order {
				by[id] = append(by[id], i)
			}
		}
	}
	return by
}

// with are the files that have an indicator of one, itself among them, in their order.
func (by sharing) with(data *fileData) (files []int) {
	for _, id := range data.order {
		files = append(files, by[id]...)
	}
	slices.Sort(files)
	return slices.Compact(files)
}

// toRead reports whether an unread file has to be read after all, since it shares an
// indicator with one that is, or not with those that it did.
func (by sharing) toRead(all []*fileData, i int) bool {
	if all[i] == nil || all[i].receipt == nil {
		return false
	}
	with := by.with(all[i])
	isRead := func(j int) bool { return all[j] == nil || all[j].receipt == nil }
	return slices.ContainsFunc(with, isRead) || !slices.Equal(hashes(all, with), all[i].receipt.With)
}

// hashes are the SHA-256 of some of the files.
func hashes(all []*fileData, some []int) []string {
	sums := make([]string, len(some))
	for n, i := range some {
		sums[n] = all[i].record.SHA256
	}
	return sums
}

// stillUnread dates the files of an import whose turn to write has come, and reads those
// that were left unread where another import came before it.
func (im *Importer) stillUnread(ctx context.Context, tx store.Tx, files []*fileData, join *joiner, rep *Report) ([]*fileData, error) {
	held, err := im.daysHeld(ctx)
	if err != nil {
		return nil, err
	}
	stand := true
	for _, data := range files {
		im.date(data, held)
		if data.receipt == nil || !stand {
			continue
		}
		if stand, err = data.stands(tx.Standing); err != nil {
			return nil, err
		}
	}
	if stand {
		return files, nil
	}
	for i, data := range files {
		if data.receipt == nil {
			continue
		}
		if files[i], err = im.readInput(ctx, data.in, join, rep); err != nil {
			return nil, err
		}
		if files[i] != nil {
			im.date(files[i], held)
		}
	}
	if im.Strict && rep.Failed() > 0 {
		return nil, im.strict(rep)
	}
	return slices.DeleteFunc(files, func(data *fileData) bool { return data == nil }), nil
}

// receipts are those of the files of an import of which every row was taken, and nothing
// is asked of people. Where nothing changed, each is told of again as it is now; else it is
// known what will be told of one that shares no indicator with others.
func (im *Importer) receipts(tx store.Tx, join *joiner, files []*fileData, rep *Report) (all []*receipt, err error) {
	asked := make(map[domain.IndicatorID]bool)
	for _, l := range slices.Concat(rep.Withdrawn, rep.Late, rep.Kept) {
		asked[l.Indicator] = true
	}
	changes := rep.Changed || rep.Confirmed > 0
	shared := sharingOf(files)
	for _, data := range files {
		if data.way == "" || data.receipt != nil || data.undated || len(data.order) == 0 || data.record.Rejected > 0 ||
			slices.ContainsFunc(data.order, func(id domain.IndicatorID) bool { return asked[id] }) {
			continue
		}
		r := &receipt{
			File: data.record, Way: data.way, With: hashes(files, shared.with(data)), Holds: data.order, Suppressed: data.suppressed, Division: data.division,
			Areas: join.unknownIn([]*fileData{data}), Dated: data.dated, Skipped: data.skipped, Doubts: data.doubts,
			Indicators: data.indicators, Regions: data.regions, Retold: data.retold, MadeUp: data.madeUp,
		}
		if changes && (len(r.With) > 1 || r.File.Older > 0) || data.besideItself(r.With) || join.namedByOthers(r.Areas, len(files) == 1) {
			continue
		}
		if changes {
			r.File.New, r.File.Changed, r.File.Missing, r.Suppressed = 0, 0, data.without[0]+data.without[1], data.without[1]
			r.File.Same = r.File.Rows - r.File.Missing
		}
		if r.Standing, err = tx.Standing(r.Holds); err != nil {
			return nil, err
		}
		all = append(all, r)
	}
	return all, nil
}

// besideItself reports whether a file is twice among those of an import.
func (data *fileData) besideItself(with []string) bool {
	i := slices.Index(with, data.record.SHA256)
	return slices.Contains(with[i+1:], data.record.SHA256)
}
