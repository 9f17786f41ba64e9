package canvas

import (
	"strings"

	"kuvio/internal/domain"
)

const softHyphen = '\u00ad'

// Words splits text at the spaces a line may break at; a no-break space is
// not one of them. What is not UTF-8 becomes U+FFFD.
func Words(text string) []string {
	return strings.FieldsFunc(strings.ToValidUTF8(text, "\uFFFD"), func(r rune) bool { return r == ' ' || r == '\t' || r == '\n' || r == '\r' })
}

// Wrap breaks text into lines of at most width points in style st: between
// words; a word too long for a line after a hyphen, dash or slash in it; a Finnish
// one between syllables, with a hyphen added; as a last resort anywhere. No line
// is wider than width unless a single character is.
func Wrap(text string, width float64, st Style) []string {
	var lines []string
	line := ""
	for _, word := range Words(text) {
		joined := word
		if line != "" {
			joined = line + " " + word
		}
		if st.Width(joined) <= width {
			line = joined
			continue
		}
		if line != "" && st.Width(word) <= width {
			lines, line = append(lines, line), word
			continue
		}
		pieces := split(word, line, width, st)
		if line != "" && pieces[0] == "" {
			pieces = append([]string{line}, pieces[1:]...)
		}
		lines = append(lines, pieces[:len(pieces)-1]...)
		line = pieces[len(pieces)-1]
	}
	if line != "" {
		lines = append(lines, line)
	}
	return lines
}

// split breaks one word that is too long for a line. The first piece goes on
// from line where a part of the word up to a hyphen of its own fits there;
// else it is "" if line is not empty.
func split(word, line string, width float64, st Style) []string {
	var pieces []string
	prefix := ""
	if line != "" {
		prefix = line + " "
	}
	for {
		head, rest := breakAt(word, prefix, width, st)
		if head == "" && prefix != "" {
			pieces, prefix = append(pieces, ""), ""
			continue
		}
		pieces, prefix = append(pieces, prefix+head), ""
		if rest == "" {
			return pieces
		}
		word = rest
	}
}

// breakAt cuts the longest head of word that fits after prefix. With a prefix
// it cuts only where the word has a mark to break at. It measures no further
// than the line is wide, so that a long word takes no longer than a long text.
func breakAt(word, prefix string, width float64, st Style) (head, rest string) {
	marked, anywhere := "", ""
	i := 0 // of the part of word that is measured
	all := st.Face.prefixes(prefix+word, func(end int, r rune, plain, hyphened float64) bool {
		plain, hyphened = plain*st.Size, hyphened*st.Size
		if end <= len(prefix) {
			return true
		}
		start := i
		i = end - len(prefix)
		switch {
		case i == len(word):
			return plain <= width
		case plain > width+2*st.Size: // nor does what follows fit, whatever its kerning
			return false
		case r == softHyphen:
			if hyphened <= width {
				marked, rest = word[:start]+"-", word[i:]
			}
		case strings.ContainsRune("-–/", r) && start > 0:
			if plain <= width {
				marked, rest = word[:i], word[i:]
			}
		case prefix == "" && hyphened <= width:
			anywhere = word[:i]
		}
		return true
	})
	if all {
		return word, ""
	}
	if marked != "" || prefix != "" {
		return marked, rest
	}
	if anywhere == "" { // not even one character and a hyphen
		for i := range word {
			if i > 0 {
				return word[:i], word[i:]
			}
		}
		return word, ""
	}
	if i := finnishBreak(word, len(anywhere)); i > 0 && st.Face.lang == domain.Finnish {
		anywhere = word[:i]
	}
	return anywhere + "-", word[len(anywhere):]
}

// Balance wraps text into as few lines as wrap does, of as even a width as
// that allows, so that a label takes no more room across than it must.
func Balance(text string, width float64, st Style) []string {
	lines := Wrap(text, width, st)
	if len(lines) < 2 {
		return lines
	}
	low, high := width/float64(len(lines)+1), width
	for range 12 {
		middle := (low + high) / 2
		if narrower := Wrap(text, middle, st); len(narrower) <= len(lines) && (Whole(text, middle, st) || !Whole(text, width, st) && !Forced(text, middle, st)) {
			lines, high = narrower, middle
		} else {
			low = middle
		}
	}
	return lines
}

// Whole reports whether wrapping text to width keeps every word in one piece.
func Whole(text string, width float64, st Style) bool {
	for _, word := range Words(text) {
		if st.Width(word) > width {
			return false
		}
	}
	return true
}

// Forced reports whether wrapping text to width cuts a word that has no mark
// to break at.
func Forced(text string, width float64, st Style) bool { return lacking(text, width, st) > 0 }

// lacking is how much wider than width the widest piece of a word is that has
// no mark to break at; 0 where none is.
func lacking(text string, width float64, st Style) (lack float64) {
	for _, word := range Words(text) {
		if st.Width(word) <= width {
			continue
		}
		for _, part := range strings.FieldsFunc(word, func(r rune) bool { return strings.ContainsRune("-–/", r) || r == softHyphen }) {
			lack = max(lack, st.Width(part+"-")-width)
		}
	}
	return lack
}

// Uncut is a *TooSmall where wrapping a text to width cuts a word of a language
// whose words are not cut: in Swedish and English only at marks of their own.
func Uncut(what, text string, width float64, st Style) error {
	if lack := lacking(text, width, st); lack > 0 && st.Face.lang != domain.Finnish {
		return &TooSmall{What: "a word of " + what, LackW: lack}
	}
	return nil
}
