package sourcetest

// Beginnings of SOTKAnet's files.
const (
	// RESTHeader is the header of the REST interface's CSV.
	RESTHeader = "indicator;region;year;gender;primary value;absolute value\n"
	// WebRow is a row of the web service's CSV.
	WebRow = `"Titel";"288";"Borgå";"638";"kvinnor";2011;14,3;12` + "\n"
	// WebTable is the header of the web service's table, of two years.
	WebTable = ";;;;;;\r\n;;;;;2019;2020\r\n"
)
