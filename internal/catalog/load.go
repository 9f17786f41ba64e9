package catalog

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"sync"

	"kuvio/internal/domain"
)

var (
	regionColumns     = strings.Fields("sotkanet_id category code name_fi name_sv name_en first_year last_year successor old_ids aliases")
	membershipColumns = strings.Fields("kunta category code first_year last_year")
)

// load makes a catalogue of the regions in a CSV file of package data, without
// their membership and descriptions of indicators. Errors name the file and the line.
func load(regions []byte) (*Catalog, error) {
	c := &Catalog{
		byID:       map[domain.RegionID]int{},
		bySotkanet: map[int]int{},
		byCode:     map[codeKey]int{},
	}
	if err := eachRow("regions.csv", regions, regionColumns, c.addRegion); err != nil {
		return nil, err
	}
	c.named, c.short, c.folded = sync.OnceValue(c.names), sync.OnceValue(c.shortNames), sync.OnceValue(c.foldedNames)
	return c, nil
}

func eachRow(file string, text []byte, header []string, add func([]string) error) error {
	r := csv.NewReader(bytes.NewReader(text))
	first, err := r.Read()
	if err != nil {
		return fmt.Errorf("%s: %w", file, err)
	}
	if !slices.Equal(first, header) {
		return fmt.Errorf("%s:1: found columns %q, expected %q", file, first, header)
	}
	rows, err := r.ReadAll()
	if err != nil {
		return fmt.Errorf("%s: %w", file, err)
	}
	for i, row := range rows {
		if err := add(row); err != nil {
			return fmt.Errorf("%s:%d: %w", file, i+2, err)
		}
	}
	return nil
}

func (c *Catalog) addRegion(row []string) error {
	var years ints
	r := Region{
		Category:   domain.Category(row[1]),
		Code:       row[2],
		Name:       domain.Text{FI: row[3], SV: row[4], EN: row[5]},
		SotkanetID: years.read(row[0]),
		First:      years.read(row[6]),
		Last:       years.read(row[7]),
		Successor:  domain.RegionID(row[8]),
		Aliases:    list(row[10]),
	}
	for _, old := range list(row[9]) {
		r.OldIDs = append(r.OldIDs, years.read(old))
	}
	if years.err != nil {
		return years.err
	}
	if !slices.Contains(domain.Categories(), r.Category) {
		return fmt.Errorf("unknown category %q: expected one of %v", r.Category, domain.Categories())
	}
	if r.Code == "" || r.Name.FI == "" {
		return fmt.Errorf("a region of category %s has no code or no Finnish name", r.Category)
	}
	r.ID = domain.AreaID(r.Category, r.Code)
	return c.index(r)
}

// index adds r to the catalogue and to the ways of finding it by a number.
func (c *Catalog) index(r Region) error {
	i := len(c.regions)
	key := codeKey{r.Category, trimZeros(r.Code)}
	if _, taken := c.byCode[key]; taken {
		return fmt.Errorf("%s is listed twice", r.ID)
	}
	c.regions = append(c.regions, r)
	c.byID[r.ID] = i
	c.byCode[key] = i
	for _, id := range append([]int{r.SotkanetID}, r.OldIDs...) {
		if id == 0 {
			continue
		}
		if j, taken := c.bySotkanet[id]; taken {
			return fmt.Errorf("SOTKAnet's id %d is given to %s and to %s", id, c.regions[j].ID, r.ID)
		}
		c.bySotkanet[id] = i
	}
	return nil
}

// ints reads whole numbers, "" as 0, and remembers the first that is none.
type ints struct{ err error }

func (n *ints) read(s string) int {
	if s == "" {
		return 0
	}
	v, err := strconv.Atoi(s)
	if err != nil && n.err == nil {
		n.err = fmt.Errorf("found %q, expected a whole number", s)
	}
	return v
}

func list(s string) []string {
	if s == "" {
		return nil
	}
	return strings.Split(s, ";")
}
