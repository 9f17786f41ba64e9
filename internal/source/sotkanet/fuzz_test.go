package sotkanet_test

import (
	"strings"
	"testing"

	"kuvio/internal/source/sourcetest"
)

func FuzzRESTCSV(f *testing.F) {
	f.Add("127;85;2009;total;2406;\n\"127\";85;2009;male;1.0E7;-1\r\n")
	f.Add("191;85;2009;total;;\n191;85;2009;total;-0.0;0\n191;85")
	f.Fuzz(func(t *testing.T, rows string) { sourcetest.CheckRead(t, []byte(sourcetest.RESTHeader+rows)) })
}

func FuzzRESTHeader(f *testing.F) {
	f.Add("indicator;region;year;gender;primary value;absolute value;breakdown")
	f.Add("\ufeffbreakdown;\"year\";region;indicator;GENDER;primary value")
	f.Fuzz(func(t *testing.T, header string) {
		sourcetest.CheckRead(t, []byte(header+"\n127;85;2009;total;1;2\n127;85;2009;total;1;age=2;\n"))
	})
}

func FuzzJSON(f *testing.F) {
	f.Add([]byte(`[{"indicator":191,"region":85,"year":2014,"gender":"total","value":1.7,"absValue":934},{"indicator":"oma:x"}]`))
	f.Add([]byte(`[{"id":4,"title":{"fi":"0 \u0096 17 &#8805;<br />"},"organization":{"id":2,"title":{"fi":"THL"}},"primaryValueType":{"code":"PROS"},"decimals":1}]`))
	f.Add([]byte(`{"id":20,"code":"049","category":"KUNTA","title":{"fi":"Espoo"},"memberOf":[658]}`))
	f.Fuzz(func(t *testing.T, content []byte) { sourcetest.CheckRead(t, content) })
}

func FuzzWebCSV(f *testing.F) {
	f.Add([]byte("\"A\"\"B;\n\";5;\xc4hs\xe4ri;020;kvinnor;2011;1 234,5;0\n\"open"))
	f.Add([]byte(strings.ReplaceAll(sourcetest.WebRow, `"`, "") + `"` + sourcetest.WebRow))
	f.Fuzz(func(t *testing.T, rows []byte) { sourcetest.CheckRead(t, append([]byte(sourcetest.WebRow), rows...)) })
}

func FuzzWideCSV(f *testing.F) {
	f.Add([]byte(sourcetest.WebTable + "T;228;Akaa;020;combined;6,6;\r\nT;228;Alajärvi;5;men;-0,5;0\r\n© THL;;;;;;\r\n"))
	f.Add([]byte(";;;;;2019;2020;2019\n"))
	f.Fuzz(func(t *testing.T, content []byte) { sourcetest.CheckRead(t, content) })
}
