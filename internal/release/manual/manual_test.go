package manual

import (
	"os/exec"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/spf13/cobra"

	"kuvio/internal/cli"
)

var day = time.Date(2026, 11, 29, 23, 0, 0, 0, time.UTC)

// TestPage has a page of all that one can have.
func TestPage(t *testing.T) {
	root := &cobra.Command{Use: "tilasto", Short: "Numbers"}
	cmd := &cobra.Command{
		Use: "show -r REGION [flags]", Short: "Show Jyväskylä's numbers",
		Long: `Show prints what is held
of a region ('tilasto areas').

maa       the whole country
kunta:179 a municipality, with
          its \name

.5 is not a control line, nor is
'these.`,
		Example: "  tilasto show -r maa\n  tilasto show -r kunta:179 --years 2000-2021",
		Run:     func(*cobra.Command, []string) {},
	}
	root.PersistentFlags().BoolP("quiet", "q", false, "print results only")
	cmd.Flags().StringP("region", "r", "maa", "the `REGION`")
	cmd.Flags().Int("decimals", 1, "of the values")
	cmd.Flags().Bool("old", false, "as before")
	if err := cmd.Flags().MarkHidden("old"); err != nil {
		t.Fatal(err)
	}
	topic := &cobra.Command{Use: "areas", Short: "How regions are written", Long: "By code."}
	schema := &cobra.Command{Use: "schema", Short: "For editors", Long: `{"type": "object"}`}
	root.AddCommand(cmd, topic, schema)

	pages := Pages(root, "tilasto 1.2", day)
	var files []string
	for _, p := range pages {
		files = append(files, p.File())
	}
	if want := []string{"tilasto.1", "tilasto-areas.7", "tilasto-show.1"}; !slices.Equal(files, want) {
		t.Fatalf("pages %v, expected %v", files, want)
	}
	const want = `.TH TILASTO\-SHOW 1 2026-11-29 "tilasto 1.2"
.SH NAME
tilasto\-show \- Show Jyv\[u00E4]skyl\[u00E4]\(aqs numbers
.SH SYNOPSIS
.nf
tilasto show \-r REGION [flags]
.fi
.SH DESCRIPTION
Show prints what is held
of a region (\(aqtilasto areas\(aq).
.PP
.nf
maa       the whole country
kunta:179 a municipality, with
          its \ename
.fi
.PP
\&.5 is not a control line, nor is
\(aqthese.
.SH OPTIONS
.TP
\fB\-\-decimals\fR \fIint\fR
of the values (default 1)
.TP
\fB\-h\fR, \fB\-\-help\fR
help for show
.TP
\fB\-r\fR, \fB\-\-region\fR \fIREGION\fR
the REGION (default \(dqmaa\(dq)
.SH GLOBAL OPTIONS
.TP
\fB\-q\fR, \fB\-\-quiet\fR
print results only
.SH EXAMPLES
.nf
  tilasto show \-r maa
  tilasto show \-r kunta:179 \-\-years 2000\-2021
.fi
.SH SEE ALSO
.BR tilasto (1)
`
	if got := string(pages[2].Body); got != want {
		t.Errorf("%s\nexpected\n%s", got, want)
	}
	if got := string(pages[0].Body); !strings.Contains(got, ".SH COMMANDS\n.TP\n.BR tilasto\\-areas (7)\nHow regions are written\n.TP\n.BR tilasto\\-show (1)\n") {
		t.Errorf("the commands are not listed:\n%s", got)
	}
}

// TestKuvio has each of kuvio's commands and topics say something, and mandoc find no
// mistake in any, where there is one.
func TestKuvio(t *testing.T) {
	pages := Pages(cli.Command(), "kuvio 0.1.0", day)
	if len(pages) < 60 {
		t.Errorf("%d pages only", len(pages))
	}
	var all strings.Builder
	for _, p := range pages {
		if i := strings.Index(string(p.Body), ".SH DESCRIPTION\n"); i < 0 || strings.HasPrefix(string(p.Body[i:]), ".SH DESCRIPTION\n\n") {
			t.Errorf("%s describes nothing", p.File())
		}
		all.Write(p.Body)
	}
	for _, said := range []string{"KUVIO\\-LIST\\-INDICATORS 1", "KUVIO\\-REFERENCES 7", "{{191"} {
		if !strings.Contains(all.String(), said) {
			t.Errorf("no page says %s", said)
		}
	}
	mandoc, err := exec.LookPath("mandoc")
	if err != nil {
		t.Skip("no mandoc to look for mistakes with")
	}
	for _, p := range pages {
		cmd := exec.Command(mandoc, "-T", "lint", "-W", "warning")
		cmd.Stdin = strings.NewReader(string(p.Body))
		if out, err := cmd.CombinedOutput(); err != nil {
			t.Errorf("%s: %v\n%s", p.File(), err, out)
		}
	}
}
