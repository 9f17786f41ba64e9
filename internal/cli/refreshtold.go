package cli

import (
	"fmt"
	"log/slog"
	"path/filepath"
	"strings"

	"kuvio/internal/fetch"
	"kuvio/internal/refresh"
)

// tellStep tells of a step of a refresh: people what was done or needs them, a log
// everything.
func (a *app) tellStep(dir string, s refresh.Step, plan bool) {
	would := ""
	if plan {
		would = "would "
	}
	switch s.What {
	case refresh.Asked:
		a.note(slog.LevelInfo, eventAsked, fmt.Sprintf("%s: %s", s.Source, s.Why), slog.String(keySource, s.Source), slog.String(keyWhy, s.Why), took(s.Took))
	case refresh.Fetched:
		text := fmt.Sprintf("%s: %s: %s", s.Source, s.Name, s.Why)
		if plan {
			text = fmt.Sprintf("%s: would fetch %s: %s", s.Source, s.Name, s.Why)
		}
		a.note(slog.LevelInfo, eventFetched, text, slog.String(keySource, s.Source), pieceOf(s.Name), slog.String(keyWhy, s.Why), took(s.Took))
	case refresh.Imported:
		if s.Report == nil {
			text := fmt.Sprintf("%simport %s: %s", would, near(s.File), s.Why)
			if s.File == "" {
				text = fmt.Sprintf("%s: %simport what %s", s.Source, would, s.Why)
			}
			a.note(slog.LevelInfo, eventImported, text, slog.String(keySource, s.Source), slog.String(keyFile, s.File), slog.String(keyWhy, s.Why))
			return
		}
		a.reportRejects(s.Report, "")
		a.reportImport(s.Report)
	case refresh.Made:
		text := near(s.File)
		switch {
		case s.Beside || s.File == "" && !plan:
			text = ""
		case plan:
			text = fmt.Sprintf("would make %s: %s", s.Name, s.Why)
		}
		a.note(slog.LevelInfo, eventMade, text, slog.String(keyFigure, s.Name), slog.String(keyFile, near(s.File)), slog.String(keyWhy, s.Why), took(s.Took))
	case refresh.Unchanged:
		a.note(slog.LevelDebug, eventUnchanged, "", slog.String(keyFigure, s.Name), took(s.Took))
	case refresh.Gone:
		a.note(slog.LevelWarn, eventMessage, fmt.Sprintf("%s: not made any more, and left as they were: %s: delete what nobody shows", s.Name, s.Text), slog.String(keyFigure, s.Name))
	case refresh.Failed:
		text := nearby(dir, told(s.Err))
		if s.Source != "" && s.Name != "" {
			text = s.Name + ": " + text
		}
		if s.Source != "" && !strings.HasPrefix(text, fetch.WithoutSecrets(s.Source)) { // an address is named already
			text = s.Source + ": " + text
		}
		of := slog.String(keyFigure, s.Name)
		if s.Source != "" {
			of = pieceOf(s.Name)
		}
		a.note(slog.LevelWarn, eventFailed, text, slog.String(keySource, s.Source), of)
	case refresh.Lacks:
		a.note(slog.LevelInfo, eventMessage, s.Text, slog.String(keyFigure, s.Name))
	case refresh.Said:
		text, of := s.Text, slog.String(keyFigure, s.Name)
		if s.Source != "" && s.Name != "" {
			text, of = s.Name+": "+text, pieceOf(s.Name)
		}
		a.note(slog.LevelWarn, eventMessage, text, slog.String(keySource, s.Source), of)
	}
}

// nearby is a message with the paths of a workspace's folder as they are from here.
func nearby(dir, text string) string {
	from := ""
	if here := near(dir); here != "." {
		from = here + string(filepath.Separator)
	}
	return strings.ReplaceAll(text, dir+string(filepath.Separator), from)
}

// pieceOf is what of a source a step was about: an indicator by its id.
func pieceOf(name string) slog.Attr {
	if id, ok := strings.CutPrefix(name, "indicator "); ok {
		return slog.String(keyIndicator, id)
	}
	return slog.String(keyPiece, name)
}
