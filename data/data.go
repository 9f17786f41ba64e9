// Package data holds the facts shipped with kuvio: regions, their membership
// over the years, descriptions of indicators, and the demonstration's example
// data. It only embeds files; README.md names their sources, licences and
// columns. Package catalog reads them.
package data

import "embed"

// Regions is regions.csv: one row per area SOTKAnet publishes data of, in the
// order they are listed to a reader. Columns: sotkanet_id, category, code,
// name_fi, name_sv, name_en, first_year, last_year, successor, old_ids,
// aliases; the last two joined with ";".
//
//go:embed regions.csv
var Regions []byte

// Membership is membership.csv: kunta, category, code, first_year, last_year;
// the larger area a municipality belonged to, both years included.
//
//go:embed membership.csv
var Membership []byte

// Places is places.csv: region (the canonical id, "kunta:179"), fi_in, fi_gen,
// sv_in, en_in; the forms of a region's name in a sentence that no rule gives,
// empty where a rule does or where the form is not known.
//
//go:embed places.csv
var Places []byte

// Centroids is centroids.csv: code of a municipality, east_km, north_km; the middle
// of its surface in ETRS-TM35FIN, in whole kilometres.
//
//go:embed centroids.csv
var Centroids []byte

// Indicators is indicators.json: "indicators", a list of domain.Indicator,
// and "sets", lists of indicator ids by name. It is made of indicators.yaml, which
// people write.
//
//go:embed indicators.json
var Indicators []byte

// Example is the directory example: observations in the CSV layout of
// SOTKAnet's REST interface, indicators.yaml describing those that are not in
// Indicators, and a README. Files named madeup-* hold no real figures.
//
//go:embed example
var Example embed.FS
