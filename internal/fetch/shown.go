package fetch

import (
	"fmt"
	"net/url"
	"time"

	"kuvio/internal/late"
	"kuvio/internal/visible"
)

// line is a text from outside on one line, as it is seen.
func line(s string) string { return visible.Line(s) }

// Secrets that addresses carry: a name and a password before the host, and keys in
// the query.
var (
	userInfo  = late.Regexp(`(://)[^/\s@"'?#]+@`)
	secretKey = late.Regexp(`(?i)([?&][\w-]*(?:key|token|secret|password|passwd|pwd|signature|sig)=)[^&\s"'#]*[^&\s"'#.:;,)]`) // what follows in a sentence is not the key's
)

// WithoutSecrets is a text with ... in the place of what addresses in it should tell
// nobody: messages of a night job are mailed, and logs are kept.
func WithoutSecrets(s string) string {
	return secretKey().ReplaceAllString(userInfo().ReplaceAllString(s, "${1}...@"), "${1}...")
}

// shown is a text from outside on one line, without secrets.
func shown(s string) string { return WithoutSecrets(line(s)) }

// where is an address as messages have it: without secrets, and without the end of
// a query that lists thirty years.
func where(to *url.URL) string {
	runes := []rune(shown(to.String()))
	if len(runes) > whereChars {
		return string(runes[:whereChars]) + "…"
	}
	return string(runes)
}

const whereChars = 150

// told is a time as people are told it.
func told(d time.Duration) string {
	switch {
	case d < 2*time.Minute:
		return fmt.Sprintf("%d s", int(d.Round(time.Second).Seconds()))
	case d < 2*time.Hour:
		return fmt.Sprintf("%d min", int(d.Round(time.Minute).Minutes()))
	case d < 48*time.Hour:
		return fmt.Sprintf("%d h", int(d.Round(time.Hour).Hours()))
	}
	return fmt.Sprintf("%d days", int(d.Hours()/24+0.5))
}

func times(n int) string { return fmt.Sprintf("%d times", n) }

// excerpt is the beginning of a text from outside, on a line.
func excerpt(s string) string {
	runes := []rune(line(s))
	if len(runes) <= saidChars {
		return string(runes)
	}
	return string(runes[:saidChars]) + "…"
}

const saidChars = 200
