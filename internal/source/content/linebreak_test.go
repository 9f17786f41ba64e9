package content

import (
	"io"
	"strings"
	"testing"
	"testing/iotest"
)

func TestFromCR(t *testing.T) {
	for text, want := range map[string]string{
		"a;1\rb;2\r":         "a;1\nb;2\r",
		"a;1\r;2\rc":         "a;1\n;2\nc",
		"a;1\r\nb;2\rc;3\n":  "a;1\r\nb;2\nc;3\n",
		"a\r;1\r\nb;2\r\n":   "a\r;1\r\nb;2\r\n",
		"a;1\r\r\nb;2\r\r\n": "a;1\r\r\nb;2\r\r\n",
		"a;1\nb;2\n":         "a;1\nb;2\n",
	} {
		f := File{Content: strings.NewReader(text), Size: int64(len(text))}
		if HasLoneCR([]byte(text)) {
			f = FromCR(f, []byte(text))
		}
		if got, err := io.ReadAll(iotest.OneByteReader(f.Section(0))); err != nil || string(got) != want {
			t.Errorf("%q: %q, %v, want %q", text, got, err, want)
		}
		if got, err := io.ReadAll(f.Section(0)); err != nil || string(got) != want {
			t.Errorf("%q: %q, %v, want %q", text, got, err, want)
		}
	}
}
