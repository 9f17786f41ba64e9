package main

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"time"
)

// command is the program that is released.
const command = "kuvio/cmd/kuvio"

// target is a system and a processor, as Go calls them.
type target struct{ os, arch string }

var everyTarget = []target{
	{"linux", "amd64"}, {"linux", "arm64"},
	{"darwin", "amd64"}, {"darwin", "arm64"},
	{"windows", "amd64"}, {"windows", "arm64"},
}

func (t target) String() string { return t.os + "/" + t.arch }

func joined(targets []target) string {
	names := make([]string, len(targets))
	for i, t := range targets {
		names[i] = t.String()
	}
	return strings.Join(names, ",")
}

// program is the name of the program's file.
func (t target) program() string {
	if t.os == "windows" {
		return "kuvio.exe"
	}
	return "kuvio"
}

// env is all of the environment that a build's bytes depend on.
func (t target) env() []string {
	return []string{
		"GOOS=" + t.os, "GOARCH=" + t.arch, "GOAMD64=v1", "GOARM64=v8.0",
		"CGO_ENABLED=0", "GOFLAGS=", "GOEXPERIMENT=", "GOFIPS140=off", "GOWORK=off",
	}
}

// build is the program. What it says of the commit comes by the linker, and not from
// what go build notes of git, which depends on how the folder was checked out.
func build(t target, from source) ([]byte, error) {
	dir, err := os.MkdirTemp("", "kuvio-release-")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(dir)
	set := func(name, value string) string { return "-X=kuvio/internal/cli." + name + "=" + value }
	flags := []string{"-s", "-w", set("version", from.version)}
	if from.commit != "" {
		flags = append(flags, set("commit", from.commit), set("committed", from.at.Format(time.RFC3339)))
	}
	if from.modified {
		flags = append(flags, set("modified", "true"))
	}
	to := filepath.Join(dir, t.program())
	cmd := exec.Command("go", "build", "-trimpath", "-buildvcs=false", "-ldflags", strings.Join(flags, " "), "-o", to, command)
	cmd.Env = append(os.Environ(), t.env()...)
	cmd.Stderr = os.Stderr
	if err := cmd.Run(); err != nil {
		return nil, fmt.Errorf("go build: %w", err)
	}
	return os.ReadFile(to)
}
