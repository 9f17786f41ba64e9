// Package source reads the files regional statistics come in and hands on raw
// records, one at a time: what the file says, before its regions are joined
// to the catalogue.
//
// What a file is follows from its content, never from its name. A row that
// cannot be read is a Reject with its place, what was found and what was
// expected, and the reading goes on; only a file that cannot be trusted as a
// whole is an error.
package source
