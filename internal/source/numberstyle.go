package source

// numberStyle is what the comma and the point of a column divide.
type numberStyle struct{ comma, point divider }

// of is what a mark divides in this style.
func (st numberStyle) of(mark byte) divider {
	if mark == ',' {
		return st.comma
	}
	return st.point
}

// numberEvidence counts what the commas and points of a column's numbers
// divide, by divider.
type numberEvidence struct {
	comma, point [3]int
}

func (e *numberEvidence) add(n numeral) {
	switch n.groups {
	case ',':
		e.comma[ofThousands]++
	case '.':
		e.point[ofThousands]++
	}
	switch n.mark {
	case ',':
		e.comma[n.as]++
	case '.':
		e.point[n.as]++
	}
}

func (e *numberEvidence) merge(other numberEvidence) {
	for i := range e.comma {
		e.comma[i] += other.comma[i]
		e.point[i] += other.point[i]
	}
}

// style decides each mark where all the clear numbers with it agree; where
// the column has none, those of the whole file may.
func (e numberEvidence) style(file numberEvidence) numberStyle {
	return numberStyle{comma: agreed(e.comma, file.comma), point: agreed(e.point, file.point)}
}

func agreed(column, file [3]int) divider {
	for _, seen := range [][3]int{column, file} {
		switch {
		case seen[ofDecimals] > 0 && seen[ofThousands] > 0:
			return undecided
		case seen[ofDecimals] > 0:
			return ofDecimals
		case seen[ofThousands] > 0:
			return ofThousands
		}
	}
	return undecided
}
