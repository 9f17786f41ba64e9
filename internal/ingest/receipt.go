package ingest

import (
	"encoding/json"
	"os"
	"slices"

	"kuvio/internal/domain"
	"kuvio/internal/source/record"
	"kuvio/internal/store"
	whole "kuvio/internal/write"
)

// receipt is what was found in a file of which every row was taken, but its figures:
// nothing comes of those where the same bytes are to be read in the same way, of the same
// day, beside the same files, and their indicators stand as they were left.
type receipt struct {
	File     store.File           // as it is told of when it comes again
	Way      string               // how it was read, see wayOf
	With     []string             // the files of the import that had indicators of it, and itself: SHA-256, in their order
	Holds    []domain.IndicatorID // in its order
	Standing string               // of these, see store.Store

	Suppressed int                         `json:",omitempty"`
	Division   domain.YearRange            `json:",omitzero"`
	Areas      []domain.Region             `json:",omitempty"` // that the catalogue lacks
	Dated      string                      `json:",omitempty"`
	Skipped    []string                    `json:",omitempty"`
	Doubts     []string                    `json:",omitempty"`
	Indicators []domain.Indicator          `json:",omitempty"`
	Regions    []record.Region             `json:",omitempty"`
	Retold     []domain.Indicator          `json:",omitempty"`
	MadeUp     map[domain.IndicatorID]bool `json:",omitempty"`
}

// data is the file again, as an input, without its figures.
func (r *receipt) data(in *Input) *fileData {
	data := &fileData{
		in: in, record: r.File, order: r.Holds, way: r.Way, receipt: r, suppressed: r.Suppressed, division: r.Division,
		dated: r.Dated, skipped: r.Skipped, doubts: r.Doubts, indicators: r.Indicators, regions: r.Regions, retold: r.Retold, madeUp: r.MadeUp,
	}
	data.record.Name = in.Called()
	return data
}

// ReceiptsName is where receipts go in a folder of data.
const ReceiptsName = "receipts.json"

// mostReceipts is how many bytes of them are kept, of the newest: those of some 8,000
// files of one indicator, or of 100 of a whole bank.
const mostReceipts = 4 << 20

// Receipts are those of a workspace's imports, in a file. To lose it costs the reading of
// files that have not changed.
type Receipts struct {
	path    string
	program string
	all     []*receipt // the oldest first
}

// receiptsFile is what the file has. Another program may read files otherwise, and
// begins anew.
type receiptsFile struct {
	Program  string
	Receipts []*receipt
}

// OpenReceipts are the receipts in a file, as far as they are of the program and can be
// read; nil, which every file is read by, of a program that cannot be told from others.
func OpenReceipts(path, program string) *Receipts {
	if program == "" {
		return nil
	}
	r := &Receipts{path: path, program: program}
	r.load()
	return r
}

func (r *Receipts) load() {
	r.all = nil
	var file receiptsFile
	text, err := os.ReadFile(r.path)
	if err == nil && json.Unmarshal(text, &file) == nil && file.Program == r.program {
		r.all = slices.DeleteFunc(file.Receipts, func(one *receipt) bool { return one == nil })
	}
}

// ofSize reports whether there is one of a file of so many bytes.
func (r *Receipts) ofSize(size int64) bool {
	return r != nil && slices.ContainsFunc(r.all, func(one *receipt) bool { return one.File.Size == size })
}

// of is that of a file by its SHA-256, read in a way; nil where there is none.
func (r *Receipts) of(sha256, way string) *receipt {
	i := slices.IndexFunc(r.all, func(one *receipt) bool { return one.File.SHA256 == sha256 && one.Way == way })
	if i < 0 {
		return nil
	}
	return r.all[i]
}

// keep adds receipts to those that there are by now.
func (r *Receipts) keep(receipts []*receipt) error {
	if len(receipts) == 0 {
		return nil
	}
	r.load()
	type key struct{ sha256, way string }
	anew := make(map[key]bool, len(receipts))
	for _, one := range receipts {
		anew[key{one.File.SHA256, one.Way}] = true
	}
	r.all = append(slices.DeleteFunc(r.all, func(one *receipt) bool { return anew[key{one.File.SHA256, one.Way}] }), receipts...)
	size, first := 0, len(r.all)
	for ; first > 0; first-- {
		text, err := json.Marshal(r.all[first-1])
		if err != nil {
			return err
		}
		if size += len(text); size > mostReceipts {
			break
		}
	}
	text, err := json.Marshal(receiptsFile{r.program, r.all[first:]})
	if err != nil {
		return err
	}
	return whole.File(r.path, text)
}
