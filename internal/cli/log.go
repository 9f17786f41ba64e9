package cli

import (
	"context"
	"fmt"
	"log/slog"
	"time"

	"github.com/spf13/cobra"

	"kuvio/internal/fetch"
	"kuvio/internal/visible"
)

// event is a step of a command that runs unattended. Its name stands in the log as
// msg; it is kept from release to release, and so are the keys.
type event string

// The events, as 'kuvio help night-job' lists them.
const (
	eventAsked     event = "asked"     // a source was asked what is new
	eventFetched   event = "fetched"   // data came from a source
	eventImported  event = "imported"  // what came is in the store
	eventMade      event = "made"      // an output was written anew
	eventUnchanged event = "unchanged" // an output, or all there is, is as it was
	eventFailed    event = "failed"    // a source, a file or an output is left as it was
	eventMessage   event = "message"   // what else people are told
	eventEnded     event = "ended"     // the command, with its exit code
)

// The keys of events.
const (
	keySource    = "source"    // as messages call it
	keyIndicator = "indicator" // its id
	keyPiece     = "piece"     // what of a source: indicator 191
	keyFigure    = "figure"    // its id
	keyFile      = "file"      // its path
	keyVintage   = "vintage"   // its number, as in import:3
	keyNew       = "new"       // how many values it brought
	keyRevised   = "revised"   // how many it changed
	keyWhy       = "why"       // why it was made, left or refused
	keyTook      = "took_ms"
	keyText      = "text" // as people are told it
	keyExit      = "exit_code"
)

// took is how long a step took.
func took(d time.Duration) slog.Attr { return slog.Int64(keyTook, d.Milliseconds()) }

// note tells of a step: people by a text, where there is one, and a log by an event.
// A level of warning is for what needs a person; all below is left out under -q.
func (a *app) note(level slog.Level, e event, text string, attrs ...slog.Attr) {
	text = visible.Shortened(text)
	switch {
	case a.log != nil:
		a.record(level, e, text, attrs...)
	case text != "" && quiet(a.quiet).Level() <= level:
		fmt.Fprintln(a.Stderr, fetch.WithoutSecrets(text))
	}
}

// quiet is -q, by which what needs nobody is left out.
type quiet bool

// Level is the lowest that is told.
func (q quiet) Level() slog.Level {
	if q {
		return slog.LevelWarn
	}
	return slog.LevelInfo
}

// record writes an event into the log.
func (e *Env) record(level slog.Level, name event, text string, attrs ...slog.Attr) {
	if !e.log.Enabled(context.Background(), level) {
		return
	}
	r := slog.NewRecord(e.Now(), level, string(name), 0)
	r.AddAttrs(attrs...)
	if text != "" {
		r.AddAttrs(slog.String(keyText, text))
	}
	_ = e.log.Handle(context.Background(), r) // where it cannot be written to there is nobody to tell
}

// ended tells how the command ended, people only where it went wrong.
func (e *Env) ended(code int, text string) {
	switch {
	case e.log == nil && text != "":
		fmt.Fprintln(e.Stderr, text)
	case e.log == nil:
	case code == exitDone:
		e.record(slog.LevelInfo, eventEnded, text, slog.Int(keyExit, code))
	default:
		e.record(slog.LevelError, eventEnded, text, slog.Int(keyExit, code))
	}
}

// bindLog gives a command that runs unattended --log-format.
func (a *app) bindLog(cmd *cobra.Command) {
	cmd.Flags().Var(logFormat{a}, "log-format", "messages as events, one a line, for programs: text or json ('kuvio help night-job' lists them)")
}

// logFormat is the flag. It holds from where it is read on, so that what is wrong
// with the flags after it is in the log too.
type logFormat struct{ *app }

func (f logFormat) String() string { return "" }
func (f logFormat) Type() string   { return "text|json" }

func (f logFormat) Set(format string) error {
	options := &slog.HandlerOptions{Level: (*quiet)(&f.quiet), ReplaceAttr: fitForLog}
	switch format {
	case "json":
		f.log = slog.NewJSONHandler(f.Stderr, options)
	case "text":
		f.log = slog.NewTextHandler(f.Stderr, options)
	default:
		return fmt.Errorf("found %q, expected text or json", format)
	}
	f.ErrTerminal = false // nothing moves in a log
	return nil
}

// fitForLog lets into the log what has a value and a reader can see, and no secret.
func fitForLog(_ []string, attr slog.Attr) slog.Attr {
	switch attr.Value.Kind() {
	case slog.KindString:
		if attr.Value.String() == "" {
			return slog.Attr{}
		}
		attr.Value = slog.StringValue(visible.Text(fetch.WithoutSecrets(attr.Value.String())))
	case slog.KindAny:
		if err, ok := attr.Value.Any().(error); ok {
			attr.Value = slog.StringValue(told(err))
		}
	}
	return attr
}
