package domain

import (
	"fmt"
	"strings"
)

// Some lists ids in a message: the first few of many, and how many more.
func Some[T ~string](ids []T) string {
	const most = 12
	parts := make([]string, 0, most)
	for _, id := range ids[:min(len(ids), most)] {
		parts = append(parts, string(id))
	}
	list := strings.Join(parts, ", ")
	if more := len(ids) - most; more > 0 {
		list += fmt.Sprintf(" and %d more", more)
	}
	return list
}
