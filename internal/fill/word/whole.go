package word

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"slices"
	"strings"

	"kuvio/internal/ooxml"
)

// whole is the hash of what the document says, with its notes, headers, footers and
// comments, and of how many pictures it shows: what programs leave as it is when they save
// a document that nobody has changed.
func (e *Editor) whole() (string, error) {
	parts, err := readParts(e.pack, append([]string{"comments"}, filledKinds...))
	if err != nil {
		return "", err
	}
	var all []string
	for _, p := range parts[1:] { // as LibreOffice writes a header once or three times
		if said := p.says(); said != "" && !slices.Contains(all, said) {
			all = append(all, said)
		}
	}
	slices.Sort(all)
	h := sha256.New()
	for _, said := range append([]string{parts[0].says()}, all...) {
		fmt.Fprintf(h, "%q\n", said)
	}
	fmt.Fprintf(h, "%d pictures", parts[0].pictures())
	return hex.EncodeToString(h.Sum(nil))[:16], nil
}

// plainly are characters that one program writes as another, or leaves out.
var plainly = strings.NewReplacer("‑", "-", "\u00ad", "")

// says is the text of a part, a line for each paragraph that has any, without what fields
// count.
func (p *part) says() string {
	var lines []string
	for _, q := range p.paragraphs {
		if q.fallback > 0 { // the same again
			continue
		}
		var b strings.Builder
		for _, s := range q.pieces {
			if !s.field {
				b.WriteString(s.text)
			}
		}
		if line := strings.Join(strings.Fields(plainly.Replace(b.String())), " "); line != "" {
			lines = append(lines, line)
		}
	}
	return strings.Join(lines, "\n")
}

// pictures is how many a part shows.
func (p *part) pictures() (n int) {
	twice := 0
	for i := range p.tokens {
		t := &p.tokens[i]
		switch {
		case t.Is(ooxml.Start, choiceSpace, "Fallback"):
			twice++
		case t.Is(ooxml.End, choiceSpace, "Fallback"):
			twice--
		case t.Kind == ooxml.Start && twice == 0 && (t.Name.Local == "blip" || t.Name.Local == "imagedata"):
			n++
		}
	}
	return n
}
