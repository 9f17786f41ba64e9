package webpage

import (
	"html/template"
	"strings"

	"kuvio/internal/domain"
)

// What other pages of kuvio's need to have tables that look and behave like those of a
// document: the style and the script, which puts every table of the main part in order by
// the buttons it makes of headings (but of those with the class unordered).

// TableStyle is the style of tables, and the colours of a page.
func TableStyle() string { return tableStyle }

// TableScript is the script that puts tables in order.
func TableScript() string { return script }

// Told is the part of a page in which the script says what it did, for whoever hears it.
func Told(l domain.Lang) (template.HTML, error) {
	var b strings.Builder
	err := page().ExecuteTemplate(&b, "told", said[l])
	return template.HTML(b.String()), err
}
