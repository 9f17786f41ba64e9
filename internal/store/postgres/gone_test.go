package postgres

import (
	"context"
	"io"
	"math"
	"net"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/jackc/pgx/v5/pgconn"

	"kuvio/internal/domain"
	"kuvio/internal/panel"
	"kuvio/internal/store"
	"kuvio/internal/store/postgrestest"
	"kuvio/internal/store/relational"
)

// put writes a value of indicator 191 in an import.
func put(t *testing.T, tx store.Tx, value float64) error {
	t.Helper()
	var b panel.Builder
	b.Add(domain.Key{Region: "maa", Gender: domain.Total, Period: "2021"}, domain.NewCell(value, math.NaN()))
	p, err := b.Panel()
	if err != nil {
		t.Fatal(err)
	}
	p.BelongToDay("2026-11-21")
	m, err := panel.Override(nil, p)
	if err != nil {
		t.Fatal(err)
	}
	return tx.PutRevision(store.NewRevision("191", m, nil))
}

func begin(t *testing.T, db *relational.DB) store.Tx {
	t.Helper()
	tx, err := db.Begin(t.Context(), "a test", 5*time.Second)
	if err != nil {
		t.Fatal(err)
	}
	return tx
}

var vintage = store.Vintage{Imported: time.Unix(0, 0), Retrieved: "2026-11-21", Files: []store.File{{Name: "a.csv"}}}

// open opens a store to be written to, closed when the test ends.
func open(t *testing.T, address string) *relational.DB {
	t.Helper()
	db, err := Open(t.Context(), store.Address(address))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { db.Close() })
	return db
}

// The server dies in the middle of an import: that says so in a sentence, nothing of it
// is there afterwards, and the next one has its turn at once.
func TestServerDiesInAnImport(t *testing.T) {
	server := postgrestest.New(t)
	db := open(t, server.Address)
	tx := begin(t, db)
	err := put(t, tx, 1)
	server.Kill(t)
	if err == nil {
		_, err = tx.Commit(vintage)
	}
	if err == nil || !strings.Contains(Explain(err).Error(), "an import is stored whole or not at all; try again") {
		t.Errorf("%v: %v", err, Explain(err))
	}
	_ = tx.Rollback()
	if _, err := db.Vintages(t.Context()); err == nil {
		t.Error("a dead server answers")
	}
	server.Start(t)
	tx = begin(t, db)
	if err := put(t, tx, 2); err != nil {
		t.Fatal(err)
	}
	if id, err := tx.Commit(vintage); id != 1 || err != nil {
		t.Errorf("import %d, %v; the one before was not to be there", id, err)
	}
}

// proxy passes on what a server says until it is told to be silent.
func proxy(t *testing.T, network, real string) (address string, silence func()) {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	quiet := make(chan struct{})
	t.Cleanup(func() { l.Close() })
	passing, done := context.WithCancel(context.Background())
	t.Cleanup(done) // with which the server too is told that it is over
	go func() {
		for {
			client, err := l.Accept()
			if err != nil {
				return
			}
			server, err := net.Dial(network, real)
			if err != nil {
				t.Error(err)
				return
			}
			context.AfterFunc(passing, func() { server.Close() })
			go func() { _, _ = io.Copy(server, client) }()
			go func() {
				answer := make([]byte, 1<<16)
				for {
					n, err := server.Read(answer)
					select {
					case <-quiet: // and the connection stays open
						return
					default:
					}
					if _, werr := client.Write(answer[:n]); err != nil || werr != nil {
						client.Close()
						return
					}
				}
			}()
		}
	}()
	return l.Addr().String(), func() { close(quiet) }
}

// A server that no longer answers, though the connection stands, is not waited for
// without end: neither by who reads, nor by who writes.
func TestServerFallsSilent(t *testing.T) {
	for name, then := range map[string]func(db *relational.DB, tx store.Tx) error{
		"reading": func(db *relational.DB, _ store.Tx) error {
			_, err := db.Holdings(context.WithoutCancel(t.Context()))
			return err
		},
		"writing": func(_ *relational.DB, tx store.Tx) error {
			_, err := tx.Commit(vintage)
			return err
		},
	} {
		config, _, err := parse(store.Address(postgrestest.Address(t)))
		if err != nil {
			t.Fatal(err)
		}
		network, real := pgconn.NetworkAddress(config.Host, config.Port)
		at, fallSilent := proxy(t, network, real)
		host, port, _ := strings.Cut(at, ":")
		n, err := strconv.ParseUint(port, 10, 16)
		if err != nil {
			t.Fatal(err)
		}
		config.Host, config.Port, config.Fallbacks = host, uint16(n), nil
		config.DialFunc = listening((&net.Dialer{}).DialContext, 300*time.Millisecond)
		e := openDB(config)
		if err := e.migrate(t.Context()); err != nil {
			t.Fatal(err)
		}
		db := relational.New(e.db, e)
		tx := begin(t, db)
		if err := put(t, tx, 1); err != nil {
			t.Fatal(err)
		}
		fallSilent()
		began := time.Now()
		err = then(db, tx)
		if took := time.Since(began); took > 5*time.Second {
			t.Errorf("%s: it took %v", name, took)
		}
		if err == nil || !strings.Contains(Explain(err).Error(), "the database server has not answered for 300ms: an import is stored whole or not at all; try again") {
			t.Errorf("%s: %v: %v", name, err, Explain(err))
		}
		_ = tx.Rollback()
		db.Close()
	}
}

// What is said of files and of other connections is not the database's.
func TestExplainLeavesOthers(t *testing.T) {
	_, file := os.Stat(filepath.Join(t.TempDir(), "none"))
	_, dial := net.Dial("tcp", "127.0.0.1:1")
	for _, err := range []error{file, dial, io.ErrUnexpectedEOF, net.ErrClosed, context.DeadlineExceeded, syscall.ENOSPC} {
		if got := Explain(err); got != err {
			t.Errorf("%v: %v", err, got)
		}
	}
}

// What a server, or the way to it, says in a code is said in a sentence.
func TestExplain(t *testing.T) {
	address := postgrestest.Address(t)
	db := open(t, address)
	for statement, want := range map[string]string{
		"SET statement_timeout = 1; SELECT pg_sleep(5)": "has broken it off (canceling statement due to statement timeout): nothing was written; try again",
		"BEGIN READ ONLY; DELETE FROM turn":             "the database can only be read: import through the server that it follows",
		"SELECT pg_terminate_backend(pg_backend_pid())": "has ended the connection (terminating connection due to administrator command)",
		"DO $$ BEGIN RAISE SQLSTATE '53100'; END $$":    "the disk of the database server is full",
		"DO $$ BEGIN RAISE SQLSTATE '40001'; END $$":    "others wrote into the database at the same time",
		"DO $$ BEGIN RAISE SQLSTATE '42501'; END $$":    "the role may not do that",
	} {
		_, err := db.Engine.(*engine).db.Exec(statement)
		if err == nil || !strings.Contains(Explain(err).Error(), want) {
			t.Errorf("%s: %v: %v, want it to say %q", statement, err, Explain(err), want)
		}
	}
}
