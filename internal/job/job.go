// Package job has the night job ready to copy: the files by which systemd, cron, the
// Windows Task Scheduler, GitHub Actions and GitLab CI refresh a workspace.
package job

import (
	"bytes"
	"embed"
	"encoding/binary"
	"fmt"
	"path"
	"strings"
	"sync"
	"time"
	"unicode/utf16"

	template "github.com/DataDog/datadog-agent/pkg/template/text"

	"kuvio/internal/visible"
)

// Kind is what runs the job.
type Kind struct {
	Name  string // systemd
	Short string // what it is for
	files []file
}

// file is one file of a job: a template, and its name, in which a * is the job's.
type file struct{ template, name string }

// Kinds are the ways to run the job.
var Kinds = []Kind{
	{"systemd", "a service and a timer of your own user, on Linux", []file{{"systemd.service", "*.service"}, {"systemd.timer", "*.timer"}}},
	{"cron", "a line for crontab that mails only what needs a person", []file{{"cron", "*.cron"}}},
	{"windows", "a task for the Windows Task Scheduler", []file{{"windows.xml", "*.xml"}}},
	{"github", "a workflow for GitHub Actions", []file{{"github.yml", ".github/workflows/kuvio.yml"}}},
	{"gitlab", "a pipeline for GitLab CI", []file{{"gitlab.yml", ".gitlab-ci.yml"}}},
}

// KindNamed is the kind of a name.
func KindNamed(name string) (Kind, error) {
	var names []string
	for _, k := range Kinds {
		if k.Name == name {
			return k, nil
		}
		names = append(names, k.Name)
	}
	return Kind{}, fmt.Errorf("unknown job %q: there are %s", name, strings.Join(names, ", "))
}

// Place is what a job is of.
type Place struct {
	Program string    // kuvio's path
	Dir     string    // the workspace's
	At      time.Time // the time of day, and the first day
}

// File is a file of a job.
type File struct {
	Name string // with the folder in which it is looked for
	Text string
}

// Bytes are the file as it is read by what it is for: UTF-8, but UTF-16 with a mark
// of the byte order for schtasks, which takes UTF-8 for the old code page.
func (f File) Bytes() []byte {
	if !strings.HasSuffix(f.Name, ".xml") {
		return []byte(f.Text)
	}
	text := strings.ReplaceAll(strings.Replace(f.Text, `<?xml version="1.0"?>`, `<?xml version="1.0" encoding="UTF-16"?>`, 1), "\n", "\r\n")
	var b bytes.Buffer
	for _, unit := range append([]uint16{0xfeff}, utf16.Encode([]rune(text))...) {
		_ = binary.Write(&b, binary.LittleEndian, unit)
	}
	return b.Bytes()
}

//go:embed files
var files embed.FS

var templates = sync.OnceValue(func() *template.Template {
	return template.Must(template.New("").Funcs(template.FuncMap{
		"unit": unitText, "program": unitProgram, "argument": unitArgument, "cron": cronCommand, "xml": xmlText,
	}).ParseFS(files, "files/*"))
})

// Files are the job's files for a place.
func (k Kind) Files(p Place) ([]File, error) {
	for _, what := range []string{p.Program, p.Dir} {
		if !visible.Is(what) {
			return nil, fmt.Errorf("the path %q has characters that cannot be seen: name a folder without them", what)
		}
		if k.Name == "windows" && strings.Contains(what, "%") {
			return nil, fmt.Errorf("the path %s has a %%, which cmd.exe takes for a variable: move it to a folder without", what)
		}
	}
	later := p.At.Add(afterwards)
	f := filled{
		Place: p, Name: p.name(), At: p.At.Format("15:04"), Date: p.At.Format(time.DateOnly),
		Hour: p.At.Hour(), Minute: p.At.Minute(), Later: fmt.Sprintf("%d %d", later.Minute(), later.Hour()),
		Command: p.command(), Changes: p.changes(), Batch: p.batch(),
	}
	made := make([]File, len(k.files))
	for i, one := range k.files {
		var b strings.Builder
		if err := templates().ExecuteTemplate(&b, one.template, f); err != nil {
			return nil, err
		}
		made[i] = File{strings.Replace(one.name, "*", f.Name, 1), b.String()}
	}
	return made, nil
}

// afterwards is when a refresh has ended.
const afterwards = 3 * time.Hour

// filled is what the templates are filled with.
type filled struct {
	Place
	Name, At, Date string
	Hour, Minute   int
	Later          string // minute and hour when a refresh has ended

	Command, Changes, Batch string
}

// name is that of the job's files: kuvio-plan, of a workspace in plan/.
func (p Place) name() string {
	base := path.Base(strings.ReplaceAll(p.Dir, `\`, "/"))
	name := strings.Map(func(r rune) rune {
		switch {
		case r >= 'a' && r <= 'z', r >= 'A' && r <= 'Z', r >= '0' && r <= '9', r == '_':
			return r
		case strings.ContainsRune("äåÄÅ", r):
			return 'a'
		case strings.ContainsRune("öÖ", r):
			return 'o'
		}
		return '-'
	}, base)
	words := strings.FieldsFunc(name, func(r rune) bool { return r == '-' }) // no two in a row: XML's comments end so
	if len(words) == 0 || words[0] != "kuvio" {
		words = append([]string{"kuvio"}, words...)
	}
	return strings.Join(words, "-")
}
