package fetch

import (
	"context"

	"kuvio/internal/spool"
)

// Piece is one thing that a source has: the data of an indicator, a table, a file at
// an address.
type Piece struct {
	Key  string   // what it is known by in the spool: sotkanet https://sotkanet.fi/rest/1.1 191
	Name string   // what people call it: "indicator 191"
	Why  string   // it is to be fetched: "updated 2026-05-01, held of 2025-04-29"; "" where what is held is the newest
	Said []string // what the source says of it that people should read: its notices, where they changed
	// Get fetches it: what is to be imported, the data and what describes it. Errors
	// are of this piece alone unless Unreachable.
	Get func(ctx context.Context) ([]Body, error)
}

// Body is what has arrived, with what is known of it. Its Entry lacks what the spool
// finds out: hash, size and days.
type Body = spool.Body

// Source is a source of kuvio.yaml that is asked over the network.
type Source interface {
	// News asks what is new since what is held, and fetches no data. Pieces of which
	// that could not be found out are in the error, joined; the others are given all
	// the same.
	News(ctx context.Context) ([]Piece, error)
}
