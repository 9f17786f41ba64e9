package site

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"kuvio/internal/domain"
)

var usualTitle = domain.Text{FI: "Indikaattorit alueittain", SV: "Indikatorer efter område", EN: "Indicators by area"}

// Words are those of the pages around what report and prose say.
type Words struct {
	Skip, Search, SearchHint, NoHits, Hits        string
	Indicators, Areas, Indicator, Area, Topics    string
	Latest, OverYears, Tables                     string
	RegionWords, Data, About, Citation            string
	DataFile, DataNote, OtherKinds                string
	Choose, ChooseHint, Remove, Chosen, Year      string
	Missing, Suppressed                           string
	Findings, Profile, Line, Within, Peers        string
	NoPeers, SomeMadeUp, AllMadeUp, Successor     string
	AboutSite, Shown, ShownAreas, DataDay, MadeOn string
	MadeBy, Method, Other, Language, ToFront      string
	AsTable, SparkNote                            string
}

var words = map[domain.Lang]Words{
	domain.Finnish: {
		Skip: "Siirry sisältöön", Search: "Etsi indikaattoria tai aluetta", SearchHint: "Kirjoita nimen osa tai numero", NoHits: "Ei osumia", Hits: "osumaa",
		Indicators: "Indikaattorit", Areas: "Alueet", Indicator: "Indikaattori", Area: "Alue", Topics: "Aiheet",
		Latest: "Alueet viimeisimpänä vuonna", OverYears: "Kehitys", RegionWords: "Alueet sanoin", Tables: "Alueet taulukoina",
		Data: "Tiedot", About: "Mitä tämä mittaa", Citation: "Viittaus",
		DataFile: "Lataa tiedot (CSV)", DataNote: "Kaikki numerot kuten ne ovat, sarakkeet englanniksi; tyhjä arvo tarkoittaa, ettei arvoa ole, ja sarake status kertoo miksi.",
		OtherKinds: "Työtilassa on tästä indikaattorista muitakin ryhmiä (sukupuoli, ikä tai muu jako), joita tämä sivu ja tiedosto eivät sisällä.",
		Choose:     "Lisää alue kuvioon", ChooseHint: "Valitse alue", Remove: "Poista", Chosen: "Valitut alueet", Year: "Vuosi",
		Missing: "puuttuu", Suppressed: "salattu",
		Findings: "Mikä erottuu", Profile: "Kaikki indikaattorit", Line: "Kehitys", Within: "Kuuluu", Peers: "Samankaltaisimmat alueet",
		NoPeers: "Samankaltaisia alueita ei voitu etsiä näistä tiedoista.", SomeMadeUp: "Osa tämän sivun luvuista on esimerkkiaineistoa, ei todellisia tilastoja. Ne on merkitty taulukkoon.", AllMadeUp: "Osa sivuston luvuista on esimerkkiaineistoa, ei todellisia tilastoja. Ne on merkitty sivuille.", Successor: "nyt osa aluetta",
		AboutSite: "Tietoja sivustosta", Shown: "indikaattoria", ShownAreas: "aluetta", DataDay: "Uusimmat tiedot haettu", MadeOn: "Sivusto tehty",
		MadeBy: "Tehty ohjelmalla kuvio", Method: "Suunta on Mann–Kendallin testi koko sarjasta; alue on suurempi tai pienempi kuin maa vain, kun koko 95 %:n luottamusväli on eri puolella.", Other: "Muut", Language: "Kieli", ToFront: "Etusivu",
		AsTable: "Luvut taulukkona", SparkNote: "Pieni viiva on alueen kehitys; harmaa viiva on koko maa.",
	},
	domain.Swedish: {
		Skip: "Gå till innehållet", Search: "Sök indikator eller område", SearchHint: "Skriv en del av namnet eller numret", NoHits: "Inga träffar", Hits: "träffar",
		Indicators: "Indikatorer", Areas: "Områden", Indicator: "Indikator", Area: "Område", Topics: "Ämnen",
		Latest: "Områdena det senaste året", OverYears: "Utveckling", RegionWords: "Områdena i ord", Tables: "Områdena som tabeller",
		Data: "Uppgifter", About: "Vad detta mäter", Citation: "Hänvisning",
		DataFile: "Ladda ner uppgifterna (CSV)", DataNote: "Alla siffror som de är, kolumnerna på engelska; ett tomt värde betyder att det inte finns något, och kolumnen status berättar varför.",
		OtherKinds: "I arbetsytan finns också andra grupper av denna indikator (kön, ålder eller annan indelning), som denna sida och fil inte har.",
		Choose:     "Lägg till ett område i figuren", ChooseHint: "Välj område", Remove: "Ta bort", Chosen: "Valda områden", Year: "År",
		Missing: "saknas", Suppressed: "sekretessbelagd",
		Findings: "Vad som sticker ut", Profile: "Alla indikatorer", Line: "Utveckling", Within: "Hör till", Peers: "Mest liknande områden",
		NoPeers: "Liknande områden kunde inte sökas i dessa uppgifter.", SomeMadeUp: "En del av sidans siffror är exempeldata, inte verklig statistik. De är utmärkta i tabellen.", AllMadeUp: "En del av webbplatsens siffror är exempeldata, inte verklig statistik. De är utmärkta på sidorna.", Successor: "nu en del av",
		AboutSite: "Om webbplatsen", Shown: "indikatorer", ShownAreas: "områden", DataDay: "De nyaste uppgifterna hämtade", MadeOn: "Webbplatsen gjord",
		MadeBy: "Gjord med programmet kuvio", Method: "Riktningen är Mann–Kendalls test av hela serien; ett område är högre eller lägre än landet bara när hela 95-procentiga konfidensintervallet ligger på ena sidan.", Other: "Övriga", Language: "Språk", ToFront: "Första sidan",
		AsTable: "Siffrorna som tabell", SparkNote: "Den lilla linjen är områdets utveckling; den grå linjen är hela landet.",
	},
	domain.English: {
		Skip: "Skip to content", Search: "Find an indicator or an area", SearchHint: "Type a part of the name, or a number", NoHits: "Nothing found", Hits: "found",
		Indicators: "Indicators", Areas: "Areas", Indicator: "Indicator", Area: "Area", Topics: "Topics",
		Latest: "Areas in the latest year", OverYears: "Over the years", RegionWords: "The areas in words", Tables: "The areas as tables",
		Data: "Data", About: "What this measures", Citation: "Citation",
		DataFile: "Download the data (CSV)", DataNote: "Every digit there is; an empty value means that there is none, and the column status says why.",
		OtherKinds: "The workspace holds other groups of this indicator too (gender, age or another division), which this page and file do not have.",
		Choose:     "Add an area to the figure", ChooseHint: "Choose an area", Remove: "Remove", Chosen: "Chosen areas", Year: "Year",
		Missing: "missing", Suppressed: "suppressed",
		Findings: "What stands out", Profile: "All indicators", Line: "Over the years", Within: "Part of", Peers: "Areas most alike",
		NoPeers: "Areas like it could not be looked for in these data.", SomeMadeUp: "Some of the numbers on this page are example data, not real statistics. They are marked in the table.", AllMadeUp: "Some of the numbers on this site are example data, not real statistics. They are marked on its pages.", Successor: "now part of",
		AboutSite: "About this site", Shown: "indicators", ShownAreas: "areas", DataDay: "Newest data retrieved", MadeOn: "Site made",
		MadeBy: "Made with kuvio", Method: "A direction is the Mann–Kendall test of the whole series; an area is higher or lower than the country only where its whole 95% interval is.", Other: "Others", Language: "Language", ToFront: "Front page",
		AsTable: "The numbers as a table", SparkNote: "The small line is the area over the years; the grey line is the whole country.",
	},
}

// languageNames are what languages call themselves.
var languageNames = map[domain.Lang]string{domain.Finnish: "Suomi", domain.Swedish: "Svenska", domain.English: "English"}

// drawnWords are those of the figure that the script draws.
type drawnWords struct {
	Choose     string `json:"choose"`
	Hint       string `json:"hint"`
	Remove     string `json:"remove"`
	Missing    string `json:"missing"`
	Suppressed string `json:"suppressed"`
	Year       string `json:"year"`
	Chosen     string `json:"chosen"`
	Table      string `json:"table"`
	Lang       string `json:"lang"`
}

func drawnIn(l domain.Lang) drawnWords {
	w := words[l]
	return drawnWords{Choose: w.Choose, Hint: w.ChooseHint, Remove: w.Remove, Missing: w.Missing, Suppressed: w.Suppressed, Year: w.Year, Chosen: w.Chosen, Table: w.AsTable, Lang: string(l)}
}

// categoryHeadings are what several areas of a category are called.
var categoryHeadings = map[domain.Category]domain.Text{
	domain.Maa:         {FI: "Koko maa", SV: "Hela landet", EN: "The whole country"},
	domain.NUTS1:       {FI: "NUTS 1 -alueet", SV: "NUTS 1-regioner", EN: "NUTS 1 regions"},
	domain.Suuralue:    {FI: "Suuralueet", SV: "Storområden", EN: "Major regions"},
	domain.Maakunta:    {FI: "Maakunnat", SV: "Landskap", EN: "Regions"},
	domain.Seutukunta:  {FI: "Seutukunnat", SV: "Ekonomiska regioner", EN: "Sub-regions"},
	domain.Kunta:       {FI: "Kunnat", SV: "Kommuner", EN: "Municipalities"},
	domain.Hva:         {FI: "Hyvinvointialueet", SV: "Välfärdsområden", EN: "Wellbeing services counties"},
	domain.Yta:         {FI: "Yhteistyöalueet", SV: "Samarbetsområden", EN: "Collaborative areas"},
	domain.Shp:         {FI: "Sairaanhoitopiirit", SV: "Sjukvårdsdistrikt", EN: "Hospital districts"},
	domain.Erva:        {FI: "Erityisvastuualueet", SV: "Specialupptagningsområden", EN: "Special responsibility areas"},
	domain.Avi:         {FI: "AVI-alueet", SV: "RFV-områden", EN: "AVI areas"},
	domain.Ely:         {FI: "ELY-keskukset", SV: "ELY-centraler", EN: "ELY Centres"},
	domain.Pohjoismaat: {FI: "Pohjoismaat", SV: "Nordiska länder", EN: "Nordic countries"},
	domain.Eurooppa:    {FI: "Euroopan maat", SV: "Europeiska länder", EN: "European countries"},
	domain.Euralueet:   {FI: "Euroopan maaryhmät", SV: "Grupper av europeiska länder", EN: "Groups of European countries"},
}

// categoryHeading is what stands over areas of a category.
func (m *maker) categoryHeading(c domain.Category, l domain.Lang) string {
	if t, ok := categoryHeadings[c]; ok {
		return t.In(l)
	}
	if c == "" {
		return words[l].Other
	}
	return upperFirst(string(c))
}

// categoryName is what an area of a category is called.
func (m *maker) categoryName(c domain.Category, l domain.Lang) string {
	if c == "" {
		return words[l].Area
	}
	return c.Name(l)
}

// nameOf is an area's name; of one that has ended with its last year.
func (m *maker) nameOf(p *place, l domain.Lang) string {
	name := p.Name.In(l)
	if p.region.Ended() {
		name += fmt.Sprintf(" (–%d)", p.region.Last)
	}
	return name
}

// ended says that an area is no more.
func ended(last int, l domain.Lang) string {
	form := domain.Text{FI: "Alue oli olemassa vuoteen %d.", SV: "Området fanns till år %d.", EN: "The area existed until %d."}
	return fmt.Sprintf(form.In(l), last)
}

// titleOf is an indicator's title, or where nobody gave it one, its number.
func titleOf(ind domain.Indicator, l domain.Lang) string {
	if t := ind.Title.In(l); t != "" {
		return t
	}
	return words[l].Indicator + " " + string(ind.ID)
}

// unitName is an indicator's unit; "" where it is not known.
func unitName(ind domain.Indicator, l domain.Lang) string {
	if ind.Unit == domain.UnitUnknown {
		return ""
	}
	return ind.Unit.Name().In(l)
}

var genderNames = map[domain.Gender]domain.Text{
	domain.Male:   {FI: "miehet", SV: "män", EN: "men"},
	domain.Female: {FI: "naiset", SV: "kvinnor", EN: "women"},
}

// kindIn is of whom figures are, where that is not the total.
func kindIn(gender domain.Gender, breakdown string, l domain.Lang) string {
	var parts []string
	if t := genderNames[gender]; !t.IsZero() {
		parts = append(parts, t.In(l))
	}
	if breakdown != "" {
		parts = append(parts, domain.BreakdownLabel(breakdown).In(l))
	}
	return strings.Join(parts, ", ")
}

func upperFirst(s string) string {
	r, n := utf8.DecodeRuneInString(s)
	return string(unicode.ToUpper(r)) + s[n:]
}
