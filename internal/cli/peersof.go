package cli

import (
	"context"
	"fmt"
	"sync"

	"kuvio/internal/catalog"
	"kuvio/internal/domain"
	"kuvio/internal/peers"
)

// peerArea lists the areas among which those like the region are looked for:
// of its category as it is today.
func (s *session) peerArea(id domain.RegionID) ([]domain.RegionID, error) {
	r, ok := s.cat.ByID(id)
	if !ok || r.Category == catalog.Maa {
		return nil, fmt.Errorf("%s has no areas of its own kind to find peers among: name some with --among, such as kunta@maa", id)
	}
	members, err := s.cat.MembersOf(r.Category, catalog.WholeCountry, 0)
	if err != nil {
		return nil, fmt.Errorf("peers of %s: %w", id, err)
	}
	among := make([]domain.RegionID, len(members))
	for i, m := range members {
		among[i] = m.ID
	}
	return among, nil
}

// peerBases are what the areas of each category are compared by, once read.
type peerBases struct {
	sync.Mutex
	read map[catalog.Category]peerBasis
}

// peersOf lists the peers of an area, nearest first, by the workspace's own
// indicators (peers: in kuvio.yaml) or the usual ones. What the areas of a
// category are compared by is read once; it may be asked from several
// goroutines. An area that lacks a value is a *peers.TargetError.
func (s *session) peersOf(ctx context.Context, region domain.RegionID) ([]domain.RegionID, error) {
	b, err := s.basisOf(ctx, region)
	if err != nil {
		return nil, err
	}
	found, _, err := b.find(region, peers.Count)
	if err != nil {
		return nil, err
	}
	ids := make([]domain.RegionID, len(found.Peers))
	for i, p := range found.Peers {
		ids[i] = p.Region
	}
	return ids, nil
}

func (s *session) basisOf(ctx context.Context, region domain.RegionID) (peerBasis, error) {
	among, err := s.peerArea(region)
	if err != nil {
		return peerBasis{}, err
	}
	r, _ := s.cat.ByID(region)
	s.peers.Lock()
	defer s.peers.Unlock()
	if b, ok := s.peers.read[r.Category]; ok {
		return b, nil
	}
	b := peerBasis{among: among, share: peers.Share}
	if err := b.read(ctx, s, s.peerIndicators()); err != nil {
		return b, err
	}
	if s.peers.read == nil {
		s.peers.read = make(map[catalog.Category]peerBasis)
	}
	s.peers.read[r.Category] = b
	return b, nil
}
