package disk

import (
	"path/filepath"
	"runtime"
	"strings"
	"testing"
)

func TestSyncedBy(t *testing.T) {
	for _, tt := range []struct{ path, variable, want string }{
		{"/home/a/work", "", ""},
		{"/home/a/OneDrive/kuvio/data", "", "OneDrive"},
		{"/home/a/OneDrive - Saarijärven kunta/kuvio", "", "OneDrive"},
		{"/Users/a/Library/CloudStorage/OneDrive-Personal/kuvio", "", "OneDrive"},
		{"/Users/a/Library/Mobile Documents/com~apple~CloudDocs/kuvio", "", "iCloud Drive"},
		{"/home/a/Dropbox (Oma)/kuvio", "", "Dropbox"},
		{"/home/a/dropboxes/kuvio", "", ""},
		{"/home/a/OneDriver/kuvio", "", ""},
		{"/srv/pilvi/kuvio", "/srv/pilvi", "OneDrive"},
		{"/srv/pilvi2/kuvio", "/srv/pilvi", ""},
		{"/srv/pilvi", "/srv/pilvi", "OneDrive"},
		{"/srv/pilvi", "pilvi", ""},
	} {
		getenv := func(name string) string {
			if name == "OneDriveCommercial" {
				return here(tt.variable)
			}
			return ""
		}
		if got := syncedBy(here(tt.path), getenv); got != tt.want {
			t.Errorf("%s (OneDriveCommercial=%s): %q, want %q", tt.path, tt.variable, got, tt.want)
		}
	}
}

// here is a path as the system has it, on a drive where it has drives.
func here(path string) string {
	if runtime.GOOS == "windows" && strings.HasPrefix(path, "/") {
		path = "C:" + path
	}
	return filepath.FromSlash(path)
}

// A folder for tests lies on a disk of this machine, and so does what is not there
// yet in it; a folder of OneDrive's name is told by that.
func TestOf(t *testing.T) {
	dir := t.TempDir()
	if kind, name := Of(dir); kind != Own {
		t.Skipf("the folder for tests lies on %s", name)
	}
	if kind, name := Of(filepath.Join(dir, "none", "yet")); kind != Own || name != "" {
		t.Errorf("a folder that is not there yet: %v, %q", kind, name)
	}
}
