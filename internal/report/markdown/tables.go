package markdown

import (
	"bytes"
	"strings"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/parser"
	gmtext "github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// newParser reads CommonMark and GitHub's tables, and no other extension.
func newParser() parser.Parser {
	return parser.NewParser(
		parser.WithBlockParsers(parser.DefaultBlockParsers()...),
		parser.WithInlineParsers(parser.DefaultInlineParsers()...),
		parser.WithParagraphTransformers(append(parser.DefaultParagraphTransformers(), util.Prioritized(tables{}, 200))...),
	)
}

// tables makes tables of the paragraphs that are such as GitHub's Flavored Markdown has
// them (its section 4.10). They are goldmark's own extension's, whose package has every
// start of a program compile the patterns of all its extensions.
type tables struct{}

func (tables) Transform(p *ast.Paragraph, reader gmtext.Reader, _ parser.Context) {
	source, lines := reader.Source(), p.Lines()
	for i := 1; i < lines.Len(); i++ {
		line := lines.At(i)
		width := delimited(line.Value(source))
		if width == 0 {
			continue
		}
		head := cells(lines.At(i-1), source)
		if len(head) > width {
			return
		}
		table := extast.NewTable()
		table.AppendChild(table, extast.NewTableHeader(rowOf(head, width)))
		for j := i + 1; j < lines.Len(); j++ {
			table.AppendChild(table, rowOf(cells(lines.At(j), source), width))
		}
		p.Parent().InsertAfter(p.Parent(), p, table)
		lines.SetSliced(0, i-1)
		if i == 1 {
			p.Parent().RemoveChild(p.Parent(), p)
			return
		}
		last := lines.At(i - 2)
		lines.Set(i-2, last.TrimRightSpace(source))
		return
	}
}

// blanks are the spaces that Markdown knows.
const blanks = " \t\r\n\f"

// delimited is how many columns a line is the delimiter row of, 0 where it is none.
func delimited(line []byte) int {
	if indent, _ := util.IndentWidth(line, 0); indent > 3 || len(bytes.Trim(line, "-")) == 0 {
		return 0
	}
	said := strings.Trim(string(line), blanks)
	columns := strings.Split(strings.TrimSuffix(strings.TrimPrefix(said, "|"), "|"), "|")
	for _, c := range columns {
		dashes := strings.TrimSuffix(strings.TrimPrefix(strings.Trim(c, blanks), ":"), ":")
		if dashes == "" || strings.Trim(dashes, "-") != "" {
			return 0
		}
	}
	return len(columns)
}

// cells are a line's, without the spaces around them. A bar after a backslash divides none.
func cells(line gmtext.Segment, source []byte) []gmtext.Segment {
	line = line.TrimLeftSpace(source)
	line = line.TrimRightSpace(source)
	said := line.Value(source)
	pos, end := 0, len(said)
	if bytes.HasPrefix(said, []byte("|")) {
		pos++
	}
	if bytes.HasSuffix(said, []byte("|")) {
		end--
	}
	var found []gmtext.Segment
	for at := pos; at <= end && pos < end; at++ {
		if at == end || said[at] == '|' && said[max(at-1, 0)] != '\\' {
			cell := gmtext.NewSegment(line.Start+pos, line.Start+at)
			cell = cell.TrimLeftSpace(source)
			found = append(found, cell.TrimRightSpace(source))
			pos = at + 1
		}
	}
	return found
}

// rowOf is a row of so many cells, empty ones where there are fewer; what is more is left out.
func rowOf(cells []gmtext.Segment, width int) *extast.TableRow {
	r := extast.NewTableRow(nil)
	for i := range width {
		cell := extast.NewTableCell()
		if i < len(cells) && !cells[i].IsEmpty() {
			cell.Lines().Append(cells[i])
		}
		r.AppendChild(r, cell)
	}
	return r
}
