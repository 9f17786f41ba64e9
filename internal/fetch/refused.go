package fetch

import (
	"fmt"
	"io"
	"net/http"
	"strings"
	"time"
)

// refused says what a status means that is no answer; nil for one that is.
func refused(resp *http.Response, body io.Reader) *Error {
	status := resp.StatusCode
	if status >= 200 && status < 300 {
		return nil
	}
	e := &Error{Found: "the service answers " + statusOf(resp), Do: checkOwn, Status: status}
	if words := said(mediaType(resp.Header), body); words != "" && !strings.EqualFold(words, statusOf(resp)) {
		e.Found += ", and says: " + words
	}
	switch status {
	case http.StatusForbidden:
		e.Do = "it may refuse this machine, or a proxy this address: wait a day and ask more seldom (pause: of this source), or ask those who run it"
	case http.StatusUnauthorized:
		e.Do = "it asks for a password: ask those who run it for an address without one"
	case http.StatusNotFound, http.StatusGone:
		e.Do = "check the address in kuvio.yaml, and whether what is asked for is still published"
	case http.StatusProxyAuthRequired:
		e = wantsPassword(resp.Header)
		e.Status = status
	case http.StatusNetworkAuthenticationRequired:
		e.Do = "log in on the network with a browser"
	case http.StatusRequestTimeout, http.StatusTooManyRequests, http.StatusInternalServerError, http.StatusBadGateway, http.StatusServiceUnavailable, http.StatusGatewayTimeout:
		e.again, e.unreachable, e.Do = true, true, askLater
		if later, ok := retryAfter(resp.Header.Get("Retry-After"), resp.Header.Get("Date")); ok {
			e.later = later
			if later > longest {
				e.Do = "it asks to be left alone for " + told(later)
			}
		}
	default:
		if status >= 300 && status < 400 {
			e.Do = "check the address in kuvio.yaml"
		}
		if status > 500 {
			e.unreachable, e.Do = true, askLater
		}
	}
	return e
}

// retryAfter reads how long a service wants to be left alone: seconds, or the time
// of a day by its own clock. https://www.rfc-editor.org/rfc/rfc9110#field.retry-after
func retryAfter(header, date string) (time.Duration, bool) {
	header = strings.TrimSpace(header)
	if header == "" {
		return 0, false
	}
	if !strings.ContainsFunc(header, func(r rune) bool { return r < '0' || r > '9' }) {
		seconds := int64(0)
		for _, digit := range header {
			seconds = min(seconds*10+int64(digit-'0'), int64(maxLater/time.Second))
		}
		return time.Duration(seconds) * time.Second, true
	}
	at, err := http.ParseTime(header)
	if err != nil {
		return 0, false
	}
	now, err := http.ParseTime(date)
	if err != nil {
		now = time.Now()
	}
	return min(max(at.Sub(now), 0), maxLater), true
}

// maxLater is as long as a Retry-After is taken to mean.
const maxLater = 365 * 24 * time.Hour

// said is the first line of what a service says of its refusal, or its page's title.
func said(t string, body io.Reader) string {
	start, _ := io.ReadAll(io.LimitReader(body, saidMost)) // what there is of it
	if t == typeHTML || isPage(start) {
		return title(start)
	}
	for text := range strings.Lines(string(start)) {
		if words := excerpt(text); words != "" {
			return words
		}
	}
	return ""
}

func statusOf(resp *http.Response) string {
	if text := http.StatusText(resp.StatusCode); text != "" {
		return fmt.Sprint(resp.StatusCode, " ", text)
	}
	return fmt.Sprint(resp.StatusCode)
}
