package site

import (
	"regexp"
	"strings"
	"testing"
)

func TestFileName(t *testing.T) {
	for id, want := range map[string]string{
		"191": "191", "maa": "maa", "kunta:179": "kunta-179", "maakunta:13": "maakunta-13",
		"oma:vaesto-ika": "oma-vaesto-ika", "oma:a_b": "oma-a_b", "id:730": "id-730",
	} {
		if got := fileName(id); got != want {
			t.Errorf("%s is called %s, want %s", id, got, want)
		}
	}
}

// Whatever an id is made of, its file can be made on every disk, lies in its folder, and no
// two ids have one name, on a disk that knows no case either.
func TestFileNamesOfHostileIDs(t *testing.T) {
	plain := regexp.MustCompile(`^[a-z0-9][a-z0-9_-]*$|^_[a-z0-9_-]*$`)
	taken := make(map[string]string)
	for _, id := range []string{
		"oma:abc", "oma:Abc", "oma:ABC", "oma-abc", "oma:äbc", "oma:abc:d", "oma:abc-d", "oma:a/b", "oma:a\\b", "oma:../../etc", "../x:y", "oma:..", "oma:.",
		"con", "CON", "aux:1", "nul", "com1", "lpt9", "com:1", "oma:con", "con:", "oma:<script>", "oma:a b", "oma:a\u00a0b", "oma:a.html", "oma:a.", "oma:a%2fb", "oma:a?b#c", "oma:a|b*",
		"oma:" + strings.Repeat("x", 300), "oma:" + strings.Repeat("x", 301), "kolada:N31001", "kolada:n31001", "", ":", "ä", "rest:shp:14", "oma:a_b-7f7cf664", "\x00", "oma:😀",
	} {
		name := fileName(id)
		if !plain.MatchString(name) || len(name) > longestName+9 {
			t.Errorf("%q is called %q", id, name)
		}
		if device, _, _ := strings.Cut(name, "."); regexp.MustCompile(`^(con|prn|aux|nul|(com|lpt)[0-9])$`).MatchString(device) {
			t.Errorf("%q is called %q, a device of Windows", id, name)
		}
		if other, ok := taken[name]; ok {
			t.Errorf("%q and %q are both called %q", id, other, name)
		}
		taken[name] = id
	}
	if fileName("oma:a b") == "oma-a_b" || fileName("oma:"+strings.TrimPrefix(fileName("oma:a b"), "oma-")) == fileName("oma:a b") {
		t.Error("an id can take the name of another")
	}
}
