//go:build !linux && !darwin && !windows

package disk

// remote is not known here: where the write-ahead log cannot be had, the store does
// without.
func remote(string) string { return "" }
