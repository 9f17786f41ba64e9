// Package source tells what a file is, and reads it: regional statistics in
// whatever form they come, handed on as raw records, one at a time, before
// their regions are joined to the catalogue.
//
// What a file is follows from its content, never from its name. sniff chooses
// the reader of its format; the packages below hold the readers and what they
// share. A row that cannot be read is a record.Reject with its place, what was
// found and what was expected, and the reading goes on; only a file that
// cannot be trusted as a whole is an error.
package source
