package disk

import "golang.org/x/sys/unix"

// remotes are the file systems of the network, by the name that statfs(2) gives.
var remotes = map[string]bool{"smbfs": true, "nfs": true, "afpfs": true, "webdav": true, "cifs": true, "macfuse": true, "osxfuse": true, "fusefs": true, "ftp": true}

// remote is the file system of a folder where it is of the network; "" for others.
func remote(dir string) string {
	var st unix.Statfs_t
	if unix.Statfs(dir, &st) != nil {
		return ""
	}
	if name := unix.ByteSliceToString(st.Fstypename[:]); remotes[name] {
		return name
	}
	return ""
}
