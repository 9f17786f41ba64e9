package pack

import (
	"bytes"
	"crypto/md5"
	"fmt"
	"io"
	"strings"
	"time"
)

// DebVersion is the version as Debian has it, the first packaging of it.
func (p Package) DebVersion() string { return p.sortable() + "-1" }

// DebFile is what the package for Debian is called.
func (p Package) DebFile() string {
	return fmt.Sprintf("%s_%s_%s.deb", p.Name, p.DebVersion(), p.Arch)
}

// Deb writes a package for Debian and what is made of it, as deb(5) describes it:
// three members of an ar archive, of which the second is for the package manager and
// the third has the files.
func Deb(w io.Writer, p Package, files []File, at time.Time) error {
	var sums strings.Builder
	size := 0 // in KiB, a folder counted as one
	for _, f := range ordered(files) {
		fmt.Fprintf(&sums, "%x  %s\n", md5.Sum(f.Body), f.Path)
		size += (len(f.Body) + 1023) / 1024
	}
	size += len(folders(files))

	var control, data bytes.Buffer
	if err := tarred(&control, "./", []File{
		{Path: "control", Body: []byte(p.control(size))},
		{Path: "md5sums", Body: []byte(sums.String())},
	}, at); err != nil {
		return err
	}
	if err := tarred(&data, "./", files, at); err != nil {
		return err
	}
	return archived(w, at, []member{
		{"debian-binary", []byte("2.0\n")},
		{"control.tar.gz", control.Bytes()},
		{"data.tar.gz", data.Bytes()},
	})
}

// control is what dpkg keeps of the package. The size is of its files, in KiB.
func (p Package) control(size int) string {
	var b strings.Builder
	field := func(name, value string) {
		if value != "" {
			fmt.Fprintf(&b, "%s: %s\n", name, value)
		}
	}
	field("Package", p.Name)
	field("Version", p.DebVersion())
	field("Section", "science")
	field("Priority", "optional")
	field("Architecture", p.Arch) // Debian's names of both are Go's
	field("Installed-Size", fmt.Sprint(size))
	field("Maintainer", p.Maintainer)
	field("Recommends", strings.Join(p.Recommends, ", "))
	field("Description", p.Summary)
	for i, paragraph := range p.paragraphs() {
		if i > 0 {
			b.WriteString(" .\n")
		}
		for line := range strings.Lines(paragraph) {
			fmt.Fprintf(&b, " %s\n", strings.TrimSpace(line))
		}
	}
	return b.String()
}

// member is a file of an ar archive.
type member struct {
	name string // 16 bytes at most
	body []byte
}

// archived writes members as ar(5) has them in its common format.
func archived(w io.Writer, at time.Time, members []member) error {
	var b bytes.Buffer
	b.WriteString("!<arch>\n")
	for _, m := range members {
		fmt.Fprintf(&b, "%-16s%-12d%-6d%-6d%-8o%-10d`\n", m.name, at.Unix(), 0, 0, 0o100644, len(m.body))
		b.Write(m.body)
		if len(m.body)%2 == 1 {
			b.WriteByte('\n')
		}
	}
	_, err := w.Write(b.Bytes())
	return err
}
