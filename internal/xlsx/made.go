package xlsx

import (
	"archive/zip"
	"encoding/xml"
	"io"
)

// Made reports whether a file of some size is a workbook as Write left it, which no
// other program has saved since: one that does says when.
func Made(file io.ReaderAt, size int64) bool {
	z, err := zip.NewReader(file, size)
	if err != nil {
		return false
	}
	properties, err := z.Open("docProps/core.xml")
	if err != nil {
		return false
	}
	defer properties.Close()
	var core struct {
		Creator  string `xml:"creator"`
		Modified string `xml:"modified"`
	}
	err = xml.NewDecoder(io.LimitReader(properties, 1<<16)).Decode(&core)
	return err == nil && core.Creator == creator && core.Modified == written
}
