package chart

import (
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"fmt"
	"hash"
	"io"
	"io/fs"
	"math"
	"path"
	"reflect"
	"slices"

	"kuvio/internal/domain"
	"kuvio/internal/table"
)

// Shown is the SHA-256 of all that the figure's files in some languages are made of,
// but for how it is drawn: its table, its texts, its content and its size. Nothing is
// drawn to find it. As long as it is the same, and figure.Drawing too, so are the files.
func (f *Figure) Shown(langs []domain.Lang) (string, error) {
	h := sha256.New()
	if err := f.Table.Write(h, table.CSV, table.Options{}); err != nil {
		return "", err
	}
	for _, l := range langs {
		whole := digest{h}
		whole.text(f.Beside(l))
		whole.value(reflect.ValueOf(f.picture(l)))
	}
	return hex.EncodeToString(h.Sum(nil)), nil
}

// Said is the SHA-256 of what a spec says, and of the file of boundaries that it
// names: not of its comments, nor of which file it stands in.
func (b *Builder) Said(s Spec) (string, error) {
	content, err := YAML(s)
	if err != nil {
		return "", err
	}
	h := sha256.New()
	h.Write(content)
	if m, ok := s.(*Map); ok && b.Files != nil {
		file, err := fs.ReadFile(b.Files, path.Clean(m.File))
		if err == nil { // else the figure cannot be built, and says why
			h.Write(file)
		}
	}
	return hex.EncodeToString(h.Sum(nil)), nil
}

// digest writes values to a hash, so that no two that differ are written alike.
type digest struct{ hash.Hash }

func (d digest) number(n uint64) {
	var b [8]byte
	binary.LittleEndian.PutUint64(b[:], n)
	d.Write(b[:])
}

func (d digest) text(s string) {
	d.number(uint64(len(s)))
	io.WriteString(d, s)
}

// value writes a value of numbers, texts, and structs, lists and maps of them, as
// contents of figures are.
func (d digest) value(v reflect.Value) {
	switch v.Kind() {
	case reflect.Invalid:
		d.text("nil")
	case reflect.String:
		d.text(v.String())
	case reflect.Bool:
		if v.Bool() {
			d.number(1)
		} else {
			d.number(0)
		}
	case reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64:
		d.number(uint64(v.Int()))
	case reflect.Uint, reflect.Uint8, reflect.Uint16, reflect.Uint32, reflect.Uint64:
		d.number(v.Uint())
	case reflect.Float32, reflect.Float64:
		d.number(math.Float64bits(v.Float()))
	case reflect.Pointer, reflect.Interface:
		if v.IsNil() {
			d.text("nil")
			return
		}
		d.text(v.Elem().Type().String())
		d.value(v.Elem())
	case reflect.Struct:
		for _, field := range v.Fields() {
			d.value(field)
		}
	case reflect.Slice, reflect.Array:
		d.number(uint64(v.Len()))
		for i := range v.Len() {
			d.value(v.Index(i))
		}
	case reflect.Map:
		d.entries(v)
	default:
		panic(fmt.Sprintf("%s: a figure's content is of numbers and texts", v.Type()))
	}
}

// entries writes a map by the hashes of its keys.
func (d digest) entries(m reflect.Value) {
	type entry struct {
		key   []byte
		value reflect.Value
	}
	entries := make([]entry, 0, m.Len())
	for key, value := range m.Seq2() {
		one := digest{sha256.New()}
		one.value(key)
		entries = append(entries, entry{one.Sum(nil), value})
	}
	slices.SortFunc(entries, func(a, b entry) int { return bytes.Compare(a.key, b.key) })
	d.number(uint64(len(entries)))
	for _, e := range entries {
		d.Write(e.key)
		d.value(e.value)
	}
}
