package disk

import (
	"path/filepath"
	"strings"

	"golang.org/x/sys/windows"
)

// remote is the kind of network drive that a folder lies on; "" for disks of this
// machine. A path of a computer's share (\\server\share) is one, as is a letter that
// stands for such.
func remote(dir string) string {
	volume := filepath.VolumeName(dir)
	if rest, ok := strings.CutPrefix(volume, `\\?\`); ok && !strings.HasPrefix(strings.ToUpper(rest), "UNC") {
		volume = rest
	}
	if strings.HasPrefix(volume, `\\`) {
		return "a share"
	}
	root, err := windows.UTF16PtrFromString(volume + `\`)
	if err == nil && windows.GetDriveType(root) == windows.DRIVE_REMOTE {
		return volume
	}
	return ""
}
