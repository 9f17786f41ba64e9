package cli

import (
	"errors"
	"fmt"

	"kuvio/internal/store"
	"kuvio/internal/workspace"
)

// withoutData is what is said of a store that was read and has nothing in it: which it
// is, and who names it, since it may be named wrong.
type withoutData struct {
	text  string // "" where there is data
	named bool   // by KUVIO_STORE or kuvio.yaml; false of a workspace's own file
}

// withoutData is what is said of a store without an import, which is absent or empty.
func (a *app) withoutData(ws *workspace.Workspace, at store.Address, absent bool) withoutData {
	by := ""
	switch {
	case a.Getenv("KUVIO_STORE") != "":
		by = "KUVIO_STORE"
	case ws.Config.Store != "":
		by = "'store:' in kuvio.yaml"
	}
	w := withoutData{named: by != ""}
	switch {
	case absent && w.named:
		w.text = fmt.Sprintf("there is no store %s, which %s names: look whether it is written right; 'kuvio import FILE' makes a new one", called(at), by)
	case absent:
		w.text = fmt.Sprintf("there is no store %s yet: 'kuvio import FILE' makes it", called(at))
	case w.named:
		w.text = fmt.Sprintf("the store %s, which %s names, is empty: look whether it is written right; 'kuvio import FILE' brings data into it", called(at), by)
	default:
		w.text = fmt.Sprintf("the store %s is empty: 'kuvio import FILE' brings data into it", called(at))
	}
	return w
}

// err is what is said, as an error.
func (w withoutData) err() error { return errors.New(w.text) }

// after is an error with what is said of the store behind it.
func (w withoutData) after(told string) string {
	if w.text == "" {
		return told
	}
	return told + "\n" + w.text
}
