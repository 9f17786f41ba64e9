// Package chart reads figure specs, one YAML file a figure, and turns them
// and the store's data into a figure, the table of what it shows, and its
// alternative text.
package chart

import (
	"errors"
	"fmt"
	"io/fs"
	"math"
	"regexp"
	"slices"
	"strings"

	"kuvio/internal/domain"
	"kuvio/internal/series"
	"kuvio/internal/strictyaml"
)

// Kind is what a figure is made of.
type Kind string

// The kinds of figures.
const (
	Lines     Kind = "lines"     // series over years
	Bars      Kind = "bars"      // breakdowns of one indicator in one year, a panel an area
	Structure Kind = "structure" // which municipality belongs to which organisation
)

// Spec is one figure as its file describes it. Texts may hold {years}, {first}
// and {last}, which stand for the years of the data drawn, or {year} where it
// is one.
type Spec struct {
	ID       string        `yaml:"id"`
	Kind     Kind          `yaml:"kind"`
	Title    domain.Text   `yaml:"title"`
	Subtitle domain.Text   `yaml:"subtitle"`
	Notes    []domain.Text `yaml:"notes"`
	Source   domain.Text   `yaml:"source"` // in place of the one made from the data
	Size     Size          `yaml:"size"`
	// Published is values as published, not those that counts make.
	Published bool `yaml:"published"`

	// Lines.
	Years      string        `yaml:"years"` // as on the command line: 1994-2014
	Pool       int           `yaml:"pool"`  // years taken together, from counts and denominators; 0 is each by itself
	Series     []SeriesSpec  `yaml:"series"`
	Gender     domain.Gender `yaml:"gender"`
	Breakdown  string        `yaml:"breakdown"`   // age=0-17, held or summed; where it is left out the total or, where that is all, the only one
	Multiply   float64       `yaml:"multiply"`    // 1000 turns 1 000 € into €; 0 is 1
	Decimals   *int          `yaml:"decimals"`    // of values written; the data's where it is left out
	ZeroBase   bool          `yaml:"zero_base"`   // the value axis begins at zero
	EndValues  bool          `yaml:"end_values"`  // the last value stands beside the label
	FromCounts *bool         `yaml:"from_counts"` // what the default was asked for with before it was one: true says nothing, false is Published
	SeamLabel  domain.Text   `yaml:"seam_label"`  // {first} is the year of the seam

	// Lines: what is computed from each series and drawn with it.
	TrendLine     bool `yaml:"trend_line"`     // the joinpoint line with turning_points, else Theil–Sen's
	TurningPoints bool `yaml:"turning_points"` // rings at the joinpoints that are told
	Interval      bool `yaml:"interval"`       // 95 % limits of the values, from counts and denominators
	Forecast      int  `yaml:"forecast"`       // years ahead, 1 to 5; 0 is none

	// Bars.
	Indicator  domain.IndicatorID `yaml:"indicator"`
	Year       int                `yaml:"year"`
	Categories []CategorySpec     `yaml:"categories"`
	Panels     []PanelSpec        `yaml:"panels"`

	// Structure; Year is that of the division.
	Outer  []OuterSpec `yaml:"outer"`
	Groups []GroupSpec `yaml:"groups"`

	file string
}

// Size is a figure's size in centimetres and its resolution; zero is 16 × 9 cm
// at 300 dpi.
type Size struct {
	Width  float64 `yaml:"width"`
	Height float64 `yaml:"height"`
	DPI    int     `yaml:"dpi"`
}

// SeriesSpec is one line: an indicator (or a splice, "1339+3377") of an area.
type SeriesSpec struct {
	Indicator string      `yaml:"indicator"`
	Region    string      `yaml:"region"`
	Breakdown string      `yaml:"breakdown"` // in place of the figure's
	Label     domain.Text `yaml:"label"`     // the area's name where it is left out
}

// CategorySpec is one bar in every panel: a breakdown, held or summed, and its name.
type CategorySpec struct {
	Breakdown string      `yaml:"breakdown"`
	Label     domain.Text `yaml:"label"`
}

// PanelSpec is one area of a bar figure.
type PanelSpec struct {
	Region string      `yaml:"region"`
	Title  domain.Text `yaml:"title"` // the area's name where it is left out
	Focus  bool        `yaml:"focus"` // drawn in the strong colour
}

// OuterSpec is an area whose members, by the division of the year, enclose
// the groups.
type OuterSpec struct {
	Region string      `yaml:"region"`
	Title  domain.Text `yaml:"title"` // the area's name where it is left out
}

// GroupSpec is an organisation and the municipalities that belong to it.
type GroupSpec struct {
	Title   domain.Text `yaml:"title"`
	Members []string    `yaml:"members"`
}

// reserved are the names that no file can have on Windows, with any ending.
var reserved = regexp.MustCompile(`^(con|prn|aux|nul|com[0-9]|lpt[0-9]|conin\$|conout\$)$`)

// longestID leaves room for a language and an ending in a file's name.
const longestID = 100

var idPattern = regexp.MustCompile(`^[a-z0-9][a-z0-9_-]*$`)

// Parse reads one spec. Errors name the file, the line and what was expected.
func Parse(file string, content []byte) (*Spec, error) {
	s := &Spec{file: file}
	if err := strictyaml.Decode(content, s); errors.Is(err, strictyaml.ErrEmpty) {
		return nil, fmt.Errorf("%s: %w: expected id, kind, title and what to draw", file, err)
	} else if err != nil {
		return nil, fmt.Errorf("%s: %w", file, err)
	}
	if err := s.check(); err != nil {
		return nil, fmt.Errorf("%s: %w", placeOf(err, file, content), err)
	}
	return s, nil
}

func (s *Spec) check() error {
	if !idPattern.MatchString(s.ID) {
		return faultf("$.id", "id: found %q, expected lower-case letters, digits and hyphens: it becomes the file's name", s.ID)
	}
	if reserved.MatchString(s.ID) {
		return faultf("$.id", "id: found %q, which Windows keeps for a device and gives no file: name the figure otherwise, such as %s-1", s.ID, s.ID)
	}
	if len(s.ID) > longestID {
		return faultf("$.id", "id: found %d characters, expected at most %d: it becomes the file's name", len(s.ID), longestID)
	}
	if s.Title.IsZero() {
		return faultf("$.title", "title: found none, expected what the figure measures, in fi, sv or en")
	}
	if s.Gender != "" {
		if _, err := domain.ParseGender(string(s.Gender)); err != nil {
			return faultf("$.gender", "gender: %v", err)
		}
	}
	if err := s.checkBasis(); err != nil {
		return err
	}
	if err := s.checkEstimates(); err != nil {
		return err
	}
	switch s.Kind {
	case Lines:
		return s.checkLines()
	case Bars:
		return s.checkBars()
	case Structure:
		if len(s.Groups) == 0 || s.Year == 0 {
			return faultf("$.kind", "a structure needs groups with members, and the year of the division")
		}
		return nil
	}
	return faultf("$.kind", "kind: found %q, expected lines, bars or structure", s.Kind)
}

// checkBasis settles what values the figure is of.
func (s *Spec) checkBasis() error {
	if s.FromCounts != nil && !*s.FromCounts {
		s.Published = true
	}
	if s.Published && s.Interval {
		return faultf("$.interval", "interval: found with published: true, expected one of them: limits are of the value that count and denominator make, and the rounded one may lie outside them")
	}
	return nil
}

// outdated says of a key that is no longer needed what to do with it.
func (s *Spec) outdated() []string {
	switch {
	case s.FromCounts == nil:
		return nil
	case *s.FromCounts:
		return []string{s.file + ": from_counts: true is no longer needed: values are computed from counts and denominators wherever both are held"}
	}
	return []string{s.file + ": from_counts: false is now written published: true, and drawn as that"}
}

func (s *Spec) basis() series.Basis {
	if s.Published {
		return series.AsPublished
	}
	return series.AsComputed
}

func (s *Spec) checkLines() error {
	if math.IsNaN(s.Multiply) || math.IsInf(s.Multiply, 0) || s.Multiply < 0 {
		return faultf("$.multiply", "multiply: found %v, expected a number above 0", s.Multiply)
	}
	if len(s.Series) == 0 {
		return faultf("$.kind", "series: found none, expected at least one indicator and region")
	}
	if s.Pool < 0 || s.Pool == 1 || s.Pool > series.MostPooled {
		return faultf("$.pool", "pool: found %d, expected how many years to take together, 2 to %d", s.Pool, series.MostPooled)
	}
	for i, one := range s.Series {
		if one.Indicator == "" || one.Region == "" {
			return faultf(fmt.Sprintf("$.series[%d]", i), "series %d: expected an indicator and a region", i+1)
		}
		if _, err := domain.ParseBreakdown(one.Breakdown); err != nil {
			return faultf(fmt.Sprintf("$.series[%d].breakdown", i), "series %d: breakdown: %v", i+1, err)
		}
	}
	if _, err := domain.ParseBreakdown(s.Breakdown); err != nil {
		return faultf("$.breakdown", "breakdown: %v", err)
	}
	if _, err := domain.ParseYearRange(s.Years); err != nil {
		return faultf("$.years", "years: %v", err)
	}
	return nil
}

func (s *Spec) checkBars() error {
	if _, err := domain.ParseIndicatorID(string(s.Indicator)); err != nil {
		return faultf("$.indicator", "indicator: %v", err)
	}
	if len(s.Panels) == 0 || len(s.Categories) == 0 || s.Year == 0 {
		return faultf("$.kind", "bars need a year, categories with a breakdown each, and panels with a region each")
	}
	for i, c := range s.Categories {
		if _, err := domain.ParseBreakdown(c.Breakdown); err != nil {
			return faultf(fmt.Sprintf("$.categories[%d].breakdown", i), "category %d: breakdown: %v", i+1, err)
		}
	}
	return nil
}

// Broken is a file that is no spec, and why.
type Broken struct {
	ID  string // what it calls itself or, where that cannot be read, the file's name without .yaml
	Err error
}

// called reads the id of a file that may be broken elsewhere.
var called = regexp.MustCompile(`(?m)^id:[ \t]*["']?([^"'\s#]+)`)

// broken is a file that is no spec.
func broken(file string, content []byte, err error) Broken {
	if m := called.FindSubmatch(content); m != nil {
		return Broken{string(m[1]), err}
	}
	return Broken{strings.TrimSuffix(file, ".yaml"), err}
}

// ReadDir reads every *.yaml of a folder, ordered by id. A broken file does
// not hide the others.
func ReadDir(dir fs.FS, name string) ([]*Spec, []Broken, error) {
	files, err := fs.Glob(dir, "*.yaml")
	if err != nil {
		return nil, nil, err
	}
	var specs []*Spec
	var errs []Broken
	byID := make(map[string]string)
	for _, file := range files {
		content, err := strictyaml.Read(dir.Open(file))
		if err != nil {
			errs = append(errs, broken(file, nil, err))
			continue
		}
		s, err := Parse(name+"/"+file, content)
		switch {
		case err != nil:
			errs = append(errs, broken(file, content, err))
		case byID[s.ID] != "":
			errs = append(errs, broken(file, content, fmt.Errorf("%s/%s: id %s is taken by %s", name, file, s.ID, byID[s.ID])))
		default:
			byID[s.ID] = file
			specs = append(specs, s)
		}
	}
	slices.SortFunc(specs, func(a, b *Spec) int { return strings.Compare(a.ID, b.ID) })
	return specs, errs, nil
}
