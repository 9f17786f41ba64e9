package pack

import (
	"fmt"
	"io"
	"path"
	"strings"
	"time"

	"github.com/google/rpmpack"
)

// rpmArch is what RPM calls the processors.
var rpmArch = map[string]string{"amd64": "x86_64", "arm64": "aarch64"}

// rpmRelease counts the packagings of a version.
const rpmRelease = "1"

// RPMFile is what the package for RPM is called.
func (p Package) RPMFile() string {
	return fmt.Sprintf("%s-%s-%s.%s.rpm", p.Name, p.sortable(), rpmRelease, rpmArch[p.Arch])
}

// RPM writes a package for Fedora, openSUSE and others that have RPM 4.14 or later.
func RPM(w io.Writer, p Package, files []File, at time.Time) error {
	var recommends rpmpack.Relations
	for _, name := range p.Recommends {
		if err := recommends.Set(name); err != nil {
			return err
		}
	}
	r, err := rpmpack.NewRPM(rpmpack.RPMMetaData{
		Name: p.Name, Version: p.sortable(), Release: rpmRelease, Arch: rpmArch[p.Arch], Epoch: rpmpack.NoEpoch,
		Summary: p.Summary, Description: strings.TrimSpace(p.Description), Licence: p.Licence, Group: "Applications/Engineering",
		Packager: p.Maintainer, Vendor: p.Maintainer, BuildHost: "reproducible", BuildTime: at,
		Compressor: "zstd:19", Recommends: recommends,
	})
	if err != nil {
		return err
	}
	for _, dir := range folders(files) {
		if path.Base(dir) == p.Name { // the system has the others
			r.AddFile(rpmpack.RPMFile{Name: "/" + dir, Mode: 0o40755, Owner: "root", Group: "root", MTime: uint32(at.Unix())})
		}
	}
	for _, f := range files {
		kind := rpmpack.GenericFile
		switch {
		case f.Licence:
			kind = rpmpack.LicenceFile
		case strings.HasPrefix(f.Path, "usr/share/doc/"), strings.HasPrefix(f.Path, "usr/share/man/"):
			kind = rpmpack.DocFile
		}
		r.AddFile(rpmpack.RPMFile{
			Name: "/" + f.Path, Body: f.Body, Mode: uint(f.mode()), Owner: "root", Group: "root",
			MTime: uint32(at.Unix()), Type: kind,
		})
	}
	return r.Write(w)
}
