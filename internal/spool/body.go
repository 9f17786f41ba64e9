package spool

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"time"

	"github.com/klauspost/compress/zstd"
)

// largest is how many bytes a body may unpack to: a gigabyte, several times the
// largest that any source gives.
const largest = 1 << 30

var (
	encoder = sync.OnceValue(func() *zstd.Encoder {
		return must(zstd.NewWriter(nil, zstd.WithEncoderConcurrency(1), zstd.WithEncoderCRC(true)))
	})
	decoder = sync.OnceValue(func() *zstd.Decoder {
		return must(zstd.NewReader(nil, zstd.WithDecoderConcurrency(1), zstd.WithDecoderMaxMemory(largest)))
	})
)

func must[T any](v T, err error) T {
	if err != nil { // wrong options, which are constants
		panic(err)
	}
	return v
}

// SHA256 is a body's hash, as entries have it: 64 hexadecimal digits.
func SHA256(body []byte) string {
	sum := sha256.Sum256(body)
	return hex.EncodeToString(sum[:])
}

// isHash reports whether a text is a SHA-256 as files are named by it.
func isHash(s string) bool {
	return len(s) == 2*sha256.Size && strings.Trim(s, "0123456789abcdef") == ""
}

func unpack(packed []byte) ([]byte, error) { return decoder().DecodeAll(packed, nil) }

// write keeps a body: written beside, made durable, and renamed. A damaged one of
// that name is replaced.
func (s *Spool) write(hash string, body []byte) error {
	if len(body) > largest {
		return fmt.Errorf("found %d bytes, and a body of over %d is not kept", len(body), largest)
	}
	path := s.path(hash)
	if err := os.MkdirAll(filepath.Dir(path), 0o777); err != nil {
		return err
	}
	return s.replace(path, encoder().EncodeAll(body, nil))
}

// replace gives a file another content, whole or not at all.
func (s *Spool) replace(path string, content []byte) (err error) {
	f, err := os.CreateTemp(filepath.Dir(path), partName+"*")
	if err != nil {
		return err
	}
	defer func() {
		if err != nil && !errors.Is(err, errEnded) {
			_ = os.Remove(f.Name())
		}
	}()
	err = s.step("write")
	if err == nil {
		_, err = f.Write(content)
	}
	if err == nil {
		err = f.Sync()
	}
	if closed := f.Close(); err == nil {
		err = closed
	}
	if err == nil {
		err = os.Chmod(f.Name(), 0o644)
	}
	if err == nil {
		err = s.step("rename")
	}
	if err == nil {
		err = os.Rename(f.Name(), path)
	}
	if err == nil {
		syncDir(filepath.Dir(path))
		err = s.step("renamed")
	}
	return err
}

// tidy removes what processes that ended were writing in a folder an hour ago.
func (s *Spool) tidy(dir string, now time.Time) {
	parts, _ := filepath.Glob(filepath.Join(dir, partName+"*"))
	for _, part := range parts {
		if info, err := os.Stat(part); err == nil && now.Sub(info.ModTime()) > time.Hour {
			_ = os.Remove(part)
		}
	}
}

// partName begins the names of files that are being written.
const partName = "part-"

// errEnded is what a test gives for the end of the process: nothing is tidied then.
var errEnded = errors.New("the process has ended")

// syncDir has a rename outlive the power. Where folders cannot be synced (Windows)
// the file system sees to it.
func syncDir(dir string) {
	if d, err := os.Open(dir); err == nil {
		_ = d.Sync()
		d.Close()
	}
}
