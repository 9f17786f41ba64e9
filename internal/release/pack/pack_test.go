package pack

import (
	"archive/tar"
	"archive/zip"
	"bytes"
	"compress/gzip"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"
)

var (
	at    = time.Date(2026, 11, 29, 10, 16, 28, 0, time.FixedZone("", 7200))
	files = []File{
		{Path: "usr/share/doc/kuvio/copyright", Body: []byte("MIT"), Licence: true},
		{Path: "usr/bin/kuvio", Body: bytes.Repeat([]byte("x"), 3000), Program: true},
	}
	kuvio = Package{
		Name: "kuvio", Version: "0.1.0-rc.1", Arch: "arm64", Licence: "MIT", Maintainer: "K <k@localhost>",
		Summary: "Figures", Description: "One\nparagraph.\n\nAnother.", Recommends: []string{"ca-certificates", "man-db"},
	}
)

// listing is a line for each entry of a tar archive: mode, owner, time, size, name.
func listing(t *testing.T, compressed []byte) string {
	t.Helper()
	z, err := gzip.NewReader(bytes.NewReader(compressed))
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	for r := tar.NewReader(z); ; {
		h, err := r.Next()
		if errors.Is(err, io.EOF) {
			return b.String()
		}
		if err != nil {
			t.Fatal(err)
		}
		fmt.Fprintf(&b, "%s %s %s %d %s\n", h.FileInfo().Mode(), h.Uname, h.ModTime.UTC().Format(time.DateTime), h.Size, h.Name)
	}
}

func TestTarGz(t *testing.T) {
	var b bytes.Buffer
	if err := TarGz(&b, files, at); err != nil {
		t.Fatal(err)
	}
	const want = `drwxr-xr-x root 2026-11-29 08:16:28 0 usr/
drwxr-xr-x root 2026-11-29 08:16:28 0 usr/bin/
drwxr-xr-x root 2026-11-29 08:16:28 0 usr/share/
drwxr-xr-x root 2026-11-29 08:16:28 0 usr/share/doc/
drwxr-xr-x root 2026-11-29 08:16:28 0 usr/share/doc/kuvio/
-rwxr-xr-x root 2026-11-29 08:16:28 3000 usr/bin/kuvio
-rw-r--r-- root 2026-11-29 08:16:28 3 usr/share/doc/kuvio/copyright
`
	if got := listing(t, b.Bytes()); got != want {
		t.Errorf("%s\nexpected\n%s", got, want)
	}
}

func TestZip(t *testing.T) {
	var b bytes.Buffer
	if err := Zip(&b, files, at); err != nil {
		t.Fatal(err)
	}
	z, err := zip.NewReader(bytes.NewReader(b.Bytes()), int64(b.Len()))
	if err != nil {
		t.Fatal(err)
	}
	var got strings.Builder
	for _, f := range z.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		body, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		fmt.Fprintf(&got, "%s %s %d %s\n", f.Mode(), f.Modified.UTC().Format(time.DateTime), len(body), f.Name)
	}
	const want = `-rwxr-xr-x 2026-11-29 08:16:28 3000 usr/bin/kuvio
-rw-r--r-- 2026-11-29 08:16:28 3 usr/share/doc/kuvio/copyright
`
	if got.String() != want {
		t.Errorf("%s\nexpected\n%s", got.String(), want)
	}
}

// unarchived reads an ar archive: its members' names in order, and their bytes.
func unarchived(t *testing.T, ar []byte) (names []string, bodies map[string][]byte) {
	t.Helper()
	rest, ok := bytes.CutPrefix(ar, []byte("!<arch>\n"))
	if !ok {
		t.Fatal("no ar archive")
	}
	bodies = map[string][]byte{}
	for len(rest) > 0 {
		head := string(rest[:60])
		size, err := strconv.Atoi(strings.TrimSpace(head[48:58]))
		if err != nil || head[58:] != "`\n" {
			t.Fatalf("the head of a member: %q", head)
		}
		name := strings.TrimSpace(head[:16])
		names = append(names, name)
		bodies[name] = rest[60 : 60+size]
		rest = rest[60+size+size%2:]
	}
	return names, bodies
}

func TestDeb(t *testing.T) {
	var b bytes.Buffer
	if err := Deb(&b, kuvio, files, at); err != nil {
		t.Fatal(err)
	}
	names, bodies := unarchived(t, b.Bytes())
	if got, want := strings.Join(names, " "), "debian-binary control.tar.gz data.tar.gz"; got != want {
		t.Errorf("members %s, expected %s", got, want)
	}
	if got := string(bodies["debian-binary"]); got != "2.0\n" {
		t.Errorf("format %q", got)
	}
	const inControl = `drwxr-xr-x root 2026-11-29 08:16:28 0 ./
-rw-r--r-- root 2026-11-29 08:16:28 226 ./control
-rw-r--r-- root 2026-11-29 08:16:28 112 ./md5sums
`
	if got := listing(t, bodies["control.tar.gz"]); got != inControl {
		t.Errorf("%s\nexpected\n%s", got, inControl)
	}
	if got := listing(t, bodies["data.tar.gz"]); !strings.HasPrefix(got, "drwxr-xr-x root 2026-11-29 08:16:28 0 ./\ndrwxr-xr-x root 2026-11-29 08:16:28 0 ./usr/\n") || !strings.Contains(got, "3000 ./usr/bin/kuvio\n") {
		t.Errorf("the files:\n%s", got)
	}
	const control = `Package: kuvio
Version: 0.1.0~rc.1-1
Section: science
Priority: optional
Architecture: arm64
Installed-Size: 9
Maintainer: K <k@localhost>
Recommends: ca-certificates, man-db
Description: Figures
 One
 paragraph.
 .
 Another.
`
	if got := kuvio.control(9); got != control { // 3 KiB and 1, and five folders
		t.Errorf("%s\nexpected\n%s", got, control)
	}
	if got, want := kuvio.DebFile(), "kuvio_0.1.0~rc.1-1_arm64.deb"; got != want {
		t.Errorf("file %s, expected %s", got, want)
	}
	dpkg, err := exec.LookPath("dpkg-deb")
	if err != nil {
		t.Skip("no dpkg-deb to read it with")
	}
	file := filepath.Join(t.TempDir(), kuvio.DebFile())
	if err := os.WriteFile(file, b.Bytes(), 0o644); err != nil {
		t.Fatal(err)
	}
	if out, err := exec.Command(dpkg, "--field", file).CombinedOutput(); err != nil || string(out) != control {
		t.Errorf("dpkg-deb: %v\n%s", err, out)
	}
}

func TestRPM(t *testing.T) {
	var b bytes.Buffer
	if err := RPM(&b, kuvio, files, at); err != nil {
		t.Fatal(err)
	}
	if !bytes.HasPrefix(b.Bytes(), []byte{0xed, 0xab, 0xee, 0xdb, 3, 0}) {
		t.Errorf("begins %x", b.Bytes()[:6])
	}
	if got, want := kuvio.RPMFile(), "kuvio-0.1.0~rc.1-1.aarch64.rpm"; got != want {
		t.Errorf("file %s, expected %s", got, want)
	}
	rpm, err := exec.LookPath("rpm")
	if err != nil {
		t.Skip("no rpm to read it with")
	}
	file := filepath.Join(t.TempDir(), kuvio.RPMFile())
	if err := os.WriteFile(file, b.Bytes(), 0o644); err != nil {
		t.Fatal(err)
	}
	const format = `%{NEVRA} %{LICENSE} %{BUILDTIME} %{RECOMMENDS}\n[%{FILEMODES:perms} %{FILEMTIMES} %{FILESIZES} %{FILEFLAGS:fflags} %{FILENAMES}\n]`
	const want = `kuvio-0.1.0~rc.1-1.aarch64 MIT 1795940188 ca-certificates
-rwxr-xr-x 1795940188 3000  /usr/bin/kuvio
drwxr-xr-x 1795940188 4096  /usr/share/doc/kuvio
-rw-r--r-- 1795940188 3 l /usr/share/doc/kuvio/copyright
`
	out, err := exec.Command(rpm, "-qp", "--nosignature", "--qf", format, file).CombinedOutput()
	if err != nil || string(out) != want {
		t.Errorf("rpm: %v\n%s\nexpected\n%s", err, out, want)
	}
	if out, err := exec.Command(rpm, "--checksig", file).CombinedOutput(); err != nil {
		t.Errorf("rpm: %v\n%s", err, out)
	}
}

// TestSameBytes holds every writer to its bytes, whatever the order of the files.
func TestSameBytes(t *testing.T) {
	other := []File{files[1], files[0]}
	for name, write := range map[string]func(io.Writer, []File) error{
		"tar.gz": func(w io.Writer, f []File) error { return TarGz(w, f, at) },
		"zip":    func(w io.Writer, f []File) error { return Zip(w, f, at) },
		"deb":    func(w io.Writer, f []File) error { return Deb(w, kuvio, f, at) },
		"rpm":    func(w io.Writer, f []File) error { return RPM(w, kuvio, f, at) },
	} {
		var a, b bytes.Buffer
		if err := errors.Join(write(&a, files), write(&b, other)); err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(a.Bytes(), b.Bytes()) {
			t.Errorf("%s: written twice it differs", name)
		}
	}
}
