package postgres

import (
	"net"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"github.com/jackc/pgx/v5/pgproto3"

	"kuvio/internal/store"
)

// A file of passwords that others may read is not used, unless the password is from
// elsewhere anyway, and that is said.
func TestExposedPassfile(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("there are no such modes")
	}
	file := filepath.Join(t.TempDir(), "pgpass")
	if err := os.WriteFile(file, []byte("h:5432:x:k:salainen\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	t.Setenv("PGPASSFILE", file)
	for _, c := range []struct {
		mode                            os.FileMode
		address, env, password, notUsed string
	}{
		{0o600, "postgres://k@h/x", "", "salainen", ""},
		{0o644, "postgres://k@h/x?search_path=s", "", "", file},
		{0o640, "postgres://k@h/x?passfile=" + file, "", "", file},
		{0o644, "postgres://k@h/other", "", "", ""},
		{0o644, "postgres://k:toinen@h/x", "", "toinen", ""},
		{0o644, "postgres://k@h/x", "kolmas", "kolmas", ""},
	} {
		t.Setenv("PGPASSWORD", c.env)
		if err := os.Chmod(file, c.mode); err != nil {
			t.Fatal(err)
		}
		config, unused, err := parse(store.Address(c.address))
		if err != nil || config.Password != c.password || unused != c.notUsed {
			t.Errorf("%v %s: the password %q, not used %q, %v", c.mode, c.address, config.Password, unused, err)
		}
	}
}

// The file is the one in the home folder that the environment says, as for pgx.
func TestExposedPassfileAtHome(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("there are no such modes")
	}
	home := t.TempDir()
	t.Setenv("HOME", home)
	file := filepath.Join(home, ".pgpass")
	if err := os.WriteFile(file, []byte("h:5432:x:k:salainen\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	for mode, password := range map[os.FileMode]string{0o600: "salainen", 0o644: ""} {
		if err := os.Chmod(file, mode); err != nil {
			t.Fatal(err)
		}
		if config, unused, err := parse("postgres://k@h/x"); err != nil || config.Password != password || (unused == file) != (password == "") {
			t.Errorf("%v: the password %q, not used %q, %v", mode, config.Password, unused, err)
		}
	}
}

// refusing is a server that lets nobody in, for the reason of a code.
func refusing(t *testing.T, code, message string) (address string) {
	return "postgres://k@" + serving(t, func(c net.Conn) {
		server := pgproto3.NewBackend(c, c)
		if _, err := server.ReceiveStartupMessage(); err == nil {
			server.Send(&pgproto3.ErrorResponse{Severity: "FATAL", Code: code, Message: message})
			_ = server.Flush()
		}
	}) + "/x?sslmode=disable"
}

// serving is the address of a server that does this with each connection.
func serving(t *testing.T, do func(net.Conn)) string {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { l.Close() })
	go func() {
		for {
			c, err := l.Accept()
			if err != nil {
				return
			}
			do(c)
			c.Close()
		}
	}()
	return l.Addr().String()
}

// Who is not let in is told why, as far as the server tells, and where the password was
// from.
func TestNotLetIn(t *testing.T) {
	file := filepath.Join(t.TempDir(), "pgpass")
	t.Setenv("PGPASSFILE", file)
	for _, c := range []struct{ code, message, env, line, want string }{
		{"28P01", "password authentication failed", "", "", "does not let the role k in without a password, and no line of ~/.pgpass is for it and the database x at 127.0.0.1:"},
		{"28P01", "password authentication failed", "salainen", "", "does not accept the password of the role k that PGPASSWORD gives, or has no such role"},
		{"28P01", "password authentication failed", "", "*:*:*:*:salainen\n", "does not accept the password of the role k that the address or a line of .pgpass gives"},
		{"28000", "role \"k\" does not exist", "salainen", "", `does not let the role k in (role "k" does not exist): look whether the role is written right`},
	} {
		t.Setenv("PGPASSWORD", c.env)
		if err := os.WriteFile(file, []byte(c.line), 0o600); err != nil {
			t.Fatal(err)
		}
		_, err := Read(t.Context(), store.Address(refusing(t, c.code, c.message)))
		if err == nil || !strings.Contains(Explain(err).Error(), c.want) || strings.Contains(Explain(err).Error(), "salainen") {
			t.Errorf("%s: %v, want it to say %q", c.code, Explain(err), c.want)
		}
	}
}
