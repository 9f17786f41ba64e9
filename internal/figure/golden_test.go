package figure

import (
	"bytes"
	"flag"
	"image"
	"image/png"
	"maps"
	"os"
	"path/filepath"
	"testing"

	"kuvio/internal/domain"
)

var update = flag.Bool("update", false, "write the golden pictures anew")

// Machines may round the last bit of a coordinate differently, and so shade
// the edge of a line differently; a thing moved or missing is far more.
const (
	sameShade   = 24    // of 255
	sharesAlike = 0.001 // of the pixels may differ by more than that
)

func TestGolden(t *testing.T) {
	mixed := organisations()
	mixed.Groups[3].Members = append(mixed.Groups[3].Members, members(1, "Jämsä", "Kuhmoinen")...)
	mixed.Groups = mixed.Groups[:5]
	figures := estimated()
	maps.Copy(figures, map[string]Figure{
		"lines": {Title: "Kodin ulkopuolelle sijoitetut 0–17-vuotiaat, % vastaavanikäisestä väestöstä",
			Subtitle: "Keski-Suomi ja muu maa 1995–2014, %", Source: source, Content: placements()},
		"crowded": {Title: longTitle, Subtitle: "Maakunnat 1991–2021, %", Source: source, Content: crowded(maakunnat...)},
		"bars": {Title: "Väestö ikäryhmittäin koko maassa ja Keski-Suomessa", Subtitle: "Henkilöä; paneeleilla on omat asteikkonsa",
			Source: "Lähde: Tilastokeskus", Watermark: madeUp, Content: ageBars()},
		"structure": {Title: "Mikä kunta kuuluu mihinkin organisaatioon", Subtitle: "Keski-Suomen 23 kuntaa 2015", Content: organisations()},
		"marks":     {Title: "Mikä kunta kuuluu mihinkin organisaatioon", Content: mixed},
		"baseline": {Lang: domain.English, Title: "Employment rate", Subtitle: "15–64-year-olds 2012–2019, %", Notes: []string{"The axis does not begin at zero."},
			Watermark: "Sample data, not real statistics", Source: "Source: made up",
			Content: Lines{Decimals: 1, Series: []Series{
				{Label: "Central Finland", Points: yearly(2012, 71.2, 70.9, 70.1, 69.8, 68.4, 68.9, 67.7, 66.9)},
				{Label: "whole country", Points: yearly(2012, 70, 70.2, 69.9, 69.4, 69.1, 68.8, 68.8, 68.2)},
			}}},
	})
	for name, f := range figures {
		t.Run(name, func(t *testing.T) {
			f.DPI = 100
			b, img := draw(t, f)
			path := filepath.Join("testdata", "golden-"+name+".png")
			if *update {
				if err := os.WriteFile(path, b, 0o644); err != nil {
					t.Fatal(err)
				}
				return
			}
			golden, err := os.ReadFile(path)
			if err != nil {
				t.Fatalf("%v; write it with go test ./internal/figure -update, and look at it", err)
			}
			want, err := png.Decode(bytes.NewReader(golden))
			if err != nil {
				t.Fatal(err)
			}
			if d := difference(img, want); d > sharesAlike {
				t.Errorf("%.2f %% of the picture differs from %s; if that is meant, write it anew with -update, and look at it", 100*d, path)
			}
		})
	}
}

// difference is the share of pixels that differ by more than a shade.
func difference(a, b image.Image) float64 {
	if a.Bounds() != b.Bounds() {
		return 1
	}
	n := 0
	for y := a.Bounds().Min.Y; y < a.Bounds().Max.Y; y++ {
		for x := a.Bounds().Min.X; x < a.Bounds().Max.X; x++ {
			ar, ag, ab, _ := a.At(x, y).RGBA()
			br, bg, bb, _ := b.At(x, y).RGBA()
			if apart(ar, br) || apart(ag, bg) || apart(ab, bb) {
				n++
			}
		}
	}
	return float64(n) / float64(a.Bounds().Dx()*a.Bounds().Dy())
}

func apart(a, b uint32) bool { return max(a, b)-min(a, b) > sameShade*0x101 }
