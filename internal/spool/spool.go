// Package spool keeps the bodies that sources gave, compressed and named by their
// SHA-256, and what was asked for each: data/spool/ of a workspace. What has arrived is
// there before it is imported, so that nothing is asked for twice, and stays
// there afterwards, so that a number can be traced to the body it came in.
package spool

// Entry is what was asked of a source, and what it answered last.
type Entry struct {
	Key       string `json:"key"`               // of what was asked: by its source, see Key
	Source    string `json:"source"`            // the name of the source in kuvio.yaml
	Name      string `json:"name"`              // what the body is called in the store: sotkanet/json?indicator=191
	SHA256    string `json:"sha256"`            // of the body
	Size      int64  `json:"size"`              // in bytes, unpacked
	Type      string `json:"type,omitempty"`    // media type
	Arrived   string `json:"arrived"`           // RFC 3339, UTC
	Retrieved string `json:"retrieved"`         // yyyy-mm-dd, the day of that by the clock of the workspace
	Updated   string `json:"updated,omitempty"` // when the source says that its data was updated
	ETag      string `json:"etag,omitempty"`    // for asking whether there is a newer one
	Modified  string `json:"modified,omitempty"`
	Rows      int    `json:"rows,omitempty"` // observations in it
	Imported  bool   `json:"imported"`       // false while it waits for the import
	Checked   string `json:"checked"`        // yyyy-mm-dd, the last day on which the source said that this is still the newest
}
