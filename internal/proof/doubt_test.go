package proof

import "testing"

// Numbers of the data's indicators, areas and years that are yet something else: they never
// differ. In 2014 1.56 % were placed in Keski-Suomi; in 2015 137,368 lived in Jyväskylä.
func TestNeverDiffers(t *testing.T) {
	s := chapterSession(t)
	for _, text := range []string{
		// A gender of which nothing is held.
		"Kodin ulkopuolelle oli Keski-Suomessa sijoitettuna 1,56 prosenttia 0–17-vuotiaista vuonna 2014, tytöillä 1,4 ja pojilla 1,7 prosenttia.",
		"Kodin ulkopuolelle sijoitettuja 0–17-vuotiaita oli Keski-Suomessa 843 vuonna 2014, joista poikia 430.",
		"År 2014 var andelen 0–17-åringar som placerats utom hemmet 1,56 procent i Mellersta Finland, 1,4 procent bland flickor och 1,7 procent bland pojkar.",
		"In 2014, 1.56% of those aged 0-17 in Central Finland were placed outside the home, 1.4% of girls and 1.7% of boys.",
		"Jyväskylän väkiluku oli 137 368 vuonna 2015. Miehiä oli 67 400 vuonna 2015.",
		// Another statistic.
		"Kodin ulkopuolelle sijoitettujen 0–17-vuotiaiden osuuden keskiarvo Keski-Suomen kunnissa oli 1,8 prosenttia vuonna 2014, ja se vaihteli 0,5 prosentista 3,5 prosenttiin.",
		"Medianen för andelen 0–17-åringar som placerats utom hemmet var 1,3 procent i Mellersta Finland år 2014.",
		"The share of those aged 0-17 placed outside the home in Central Finland ranged from 0.5% to 2.9% in 2014.",
		// A target, a forecast, what would be.
		"Kodin ulkopuolelle sijoitettujen 0–17-vuotiaiden osuuden tavoite oli Keski-Suomessa 1,2 prosenttia vuonna 2014.",
		"Kodin ulkopuolelle sijoitettujen 0–17-vuotiaiden osuuden piti laskea Keski-Suomessa 1,2 prosenttiin vuonna 2014.",
		"Kodin ulkopuolelle sijoitettujen 0–17-vuotiaiden osuus olisi Keski-Suomessa 1,9 prosenttia vuonna 2014.",
		"Målet för andelen 0–17-åringar som placerats utom hemmet var 1,2 procent i Mellersta Finland år 2014.",
		"The target for those aged 0-17 placed outside the home in Central Finland in 2014 was 1.2%.",
		// Another place.
		"Jyväskylän seudun väkiluku oli 180 000 vuonna 2015.",
		"Vanhan Jyväskylän väkiluku oli 84 434 vuonna 2015.",
		"Koko maassa kodin ulkopuolelle sijoitettujen 0–17-vuotiaiden osuus oli 1,45 prosenttia vuonna 2014, Ruotsissa 1,2 prosenttia.",
		"Väkiluku oli Jyväskylässä 137 368 vuonna 2015 ja muissa kunnissa 138 900.",
		"Folkmängden i Jyväskylä var 137 368 år 2015 och i övriga kommuner 138 900.",
		// A limit, a part of a year.
		"Jyväskylän väkiluku ylitti 120 000 asukasta vuonna 2015.",
		"Jyväskyläs folkmängd översteg 135 000 år 2015.",
		"The population of Jyväskylä exceeded 135,000 in 2015.",
		"Jyväskylän väkiluku oli vuonna 2015 tammikuussa 136 100.",
	} {
		for _, f := range proofed(t, s, "a.txt", text).Findings {
			if f.Verdict == Differs {
				t.Errorf("%s\n  %s", text, line(&f))
			}
		}
	}
}

// The same sentences without what makes their numbers others do differ.
func TestDiffers(t *testing.T) {
	s := chapterSession(t)
	for _, text := range []string{
		"Kodin ulkopuolelle sijoitettujen 0–17-vuotiaiden osuus oli Keski-Suomessa 1,9 prosenttia vuonna 2014.",
		"Andelen 0–17-åringar som placerats utom hemmet var 1,2 procent i Mellersta Finland år 2014.",
		"The share of those aged 0-17 placed outside the home in Central Finland in 2014 was 1.2%.",
		"Jyväskylän väkiluku oli 136 738 vuonna 2015.",
		"Folkmängden i Jyväskylä var 136 738 år 2015.",
	} {
		if r := proofed(t, s, "a.txt", text); r.Count(Differs) != 1 {
			t.Errorf("%s\n  %s", text, line(&r.Findings[0]))
		}
	}
}

// A limit that was passed agrees with what lies beyond it; a number of one of the areas
// that a sentence names is held against that.
func TestAgrees(t *testing.T) {
	s := chapterSession(t)
	for _, text := range []string{
		"Jyväskylän väkiluku ylitti 137 000 asukasta vuonna 2015.",
		"Jyväskyläs folkmängd översteg 137 000 år 2015.",
		"Keski-Suomen kunnista Jyväskylässä väkiluku oli 137 368 vuonna 2015.",
	} {
		if r := proofed(t, s, "a.txt", text); r.Count(Agrees) != 1 {
			t.Errorf("%s\n  %s", text, line(&r.Findings[0]))
		}
	}
}
