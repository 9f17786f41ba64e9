package workspace

import "testing"

// What figures look like does not depend on where data comes from, nor on which
// outputs there are; it does on every other setting.
func TestDrawn(t *testing.T) {
	hash := func(text string) string {
		t.Helper()
		c, err := parseConfig("kuvio.yaml", []byte(text))
		if err != nil {
			t.Fatal(err)
		}
		return c.Drawn()
	}
	none := hash("")
	for _, same := range []string{
		"sources: [{kind: file, path: data}]\n", "outputs: [{command: trend, to: out/a.xlsx}]\n",
		"watch: [{indicators: 191, regions: maa}]\n", "mappings: [{files: v*.csv, map: maps/v.yaml}]\n", "figures: {formats: [png, svg]}\n", "store: postgres://kuvio@tietokanta/x\n", "# nothing\n",
	} {
		if hash(same) != none {
			t.Errorf("%q is taken for what decides how figures look", same)
		}
	}
	seen := map[string]string{none: ""}
	for _, other := range []string{
		"lang: sv\n", "sets: {hyte: [191]}\n", "groups: {a: {members: [kunta:179]}}\n", "groups: {a: {members: [kunta:179], title: {fi: A}}}\n",
		"denominators: {191: 127}\n", "breaks: {191: [2005]}\n", "suppressed_below: {191: 5}\n", "peers: [127]\n", "high_is: {191: bad}\n",
		"repeated_events: [191]\n", "price_index: 1\n", "population: 4\n", "colors: {focus: \"#0057a8\"}\n", "steady_band: 2\n",
	} {
		h := hash(other)
		if before, ok := seen[h]; ok {
			t.Errorf("%q is as %q", other, before)
		}
		seen[h] = other
	}
}
