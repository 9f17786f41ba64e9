package cli

import "github.com/spf13/cobra"

// topics are pages of help that belong to no command.
func topics() []*cobra.Command {
	return []*cobra.Command{
		{Use: "references", Short: "How regions and indicators are written", Long: referencesHelp},
		{Use: "settings", Short: "What can be set in kuvio.yaml", Long: settingsHelp},
		{Use: "sources", Short: "Where 'kuvio refresh' gets data from, and what it makes of it", Long: sourcesHelp},
		longWhenAsked(&cobra.Command{Use: "mappings", Short: "What a mapping says of a file, every key with an example"}, mappingsHelp),
		longWhenAsked(&cobra.Command{Use: "figure-schema", Short: "The JSON Schema of charts/*.yaml, for editors"}, figureSchema),
		longWhenAsked(&cobra.Command{Use: "placeholders", Short: "What 'kuvio fill' puts into a text, and the words for it in three languages"}, placeholdersHelp),
		{Use: "formatting", Short: "The output formats and what stands in them", Long: formattingHelp},
		{Use: "environment", Short: "Environment variables", Long: environmentHelp},
		{Use: "compare-method", Short: "How compare comes to its verdicts, ranks and funnels", Long: compareMethodHelp},
		{Use: "scan-method", Short: "How scan tests, and what its classes mean", Long: scanMethodHelp},
		{Use: "trend-method", Short: "How trend comes to directions, turning years and forecasts", Long: trendMethodHelp},
		{Use: "night-job", Short: "How a workspace is refreshed every night, and what needs a person", Long: nightJobHelp},
		{Use: "exit-codes", Short: "Exit codes", Long: exitCodesHelp},
	}
}

// longWhenAsked has a page of help that is put together be so when it is asked for:
// every command that runs would wait for it.
func longWhenAsked(cmd *cobra.Command, long func() string) *cobra.Command {
	cmd.SetHelpFunc(func(asked *cobra.Command, args []string) { // also of the commands below it
		if asked == cmd {
			cmd.Long = long()
		}
		cmd.Root().HelpFunc()(asked, args)
	})
	return cmd
}

const referencesHelp = `Regions (-r), separated by commas:

  kunta:179               a municipality by its code; so too maakunta:13, shp:14,
                          hva:15, seutukunta:131, erva, avi, ely
  maa                     the whole country
  id:730                  SOTKAnet's own number, known or not
  Jyväskylä               a name, where only one region has it
  kunta@maakunta:13       every municipality of Keski-Suomi, today
  kunta@maakunta:13/2016  the same in the division of 2016
  kunta@maakunta:13/all   with those that have since merged or moved
  maakunta@maa            every maakunta
  postinumero:40100       an area of a category of your own, as an import named it
                          (category: postinumero in a mapping), or postinumero:NAME
  postinumero             every area of that category
  rest:shp:14             the whole country without it, from counts
  muu-maa:shp:14          the same
  group:saarikka          a group that kuvio.yaml names, as one area: rates are
                          computed from its members' counts and denominators and
                          never averaged, numbers and amounts of money added up;
                          where a member has no figure there is no sum
  kunta@group:saarikka    its members
  rest:group:saarikka     the whole country without it

An area that has ended is an error that names its successor. A group may have
members that have merged since: each figure of such a member is its own where the
data have one, and its successor's after the merger, or throughout where the data
have nothing of the member (SOTKAnet moves the past to today's areas). A
successor is counted once, and a note says so, and whether it is wider. So it is
among the members of a set of an old division, kunta@maa/2015: what a newer
download has moved to the successor is left out of the member's own row.

Indicators (-i), separated by commas:

  191                     SOTKAnet's number
  oma:NAME, kolada:ID     a workspace's own, another data bank's
  1339+3377               an ended indicator and the one that continues it
  @plan, @NAME            a set: the plan's, or one of kuvio.yaml's`

const formattingHelp = `Tables are printed as text. --format csv, json, md, xlsx, docx or html, or the
ending of the file named with -o, choose another form.

CSV and JSON have stable English column names, every column, 12 significant
digits and a decimal point; an empty field or null is a missing value. The last
columns are the indicator's title (--lang) and its unit (PROS: %, as in 'kuvio
list indicators'). Notes of a row stand in its note column as codes (gaps:3,
made_up); notes of the whole table and its source go to stderr. Where a column
holds several values (the turning points of a trend) they are joined by
semicolons.

--excel fi or sv, with --format csv, writes it for a spreadsheet in Finnish or
Swedish: semicolons between the fields, decimal commas, and a byte order mark.

Text, Markdown and XLSX are for people: headings, numbers and notes are in the
language (--lang), and text has the columns an analyst reads first; --wide
shows all. XLSX has all, with the others folded away (the 2 at the sheet's upper
left, or --wide, opens them), and prints on A4 as wide as the paper is. Missing
and suppressed values say so and are never zero.

DOCX and HTML are the table as a document: the columns that a page of A4 has room
for, a numbered caption, notes and source. The web page is one file that loads
nothing; its rows are put in order by the headings, by mouse or keyboard, and
--wide gives it every column.

Nothing is cut when the output is not a terminal. On one a long cell of files
('kuvio history') is shortened in its middle; --wide shows it whole.`

const environmentHelp = `KUVIO_LANG   the language: fi, sv or en. --lang comes before it, kuvio.yaml's
             lang: after it. The system's language is not asked.
KUVIO_STORE  where the store is, as kuvio.yaml's store: has it, but a file from
             this folder; a password may stand in it. 'kuvio help store' says
             which of PostgreSQL's own are heard (PGPASSWORD, PGSSLMODE ...).
NO_COLOR     set to anything: no bold or dim text.

What services on the network are asked, and through what:
KUVIO_SOTKANET_URL
             another address of SOTKAnet's interface, such as a mirror or a test
             server: http://127.0.0.1:8080/rest/1.1. A source's url comes before it.
HTTPS_PROXY  a proxy, http://proxy.example:8080, with NAME:PASSWORD@ before the
             host where it wants a password (HTTP_PROXY for plain http). kuvio
             cannot run the script of a PAC address, nor log in with NTLM or
             Negotiate: a small proxy on this machine, such as cntlm or px, can.
NO_PROXY     hosts that are asked directly, between commas: intra.example
SSL_CERT_FILE, SSL_CERT_DIR
             certificates of authorities that are trusted, where a proxy opens
             secure connections; Windows and macOS have a list of their own.`

const exitCodesHelp = `0    done
1    an error; nothing was done
2    the command line could not be understood
3    done in part: a source or a file failed, rows were rejected, a figure was not
     drawn, or a file is open in another program and the new one beside it as
     NAME.new; what failed is as it was. Of 'kuvio fill': placeholders have no answer
4    no source could be reached; what is held stays, and the next time tries again
5    'kuvio refresh --check' found something to do, 'kuvio fill --check' that something
     moved, or 'kuvio proof' a number that is not what the data says
130  interrupted; an import that was going on left nothing behind`

const nightJobHelp = `'kuvio refresh' asks the sources of kuvio.yaml what is new, and makes again the
figures and tables that show something else than they did. It asks nobody
anything, runs once at a time in a workspace, and can be ended at any moment: the
next one goes on from there, and nothing is left half written.

  kuvio init plan --region Pohjois-Savo                  # sources, figures, a table
  kuvio -C plan refresh                                  # once by hand
  kuvio -C plan job systemd -o ~/.config/systemd/user    # or cron, windows, github, gitlab

With -q it says nothing when all is fine: what it then says needs a person. It ends
with

  0  all that kuvio.yaml names is true
  3  part of it is: a source, a file or a figure failed, and each is named with why.
     The rest is done, and what failed is as it was
  4  no source could be reached. Nothing needs to be done but to wait: of a source
     that is away for weeks, --max-age 30d marks the data as of its day
  1  nothing was done, for a reason said: kuvio.yaml cannot be read, the disk is full

What a person then does:

  an area of a figure has ended    put the area that the message names into the line
                                   that it names; the other figures are drawn
  an answer has become shorter     look at the source; 'kuvio refresh --force' takes it
  a file is open in Word or Excel  close it: the new one stands beside it as NAME.new
                                   and takes its place with the next refresh
  rows were rejected               see data/rejects.csv

What the last refresh changed, 'kuvio diff' says: values and how far, new years, and
which figure concludes something else than it did, and why. For a mail, of a week:

  kuvio diff --since 2026-11-21 --format html -o changes.html

What is kept where:

  kuvio.yaml, charts/, maps/  yours: keep them in git, or back them up
  kuvio.lock                  what each output was made of and what it concludes: keep
                              it beside them, so that diff can compare
  data/kuvio.db               the store, with every revision since the first import:
                              back it up. What was, no source gives again
  data/spool/, data/locks/    what arrived, and earlier locks
  out/                        made anew from all these

Back data/ up while no refresh runs. On disks shared over a network let one machine
refresh.

--log-format json (or text) turns messages into a log on stderr, an event a line.
time, level and msg stand in each. The level is WARN for what needs a person, and
of the last one ERROR where the exit code is not 0; -q leaves out what is below. msg
is

  asked      a source was asked what is new
  fetched    something of it came
  imported   what came is in the store, by the number of its vintage: new and revised
             count its values
  made       a file was made anew
  unchanged  there was nothing to do
  failed     a source, a file or an output: it is as it was
  message    what people are told besides
  ended      the command, with exit_code

The other keys, each where it has a value: source, indicator (or piece, what of
a source else), figure, file, why, took_ms (milliseconds) and text, which is what people are told. Passwords
and keys in addresses are left out.`

const sourcesHelp = `'kuvio refresh' makes true what kuvio.yaml names. Sources are asked what is new,
one after the other and one request at a time:

sources:
  - {kind: sotkanet, indicators: "@plan", years: 2000-, gender: all}
  - {kind: pxweb, query: maps/vaesto.json, map: maps/vaesto.yaml,
     url: "https://pxdata.stat.fi/PXWeb/api/v1/fi/StatFin/vaerak/statfin_vaerak_pxt_11re.px"}
  - {kind: kolada, indicators: [N31001, N00945], years: 2000-}
  - {kind: url, url: "https://intra.example/kaynnit.csv", map: maps/kaynnit.yaml}
  - {kind: file, path: [data/raw, "palaute/*.xlsx"]}

sotkanet  indicators, with what is needed beside them: the populations under rates,
          and what continues an ended one. Data is fetched where SOTKAnet says that
          it was updated. years and gender narrow it (total unless said); all areas
          come. url is a mirror's address (or KUVIO_SOTKANET_URL)
pxweb     a table, version 1 of the interface, by a query: what the table's page gives
          under "API query for this table", kept in a file. Take years by "filter":
          "top", so that new ones come. It is fetched where the list of its folder
          says that it was updated, else to see whether it was. A table of version 2
          is a url: https://.../tables/ID/data?outputFormat=json-stat2&...
kolada    key figures of Sweden's municipalities, N31001 or kolada:N31001: their areas
          are kommun-se:0180, kommun-se:Stockholm. All genders come. Kolada does not
          say when figures were changed: they come at every refresh, so narrow years.
          url is a mirror's address, https://api.kolada.se/v3 unless said
url       any file that 'kuvio import' reads. A service that can tell is asked for what
          is newer alone; of another the file comes each time
file      files, folders and patterns, from the workspace's folder

Keys of each: name, what messages call it. Of those on the network: pause, between
two requests where half a second is too short (2s), and insecure: true, for plain http
beyond this machine, which anyone on the way can read and change. Of pxweb, url and
file: map, how the file is read (see 'kuvio help mappings'); of url and file also
sheet, of a workbook; covers: true, the file has all there is of its indicators, years
and kinds of area, so that what it lacks is withdrawn; and made_up: true, for examples.
Of file: retrieved: 2024-05-06, the day the files were fetched, where they do not say
it: without, that on which each was first imported. An older file never takes the place
of newer data, --force or not. Rows of a file that were rejected, such as those that
contradict another file of that import, are told at every refresh (exit code 3) until
the file is corrected or gone.

An address that redirects to another host is not followed: write the new one. What
answers otherwise than before, with an error, a page to log in on, half a file or much
less than is held, is named, and what is held stays. --force takes it.

outputs:
  - {command: trend, indicators: "@plan", regions: "kunta@maakunta:13",
     to: out/suunnat.xlsx}

are made beside the figures of charts/: the result of a command as a file, whose name
says the format. Other keys are the command's flags by their long names; indicators
and regions are its -i and -r. {command: explore, to: verkko} is a folder with a site of
all that is held; title and lang are its keys. {command: fill, template: luku.md, region:
Pohjois-Savo, to: out/luku.docx} is a text filled by its placeholders; styles, a Word
document whose styles it has, and lang are its other keys. One that somebody has changed
since is not written over: 'kuvio fill out/luku.docx' renews its figures in place.

watch:
  - {indicators: "@plan", regions: "maakunta:13"}

are series that no figure shows and whose conclusions 'kuvio diff' follows.`

const settingsHelp = `kuvio.yaml stands in the folder of the workspace. Everything in it is optional;
a mistake is shown with its line or its key. 'kuvio init' writes one with an
example of each.

lang              fi, sv or en
store             where the store is: a file, from the workspace's folder, or
                  postgres://ROLE@HOST/DATABASE ('kuvio help store'); data/kuvio.db
                  unless set. KUVIO_STORE comes before it
sets              {hyte: [191, 1339+3377]}: named lists of indicators and splices,
                  used as @hyte
groups            {saarikka: {members: [kunta:216, kunta:226], title: {fi: ...},
                  from: 2009, to: 2022}}: areas made up of others, used as
                  group:saarikka. members are areas, sets of them or other
                  groups; title, in fi, sv and en, is the name unless set; from
                  and to are the years in which it existed; inessive and
                  genitive (Saarikassa, Saarikan) are its forms in Finnish
                  sentences
denominators      {191: 1065:count}: the indicator whose count (for a plain
                  number, whose value) is the population under a share or rate
breaks            {3126: [2011]}: years in which a definition changed
suppressed_below  {191: 5}: the count below which the source withholds figures
                  without marking them, 2 to 1000. A gap is then taken as
                  suppressed and no longer as missing, where the source has
                  figures of the period for other such areas and the area has
                  people by the indicator's denominator (or, for a plain number
                  without one, figures of another gender or breakdown). An area
                  that the file does not list at all is so too, if so few are
                  likely of its people. It may hide 1 to 4; 0 to 4 where the
                  indicator publishes no zero at all.
repeated_events   [1886, 2483]: indicators that count the same persons again and
                  again, such as visits and days. They vary by more than chance,
                  so that they have no intervals from counts, and the direction
                  of their last five years is by the series' own variation. The
                  catalogue names some
price_index       oma:cpi: the indicator of the whole country's price level that
                  money is deflated by with --real 2023
population        the indicator of the inhabitants that amounts of money are
                  divided by with --per capita, and that euros per inhabitant are
                  of in groups, rests, spreads and gaps unless denominators names
                  another; 127 unless set
high_is           {191: bad, 127: good}: whether a high value is good or bad
peers             [127, 1065, 228]: the indicators by which similar areas are found,
                  each counting alike ('kuvio help peers' says by what otherwise)
mappings          [{files: "vakiluku*.csv", map: maps/vakiluku.yaml}]: mappings
                  of files that do not say all of themselves ('kuvio help
                  mappings')
colors            {focus: "#0057a8", series: ["#d1490f"]}: your organisation's,
                  of what a figure is about and of further series; 'kuvio check'
                  says where they are too light or cannot be told apart
steady_band       how much of the median level a series may move in a year, in
                  percent, and still be called steady; 1 unless set`
