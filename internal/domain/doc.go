// Package domain holds the nouns of regional statistics: indicators, regions,
// periods, genders and observations. It does no input or output and knows no
// clock, so every other package may use it.
//
// Three things that look alike in a spreadsheet are kept apart throughout: an
// observation that is missing, one that is suppressed, and one that is zero.
package domain
