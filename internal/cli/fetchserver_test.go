package cli

import (
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	"github.com/rogpeppe/go-internal/testscript"

	"kuvio/internal/fetch/fetchtest"
)

// serverOf finds a script's service.
const serverOf = "fetchserver"

// fetchserver starts a service for as long as the script runs, and gives its
// address to kuvio (KUVIO_SOTKANET_URL) and to the script (SERVER, without the path):
//
//	fetchserver                  with the whole made-up bank, 1990–2023
//	fetchserver 2010-2014        with some of its years: faster
//	fetchserver stop             nobody answers at the address any more
func fetchserver(ts *testscript.TestScript, neg bool, args []string) {
	held := ts.Value(serverOf).(**fetchtest.Server)
	if neg || len(args) > 1 {
		ts.Fatalf("usage: fetchserver [YEARS|stop]")
	}
	if len(args) == 1 && args[0] == "stop" {
		running(ts).Close()
		return
	}
	s := fetchtest.Listen()
	ts.Defer(s.Close)
	*held = s
	if len(args) == 1 {
		from, to, _ := strings.Cut(args[0], "-")
		s.Bank.Years(number(ts, from), number(ts, to))
	}
	ts.Setenv("KUVIO_SOTKANET_URL", s.Sotkanet())
	ts.Setenv("SERVER", s.URL)
}

func running(ts *testscript.TestScript) *fetchtest.Server {
	s := *ts.Value(serverOf).(**fetchtest.Server)
	if s == nil {
		ts.Fatalf("no service: start one with fetchserver")
	}
	return s
}

// bank changes what the service knows:
//
//	bank set 191 85 2020 total 1.7 300     indicator, region, year, gender, value, count
//	bank set 127 85 2020 total 142000      no count; a value of - is none
//	bank remove 191 85 2020 total
//	bank touch 191 2026-05-01              data-updated
//	bank notice 191 'Korjattu 2026'
//	bank pxweb 2026-05-01T08:00:00         when its table by PxWeb's interface was updated
//	bank kolada N31001 0180 2023 T 1520.5  a figure of Kolada's
//	bank drop 191
//	bank years 2010-2024
func bank(ts *testscript.TestScript, neg bool, args []string) {
	b := running(ts).Bank
	verb, n := "", len(args)
	if n > 0 {
		verb = args[0]
	}
	switch {
	case verb == "set" && (n == 6 || n == 7):
		count := fetchtest.None
		if n == 7 {
			count = value(ts, args[6])
		}
		b.Set(number(ts, args[1]), number(ts, args[2]), number(ts, args[3]), args[4], value(ts, args[5]), count)
	case verb == "remove" && n == 5:
		b.Remove(number(ts, args[1]), number(ts, args[2]), number(ts, args[3]), args[4])
	case verb == "touch" && n == 3:
		b.Touch(number(ts, args[1]), args[2])
	case verb == "notice" && n == 3:
		b.Notice(number(ts, args[1]), args[2])
	case verb == "pxweb" && n == 2:
		running(ts).PxWeb.Touch(args[1])
	case verb == "kolada" && n == 6:
		running(ts).Kolada.Set(args[1], args[2], number(ts, args[3]), args[4], value(ts, args[5]))
	case verb == "drop" && n == 2:
		b.Drop(number(ts, args[1]))
	case verb == "years" && n == 2:
		from, to, _ := strings.Cut(args[1], "-")
		b.Years(number(ts, from), number(ts, to))
	default:
		ts.Fatalf("usage: bank set|remove|touch|notice|pxweb|kolada|drop|years ...")
	}
	if neg {
		ts.Fatalf("bank cannot fail")
	}
}

// misbehave makes the service's next answers go wrong (fetchtest.Server.Misbehave):
//
//	misbehave /json 500 2          twice
//	misbehave /json half           always
//	misbehave none                 no more
func misbehave(ts *testscript.TestScript, neg bool, args []string) {
	times := -1
	switch {
	case neg || len(args) == 0 || len(args) > 3:
		ts.Fatalf("usage: misbehave PATH HOW [TIMES] | none")
	case len(args) == 1:
		running(ts).Behave()
		return
	case len(args) == 3:
		times = number(ts, args[2])
	}
	running(ts).Misbehave(args[0], args[1], times)
}

// serve gives a file at $SERVER/files/NAME, which may be asked for if it is newer
// than a day, where one is given:
//
//	serve kaynnit.csv 2026-05-01
func serve(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 1 || len(args) > 2 {
		ts.Fatalf("usage: serve FILE [DAY]")
	}
	var modified time.Time
	if len(args) == 2 {
		var err error
		modified, err = time.Parse(time.DateOnly, args[1])
		ts.Check(err)
	}
	running(ts).Serve(filepath.Base(args[0]), []byte(ts.ReadFile(args[0])), modified)
}

// expand puts values of the environment into a file: expand kuvio.yaml.
func expand(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 1 {
		ts.Fatalf("usage: expand FILE")
	}
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), []byte(os.Expand(ts.ReadFile(args[0]), ts.Getenv)), 0o666))
}

// requests prints what the service was asked since the last time, a line each:
// GET /rest/1.1/indicators/191. With an argument only those that contain it.
func requests(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) > 1 {
		ts.Fatalf("usage: requests [PART]")
	}
	out := ts.Stdout() // of nothing too
	for _, r := range running(ts).Requests(strings.Join(args, "")) {
		fmt.Fprintln(out, r.Method, r.URL)
	}
	running(ts).Forget()
}

func number(ts *testscript.TestScript, arg string) int {
	n, err := strconv.Atoi(arg)
	ts.Check(err)
	return n
}

func value(ts *testscript.TestScript, arg string) float64 {
	if arg == "-" {
		return fetchtest.None
	}
	v, err := strconv.ParseFloat(arg, 64)
	ts.Check(err)
	return v
}
