package lock

import (
	"bytes"
	"encoding/json"
	"strconv"
)

// Encode is the file: sorted, a conclusion a line, so that a diff of two files
// reads as what changed. The same lock gives the same bytes.
func (l *Lock) Encode() []byte {
	var b bytes.Buffer
	b.WriteString("{\n")
	field := func(key string, value any) {
		b.WriteString("  " + strconv.Quote(key) + ": ")
		b.Write(compact(value))
		b.WriteString(",\n")
	}
	field("format", l.Format)
	field("kuvio", l.Release)
	field("import", l.Import)
	field("checked", l.Checked)
	b.WriteString(`  "outputs": {`)
	for i, name := range l.Names() {
		if i > 0 {
			b.WriteByte(',')
		}
		b.WriteString("\n    ")
		b.Write(compact(name))
		b.WriteString(": ")
		b.Write(l.Outputs[name].encode())
	}
	if len(l.Outputs) > 0 {
		b.WriteString("\n  ")
	}
	b.WriteString("}\n}\n")
	return b.Bytes()
}

// encode is an output, its conclusions at the end.
func (o Output) encode() []byte {
	conclusions := o.Conclusions
	o.Conclusions = nil
	var b bytes.Buffer
	if err := json.Indent(&b, compact(o), "    ", "  "); err != nil {
		panic(err) // it was encoded just now
	}
	if len(conclusions) == 0 {
		return b.Bytes()
	}
	b.Truncate(bytes.LastIndexByte(b.Bytes(), '\n'))
	b.WriteString(",\n      \"conclusions\": [")
	for i := range conclusions {
		if i > 0 {
			b.WriteByte(',')
		}
		b.WriteString("\n        ")
		b.Write(compact(conclusions[i]))
	}
	b.WriteString("\n      ]\n    }")
	return b.Bytes()
}

// compact is a value of a lock on one line, with its texts as they are read.
func compact(value any) []byte {
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(value); err != nil {
		panic(err) // numbers, texts, lists and maps of them alone
	}
	return bytes.TrimSuffix(b.Bytes(), []byte("\n"))
}
