package canvas

import (
	"fmt"
	"slices"
	"sync"
	"unicode"
	"unicode/utf8"

	"codeberg.org/go-fonts/liberation/liberationsansbold"
	"codeberg.org/go-fonts/liberation/liberationsansregular"
	stdfont "golang.org/x/image/font"
	"golang.org/x/image/font/sfnt"
	"golang.org/x/image/math/fixed"
	"gonum.org/v1/plot/vg"

	"kuvio/internal/domain"
)

// typeface measures and outlines text in one weight of Liberation Sans. Text
// is filled as outlines, not as glyph bitmaps: it then lies exactly where it
// was measured, at any size and angle. A typeface belongs to one sheet: it
// keeps what it has read of the font and is not safe for concurrent use.
type typeface struct {
	Weight Weight
	font   *sfnt.Font
	lang   domain.Lang // whose words are divided
	em     float64     // font units per em
	buf    sfnt.Buffer
	latin  [latin]*glyph
	others map[rune]*glyph
	kerns  [kernSlots]kerned
}

// Text is measured far more often than it is drawn, so what the font says is kept
// where it is found at once: of the letters before latin, and of pairs by a slot
// each, which another pair may take.
const (
	latin     = 0x180
	kernSlots = 1 << 12
)

// kerned is how much closer a pair of glyphs stands.
type kerned struct {
	pair  [2]sfnt.GlyphIndex
	known bool
	by    float64
}

// glyph is one rune's shape in font units, y downwards.
type glyph struct {
	char    rune
	index   sfnt.GlyphIndex
	advance float64
	outline []sfnt.Segment
}

// path is the glyph's outline with its points placed by to.
func (g *glyph) path(to func(fixed.Point26_6) vg.Point) vg.Path {
	var path vg.Path
	for _, seg := range g.outline {
		switch seg.Op {
		case sfnt.SegmentOpMoveTo:
			if len(path) > 0 {
				path.Close()
			}
			path.Move(to(seg.Args[0]))
		case sfnt.SegmentOpLineTo:
			path.Line(to(seg.Args[0]))
		case sfnt.SegmentOpQuadTo:
			path.QuadTo(to(seg.Args[0]), to(seg.Args[1]))
		case sfnt.SegmentOpCubeTo:
			path.CubeTo(to(seg.Args[0]), to(seg.Args[1]), to(seg.Args[2]))
		}
	}
	if len(path) > 0 {
		path.Close()
	}
	return path
}

// Weight is that of a typeface.
type Weight int

const (
	RegularWeight Weight = iota
	BoldWeight
)

// TTF is the font of a weight as its file has it.
func (w Weight) TTF() []byte {
	if w == BoldWeight {
		return liberationsansbold.TTF
	}
	return liberationsansregular.TTF
}

// fonts are read once; they are safe for concurrent use.
var fonts = [...]func() *sfnt.Font{
	RegularWeight: sync.OnceValue(func() *sfnt.Font { return parsed(RegularWeight) }),
	BoldWeight:    sync.OnceValue(func() *sfnt.Font { return parsed(BoldWeight) }),
}

func parsed(w Weight) *sfnt.Font {
	f, err := sfnt.Parse(w.TTF())
	if err != nil {
		panic(fmt.Sprintf("canvas: the embedded Liberation Sans is broken: %v", err))
	}
	return f
}

func newTypeface(w Weight, l domain.Lang) *typeface {
	f := fonts[w]()
	return &typeface{
		Weight: w,
		font:   f,
		lang:   l,
		em:     float64(f.UnitsPerEm()),
		others: make(map[rune]*glyph),
	}
}

// glyph reads r's shape; at this ppem one unit of the result is one font unit.
func (t *typeface) glyph(r rune) *glyph {
	if r >= 0 && r < latin {
		if t.latin[r] == nil {
			t.latin[r] = t.read(r)
		}
		return t.latin[r]
	}
	if t.others[r] == nil {
		t.others[r] = t.read(r)
	}
	return t.others[r]
}

func (t *typeface) read(r rune) *glyph {
	ppem := fixed.Int26_6(t.font.UnitsPerEm())
	g := &glyph{char: r}
	var err error
	if g.index, err = t.font.GlyphIndex(&t.buf, r); err != nil {
		g.index = 0 // the font's own sign for an unknown character
	}
	if advance, err := t.font.GlyphAdvance(&t.buf, g.index, ppem, stdfont.HintingNone); err == nil {
		g.advance = float64(advance)
	}
	if outline, err := t.font.LoadGlyph(&t.buf, g.index, ppem, nil); err == nil {
		g.outline = append(g.outline, outline...) // the buffer is reused
	}
	return g
}

func (t *typeface) kern(a, b sfnt.GlyphIndex) float64 {
	pair := [2]sfnt.GlyphIndex{a, b}
	slot := &t.kerns[(int(a)<<6^int(b))%kernSlots]
	if !slot.known || slot.pair != pair {
		by, err := t.font.Kern(&t.buf, a, b, fixed.Int26_6(t.font.UnitsPerEm()), stdfont.HintingNone)
		if err != nil {
			by = 0 // the font has no kerning for the pair
		}
		*slot = kerned{pair, true, float64(by)}
	}
	return slot.by
}

// prefixes calls visit with the end of every character of text, the character,
// and the widths in ems of the text up to it, as it is and with a hyphen after
// it. It stops, and returns false, where visit does.
func (t *typeface) prefixes(text string, visit func(end int, r rune, plain, hyphened float64) bool) bool {
	hyphen := t.glyph('-')
	x, first := 0.0, true
	var previous sfnt.GlyphIndex
	for i, r := range text {
		if r != softHyphen {
			g := t.glyph(r)
			if !first {
				x += t.kern(previous, g.index)
			}
			x += g.advance
			previous, first = g.index, false
		}
		hyphened := x + hyphen.advance
		if !first {
			hyphened = x + t.kern(previous, hyphen.index) + hyphen.advance
		}
		if !visit(i+utf8.RuneLen(r), r, x/t.em, hyphened/t.em) {
			return false
		}
	}
	return true
}

// each calls visit with every glyph of text and its offset from the start, in
// ems, and returns the width of the whole in ems.
func (t *typeface) each(text string, visit func(*glyph, float64)) float64 {
	x, first := 0.0, true
	var previous sfnt.GlyphIndex
	for _, r := range text {
		if r == softHyphen {
			continue
		}
		g := t.glyph(r)
		if !first {
			x += t.kern(previous, g.index)
		}
		if visit != nil {
			visit(g, x/t.em)
		}
		x += g.advance
		previous, first = g.index, false
	}
	return x / t.em
}

// Strange are the characters of texts for which the font has no shape, each once.
// Marks that are not seen are none of them.
func Strange(texts ...string) (strange []rune) {
	face := newTypeface(RegularWeight, domain.Finnish)
	for _, text := range texts {
		for _, r := range text {
			if unicode.IsGraphic(r) && !unicode.Is(unicode.Variation_Selector, r) && face.glyph(r).index == 0 && !slices.Contains(strange, r) {
				strange = append(strange, r)
			}
		}
	}
	return strange
}
