// Package disk says on what a folder lies, as far as that matters to who writes
// there: a disk of this machine, a drive of the network, or a folder that a program
// keeps in step with other computers.
package disk

import (
	"os"
	"path/filepath"
	"strings"
)

// Kind is what a folder lies on.
type Kind int

// The kinds of disk.
const (
	Own     Kind = iota // of this machine, or not known to be another
	Network             // processes of several machines see it, and share no memory
	Synced              // copied file by file to and from other computers
)

// Of is what a folder lies on, and what to call it: "a network drive (cifs)",
// "OneDrive". One that is not there yet lies where the nearest above it does.
func Of(dir string) (Kind, string) {
	abs, err := filepath.Abs(dir)
	if err != nil {
		return Own, ""
	}
	for filepath.Dir(abs) != abs {
		if _, err := os.Stat(abs); err == nil {
			break
		}
		abs = filepath.Dir(abs)
	}
	if real, err := filepath.EvalSymlinks(abs); err == nil {
		abs = real
	}
	if system := remote(abs); system != "" {
		return Network, "a network drive (" + system + ")"
	}
	if program := syncedBy(abs, os.Getenv); program != "" {
		return Synced, program
	}
	return Own, ""
}

// oneDrives are the variables by which OneDrive says where its folders are.
var oneDrives = []string{"OneDrive", "OneDriveConsumer", "OneDriveCommercial"}

// programs are those that keep folders in step, by how the folders begin.
var programs = []struct{ folder, program string }{
	{"onedrive", "OneDrive"},
	{"dropbox", "Dropbox"},
	{"google drive", "Google Drive"},
	{"googledrive", "Google Drive"},
	{"my drive", "Google Drive"},
	{"iclouddrive", "iCloud Drive"},
	{"icloud drive", "iCloud Drive"},
	{"com~apple~clouddocs", "iCloud Drive"},
	{"nextcloud", "Nextcloud"},
	{"owncloud", "ownCloud"},
}

// syncedBy is the program that keeps a folder in step with other computers; "" for
// none. It goes by names: OneDrive, "OneDrive - Kunta", OneDrive-Personal, "Dropbox (Oma)".
func syncedBy(path string, getenv func(string) string) string {
	for _, name := range oneDrives {
		if within(path, getenv(name)) {
			return "OneDrive"
		}
	}
	for part := range strings.SplitSeq(strings.ToLower(filepath.ToSlash(path)), "/") {
		for _, p := range programs {
			if rest, ok := strings.CutPrefix(part, p.folder); ok && (rest == "" || strings.HasPrefix(rest, " - ") || strings.HasPrefix(rest, " (") || strings.HasPrefix(rest, "-")) {
				return p.program
			}
		}
	}
	return ""
}

// within reports whether a path is a folder or lies in it.
func within(path, folder string) bool {
	if folder == "" || !filepath.IsAbs(folder) {
		return false
	}
	rel, err := filepath.Rel(folder, path)
	return err == nil && filepath.IsLocal(rel)
}
