package postgrestest

import (
	"errors"
	"fmt"
	"io"
	"net/url"
	"os"
	"os/exec"
	"os/user"
	"path/filepath"
	"runtime"
	"slices"
	"testing"
)

// Server is one that was started here, and can be stopped as by a failing machine.
type Server struct {
	Address string // of a database of it, of a user who may do everything

	dir   string         // where its data, its socket and its log are
	as    []string       // the words before a command by which the user who has it does it
	lives io.WriteCloser // closed where nobody has a use for it any more
}

// New is a server of the test's own, gone when it ends. Where there can be none, the
// test is skipped.
func New(t testing.TB) *Server {
	t.Helper()
	s, err := start()
	if err != nil {
		skip(t, err)
	}
	t.Cleanup(func() { s.lives.Close() })
	return s
}

// Kill stops the server at once: what it had not stored is lost to it.
func (s *Server) Kill(t testing.TB) {
	t.Helper()
	if err := s.run("pg_ctl", s.stop()...); err != nil {
		t.Fatal(err)
	}
}

// Start starts the server once it has been killed, and returns when it answers.
func (s *Server) Start(t testing.TB) {
	t.Helper()
	if err := s.begin(); err != nil {
		t.Fatal(err)
	}
}

// start makes a server and starts it.
func start() (s *Server, err error) {
	if _, err := program("initdb"); err != nil {
		return nil, err
	}
	dir, err := os.MkdirTemp("", "kuvio-postgres-") // a socket's path may have 107 bytes
	if err != nil {
		return nil, err
	}
	defer func() {
		if err != nil {
			os.RemoveAll(dir)
		}
	}()
	s = &Server{dir: dir}
	s.Address = (&url.URL{Scheme: "postgres", User: url.User("kuvio"), Path: "/postgres", RawQuery: url.Values{"host": {dir}}.Encode()}).String()
	if s.as, err = unprivileged(dir); err != nil {
		return nil, err
	}
	// In the order of Finnish words, where it knows that: an order that a store relies
	// on must not be the database's.
	makeIt := []string{"-D", s.data(), "-U", "kuvio", "--auth=trust", "--no-sync", "--encoding=UTF8", "--locale=C"}
	if s.run("initdb", slices.Concat(makeIt, []string{"--locale-provider=icu", "--icu-locale=fi"})...) != nil {
		if err := s.run("initdb", makeIt...); err != nil {
			return nil, err
		}
	}
	if err := s.begin(); err != nil {
		return nil, err
	}
	return s, s.watch()
}

func (s *Server) data() string { return filepath.Join(s.dir, "data") }

func (s *Server) begin() error {
	return s.run("pg_ctl", "start", "-w", "-D", s.data(), "-l", filepath.Join(s.dir, "log"),
		"-o", "-k "+s.dir+" -c listen_addresses= -c fsync=off -c full_page_writes=off -c shared_buffers=32MB")
}

// stop are the words by which pg_ctl stops the server at once.
func (s *Server) stop() []string { return []string{"stop", "-m", "immediate", "-D", s.data()} }

// watch has the server stopped and its folder cleared away once this process closes a
// pipe or ends, whatever it ends by.
func (s *Server) watch() error {
	stop, err := s.command("pg_ctl", s.stop()...)
	if err != nil {
		return err
	}
	const script = `trap '' INT TERM; dir=$1; shift; read -r _; "$@" >/dev/null 2>&1; rm -rf "$dir"`
	watcher := exec.Command("sh", slices.Concat([]string{"-c", script, "sh", s.dir}, stop.Args)...)
	watcher.Dir = os.TempDir()
	if s.lives, err = watcher.StdinPipe(); err != nil {
		return err
	}
	return watcher.Start()
}

// run runs one of PostgreSQL's programs.
func (s *Server) run(name string, args ...string) error {
	cmd, err := s.command(name, args...)
	if err != nil {
		return err
	}
	if out, err := cmd.CombinedOutput(); err != nil {
		log, _ := os.ReadFile(filepath.Join(s.dir, "log"))
		return fmt.Errorf("%s: %w: %s%s", name, err, out, log)
	}
	return nil
}

// command is one of PostgreSQL's programs as the user who has the server runs it.
func (s *Server) command(name string, args ...string) (*exec.Cmd, error) {
	path, err := program(name)
	if err != nil {
		return nil, err
	}
	words := slices.Concat(s.as, []string{path}, args)
	cmd := exec.Command(words[0], words[1:]...)
	cmd.Dir = s.dir
	return cmd, nil
}

// program is the path of one of PostgreSQL's programs.
func program(name string) (string, error) {
	if runtime.GOOS == "windows" { // where a server is started otherwise
		return "", fmt.Errorf("on Windows tests of PostgreSQL need %s to name one", named)
	}
	for _, folders := range []string{"/usr/lib/postgresql/*/bin", "/usr/pgsql-*/bin", "/opt/homebrew/opt/postgresql*/bin", "/usr/local/opt/postgresql*/bin", "/usr/local/pgsql/bin"} {
		if found, _ := filepath.Glob(filepath.Join(folders, name)); len(found) > 0 {
			return found[len(found)-1], nil // the newest, up to version 99
		}
	}
	path, err := exec.LookPath(name)
	if err != nil {
		return "", fmt.Errorf("there is no PostgreSQL on this machine (no %s on PATH or where it is installed), and %s names none", name, named)
	}
	return path, nil
}

// unprivileged are the words before a command by which it is not done as root, as which
// no PostgreSQL runs, but by a user who is given the folder; none where this is not root.
func unprivileged(dir string) ([]string, error) {
	if os.Getuid() != 0 {
		return nil, nil
	}
	setpriv, err := exec.LookPath("setpriv")
	if err != nil {
		return nil, errors.New("PostgreSQL does not run as root, and there is no setpriv(1) to run it as another user")
	}
	for _, name := range []string{"postgres", "nobody"} {
		u, err := user.Lookup(name)
		if err != nil {
			continue
		}
		as := []string{setpriv, "--reuid=" + u.Uid, "--regid=" + u.Gid, "--clear-groups"}
		if out, err := exec.Command("chown", u.Uid+":"+u.Gid, dir).CombinedOutput(); err != nil {
			return nil, fmt.Errorf("give %s to %s, since PostgreSQL does not run as root: %w: %s", dir, name, err, out)
		}
		return as, nil
	}
	return nil, errors.New("PostgreSQL does not run as root, and there is no user postgres or nobody to run it as")
}
