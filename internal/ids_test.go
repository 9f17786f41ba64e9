package internal_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"kuvio/internal/domain"
)

// Ids of regions and indicators are put together and taken apart in package
// domain alone. Without types the source shows three ways round it, none of
// which is to be found: an id made of pieces (domain.RegionID(a + ":" + b)), an
// id cut as a string (strings.Cut(string(id), ":")), and the beginning of one
// ("group:"). What people type, package catalog reads.
func TestIdsAreTakenApartInDomainAlone(t *testing.T) {
	files := 0
	err := filepath.WalkDir(".", func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") || filepath.Dir(path) == "domain" {
			return err
		}
		files++
		fset := token.NewFileSet()
		f, err := parser.ParseFile(fset, path, nil, parser.SkipObjectResolution)
		if err != nil {
			return err
		}
		ast.Inspect(f, func(n ast.Node) bool {
			if what := takenApart(n); what != "" {
				t.Errorf("%s: %s: use the methods and constructors of package domain", fset.Position(n.Pos()), what)
			}
			return true
		})
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if files < 100 {
		t.Fatalf("found %d files only", files)
	}
}

func takenApart(n ast.Node) string {
	switch n := n.(type) {
	case *ast.BasicLit:
		if idBeginning.MatchString(n.Value) {
			return "the beginning of an id, " + n.Value
		}
	case *ast.CallExpr:
		if id := selected(n.Fun, "domain"); (id == "RegionID" || id == "IndicatorID") && len(n.Args) == 1 && pieced(n.Args[0]) {
			return "a domain." + id + " made of pieces"
		}
		if f := selected(n.Fun, "strings"); f != "" && slices.ContainsFunc(n.Args, isString) && slices.ContainsFunc(n.Args, divides) {
			return "an id in strings." + f
		}
	}
	return ""
}

// idBeginning matches what stands before the code, name or number of an id, as
// a string by itself.
var idBeginning = func() *regexp.Regexp {
	words := []string{"id", "group", "rest", domain.Kolada, domain.Own}
	for _, c := range domain.Categories() {
		words = append(words, string(c))
	}
	return regexp.MustCompile("^[\"`](" + strings.Join(words, "|") + "):[\"`]$")
}()

// selected is the name taken from a package, "" of another.
func selected(e ast.Expr, from string) string {
	s, ok := e.(*ast.SelectorExpr)
	if !ok {
		return ""
	}
	if x, ok := s.X.(*ast.Ident); !ok || x.Name != from {
		return ""
	}
	return s.Sel.Name
}

// pieced reports whether a string is joined together.
func pieced(e ast.Expr) bool {
	switch e := e.(type) {
	case *ast.BinaryExpr:
		return true
	case *ast.CallExpr:
		return selected(e.Fun, "strings") == "Join" || selected(e.Fun, "fmt") != ""
	}
	return false
}

// isString reports whether e is a conversion to a string.
func isString(e ast.Expr) bool {
	c, ok := e.(*ast.CallExpr)
	if !ok {
		return false
	}
	f, ok := c.Fun.(*ast.Ident)
	return ok && f.Name == "string"
}

// divides reports whether e is what divides ids.
func divides(e ast.Expr) bool {
	l, ok := e.(*ast.BasicLit)
	return ok && slices.Contains([]string{`":"`, `"+"`, "':'", "'+'"}, l.Value)
}
