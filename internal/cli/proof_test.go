package cli

import (
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"kuvio/internal/domain"
)

// madeBank writes a bank of made-up values for indicators and areas of SOTKAnet's numbers,
// with gaps, zeros and counts.
func madeBank(r *rand.Rand) string {
	var b strings.Builder
	b.WriteString("indicator;region;year;gender;primary value;absolute value\n")
	for _, ind := range []struct {
		id       int
		level    float64
		decimals int
	}{{127, 40_000, 0}, {179, 38, 1}, {74, 20, 1}, {1315, 300, 0}, {1073, 3200, 0}, {2037, 200, 0}, {191, 1.6, 2}, {1244, 1.2, 2}, {3697, 8, 1}, {2483, 300, 1}} {
		for _, region := range []int{658, 499, 612, 85, 88, 171, 208} {
			level, slope := ind.level*(0.5+r.Float64()), r.NormFloat64()/30
			for year := 2000; year <= 2015; year++ {
				if r.IntN(12) == 0 {
					continue
				}
				level *= 1 + slope + r.NormFloat64()/20
				if r.IntN(40) == 0 {
					slope = r.NormFloat64() / 30
				}
				fmt.Fprintf(&b, "%d;%d;%d;total;%.*f;\n", ind.id, region, year, ind.decimals, max(level, 0))
			}
		}
	}
	return b.String()
}

// A text that kuvio itself makes of the store never differs from it, and nearly all of its
// numbers are found.
func TestProofOfOwnSentences(t *testing.T) {
	for seed, l := range domain.Langs {
		dir := t.TempDir()
		bank := filepath.Join(dir, "bank.csv")
		if err := os.WriteFile(bank, []byte(madeBank(rand.New(rand.NewPCG(uint64(seed), 7)))), 0o644); err != nil {
			t.Fatal(err)
		}
		run := func(args ...string) (string, string) {
			t.Helper()
			code, out, stderr := onTerminal(t, 0, nil, append(args, "-C", dir)...)
			if code != exitDone {
				t.Fatalf("%v: exit code %d\n%s%s", args, code, out, stderr)
			}
			return out, stderr
		}
		run("init", "-q", dir)
		run("import", "-q", bank)
		trends, _ := run("trend", "--all", "-r", "maakunta:13,maa,kunta:179,kunta:182,kunta:312", "--format", "sentences", "--lang", string(l), "-q")
		file := filepath.Join(dir, "text.txt")
		if err := os.WriteFile(file, []byte(trends), 0o644); err != nil {
			t.Fatal(err)
		}
		out, _ := run("proof", file, "-r", "maakunta:13", "--all", "--format", "csv", "-q")
		found, numbers := strings.Count(out, ",agrees,"), strings.Count(out, "\n")-1
		if numbers < 100 || found*10 < numbers*9 {
			t.Errorf("%s: %d of %d numbers found", l, found, numbers)
		}
	}
}
