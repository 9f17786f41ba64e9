package postgres

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"kuvio/internal/store"
)

// What of an address cannot be read is said with where it stands, what is expected and
// what to do; a password is not.
func TestMisread(t *testing.T) {
	dir := t.TempDir()
	services := filepath.Join(dir, "services")
	if err := os.WriteFile(services, []byte("[yksi]\nhost=tietokanta\nsslmode=yes\n[kaksi]\nhost=tietokanta\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	broken := filepath.Join(dir, "broken")
	if err := os.WriteFile(broken, []byte("[yksi]\nsalainen\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	none := filepath.Join(dir, "none")
	for _, tt := range []struct {
		address string
		env     []string
		want    string
	}{
		{"postgres://kuvio:salainen@tietokanta:99999/x", nil, `port in the store's address: found "99999", expected a number from 1 to 65535, mostly 5432`},
		{"postgres://kuvio:998877/x", nil, `port in the store's address: found another, expected a number`}, // the server left out
		{"postgres://kuvio:salainen@tietokanta/x?port=0", nil, `found "0", expected a number from 1`},
		{"postgres://kuvio:salainen@yksi,kaksi/x?port=1,x", nil, `found "1,x", expected a number from 1`},
		{"postgres://kuvio:salainen@tietokanta/x", []string{"PGPORT", "70000"}, `PGPORT: found "70000"`},
		{"postgres://kuvio:salainen@tietokanta/x?sslmode=on", nil, `sslmode in the store's address: found "on", expected disable, allow, prefer`},
		{"postgres://kuvio@tietokanta/x?sslmode=require%20password=salainen", nil, `sslmode in the store's address: found several settings in one, expected`},
		{"postgres://kuvio:salainen@tietokanta/x", []string{"PGSSLMODE", "maybe"}, `PGSSLMODE: found "maybe", expected disable`},
		{"postgres://kuvio:salainen@tietokanta/x?sslmode=verify-full&sslrootcert=" + none, nil, `sslrootcert in the store's address: found "` + none + `", expected a file of certificates`},
		{"postgres://kuvio:salainen@tietokanta/x?sslmode=verify-full&sslrootcert=" + services, nil, `expected a file of certificates (PEM)`},
		{"postgres://kuvio:salainen@tietokanta/x?sslkey=" + none + "&sslcert=" + services, nil, `sslkey in the store's address: found`},
		{"postgres://kuvio:salainen@tietokanta/x?connect_timeout=soon", nil, `connect_timeout in the store's address: found "soon", expected a number of seconds`},
		{"postgres://kuvio:salainen@tietokanta/x?target_session_attrs=all", nil, `found "all", expected any, read-write`},
		{"postgres://kuvio:salainen@tietokanta/x?channel_binding=all", nil, `found "all", expected disable, prefer or require`},
		{"postgres://kuvio:salainen@tietokanta/x?service=kolme&servicefile=" + services, nil, `service in the store's address: found "kolme", expected one of those in ` + services + `: yksi, kaksi`},
		{"postgres:///x", []string{"PGSERVICE", "kolme", "PGSERVICEFILE", services}, `PGSERVICE: found "kolme", expected one of those in`},
		{"postgres:///x?service=yksi", []string{"PGSERVICEFILE", services}, `sslmode of the service yksi in ` + services + `: found "yes", expected disable`},
		{"postgres:///x?service=yksi", []string{"PGSERVICEFILE", none}, `expected a service of a file, and ` + none + ` cannot be read (`},
		{"postgres:///x?service=yksi", []string{"HOME", dir, "USERPROFILE", dir}, `a service of a file, and ` + filepath.Join(dir, ".pg_service.conf") + ` cannot be read (`},
		{"postgres:///x?service=yksi", []string{"PGSERVICEFILE", broken}, `cannot be read (unable to parse line 2): expected [NAME]`},
		{"postgres://kuvio:salainen@tietokanta/x?sslcertmode=salainen", nil, `the store's address cannot be read, or what the environment`},
	} {
		t.Run(tt.address, func(t *testing.T) {
			for i := 0; i < len(tt.env); i += 2 {
				t.Setenv(tt.env[i], tt.env[i+1])
			}
			_, _, err := parse(store.Address(tt.address))
			if err == nil || !strings.Contains(err.Error(), tt.want) || strings.Contains(err.Error(), "salainen") || strings.Contains(err.Error(), "998877") {
				t.Errorf("%v, want %s", err, tt.want)
			}
		})
	}
}
