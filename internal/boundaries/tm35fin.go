package boundaries

import "math"

// TM35FIN is a place of so many degrees east and north on the plane of ETRS-TM35FIN:
// transverse Mercator about 27° E on the ellipsoid GRS80, scaled by 0.9996 (JHS 197,
// Recommendation for the public administration of Finland, 2016, annex 1, by Krüger's
// series in n to the third order).
func TM35FIN(longitude, latitude float64) Point {
	const (
		a, f    = 6378.137, 1 / 298.257222101 // km
		k0, e0  = 0.9996, 500.0
		central = 27.0
		n       = f / (2 - f)
		n2, n3  = n * n, n * n * n
		a1      = a / (1 + n) * (1 + n2/4 + n2*n2/64)
		h1      = n/2 - 2*n2/3 + 5*n3/16
		h2      = 13*n2/48 - 3*n3/5
		h3      = 61 * n3 / 240
	)
	e := math.Sqrt(2*f - f*f)
	lat, dlon := latitude*math.Pi/180, (longitude-central)*math.Pi/180
	q := math.Asinh(math.Tan(lat)) - e*math.Atanh(e*math.Sin(lat))
	beta := math.Atan(math.Sinh(q))
	eta := math.Atanh(math.Cos(beta) * math.Sin(dlon))
	xi := math.Asin(math.Sin(beta) * math.Cosh(eta))
	north, east := xi, eta
	for i, h := range []float64{h1, h2, h3} {
		k := 2 * float64(i+1)
		north += h * math.Sin(k*xi) * math.Cosh(k*eta)
		east += h * math.Cos(k*xi) * math.Sinh(k*eta)
	}
	return Point{e0 + a1*k0*east, a1 * k0 * north}
}
