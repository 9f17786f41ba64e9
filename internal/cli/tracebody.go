package cli

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"

	"kuvio/internal/revision"
	"kuvio/internal/source/content"
	"kuvio/internal/source/record"
	"kuvio/internal/source/sotkanet"
	"kuvio/internal/spool"
	"kuvio/internal/visible"
	"kuvio/internal/write"
)

// bodyContext is how many rows of a body are shown before and after the one that a
// number stands in.
const bodyContext = 2

// bodies shows the bodies that a traced number came in, around its place, or
// writes the whole of the one that there is to a file.
func (o *traceOptions) bodies(a *app, s *opened, n *revision.Traced) error {
	held, err := spool.Open(s.ws.SpoolDir())
	if err != nil {
		return err
	}
	all := statedIn(n, nil)
	if len(all) == 0 {
		return errors.New("--body: the number stands in no body: it is not held, or was withdrawn")
	}
	if o.file != "" {
		return o.writeBody(held, all)
	}
	for _, one := range all {
		body, err := held.Body(one.File.SHA256)
		if err != nil {
			return notKept(one, err)
		}
		rows, err := around(one.Place, body)
		if err != nil {
			return err
		}
		lines := append([]string{"", fmt.Sprintf("%s, %s:", one.File.Name, one.Place)}, rows...)
		if err := printLines(a.Stdout, lines...); err != nil {
			return err
		}
	}
	return nil
}

// statedIn lists where a number and its parts stand, each place once.
func statedIn(n *revision.Traced, all []*revision.Stated) []*revision.Stated {
	if s := n.Stated; s != nil {
		met := false
		for _, other := range all {
			met = met || other.File.SHA256 == s.File.SHA256 && other.Place == s.Place
		}
		if !met {
			all = append(all, s)
		}
	}
	for _, part := range n.Parts {
		all = statedIn(part, all)
	}
	return all
}

// writeBody writes a body as it arrived.
func (o *traceOptions) writeBody(held *spool.Spool, all []*revision.Stated) error {
	for _, other := range all[1:] {
		if other.File.SHA256 != all[0].File.SHA256 {
			return usagef("-o %s: the number was computed from several bodies: trace one of its parts, or leave -o out to see the rows of each", o.file)
		}
	}
	body, err := held.Body(all[0].File.SHA256)
	if err != nil {
		return notKept(all[0], err)
	}
	return write.File(o.file, body)
}

// notKept says why a body cannot be shown.
func notKept(s *revision.Stated, err error) error {
	if errors.Is(err, spool.ErrLost) {
		return fmt.Errorf("--body: what %s gave is not kept: it was imported as a file, or is gone from data/spool: look for the file whose SHA-256 is %s", s.File.Name, s.File.SHA256)
	}
	return err
}

// around are the rows of a body about a place, the one of the place marked.
func around(at record.Place, body []byte) ([]string, error) {
	switch {
	case at.Row > 0:
		return nil, errors.New("--body: this is a workbook: -o FILE.xlsx writes it")
	case at.Object > 0:
		return objectsAround(at.Object, body)
	}
	var rows []string
	lines := bufio.NewScanner(bytes.NewReader(body))
	lines.Buffer(nil, content.MaxLine)
	for n := 1; n <= at.Line+bodyContext && lines.Scan(); n++ {
		if n >= at.Line-bodyContext {
			rows = append(rows, marked(n == at.Line, lines.Text()))
		}
	}
	return rows, lines.Err()
}

// objectsAround are the objects of a list in JSON.
func objectsAround(at int, body []byte) ([]string, error) {
	objects, err := sotkanet.NewObjects(content.File{Name: "the body", Content: bytes.NewReader(body), Size: int64(len(body))})
	if err != nil {
		return nil, err
	}
	var rows []string
	for n := 1; n <= at+bodyContext; n++ {
		raw, _, err := objects.Next()
		if err == io.EOF {
			break
		}
		if err != nil {
			return nil, err
		}
		if n >= at-bodyContext {
			rows = append(rows, marked(n == at, string(raw)))
		}
	}
	return rows, nil
}

func marked(it bool, row string) string {
	if it {
		return "> " + visible.Line(row)
	}
	return "  " + visible.Line(row)
}
