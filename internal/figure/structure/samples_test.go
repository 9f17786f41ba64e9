package structure

func members(outer int, names ...string) []Member {
	var ms []Member
	for _, n := range names {
		ms = append(ms, Member{Name: n, Outer: outer})
	}
	return ms
}

// organisations of Keski-Suomi's municipalities in 2015, as in the regional
// plan of 2016.
func organisations() Content {
	return Content{
		Outer: []Outer{
			{Label: "Keski-Suomen sairaanhoitopiiri", Detail: "21 kuntaa"},
			{Label: "Pirkanmaan sairaanhoitopiiri", Detail: "2 kuntaa", Mark: "kuuluu Pirkanmaan sairaanhoitopiiriin"},
		},
		Groups: []Group{
			{Heading: "Seututerveyskeskus", Subheading: "8 kuntaa", Members: members(0, "Joutsa", "Keuruu", "Konnevesi", "Laukaa", "Luhanka", "Multia", "Petäjävesi", "Toivakka")},
			{Heading: "JYTE", Subheading: "4 kuntaa", Members: members(0, "Jyväskylä", "Hankasalmi", "Muurame", "Uurainen")},
			{Heading: "Saarikka", Subheading: "5 kuntaa", Members: members(0, "Kannonkoski", "Karstula", "Kivijärvi", "Kyyjärvi", "Saarijärvi")},
			{Heading: "Pohjoinen yhteistoiminta-alue", Subheading: "3 kuntaa", Members: members(0, "Kinnula", "Pihtipudas", "Viitasaari")},
			{Heading: "Äänekoski", Subheading: "yksin", Members: members(0, "Äänekoski")},
			{Heading: "", Subheading: "", Members: members(1, "Jämsä", "Kuhmoinen")},
		},
	}
}
