package refresh

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"slices"
	"time"

	"kuvio/internal/domain"
	"kuvio/internal/fetch"
	"kuvio/internal/fetch/address"
	"kuvio/internal/fetch/kolada"
	"kuvio/internal/fetch/pxweb"
	"kuvio/internal/fetch/sotkanet"
	"kuvio/internal/late"
	"kuvio/internal/session"
	"kuvio/internal/spool"
	"kuvio/internal/workspace"
)

// Network is how sources on the network are asked.
type Network struct {
	Agent    string // User-Agent
	Sotkanet string // address in place of SOTKAnet's own; "" for that
	Log      *slog.Logger
	Force    bool
}

// Client asks a source.
func (n *Network) Client(s *workspace.Source) *fetch.Client {
	return &fetch.Client{Agent: n.Agent, Pause: max(fetch.UsualPause, time.Duration(s.Pause)), Insecure: s.Insecure, Log: n.Log}
}

// remote is a source of kuvio.yaml that is asked over the network.
type remote struct {
	name string // what messages call it
	fetch.Source
}

// shown is what messages, the log and the spool call a source: its address without
// what nobody is to read.
func shown(s *workspace.Source) string { return fetch.WithoutSecrets(s.Called()) }

// remotes are the sources that are asked over the network. One that kuvio.yaml says
// something wrong of is told of, and left out.
func (r *run) remotes(ctx context.Context) (all []remote) {
	for i := range r.Workspace.Config.Sources {
		s := &r.Workspace.Config.Sources[i]
		if s.Kind == workspace.Files {
			continue
		}
		source, err := r.remote(s)
		if err != nil {
			r.failed(ctx, Step{Source: shown(s), Err: fmt.Errorf("kuvio.yaml: sources: %w", err)})
			continue
		}
		all = append(all, remote{shown(s), source})
	}
	return all
}

func (r *run) remote(s *workspace.Source) (fetch.Source, error) {
	client := r.Network.Client(s)
	switch s.Kind {
	case workspace.Sotkanet:
		return r.Network.Sotkanets(r.Session, r.spool, s, client)
	case workspace.Kolada:
		return r.keyFigures(s, client)
	}
	read, err := r.readBy(s, fetch.WithoutSecrets(s.URL))
	if err != nil {
		return nil, err
	}
	if s.Kind == workspace.Address {
		return &address.Source{Client: client, URL: s.URL, Read: read, Held: r.spool.Last, Force: r.Force}, nil
	}
	query, err := os.ReadFile(r.whole(s.Query))
	return &pxweb.Table{Client: client, URL: s.URL, Query: query, File: s.Query, Read: read, Held: r.spool.Last, Force: r.Force}, err
}

// keyFigures are key figures of Kolada, as a source.
func (r *run) keyFigures(of *workspace.Source, client fetch.Doer) (*kolada.KeyFigures, error) {
	words := slices.Clone(of.Indicators)
	for i, word := range words {
		if koladaID().MatchString(word) {
			words[i] = string(domain.BankID(domain.Kolada, word))
		}
	}
	selectors, err := r.Session.Selectors(words.String())
	if err != nil {
		return nil, err
	}
	years, err := domain.ParseYearRange(of.Years)
	if err != nil {
		return nil, err
	}
	var ids []string
	for _, id := range slices.Concat(selectors...) {
		if id.Bank() == domain.Kolada && !slices.Contains(ids, id.Name()) {
			ids = append(ids, id.Name())
		}
	}
	if len(ids) == 0 {
		return nil, errors.New("none of its indicators is Kolada's: write them as N31001 or kolada:N31001")
	}
	return &kolada.KeyFigures{Client: client, Base: of.URL, IDs: ids, Years: years, Last: r.Now.Year(), Held: r.spool.Last, Force: r.Force}, nil
}

// koladaID is a key figure as Kolada itself writes it.
var koladaID = late.Regexp(`^[NU]\d{5}$`)

// Sotkanets are indicators of SOTKAnet with what is needed beside them, as a source.
func (n *Network) Sotkanets(s *session.Session, held *spool.Spool, of *workspace.Source, client fetch.Doer) (*sotkanet.Indicators, error) {
	selectors, err := s.Selectors(of.Indicators.String())
	if err != nil {
		return nil, err
	}
	var named []domain.IndicatorID
	for _, sel := range selectors {
		named = append(named, sel...)
	}
	years, err := domain.ParseYearRange(of.Years)
	if err != nil {
		return nil, err
	}
	genders, err := session.Genders(cmp.Or(of.Gender, string(domain.Total)))
	if err != nil {
		return nil, err
	}
	ids := sotkanet.IDs(named, s.Describe, s.Population(), s.Config.PriceIndex)
	if len(ids) == 0 {
		return nil, errors.New("none of its indicators is SOTKAnet's")
	}
	return &sotkanet.Indicators{
		Bank: n.Bank(of, held, client),
		IDs:  ids, Years: years, Genders: genders, Lang: s.Lang, Store: s.Store,
	}, nil
}

// Bank is SOTKAnet as a source asks it.
func (n *Network) Bank(of *workspace.Source, held *spool.Spool, client fetch.Doer) sotkanet.Bank {
	return sotkanet.Bank{Base: cmp.Or(of.URL, n.Sotkanet), Name: of.Called(), Doer: client, Spool: held, Force: n.Force}
}

// readBy tells apart the ways in which a source's file of a name is read: by the
// source's mapping, else by that of mappings: for the name.
func (r *run) readBy(s *workspace.Source, name string) (string, error) {
	mapping := cmp.Or(s.Map, r.Workspace.Config.MappingFor(name))
	words := fmt.Sprintln(mapping, s.Sheet, s.Covers, s.MadeUp, s.Retrieved)
	if mapping == "" {
		return Sum([]byte(words)), nil
	}
	content, err := os.ReadFile(r.whole(mapping))
	return Sum(append([]byte(words), content...)), err
}
