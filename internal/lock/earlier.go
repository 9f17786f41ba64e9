package lock

import (
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"

	"github.com/klauspost/compress/zstd"

	"kuvio/internal/late"
	"kuvio/internal/store"
	"kuvio/internal/write"
)

// earlierDir is where locks are kept, within the folder of the store.
const earlierDir = "locks"

// Kept is a lock that was kept: how the outputs stood from its day on.
type Kept struct {
	Day    string          // yyyy-mm-dd
	Import store.VintageID // the newest there was
	nth    int             // of that day and import, from 1
	file   string
}

// String is what people call it: import 3 of 2026-03-01.
func (k Kept) String() string { return fmt.Sprintf("import %d, %s", k.Import, k.Day) }

var keptName = late.Regexp(`^(\d{4}-\d\d-\d\d)_import-(\d{1,18})(?:_(\d{1,9}))?\.json\.zst$`)

// coders compress locks; each may be used by several goroutines.
var coders = sync.OnceValues(func() (*zstd.Encoder, *zstd.Decoder) {
	enc, err := zstd.NewWriter(nil, zstd.WithEncoderConcurrency(1))
	if err != nil {
		panic(err) // of its options alone
	}
	dec, err := zstd.NewReader(nil, zstd.WithDecoderConcurrency(1), zstd.WithDecoderMaxMemory(largest))
	if err != nil {
		panic(err)
	}
	return enc, dec
})

// Earlier lists the locks that are kept in the folder of a store, the oldest first.
func Earlier(dataDir string) ([]Kept, error) {
	entries, err := os.ReadDir(filepath.Join(dataDir, earlierDir))
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, err
	}
	var all []Kept
	for _, e := range entries {
		m := keptName().FindStringSubmatch(e.Name())
		if m == nil {
			continue
		}
		number, _ := strconv.ParseInt(m[2], 10, 64) // digits, and no more than fit
		nth, _ := strconv.Atoi(cmp.Or(m[3], "1"))
		all = append(all, Kept{m[1], store.VintageID(number), nth, filepath.Join(dataDir, earlierDir, e.Name())})
	}
	// By the import first, since a clock may be set back and imports only grow.
	slices.SortFunc(all, func(a, b Kept) int {
		return cmp.Or(cmp.Compare(a.Import, b.Import), strings.Compare(a.Day, b.Day), cmp.Compare(a.nth, b.nth))
	})
	return all, nil
}

// Keep keeps a lock as it stands from a day on, in the folder of a store, and reports
// whether it did: one whose outputs are those of the last that is kept is not.
func Keep(dataDir, day string, l *Lock) (bool, error) {
	earlier, err := Earlier(dataDir)
	if err != nil {
		return false, err
	}
	nth := 1
	if n := len(earlier); n > 0 {
		// A kept one that cannot be read is no reason not to keep another.
		if last, err := earlier[n-1].Lock(); err == nil && Same(last, l) {
			return false, nil
		}
		for _, k := range earlier {
			if k.Day == day && k.Import == l.Import {
				nth = max(nth, k.nth+1)
			}
		}
	}
	name := fmt.Sprintf("%s_import-%d", day, l.Import)
	if nth > 1 {
		name += "_" + strconv.Itoa(nth)
	}
	dir := filepath.Join(dataDir, earlierDir)
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return false, err
	}
	enc, _ := coders()
	return true, write.File(filepath.Join(dir, name+".json.zst"), enc.EncodeAll(l.Encode(), nil))
}

// Lock reads the lock.
func (k Kept) Lock() (*Lock, error) {
	packed, err := os.ReadFile(k.file)
	if err != nil {
		return nil, err
	}
	_, dec := coders()
	content, err := dec.DecodeAll(packed, nil)
	if err != nil {
		return nil, &Error{File: k.file, Err: fmt.Errorf("found what cannot be unpacked (%w): delete it; the locks before and after it stand", err)}
	}
	return Parse(k.file, content)
}

// errNoneThen is that no lock is kept of so early a time.
var errNoneThen = errors.New("no lock of then")

// At is the lock as it stood at the end of a day, yyyy-mm-dd, or once an import was
// there, import:3.
func At(dataDir, when string) (*Lock, Kept, error) {
	earlier, err := Earlier(dataDir)
	if err != nil {
		return nil, Kept{}, err
	}
	then := func(k Kept) bool { return k.Day <= when }
	if number, ok := strings.CutPrefix(when, "import:"); ok {
		n, err := strconv.ParseInt(number, 10, 64)
		if err != nil {
			return nil, Kept{}, fmt.Errorf("found %s, expected an import such as import:3", when)
		}
		then = func(k Kept) bool { return k.Import <= store.VintageID(n) }
	}
	for _, k := range slices.Backward(earlier) {
		if then(k) {
			l, err := k.Lock()
			return l, k, err
		}
	}
	if len(earlier) == 0 {
		return nil, Kept{}, fmt.Errorf("%w: none is kept yet; 'kuvio refresh' keeps one whenever outputs change", errNoneThen)
	}
	return nil, Kept{}, fmt.Errorf("%w: the first that is kept is of %s", errNoneThen, earlier[0])
}
