package canvas

// Fills are what bars side by side or end to end are filled with, in order of use:
// dark and light in turn, so that neighbours differ in grey print too, each at 3:1
// or more on white (WCAG 2.1, 1.4.11), with text on it at 4.5:1.
var Fills = []Shade{
	{rgb(0x0057a8), PaperColor},
	{rgb(0xd6770f), InkColor},
	{rgb(0x6b1a5e), PaperColor},
	{rgb(0x179c89), InkColor},
	{rgb(0x704214), PaperColor},
	{rgb(0xad7fbe), InkColor},
}

// Greys are for benchmarks, in order of use.
var Greys = []Shade{
	{grey(0x8f), InkColor},
	{grey(0x4a), PaperColor},
}

// QuietFill is for bars beside one that stands out, RestFill for what other parts leave.
var (
	QuietFill = Shade{rgb(0x6797c7), InkColor}
	RestFill  = Shade{grey(0x92), InkColor}
)
