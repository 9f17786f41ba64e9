package cli

import (
	"errors"
	"slices"
	"strconv"

	"github.com/spf13/cobra"

	"kuvio/internal/catalog"
	"kuvio/internal/domain"
	"kuvio/internal/series"
)

// selection is which series a command is about.
type selection struct {
	indicators string
	regions    string
	gender     string
	years      string
	real       int    // year of the prices; 0 for nominal
	per        string // capita, or "" for as it is
}

func (sel *selection) bind(cmd *cobra.Command, years bool) {
	cmd.Flags().StringVarP(&sel.indicators, "indicator", "i", "", "indicators: 191, 1339+3377, @plan; separated by commas")
	cmd.Flags().StringVarP(&sel.regions, "region", "r", "", "regions: kunta:179, maa, kunta@maakunta:13, a name; separated by commas")
	cmd.Flags().StringVar(&sel.gender, "gender", "total", "total, male, female or all")
	if years {
		cmd.Flags().StringVar(&sel.years, "years", "", "years: 2000-2021, 2000-, -2021 or 2021")
	}
}

// bindMoney binds what money can be turned into, for a command whose numbers
// are then computed with.
func (sel *selection) bindMoney(cmd *cobra.Command) {
	cmd.Flags().IntVar(&sel.real, "real", 0, "money at the prices of this year, by kuvio.yaml's price_index")
	cmd.Flags().StringVar(&sel.per, "per", "", "capita: amounts of money in euros per inhabitant")
}

// load reads the series selected. An indicator that is not held is said on
// stderr, and is an error where none is.
func (a *app) load(cmd *cobra.Command, s *session, sel selection) ([]series.Series, error) {
	q, err := sel.query(cmd, s)
	if err != nil {
		return nil, err
	}
	found, missing, err := s.loader().Load(cmd.Context(), q)
	if err != nil {
		return nil, err
	}
	if len(found) > 0 && len(missing) > 0 {
		a.warn("no data of indicator %s in this workspace", someOf(missing))
	}
	if !slices.ContainsFunc(found, func(s series.Series) bool { return len(s.Points) > 0 }) && len(missing) == 0 {
		a.say("none of the regions has data in these years: 'kuvio info -i %s' shows the years and levels held", q.Indicators[0][0])
	}
	if len(found) == 0 && len(missing) > 0 {
		return nil, errNoData{missing}
	}
	return found, nil
}

// errNoData is that none of the indicators asked for is held.
type errNoData struct{ missing []domain.IndicatorID }

func (e errNoData) Error() string {
	return "no data of indicator " + someOf(e.missing) + " in this workspace: 'kuvio list indicators' shows what there is, 'kuvio import FILE' brings more"
}

func (sel selection) query(cmd *cobra.Command, s *session) (series.Query, error) {
	var q series.Query
	if sel.indicators == "" {
		return q, usagef(cmd, "name indicators with -i, such as -i 191 (search with 'kuvio list indicators')")
	}
	if sel.regions == "" {
		return q, usagef(cmd, "name regions with -r, such as -r kunta@maakunta:13 (search with 'kuvio list regions')")
	}
	return sel.parse(cmd, s)
}

// parse is query for a command that can do without indicators or regions:
// those that are not named stay nil.
func (sel selection) parse(cmd *cobra.Command, s *session) (q series.Query, err error) {
	if sel.indicators != "" {
		if q.Indicators, err = series.ParseSelectors(sel.indicators, s); err != nil {
			return q, usagef(cmd, "-i: %w", err)
		}
	}
	if sel.regions != "" {
		if q.Areas, err = s.areas(sel.regions); err != nil {
			return q, regionError(cmd, err)
		}
	}
	if q.Genders, err = genders(sel.gender); err != nil {
		return q, usagef(cmd, "--gender: %w", err)
	}
	if q.Years, err = domain.ParseYearRange(sel.years); err != nil {
		return q, usagef(cmd, "--years: %w", err)
	}
	return q, sel.parseMoney(cmd, &q)
}

func (sel selection) parseMoney(cmd *cobra.Command, q *series.Query) error {
	if f := cmd.Flags().Lookup("real"); f != nil && f.Changed {
		if _, err := domain.ParsePeriod(strconv.Itoa(sel.real)); err != nil {
			return usagef(cmd, "--real %d: expected a year such as 2023", sel.real)
		}
	}
	if sel.per != "" && sel.per != "capita" {
		return usagef(cmd, "--per %s: expected capita", sel.per)
	}
	q.Real, q.PerCapita = sel.real, sel.per == "capita"
	return nil
}

func genders(flag string) ([]domain.Gender, error) {
	if flag == "all" {
		return domain.Genders, nil
	}
	g, err := domain.ParseGender(flag)
	return []domain.Gender{g}, err
}

// regionError is a usage error where the reference cannot be read, and a
// plain one where it can but names nothing there is.
func regionError(cmd *cobra.Command, err error) error {
	var syntax *catalog.SyntaxError
	if errors.As(err, &syntax) {
		return usagef(cmd, "-r: %w", err)
	}
	return err
}
