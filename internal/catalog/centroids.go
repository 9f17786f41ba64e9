package catalog

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"slices"
	"strconv"
	"sync"

	"kuvio/data"
	"kuvio/internal/domain"
)

// Centroid is the middle of an area in ETRS-TM35FIN, in kilometres to the east and to
// the north: of a municipality that of its surface (where it has merged, of the one it
// is part of today), of another area the mean of its municipalities'.
func (c *Catalog) Centroid(id domain.RegionID) (east, north float64, ok bool) {
	known := centroids()
	if at, ok := known[id]; ok {
		return at[0], at[1], true
	}
	if id.Category() == domain.Kunta {
		at, ok := known[c.LastSuccessor(id)]
		return at[0], at[1], ok
	}
	n := 0.0
	years, ok := c.DivisionYears(id.Category())
	if !ok {
		return 0, 0, false
	}
	members, err := c.MembersOf(domain.Kunta, id, years.To)
	if err != nil {
		return 0, 0, false
	}
	for _, m := range members {
		if at, ok := known[m.ID]; ok {
			east, north, n = east+at[0], north+at[1], n+1
		}
	}
	if n == 0 {
		return 0, 0, false
	}
	return east / n, north / n, true
}

// centroids are those of municipalities.
var centroids = sync.OnceValue(func() map[domain.RegionID][2]float64 {
	known, err := loadCentroids(data.Centroids)
	if err != nil {
		panic("catalogue: " + err.Error())
	}
	return known
})

func loadCentroids(text []byte) (map[domain.RegionID][2]float64, error) {
	rows, err := csv.NewReader(bytes.NewReader(text)).ReadAll()
	if err != nil {
		return nil, err
	}
	if want := []string{"code", "east_km", "north_km"}; len(rows) == 0 || !slices.Equal(rows[0], want) {
		return nil, fmt.Errorf("centroids.csv: expected the columns %v", want)
	}
	known := make(map[domain.RegionID][2]float64, len(rows)-1)
	for i, row := range rows[1:] {
		east, errEast := strconv.ParseFloat(row[1], 64)
		north, errNorth := strconv.ParseFloat(row[2], 64)
		if errEast != nil || errNorth != nil {
			return nil, fmt.Errorf("centroids.csv, line %d: found %q and %q, expected kilometres", i+2, row[1], row[2])
		}
		known[domain.AreaID(domain.Kunta, row[0])] = [2]float64{east, north}
	}
	return known, nil
}
