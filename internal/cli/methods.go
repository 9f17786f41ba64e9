package cli

// How the commands that conclude something do it: pages of help of their own,
// since a command's help is read for its use.

const compareMethodHelp = `How 'kuvio compare' comes to its columns.

A region's whole interval must lie above or below the benchmark's value to be
called higher or lower. The interval is Wilson's for a percentage, exact (count
below 10) or Byar's for other rates, and needs a count and a denominator:
the indicator named for it ('denominators:' in kuvio.yaml or the catalogue's),
else one derived from value and count with its own uncertainty. Without them
there is no interval and no verdict. A value that kuvio.yaml says is suppressed
has a verdict only if every count it may hide gives the same.

A table by age is made one rate a region with --standardise: directly by a standard
population (esp2013: the European of 2013), with Dobson's limits and from ten events
on, or indirectly by the rates by age of a region (maa). Beside that region (--with
maa) the ratio of an indirect rate is observed over expected, the SMR. It takes counts
and denominators by age: age=0-4, age=5-9 … age=85-. A class may be of several bands
of the standard, or of single years. Where one is missing there is no value, and a
note says which.

Beside another region of the same kind (--with kunta:297 for municipalities) both
are uncertain: the verdict is by the limits of the difference (Newcombe's method
10 of shares, and in the same way of rates), those of the ratio agreeing. Every
other benchmark is taken as known.

The benchmark peers takes each region's similar municipalities together, from
counts and denominators, euros per inhabitant from their inhabitants; without
those it is their unweighted mean.

Difference and ratio are the value's to the benchmark's; difference_lower,
difference_upper, ratio_lower and ratio_upper are their limits. p is that of the
verdict, below 0.05 where it is higher or lower at 95 %; q is p adjusted for the
regions of the run (Benjamini-Hochberg): of 300 regions that do not differ some 15
would be called so. gap_count is what the
difference comes to: persons or events of a rate's denominator, euros of the
inhabitants where the unit is euros per inhabitant (population: in kuvio.yaml,
127 unless set, or the indicator named as denominator). Above 0 the region has
so many more than at the benchmark's level. With --pool it is that of one year.

With --change each region is compared with itself at two times: rose or fell by
the limits of the difference, those of the ratio agreeing, the two times taken as
independent. A spell of years (2013-2015) is its counts and denominators summed;
without them it is the mean of its years and has no limits, and with a year
missing it is none. Persons counted in several years of a spell make its limits
too narrow. beside_difference is the region's change less the benchmark's,
beside_ratio the ratio of their ratios; beside_verdict is higher or lower where
the limits of both say so. A region has limits of its own as benchmark; mean and
peers are taken as known. Across a change of definition nothing is compared but
with --across-breaks.

Regions of several kinds (municipalities and a maakunta) in one rank, mean or
funnel are refused unless --mixed is given.

Among the regions of the run that have a value:

  rank              1 is the highest value; regions without one have no rank
  rank_lo, rank_hi  its interval, from true rates drawn together out of what the
                    counts and the spread of all the regions allow (empirical
                    Bayes); only where all of them have counts
  p_top, p_bottom   the probability of truly being among the five highest or
                    lowest (--top), from the same draws
  quantile          group 1 to 5 (--quantiles); 1 is the highest values, or the
                    lowest where kuvio.yaml has high_is: good
  funnel            against 95 and 99.8 % limits about the regions' overall rate,
                    widened where they differ more than by chance
                    (overdispersion): high_998, high_95, in, low_95, low_998;
                    from ten regions on, as is smoothed
  smoothed          the rate drawn towards the overall one, the more the smaller
                    the region (empirical Bayes)

rank_country and of_country are the rank among all areas of the category in the
country, where the workspace holds nine in ten of them: of today's division or,
where a region is not in that, of the year's. Sentences count a rank in the lower
half from the bottom.

assessment says better or worse where kuvio.yaml has high_is. --confidence is
the coverage of the values' and the ranks' intervals.`

const scanMethodHelp = `How 'kuvio scan' tests and what its classes mean.

Differences, by which a row stands out:

  country  the level against the whole country's, in the last year the region
           has. With counts and denominators: the distance in standard errors
           of chance and of the variation between the other areas of the
           region's category, of which a cautious upper value is taken (method
           funnel). Without: the region's place among these areas, from ten on
           (method position), whose p cannot be below 2 / number of areas. A
           place knows nothing of size, and small areas are more often first or
           last: of shares and rates it is told and is no finding. Numbers and
           sums of money have no level test: they are as large as the area is.
  peers    the same against the areas most like it ('kuvio peers'), taken
           together; without counts their unweighted mean alone. Not for the
           indicators that they were found by, of which there must be two
  country_trend
           the trend of the ratio of the region to the country: Mann-Kendall
           on its logarithm, over the years both have, allowing for years that
           hang together (corrected p), as for trend. The country is taken
           without the region where their counts and denominators tell it

Trends of its own, which the whole country may share and which set no region
apart; a row with nothing else has a class of its own:

  trend    Mann-Kendall, over all years; p below 0.05 is a direction
  recent   the last five years (OHID Fingertips), their limits widened by how
           much more than chance the series' own years vary; p below 0.002 is a
           direction, unless it hangs on one year

The areas of a category are those of today's division.

Hundreds of tests find something by chance. So q is p adjusted for all tests
of the run that ask the same, differences and own trends apart
(Benjamini-Hochberg; trends without a direction enter with p = 1), and a row is
put in a class by it:

  stands_out  q of a difference is below --fdr (5 %): a finding. That is the
              expected share of false ones among findings
  own_trend   no finding, but q of a trend of its own is below --fdr
  no_finding  tested, and nothing found
  too_small   nothing found, and no test was possible, or the region has fewer
              than ten cases in the year (or fewer than five expected), so that
              only a very great difference could be found
  no_data     the region has no value

The verdict (higher, lower) is that of 'kuvio compare', by the interval of the
region's value: it knows nothing of the variation between areas, so that a large
region nearly always differs by it. country_trend says faster or slower where
both rise or both fall, else upwards or downwards: which way the ratio went.
country_trend_slope is the change of the ratio in percent a year.`

const trendMethodHelp = `How 'kuvio trend' comes to its columns.

Each series has its level, its change, its slope a year with limits (Theil-Sen;
least squares beside it), the Mann-Kendall test and a direction:

  mixed             it went up and down, or its ends say something else than the
                    test: the whole has no direction
  rising, falling   Mann-Kendall p < 0.05, by the sign of Sen's slope, whose
                    interval does not reach 0
  steady            the 95 % interval of Sen's slope, rounding counted in, lies
                    within 1 % of the median level a year (steady_band in
                    kuvio.yaml)
  unclear           the values allow no conclusion
  too_few           fewer than four values: nothing is computed

Years hang together: one year's value lies near the last one's. So a rise or fall
has its evidence: clear where the test with a variance corrected for that (Yue and
Wang; mk_p_corrected, with the autocorrelation allowed for, 0.7 at most) is below 0.05 too, weak
("perhaps rising") where the plain test alone is.

Shares and rates are computed from counts and denominators wherever both are
held; --published takes the published, rounded ones. Years without a value are left out,
and slopes are per calendar year. Where a definition or series changed, only
the part after it is analysed. A count that kuvio.yaml says is suppressed
(suppressed_below) is varied over what it may be; a direction that depends on it
is called unclear, and a note says why.

Beside the whole it looks at parts:

  recent        the last five years with a value (OHID Fingertips, 99.8 %):
                rising, falling or no_change; not_computed without counts to
                give limits, or with a year missing. The limits of chance are
                widened by how much more the series' own years vary; --recent
                published leaves them as the method was published
  joinpoints    the years in which the trend turned: straight lines that meet,
                on a logarithmic scale where every value is positive, unless
                straight lines in the unit itself are much nearer; at most 0
                up to 6 values, 1 up to 11, 2 up to 16, else 3. They must beat
                a straight line of either scale by BIC3 and a test that allows
                for years that hang together. Slope of each stretch, its yearly
                change in percent (apc), and that of the whole (aapc)
  joinpoints_firm
                those that are told, in tables for people, sentences and
                figures: found without the first and without the last year too,
                between stretches whose directions or, on both scales, paces
                differ. --all-turns tells all; --segments lists the stretches,
                with the interval of each turn
  shift_period  the last year before the level shifted most (Pettitt)
  q             the corrected p adjusted for the number of series (Benjamini-Hochberg)

--with REGION sets each trend beside the trend of that region, such as maa: the
ratio of the two year by year, from counts where both have them, and without the
region itself where these tell what is left of the other:

  benchmark_direction, benchmark_slope
                the other's own trend
  ratio_slope   change of the ratio in percent a year (Theil-Sen on its
                logarithm), ratio_lo and ratio_hi its limits
  ratio_p_corrected, ratio_q
                Mann-Kendall test of the ratio, allowing for years that hang
                together, and adjusted for the number of series
  verdict       faster or slower where both rise or both fall; upwards or
                downwards, of the ratio, where they do not; no_clear_difference

--forecast adds a row for each coming year, with 95 % limits (lower, upper) and
80 % ones (lower_80, upper_80); it takes eight yearly values without a gap.

It weighs simple courses together: the last value stays, a level follows the
values, a change goes on or dies away. Each counts by how well it would have
forecast this series' own years one by one, and the limits are those of all of
them mixed, a little wider at the ends than chance alone would have them, since
real series leap. In 10,000 stretches of real series the 95 % limits held 94 to
95 %, the 80 % ones 81 to 82 %, one to five years ahead, and the forecast erred
less than the last value would have. past_hits of past_forecasts says of the
series itself how many forecasts as many years ahead, each made from the years
before it alone, had the value within their 95 % limits; it is empty where there
are fewer than three.

--forecast-method holt (level and slope smoothed, the slope dying away) and drift
(the mean yearly change goes on) have the limits of their own formulas, which
hold less often: 88 and 68 % one and five years ahead with holt.

--format sentences says no more than the row. Weak evidence "appears" to be a
rise or fall; "steadily" is clear and without a turn, with a straight line that
explains 95 % of it (R2) and nine in ten steps going its way; what is said of the
values themselves takes no test: zero in most years (more than half of them),
"stayed between" values within 5 % of each other, and what part of its highest
value the last one is, where that is a third or less.`
