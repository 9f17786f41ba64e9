package cli

import (
	"context"
	"fmt"
	"strings"
	"sync"

	"kuvio/internal/domain"
	"kuvio/internal/peers"
)

// peerArea lists the areas among which those like the region are looked for:
// of its category as it is today.
func (s *session) peerArea(id domain.RegionID) ([]domain.RegionID, error) {
	r, ok := s.cat.ByID(id)
	if !ok || r.Category == domain.Maa {
		return nil, fmt.Errorf("%s has no areas of its own kind to find peers among: name some with --among, such as kunta@maa", id)
	}
	members, err := s.cat.MembersOf(r.Category, domain.WholeCountry, 0)
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
	read map[domain.Category]peerBasis
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
		s.peers.read = make(map[domain.Category]peerBasis)
	}
	s.peers.read[r.Category] = b
	return b, nil
}

// peersBy lists the indicators that the peers of a region were found by.
func (s *session) peersBy(region domain.RegionID) []domain.IndicatorID {
	r, _ := s.cat.ByID(region)
	s.peers.Lock()
	defer s.peers.Unlock()
	_, by, err := s.peers.read[r.Category].find(region, peers.Count)
	if err != nil {
		return nil
	}
	var ids []domain.IndicatorID
	for _, v := range by.vars {
		ids = append(ids, v.Indicator.ID)
	}
	return ids
}

// peerNotes say by what peers were found, who they are where they are one
// region's, and which regions have none.
func (s *session) peerNotes(by []domain.IndicatorID, of map[domain.RegionID][]domain.RegionID, without []domain.RegionID) []domain.Text {
	var notes []domain.Text
	note := func(form domain.Text, what func(domain.Lang) string) { notes = append(notes, named(form, what)) }
	names := func(ids []domain.RegionID) func(domain.Lang) string {
		return func(l domain.Lang) string {
			words := make([]string, len(ids))
			for i, id := range ids {
				words[i] = s.regionName(id).In(l)
			}
			return strings.Join(words, ", ")
		}
	}
	indicators := func(domain.Lang) string {
		words := make([]string, len(by))
		for i, id := range by {
			words[i] = string(id)
		}
		return strings.Join(words, ", ")
	}
	switch {
	case len(by) == 1:
		note(text("Verrokit on valittu vain yhden indikaattorin (%s) mukaan: tulos riippuu siitä.", "Jämförelseområdena är valda enligt en enda indikator (%s): resultatet beror på den.", "Peers were found by one indicator alone (%s): the result depends on it."), indicators)
	case len(by) > 1:
		note(text("Verrokit: lähimmät alueet indikaattorien %s mukaan ('kuvio peers').", "Jämförelseområden: de närmaste enligt indikatorerna %s ('kuvio peers').", "Peers: the nearest areas by indicators %s ('kuvio peers')."), indicators)
	}
	if len(of) == 1 {
		for _, ids := range of {
			if len(ids) > 0 {
				note(text("Verrokit ovat %s.", "Jämförelseområdena är %s.", "The peers are %s."), names(ids))
			}
		}
	}
	if len(without) > 0 {
		note(text("Ei verrokkeja: %s (jokin indikaattori puuttuu).", "Inga jämförelseområden: %s (någon indikator saknas).", "No peers: %s (an indicator is missing)."), names(without))
	}
	return notes
}
