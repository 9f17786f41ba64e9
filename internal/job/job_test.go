package job

import (
	"bytes"
	"encoding/binary"
	"encoding/xml"
	"flag"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"
	"unicode/utf16"

	"kuvio/internal/strictyaml"
)

var update = flag.Bool("update", false, "rewrite the goldens")

// Places whose paths are as bad as they come.
var (
	unix    = Place{"/opt/kuvio 1.0/kuvio", `/srv/Äänekosken 100 % "suunnitelma" $HOME it's\`, time.Date(2026, 11, 28, 3, 10, 0, 0, time.UTC)}
	windows = Place{`C:\Program Files\kuvio\kuvio.exe`, `C:\Users\Mäki & Joki\O'Brien (2026) suunnitelma`, time.Date(2026, 11, 28, 3, 10, 0, 0, time.UTC)}
)

// made are a job's files for a place.
func made(t *testing.T, kind string, p Place) []File {
	t.Helper()
	k, err := KindNamed(kind)
	if err != nil {
		t.Fatal(err)
	}
	files, err := k.Files(p)
	if err != nil {
		t.Fatal(err)
	}
	return files
}

func TestGoldens(t *testing.T) {
	for _, k := range Kinds {
		p := unix
		if k.Name == "windows" {
			p = windows
		}
		for _, f := range made(t, k.Name, p) {
			golden := filepath.Join("testdata", k.Name+filepath.Ext(f.Name))
			if *update {
				if err := os.WriteFile(golden, []byte(f.Text), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(golden)
			if err != nil {
				t.Fatal(err)
			}
			if f.Text != string(want) {
				t.Errorf("%s is not its golden; look at it, then go test ./internal/job -update\n%s", f.Name, f.Text)
			}
		}
	}
}

func TestNames(t *testing.T) {
	for dir, want := range map[string]string{
		"/srv/plan": "kuvio-plan", "/srv/kuvio-demo": "kuvio-demo", "/srv/kuvio": "kuvio", "/": "kuvio", "/srv/Äänekoski -- 2026": "kuvio-aanekoski-2026",
		`C:\Users\mari\suunnitelma`: "kuvio-suunnitelma", `C:\`: "kuvio-C",
	} {
		if got := (Place{Dir: dir}).name(); got != want {
			t.Errorf("%s: %s, want %s", dir, got, want)
		}
	}
}

func TestRefused(t *testing.T) {
	for _, c := range []struct{ kind, dir, want string }{
		{"systemd", "/srv/a\nExecStart=/bin/rm", "characters that cannot be seen"},
		{"cron", "/srv/a\u202e", "characters that cannot be seen"},
		{"windows", `C:\100 %`, "takes for a variable"},
	} {
		k, _ := KindNamed(c.kind)
		if _, err := k.Files(Place{Program: "/usr/bin/kuvio", Dir: c.dir}); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s of %q: %v, want %q", c.kind, c.dir, err, c.want)
		}
	}
	if _, err := KindNamed("launchd"); err == nil || err.Error() != `unknown job "launchd": there are systemd, cron, windows, github, gitlab` {
		t.Error(err)
	}
}

// unitKeys are the keys of unit files that the job uses, by section, as
// systemd.unit(5), systemd.service(5), systemd.exec(5) and systemd.timer(5) have them.
var unitKeys = map[string][]string{
	"Unit":    {"Description", "OnFailure"},
	"Service": {"Type", "ExecStart", "Nice", "UMask", "NoNewPrivileges", "TimeoutStartSec"},
	"Timer":   {"OnCalendar", "RandomizedDelaySec", "Persistent"},
	"Install": {"WantedBy"},
}

// unitOf reads a unit file: its values by section and key.
func unitOf(t *testing.T, f File) map[string]string {
	t.Helper()
	values, section := map[string]string{}, ""
	for line := range strings.Lines(f.Text) {
		line = strings.TrimSuffix(line, "\n")
		key, value, ok := strings.Cut(line, "=")
		switch {
		case line == "" || line[0] == '#':
		case line[0] == '[' && line[len(line)-1] == ']':
			section = line[1 : len(line)-1]
		case !ok || !slices.Contains(unitKeys[section], key) || value == "" || strings.HasSuffix(value, `\`):
			t.Errorf("%s: [%s] has %q", f.Name, section, line)
		default:
			values[section+"."+key] = value
		}
	}
	return values
}

// unitWords reads the words of ExecStart= as systemd.service(5) does, "Command lines".
func unitWords(t *testing.T, s string) (words []string) {
	t.Helper()
	for s = strings.TrimLeft(s, " "); s != ""; s = strings.TrimLeft(s, " ") {
		var word strings.Builder
		quoted := s[0] == '"'
		i := 0
		if quoted {
			i = 1
		}
		for ; i < len(s) && (quoted && s[i] != '"' || !quoted && s[i] != ' '); i++ {
			switch c := s[i]; {
			case c == '\\':
				i++
			case c == '%' && !strings.HasPrefix(s[i:], "%%"), c == '$' && !strings.HasPrefix(s[i:], "$$"):
				t.Errorf("a specifier or a variable in %s", s[i:])
			case c == '%', c == '$':
				i++
			}
			word.WriteByte(s[i])
		}
		if quoted {
			i++
		}
		words, s = append(words, word.String()), s[i:]
	}
	return words
}

func TestSystemd(t *testing.T) {
	files := made(t, "systemd", unix)
	service, timer := unitOf(t, files[0]), unitOf(t, files[1])
	if got, want := unitWords(t, service["Service.ExecStart"]), []string{unix.Program, "-C", unix.Dir, "refresh", "--quiet"}; !slices.Equal(got, want) {
		t.Errorf("runs %q, want %q", got, want)
	}
	if got := timer["Timer.OnCalendar"]; got != "*-*-* 03:10:00" {
		t.Errorf("on %s", got)
	}
	if strings.TrimSuffix(files[0].Name, ".service") != strings.TrimSuffix(files[1].Name, ".timer") {
		t.Errorf("%s is started by %s", files[0].Name, files[1].Name)
	}
}

// What systemd itself says of the files, with a program that is there.
func TestSystemdVerify(t *testing.T) {
	verify, err := exec.LookPath("systemd-analyze")
	if err != nil {
		t.Skip("no systemd-analyze here: the unit files are held to our own reader alone")
	}
	dir := filepath.Join(t.TempDir(), "a b ä")
	p := unix
	p.Program = filepath.Join(dir, "kuvio")
	if err := os.MkdirAll(dir, 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(p.Program, []byte("#!/bin/sh\n"), 0o755); err != nil {
		t.Fatal(err)
	}
	args := []string{"verify", "--user", "--man=no"}
	for _, f := range made(t, "systemd", p) {
		path := filepath.Join(dir, f.Name)
		if err := os.WriteFile(path, f.Bytes(), 0o644); err != nil {
			t.Fatal(err)
		}
		args = append(args, path)
	}
	cmd := exec.Command(verify, args...)
	cmd.Env = append(os.Environ(), "XDG_RUNTIME_DIR="+t.TempDir(), "SYSTEMD_LOG_LEVEL=warning")
	if out, err := cmd.CombinedOutput(); err != nil || len(out) > 0 {
		t.Errorf("%v\n%s", err, out)
	}
}

// What is left out in the crontab is a line too.
func TestCronChanges(t *testing.T) {
	f := made(t, "cron", unix)[0]
	_, line, _ := strings.Cut(f.Text, "(GNU date):\n# ")
	fields, command := cronLine(t, File{f.Name, line})
	if got := strings.Join(fields, " "); got != "10 6 * * 1" {
		t.Errorf("at %s", got)
	}
	sh(t, "-n", "-c", command)
}

// cronLine is the line of the job: when, and the command as sh gets it.
func cronLine(t *testing.T, f File) (fields []string, command string) {
	t.Helper()
	for line := range strings.Lines(f.Text) {
		if line[0] == '#' {
			continue
		}
		if command != "" {
			t.Fatalf("more than one line: %s", line)
		}
		words := strings.SplitN(strings.TrimSuffix(line, "\n"), " ", 6)
		if len(words) != 6 {
			t.Fatalf("five fields and a command, found %q", line)
		}
		bare := strings.ReplaceAll(words[5], `\%`, "")
		if strings.Contains(bare, "%") || len(line) > 998 {
			t.Errorf("cron would end the line at a %%, or has no room: %s", line)
		}
		fields, command = words[:5], strings.ReplaceAll(words[5], `\%`, "%")
	}
	for i, most := range []int{59, 23, 31, 12, 7} {
		if n, err := strconv.Atoi(fields[i]); fields[i] != "*" && (err != nil || n < 0 || n > most) {
			t.Errorf("field %d is %q", i+1, fields[i])
		}
	}
	return fields, command
}

func TestCronLine(t *testing.T) {
	fields, command := cronLine(t, made(t, "cron", unix)[0])
	if got := strings.Join(fields, " "); got != "10 3 * * *" {
		t.Errorf("at %s", got)
	}
	sh(t, "-n", "-c", command)
}

// What cron would mail, by what kuvio says, its exit code and the day of the week.
func TestCronMails(t *testing.T) {
	for _, c := range []struct{ kuvio, day, want string }{
		{"exit 0", "3", ""},
		{"echo kuvio-3: Valtimo ended 2019 >&2; exit 3", "3", "kuvio-3: Valtimo ended 2019\n"},
		{"echo not a workspace >&2; exit 1", "3", "not a workspace\n"},
		{"echo 191: 4 times its neighbour >&2; exit 0", "3", "191: 4 times its neighbour\n"},
		{"echo no source could be reached >&2; exit 4", "3", ""},
		{"echo no source could be reached >&2; exit 4", "1", "no source could be reached\n"},
		{`printf '%s\n' "$@"`, "3", "-C\n" + unix.Dir + "\nrefresh\n--quiet\n"},
	} {
		p := unix
		dir := t.TempDir()
		p.Program = filepath.Join(dir, "kuvio it's")
		for name, script := range map[string]string{p.Program: c.kuvio, filepath.Join(dir, "date"): `[ "$1" = +%u ] && echo ` + c.day} {
			if err := os.WriteFile(name, []byte("#!/bin/sh\n"+script+"\n"), 0o755); err != nil {
				t.Fatal(err)
			}
		}
		_, command := cronLine(t, made(t, "cron", p)[0])
		if got := sh(t, "-c", "PATH="+dir+":$PATH; "+command); got != c.want {
			t.Errorf("%s on day %s: mails %q, want %q", c.kuvio, c.day, got, c.want)
		}
	}
}

// sh is what sh prints.
func sh(t *testing.T, args ...string) string {
	t.Helper()
	path, err := exec.LookPath("sh")
	if err != nil {
		t.Skip("no sh here")
	}
	out, err := exec.Command(path, args...).CombinedOutput()
	if err != nil {
		t.Errorf("sh %q: %v\n%s", args, err, out)
	}
	return string(out)
}

// children are the elements that the task's elements may have, in their order, by
// Microsoft's schema of tasks ([MS-TSCH] 2.4.2 and 2.5); those of a trigger alone must
// stand in it.
var children = map[string][]string{
	"Task":            {"RegistrationInfo", "Triggers", "Principals", "Settings", "Data", "Actions"},
	"CalendarTrigger": {"Enabled", "StartBoundary", "EndBoundary", "Repetition", "ExecutionTimeLimit", "RandomDelay", "ScheduleByDay"},
	"ScheduleByDay":   {"DaysInterval"},
	"Principals":      {"Principal"}, "Triggers": {"CalendarTrigger"}, "Actions": {"Exec"},
	"RegistrationInfo": {"URI", "SecurityDescriptor", "Source", "Date", "Author", "Version", "Description", "Documentation"},
	"Principal":        {"UserId", "LogonType", "GroupId", "DisplayName", "RunLevel"},
	"Settings": {
		"MultipleInstancesPolicy", "DisallowStartIfOnBatteries", "StopIfGoingOnBatteries", "AllowHardTerminate", "StartWhenAvailable", "RunOnlyIfNetworkAvailable",
		"IdleSettings", "AllowStartOnDemand", "Enabled", "Hidden", "RunOnlyIfIdle", "WakeToRun", "ExecutionTimeLimit", "Priority",
	},
	"Exec": {"Command", "Arguments", "WorkingDirectory"},
}

func TestWindowsTask(t *testing.T) {
	raw := made(t, "windows", windows)[0].Bytes()
	if !bytes.HasPrefix(raw, []byte{0xff, 0xfe}) || len(raw)%2 != 0 {
		t.Fatalf("begins with % x, want the mark of little-endian UTF-16", raw[:2])
	}
	units := make([]uint16, len(raw)/2)
	if err := binary.Read(bytes.NewReader(raw), binary.LittleEndian, units); err != nil {
		t.Fatal(err)
	}
	text := string(utf16.Decode(units[1:]))
	if !strings.HasPrefix(text, `<?xml version="1.0" encoding="UTF-16"?>`+"\r\n") {
		t.Errorf("begins %q", text[:60])
	}
	d := xml.NewDecoder(strings.NewReader(text))
	d.CharsetReader = func(_ string, r io.Reader) (io.Reader, error) { return r, nil } // it is UTF-8 by now
	var path []string
	last, values := map[int]int{}, map[string]string{}
	for {
		token, err := d.Token()
		if err == io.EOF {
			break
		}
		if err != nil {
			t.Fatal(err)
		}
		switch e := token.(type) {
		case xml.StartElement:
			if e.Name.Space != "http://schemas.microsoft.com/windows/2004/02/mit/task" {
				t.Errorf("%s is of %q", e.Name.Local, e.Name.Space)
			}
			if depth := len(path); depth > 0 {
				place := slices.Index(children[path[depth-1]], e.Name.Local)
				if place < last[depth] {
					t.Errorf("%s in %s is none, or comes too late", e.Name.Local, path[depth-1])
				}
				last[depth] = place
			}
			path = append(path, e.Name.Local)
			last[len(path)] = 0
		case xml.EndElement:
			path = path[:len(path)-1]
		case xml.CharData:
			if s := strings.TrimSpace(string(e)); s != "" {
				values[path[len(path)-1]] = s
			}
		}
	}
	if got, want := values["Arguments"], `/d /s /c ""`+windows.Program+`" -C "`+windows.Dir+`" refresh --quiet 2>"`+windows.Dir+`\data\refresh.log""`; got != want {
		t.Errorf("runs cmd.exe %s\nwant %s", got, want)
	}
	if got := values["StartBoundary"]; got != "2026-11-28T03:10:00" {
		t.Errorf("starts %s", got)
	}
}

// The keys of GitHub's and GitLab's files that the jobs use, as their references of the
// syntax have them.
type githubWorkflow struct {
	Name string `yaml:"name"`
	On   struct {
		Schedule []struct {
			Cron string `yaml:"cron"`
		} `yaml:"schedule"`
		Dispatch map[string]string `yaml:"workflow_dispatch"`
	} `yaml:"on"`
	Permissions map[string]string `yaml:"permissions"`
	Concurrency struct {
		Group  string `yaml:"group"`
		Cancel bool   `yaml:"cancel-in-progress"`
	} `yaml:"concurrency"`
	Jobs map[string]struct {
		RunsOn  string            `yaml:"runs-on"`
		Timeout int               `yaml:"timeout-minutes"`
		Env     map[string]string `yaml:"env"`
		Steps   []struct {
			ID   string            `yaml:"id"`
			Name string            `yaml:"name"`
			If   string            `yaml:"if"`
			Uses string            `yaml:"uses"`
			With map[string]string `yaml:"with"`
			Env  map[string]string `yaml:"env"`
			Run  string            `yaml:"run"`
		} `yaml:"steps"`
	} `yaml:"jobs"`
}

type gitlabPipeline struct {
	Refresh struct {
		Image string `yaml:"image"`
		Rules []struct {
			If string `yaml:"if"`
		} `yaml:"rules"`
		ResourceGroup string            `yaml:"resource_group"`
		Timeout       string            `yaml:"timeout"`
		Variables     map[string]string `yaml:"variables"`
		Cache         struct {
			Key   string   `yaml:"key"`
			Paths []string `yaml:"paths"`
			When  string   `yaml:"when"`
		} `yaml:"cache"`
		Before []string `yaml:"before_script"`
		Script []string `yaml:"script"`
	} `yaml:"refresh"`
}

func TestGitHub(t *testing.T) {
	var w githubWorkflow
	if err := strictyaml.Decode([]byte(made(t, "github", unix)[0].Text), &w); err != nil {
		t.Fatal(err)
	}
	job := w.Jobs["refresh"]
	if w.On.Schedule[0].Cron != "10 3 * * *" || job.RunsOn == "" || w.Permissions["contents"] != "write" {
		t.Errorf("%+v", w)
	}
	var commands strings.Builder
	for i, s := range job.Steps {
		if (s.Run == "") == (s.Uses == "") {
			t.Errorf("step %d runs %q and uses %q, expected one of them", i+1, s.Run, s.Uses)
		}
		sh(t, "-n", "-c", s.Run)
		commands.WriteString(s.Run)
	}
	inOrder(t, commands.String(), "sha256sum --check", "kuvio refresh ||", "kuvio diff --since", "git add", "git push", `exit "$CODE"`)
	if job.Steps[len(job.Steps)-1].Env["CODE"] != "${{ steps.refresh.outputs.code }}" {
		t.Errorf("the last step is %+v", job.Steps[len(job.Steps)-1])
	}
}

func TestGitLab(t *testing.T) {
	var p gitlabPipeline
	if err := strictyaml.Decode([]byte(made(t, "gitlab", unix)[0].Text), &p); err != nil {
		t.Fatal(err)
	}
	if !slices.Contains(p.Refresh.Cache.Paths, "data/") || p.Refresh.Cache.When != "always" || len(p.Refresh.Rules) != 2 {
		t.Errorf("%+v", p)
	}
	commands := strings.Join(slices.Concat(p.Refresh.Before, p.Refresh.Script), "\n")
	sh(t, "-n", "-c", commands)
	inOrder(t, commands, "sha256sum --check", "kuvio refresh ||", "kuvio diff --since", "git add", "git push", `exit "$code"`)
}

// inOrder looks for parts of a text, each after those before it.
func inOrder(t *testing.T, text string, parts ...string) {
	t.Helper()
	for _, part := range parts {
		_, rest, ok := strings.Cut(text, part)
		if !ok {
			t.Fatalf("no %q after what comes before it", part)
		}
		text = rest
	}
}
