// Package tiling gives each of some places a cell of its own in a square grid, so
// that cells lie to each other much as the places do: a map on which a small area
// counts as much as a large one.
package tiling

import (
	"cmp"
	"maps"
	"math"
	"slices"
)

// Point is a place, in any unit of length; x grows eastwards and y northwards.
type Point struct{ X, Y float64 }

// Cell is a place in the grid, columns counted from the west and rows from the north,
// both from 0.
type Cell struct{ Column, Row int }

// fill is the share of the grid's cells that are taken, in the mean: with fewer free
// ones, areas would be pushed away from their neighbours.
const fill = 0.72

// evened is how much of a place's position is its rank among the others: where places
// stand close together there would be no cell for them near by.
const evened = 0.5

// Place gives each of the places a cell, those that are fixed first. It is the
// assignment of the least total of squared shifts (Hungarian method; Jonker &
// Volgenant 1987), so that no two areas could exchange their cells for the better.
// The same places have the same cells in whatever order they come, but for places
// that coincide.
func Place(places []Point, fixed map[int]Cell) []Cell {
	cells := make([]Cell, len(places))
	order := make([]int, 0, len(places))
	taken := make(map[Cell]bool)
	for i := range places {
		if c, ok := fixed[i]; ok {
			cells[i] = c
			taken[c] = true
			continue
		}
		order = append(order, i)
	}
	if len(order) == 0 {
		return closed(cells)
	}
	slices.SortStableFunc(order, func(a, b int) int {
		return cmp.Or(cmp.Compare(places[a].X, places[b].X), cmp.Compare(places[a].Y, places[b].Y))
	})
	wants, columns, rows := spreadOut(places)
	var free []Cell
	for room := 0; len(free) < len(order); room++ { // more where fixed cells have taken what there is
		free = free[:0]
		for row := -room; row < rows+room; row++ {
			for column := -room; column < columns+room; column++ {
				if c := (Cell{column, row}); !taken[c] {
					free = append(free, c)
				}
			}
		}
	}
	cost := make([][]float64, len(order))
	for i, p := range order {
		cost[i] = make([]float64, len(free))
		for j, c := range free {
			dx, dy := wants[p].X-float64(c.Column), wants[p].Y-float64(c.Row)
			cost[i][j] = dx*dx + dy*dy
		}
	}
	for i, j := range assign(cost) {
		cells[order[i]] = free[j]
	}
	return closed(cells)
}

// spreadOut are the places in units of the grid, from its north-western corner, half
// as they lie and half by their ranks, and the size of the grid.
func spreadOut(places []Point) (wants []Point, columns, rows int) {
	x, y := make([]float64, len(places)), make([]float64, len(places))
	for i, p := range places {
		x[i], y[i] = p.X, -p.Y
	}
	wide, high := slices.Max(x)-slices.Min(x), slices.Max(y)-slices.Min(y)
	cells := float64(len(places)) / fill
	shape := 1.0
	if wide > 0 && high > 0 {
		shape = min(3, max(1/3.0, wide/high))
	}
	columns = max(1, int(math.Round(math.Sqrt(cells*shape))))
	if high == 0 && wide > 0 {
		columns = len(places)
	}
	rows = max(1, int(math.Ceil(cells/float64(columns))))
	a, b := along(x, columns), along(y, rows)
	wants = make([]Point, len(places))
	for i := range wants {
		wants[i] = Point{a[i], b[i]}
	}
	return wants, columns, rows
}

// along are values on a line of n cells.
func along(v []float64, n int) []float64 {
	low, high := slices.Min(v), slices.Max(v)
	order := make([]int, len(v))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(v[a], v[b]) })
	at := make([]float64, len(v))
	for rank, i := range order {
		if rank > 0 && v[i] == v[order[rank-1]] {
			at[i] = at[order[rank-1]]
			continue
		}
		at[i] = float64(rank) / float64(max(1, len(v)-1))
	}
	for i := range at {
		if high > low {
			at[i] = (evened*at[i] + (1-evened)*(v[i]-low)/(high-low)) * float64(n-1)
		}
	}
	return at
}

// closed moves cells so that the first column and row are 0, and none is empty.
func closed(cells []Cell) []Cell {
	columns, rows := make(map[int]bool), make(map[int]bool)
	for _, c := range cells {
		columns[c.Column], rows[c.Row] = true, true
	}
	column, row := numbered(columns), numbered(rows)
	for i, c := range cells {
		cells[i] = Cell{column[c.Column], row[c.Row]}
	}
	return cells
}

// numbered are the places of numbers among those there are.
func numbered(there map[int]bool) map[int]int {
	at := make(map[int]int, len(there))
	for i, n := range slices.Sorted(maps.Keys(there)) {
		at[n] = i
	}
	return at
}

// assign gives each row a column of its own, of at least as many, at the least total
// cost: shortest augmenting paths, with potentials.
func assign(cost [][]float64) []int {
	n, m := len(cost), len(cost[0])
	u, v := make([]float64, n+1), make([]float64, m+1)
	row := make([]int, m+1) // of each column, from 1; 0 is none
	way := make([]int, m+1)
	for i := 1; i <= n; i++ {
		row[0] = i
		at := 0
		least := make([]float64, m+1)
		for j := range least {
			least[j] = math.Inf(1)
		}
		used := make([]bool, m+1)
		for row[at] != 0 {
			used[at] = true
			delta, next := math.Inf(1), 0
			for j := 1; j <= m; j++ {
				if used[j] {
					continue
				}
				if c := cost[row[at]-1][j-1] - u[row[at]] - v[j]; c < least[j] {
					least[j], way[j] = c, at
				}
				if least[j] < delta {
					delta, next = least[j], j
				}
			}
			for j := range least {
				if used[j] {
					u[row[j]] += delta
					v[j] -= delta
				} else {
					least[j] -= delta
				}
			}
			at = next
		}
		for at != 0 {
			row[at] = row[way[at]]
			at = way[at]
		}
	}
	columns := make([]int, n)
	for j := 1; j <= m; j++ {
		if row[j] > 0 {
			columns[row[j]-1] = j - 1
		}
	}
	return columns
}
