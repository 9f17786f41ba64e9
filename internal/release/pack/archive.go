package pack

import (
	"archive/tar"
	"archive/zip"
	"compress/flate"
	"compress/gzip"
	"io"
	"io/fs"
	"time"
)

// TarGz writes the files as a compressed tar archive, all of the time given.
func TarGz(w io.Writer, files []File, at time.Time) error {
	return tarred(w, "", files, at)
}

// tarred writes the files and the folders they lie in, each path after a prefix.
func tarred(w io.Writer, prefix string, files []File, at time.Time) error {
	z, err := gzip.NewWriterLevel(w, gzip.BestCompression)
	if err != nil {
		return err
	}
	t := tar.NewWriter(z)
	head := tar.Header{ModTime: at, Uname: "root", Gname: "root", Format: tar.FormatGNU}
	for _, dir := range append([]string{""}, folders(files)...) {
		if prefix+dir == "" {
			continue
		}
		h := head
		h.Typeflag, h.Name, h.Mode = tar.TypeDir, prefix+dir+"/", 0o755
		if dir == "" {
			h.Name = prefix
		}
		if err := t.WriteHeader(&h); err != nil {
			return err
		}
	}
	for _, f := range ordered(files) {
		h := head
		h.Typeflag, h.Name, h.Mode, h.Size = tar.TypeReg, prefix+f.Path, f.mode(), int64(len(f.Body))
		if err := t.WriteHeader(&h); err != nil {
			return err
		}
		if _, err := t.Write(f.Body); err != nil {
			return err
		}
	}
	if err := t.Close(); err != nil {
		return err
	}
	return z.Close()
}

// Zip writes the files as a zip archive, all of the time given, in UTC.
func Zip(w io.Writer, files []File, at time.Time) error {
	z := zip.NewWriter(w)
	z.RegisterCompressor(zip.Deflate, func(w io.Writer) (io.WriteCloser, error) {
		return flate.NewWriter(w, flate.BestCompression)
	})
	for _, f := range ordered(files) {
		h := &zip.FileHeader{Name: f.Path, Method: zip.Deflate, Modified: at.UTC()}
		h.SetMode(fs.FileMode(f.mode()))
		to, err := z.CreateHeader(h)
		if err != nil {
			return err
		}
		if _, err := to.Write(f.Body); err != nil {
			return err
		}
	}
	return z.Close()
}
