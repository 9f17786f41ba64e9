package postgres

import (
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"runtime"

	"github.com/jackc/pgx/v5"

	"kuvio/internal/store"
)

// withoutExposed reads an address as pgx does, but takes no password from a file that
// others may read, as libpq does not: unused is then that file.
func withoutExposed(address store.Address) (config *pgx.ConnConfig, unused string, err error) {
	config, err = pgx.ParseConfig(string(address))
	if err != nil || config.Password == "" {
		return config, "", err
	}
	file := passfile(address)
	if !exposed(file) {
		return config, "", nil
	}
	u, err := url.Parse(string(address))
	if err != nil {
		return nil, "", err
	}
	query := u.Query()
	query.Set("passfile", os.DevNull)
	u.RawQuery = query.Encode()
	without, err := pgx.ParseConfig(u.String())
	if err != nil || without.Password != "" { // which is from elsewhere
		return config, "", err
	}
	return without, file, nil
}

// passfile is where the passwords are that an address goes by; "" for nowhere.
func passfile(address store.Address) string {
	if u, err := url.Parse(string(address)); err == nil && u.Query().Get("passfile") != "" {
		return u.Query().Get("passfile")
	}
	if file := os.Getenv("PGPASSFILE"); file != "" {
		return file
	}
	home, err := os.UserHomeDir()
	if err != nil {
		return ""
	}
	return filepath.Join(home, ".pgpass")
}

// exposed reports whether others than its owner may do anything with a file. Windows has
// no such modes, and there its folder is the user's own.
func exposed(file string) bool {
	info, err := os.Stat(file)
	return err == nil && runtime.GOOS != "windows" && info.Mode().Perm()&0o077 != 0
}

// notUsed says of a file of passwords why it is not, and what to do; "" of none.
func notUsed(file string) string {
	if file == "" {
		return ""
	}
	return fmt.Sprintf("%s was not used, since others may read the passwords in it: chmod 600 %[1]s", file)
}
