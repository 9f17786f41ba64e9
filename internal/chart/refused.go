package chart

import "strings"

// Refused says why a kind of figure is not drawn, and what to draw instead.
func Refused(kind string) (why string, ok bool) {
	why, ok = refused[strings.ToLower(kind)]
	return why, ok
}

// refused are kinds of figures that are not drawn, with why and what to draw instead.
var refused = map[string]string{
	"bars": "each of its panels had a scale of its own, so that a longer bar could be a smaller number; write kind: parts and rows: parts, " +
		"panels as regions: [maakunta:13, maa] and categories as parts: (with breakdown and label as they are); as: split keeps the panels, now on one scale",
	"pie":    angles,
	"donut":  angles,
	"radar":  "its area grows with the square of the values, and depends on the order of the axes; kind: profile or table sets one area beside others over many indicators",
	"spider": "its area grows with the square of the values, and depends on the order of the axes; kind: profile or table sets one area beside others over many indicators",
	"bars3d": solids,
	"3d":     solids,
	"pie3d":  solids,
	"bubble": "areas are read less well than places; kind: scatter sets two indicators against each other",
}

const (
	angles = "angles are read less well than lengths; kind: parts with as: share draws the same as bars of 100 %"
	solids = "depth makes what is nearer look larger; kind: parts or ranked draws flat bars from zero"
)

// refusedKeys are keys that no kind of figure has, with why.
var refusedKeys = map[string]string{
	"second_axis": twoAxes, "secondary_axis": twoAxes, "right_axis": twoAxes, "axis2": twoAxes, "y2": twoAxes,
	"three_d": solids, "3d": solids, "depth": solids,
	"axis_min": cutAxis, "min": cutAxis, "y_min": cutAxis, "ymin": cutAxis, "axis_from": cutAxis, "cut_axis": cutAxis, "broken_axis": cutAxis,
}

const (
	twoAxes = "two scales in one figure cross where whoever draws it chooses; draw two figures, or kind: lines with index: 2010, which has one scale"
	cutAxis = "bars begin at zero, or their lengths lie; the axis of lines is cut where the data lies far from zero, and the figure says so (zero_base: true begins it at zero)"
)
