package export

import (
	"fmt"
	"path"
	"strings"

	"kuvio/internal/domain"
)

// ParquetName is the file of an indicator in a folder partitioned as Hive does
// it, slash-separated: "indicator=191/part-0.parquet". Readers take the
// indicator from the folder's name; the file itself has no such column.
func ParquetName(id domain.IndicatorID) string {
	return path.Join("indicator="+escape(string(id)), "part-0.parquet")
}

// CSVName is the file of an indicator: "191.csv", "oma%3Ax.csv".
func CSVName(id domain.IndicatorID) string { return escape(string(id)) + ".csv" }

// escaped are the characters that Hive writes as %XX in a partition's name
// (FileUtils.escapePathName), and four more: the plus sign of a splice, which
// some readers take for a space, and what Windows allows in no name.
const escaped = "\"#%'*/:=?\\{[]^\x7f" + "+<>|"

// escape writes a value as Hive writes it in the name of a folder. Letters
// beyond ASCII stay: readers of partitions take each %XX for a character of
// its own, not for a byte of UTF-8.
func escape(value string) string {
	var b strings.Builder
	for i := range len(value) {
		if c := value[i]; c < ' ' || strings.IndexByte(escaped, c) >= 0 {
			fmt.Fprintf(&b, "%%%02X", c)
		} else {
			b.WriteByte(c)
		}
	}
	return b.String()
}
