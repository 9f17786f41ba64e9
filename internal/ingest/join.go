package ingest

import (
	"fmt"
	"slices"
	"strings"

	"golang.org/x/text/unicode/norm"

	"kuvio/internal/catalog"
	"kuvio/internal/domain"
	"kuvio/internal/panel"
	"kuvio/internal/source/mapping"
	"kuvio/internal/source/record"
)

// joiner turns what files say of a region into the one id kuvio knows it by,
// numbered on the axes of the import, and remembers the regions the catalogue
// lacks.
type joiner struct {
	cat     *catalog.Catalog
	axes    panel.Axes
	ids     []uint32 // by SOTKAnet's id: the region's number plus one; 0 where it has none yet
	known   map[record.RegionKey]joined
	unknown map[domain.RegionID]domain.Region
	called  map[domain.Region]bool   // regions the catalogue lacks, as they have been called
	renamed map[domain.RegionID]bool // those of them that have been called otherwise too
	ended   map[domain.RegionID]int  // municipalities that have merged into others: their last years
	asked   int                      // words for which names that are like them were looked up
}

// settled is an error of which it is known what in a mapping settles it.
type settled struct {
	error
	hint string
}

type joined struct {
	region uint32
	err    error
}

// mostLikened is for how many words that no region is called names like them are
// looked up: a file of other areas than Finland's has nothing but such words.
const mostLikened = 1000

// mostRemembered bounds what is remembered of words that no region is called.
const mostRemembered = 100_000

// maxSotkanetID bounds the ids that are looked up in a list: SOTKAnet's are
// under 1,100.
const maxSotkanetID = 1 << 16

func newJoiner(cat *catalog.Catalog) *joiner {
	return &joiner{
		cat: cat, ids: make([]uint32, maxSotkanetID),
		known: make(map[record.RegionKey]joined), unknown: make(map[domain.RegionID]domain.Region),
		called: make(map[domain.Region]bool), renamed: make(map[domain.RegionID]bool), ended: mergedAway(cat),
	}
}

// region finds the region of a record. The error says what was expected.
func (j *joiner) region(key *record.RegionKey) (uint32, error) {
	id := key.SotkanetID
	if id > 0 && id < maxSotkanetID && j.ids[id] > 0 && key.Name == "" {
		return j.ids[id] - 1, nil
	}
	r, ok := j.known[*key]
	if !ok {
		var region domain.RegionID
		if id > 0 {
			region = j.bySotkanet(key)
		} else {
			region, r.err = j.byWords(*key)
		}
		if r.err != nil && key.Sure {
			r.err = settled{r.err, "put right the code or the name, whichever is wrong; a row without a name is taken by its code"}
		}
		if r.err == nil {
			r.region = j.axes.Region(region)
		}
		if r.err == nil || len(j.known) < mostRemembered {
			j.known[*key] = r
		}
		if id > 0 && id < maxSotkanetID {
			j.ids[id] = r.region + 1
		}
	}
	return r.region, r.err
}

func (j *joiner) bySotkanet(key *record.RegionKey) domain.RegionID {
	id := j.cat.FromSotkanet(key.SotkanetID)
	if _, unknown := id.Sotkanet(); unknown {
		j.call(domain.Region{ID: id, Category: key.Category, Code: key.Code, Name: domain.Text{FI: key.Name}})
	}
	return id
}

// call keeps a region that the catalogue lacks as it is called last, but by no name only
// where it has none.
func (j *joiner) call(r domain.Region) {
	was, met := j.unknown[r.ID]
	if met && r.Name.IsZero() || j.called[r] {
		return
	}
	j.called[r] = true
	if met && !was.Name.IsZero() && was.Name != r.Name {
		j.renamed[r.ID] = true
	}
	j.unknown[r.ID] = r
}

// again has a file have the regions that the catalogue lacks which it had when it was
// read before.
func (j *joiner) again(data *fileData, areas []domain.Region) {
	for _, r := range areas {
		j.call(r)
		data.see(j.axes.Region(r.ID))
	}
}

// namedByOthers reports whether one of a file's regions that the catalogue lacks may be
// called as another file of the import has it: where two names were met, and where
// SOTKAnet's number may stand alone in the one and beside a name in the other.
func (j *joiner) namedByOthers(areas []domain.Region, alone bool) bool {
	return slices.ContainsFunc(areas, func(r domain.Region) bool {
		_, number := r.ID.Sotkanet()
		return j.renamed[r.ID] || number && !alone && !r.Name.IsZero()
	})
}

// unknownIn lists the regions the catalogue lacks that the files have
// observations of, by id.
func (j *joiner) unknownIn(files []*fileData) []domain.Region {
	var found []domain.Region
	for id, r := range j.unknown {
		n := int(j.axes.Region(id))
		if slices.ContainsFunc(files, func(data *fileData) bool { return n < len(data.seen) && data.seen[n] }) {
			found = append(found, r)
		}
	}
	slices.SortFunc(found, func(a, b domain.Region) int { return compareIDs(a.ID, b.ID) })
	return found
}

// byWords joins what a file says of a region in words: category, code, name,
// or some of them. What is not certain is an error that lists candidates.
func (j *joiner) byWords(key record.RegionKey) (domain.RegionID, error) {
	if key.Category != "" {
		category, err := domain.ParseCategory(key.Category)
		if err != nil {
			return j.foreign(key)
		}
		return j.inCategory(category, key)
	}
	if id, ok := j.reference(key); ok {
		return id, nil
	}
	switch {
	case key.Code == "" && key.Name == "":
		return "", fmt.Errorf("a region")
	case key.Code == "":
		return j.only(key.Name, j.cat.ByName(key.Name))
	case key.Name == "":
		return j.only(key.Code, j.exactly(key.Code))
	}
	return j.byCode(key)
}

// reference is the region that a single word refers to as kuvio itself writes
// it, in its own CSV for one: "maa", "kunta:179".
func (j *joiner) reference(key record.RegionKey) (domain.RegionID, bool) {
	word := key.Name
	if word == "" {
		word = key.Code
	} else if key.Code != "" {
		return "", false
	}
	r, ok := j.cat.ByID(j.cat.Canonical(domain.RegionID(strings.ToLower(word))))
	return r.ID, ok
}

// foreign keeps a region of a category the catalogue does not have, such as
// the municipalities of another country: by its code, or else its name.
func (j *joiner) foreign(key record.RegionKey) (domain.RegionID, error) {
	word := key.Code
	if word == "" {
		word = key.Name
	}
	category, word := referable(strings.ToLower(key.Category)), referable(word)
	category = strings.TrimSpace(strings.ReplaceAll(category, ":", " "))
	switch {
	case word == "":
		return "", fmt.Errorf("a code or name with letters or digits")
	case category == "" || domain.ReferenceWord(category):
		return "", settled{
			fmt.Errorf("another word for the category than %q, which has a meaning of its own in a reference", key.Category),
			fmt.Sprintf("name it otherwise in a mapping, such as 'category: own-%s'", category),
		}
	}
	id := domain.AreaID(domain.Category(category), word)
	j.call(domain.Region{ID: id, Category: category, Code: key.Code, Name: domain.Text{FI: key.Name}})
	return id, nil
}

// dividing are the marks that divide references.
var dividing = strings.NewReplacer(",", " ", "@", " ", "/", " ")

// referable writes a text as it may stand in a reference: without the marks that
// divide one.
func referable(text string) string {
	text = dividing.Replace(norm.NFC.String(text))
	return strings.Join(strings.Fields(text), " ")
}

// inCategory joins a region whose category is known: by its code, which its
// name may not contradict, or else by its name. Names change, so that one which no
// region has contradicts no code that is sure.
func (j *joiner) inCategory(category domain.Category, key record.RegionKey) (domain.RegionID, error) {
	named := j.cat.ByNameIn(key.Name, category)
	if category == domain.Maa {
		if key.Name == "" || len(named) > 0 || key.Sure && len(j.cat.ByName(key.Name)) == 0 || j.cat.CountryWord(key.Name) || mapping.IsCountry(key.Name) {
			return domain.WholeCountry, nil
		}
		return "", fmt.Errorf("the whole country: %q is not Finland", key.Name)
	}
	if key.Code == "" && len(named) == 0 {
		return "", fmt.Errorf("a %s the catalogue knows%s", category, j.nearest(key.Name, category))
	}
	if key.Code == "" {
		return j.only(key.Name, named)
	}
	r, ok := j.cat.ByCode(category, key.Code)
	switch {
	case !ok && category == domain.Kunta && len(named) == 0 && wholeCode(key.Code):
		return j.unlisted(key), nil // one that ended before the catalogue begins
	case !ok:
		return "", fmt.Errorf("the code of a %s the catalogue knows%s", category, j.nearest(key.Name, category))
	case key.Name != "" && len(named) == 0 && !key.Sure && !(key.Code == r.Code && j.alike(key.Name, r)):
		return "", fmt.Errorf("a name and code of one region: %s is %s%s", r.ID, r.Name.FI, j.nearest(key.Name, category))
	case len(named) > 0 && !slices.ContainsFunc(named, func(n catalog.Region) bool { return n.ID == r.ID }):
		return "", fmt.Errorf("a name and code of one region: %s is %s, and %s is %s", r.ID, r.Name.FI, key.Name, list(named))
	}
	return r.ID, nil
}

// alike reports whether a name may be the region's own in another spelling.
func (j *joiner) alike(name string, r catalog.Region) bool {
	if strings.HasPrefix(catalog.Fold(name), catalog.Fold(r.Name.FI)) { // "Hollola (+ Hämeenkoski)"
		return true
	}
	return j.cat.Alike(name, r)
}

// only is the one region found for a word.
func (j *joiner) only(word string, found []catalog.Region) (domain.RegionID, error) {
	switch len(found) {
	case 1:
		return found[0].ID, nil
	case 0:
		return "", fmt.Errorf("a region the catalogue knows%s", j.nearest(word, ""))
	}
	return "", settled{
		fmt.Errorf("one region, and %s are called so", list(found)),
		"name the category in a mapping, such as 'category: kunta'",
	}
}

// nearest names the regions a word may have meant, of a category where one is known.
func (j *joiner) nearest(word string, category domain.Category) string {
	if j.asked++; j.asked > mostLikened {
		return ""
	}
	near := j.cat.NearestIn(word, category)
	if len(near) == 0 {
		return ""
	}
	return "; nearest: " + list(near)
}

// byCode joins a code and a name without a category, as SOTKAnet's web
// service writes them. Codes are unique only within a category, so the name
// decides between the regions of that code. Names drift, so a municipality
// whose name is no other region's is taken by its code alone, where that is a
// whole one that no other area has: 091 is Helsinki and Lappeenrannan
// seutukunta, and 06 may be a maakunta or a municipality without its zero.
func (j *joiner) byCode(key record.RegionKey) (domain.RegionID, error) {
	var fit []catalog.Region
	named := j.cat.ByName(key.Name)
	for _, r := range named {
		if c, ok := j.cat.ByCode(r.Category, key.Code); ok && c.ID == r.ID {
			fit = append(fit, r)
		}
	}
	switch {
	case len(fit) == 1:
		return fit[0].ID, nil
	case len(fit) > 1:
		return "", fmt.Errorf("one region of code %s: %s are all called %s", key.Code, list(fit), key.Name)
	case len(named) > 0:
		return "", fmt.Errorf("a name and code of one region: %s has the code %s", list(named), codes(named))
	}
	if !wholeCode(key.Code) {
		return "", fmt.Errorf("a region the catalogue knows by name, or the three-digit code of a municipality")
	}
	switch of := j.exactly(key.Code); {
	case len(of) > 1 || len(of) == 1 && of[0].Category != domain.Kunta:
		return "", fmt.Errorf("a region the catalogue knows by name, since the code is that of %s", list(of))
	case len(of) == 1:
		return of[0].ID, nil
	}
	return j.unlisted(key), nil
}

// unlisted keeps a municipality that the catalogue lacks, by its code.
func (j *joiner) unlisted(key record.RegionKey) domain.RegionID {
	id := domain.AreaID(domain.Kunta, key.Code)
	j.call(domain.Region{ID: id, Category: string(domain.Kunta), Code: key.Code, Name: domain.Text{FI: key.Name}})
	return id
}

// wholeCode reports whether a municipality's code has all its digits.
func wholeCode(code string) bool {
	return len(code) == municipalityDigits && strings.Trim(code, "0123456789") == ""
}

const municipalityDigits = 3

// exactly lists the areas of whatever category that have the code as it is
// written, zeros included.
func (j *joiner) exactly(code string) []catalog.Region {
	var found []catalog.Region
	for _, category := range domain.Categories() {
		if r, ok := j.cat.ByCode(category, code); ok && r.Code == code {
			found = append(found, r)
		}
	}
	return found
}

func list(regions []catalog.Region) string {
	ids := make([]string, len(regions))
	for i, r := range regions {
		ids[i] = string(r.ID) + " " + r.Name.FI
	}
	return strings.Join(ids, ", ")
}

func codes(regions []catalog.Region) string {
	all := make([]string, len(regions))
	for i, r := range regions {
		all[i] = r.Code
	}
	return strings.Join(all, ", ")
}
