package disk

import "golang.org/x/sys/unix"

// remotes are the file systems in which processes may share no memory by a file, as
// SQLite's write-ahead log needs it, or of which this cannot be known, by the
// number that statfs(2) gives. Windows' drives in its Linux are 9p.
var remotes = map[uint32]string{
	unix.NFS_SUPER_MAGIC:  "nfs",
	unix.SMB_SUPER_MAGIC:  "smb",
	unix.CIFS_SUPER_MAGIC: "cifs",
	unix.SMB2_SUPER_MAGIC: "smb",
	unix.V9FS_MAGIC:       "9p",
	unix.FUSE_SUPER_MAGIC: "fuse",
	unix.AFS_SUPER_MAGIC:  "afs",
	unix.CEPH_SUPER_MAGIC: "ceph",
	unix.CODA_SUPER_MAGIC: "coda",
	unix.NCP_SUPER_MAGIC:  "ncp",
	0x0bd00bd0:            "lustre",
	0x47504653:            "gpfs",
}

// remote is the file system of a folder where it is of the network; "" for others.
func remote(dir string) string {
	var st unix.Statfs_t
	if unix.Statfs(dir, &st) != nil {
		return ""
	}
	return remotes[uint32(st.Type)]
}
