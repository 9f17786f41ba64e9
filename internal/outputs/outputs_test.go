package outputs

import (
	"context"
	"errors"
	"runtime"
	"slices"
	"testing"

	"kuvio/internal/chart"
)

// Things come in their order however long each takes: the first is made last here.
func TestInOrder(t *testing.T) {
	if runtime.GOMAXPROCS(0) < 2 {
		t.Skip("one core makes one thing at a time")
	}
	second := make(chan struct{})
	var came []int
	err := InOrder(t.Context(), 20, func(_ context.Context, i int) int {
		switch i {
		case 0:
			<-second
		case 1:
			close(second)
		}
		return 10 * i
	}, func(i, n int) {
		if n != 10*i {
			t.Errorf("%d is %d", i, n)
		}
		came = append(came, i)
	})
	if err != nil || len(came) != 20 || !slices.IsSorted(came) {
		t.Errorf("%v, %v", came, err)
	}
}

// What is interrupted hands on nothing more, and says so.
func TestInOrderEnds(t *testing.T) {
	ctx, stop := context.WithCancel(t.Context())
	err := InOrder(ctx, 1000, func(ctx context.Context, i int) error {
		if i > 0 {
			<-ctx.Done()
		}
		return ctx.Err()
	}, func(i int, err error) {
		if i > 0 && err == nil {
			t.Errorf("%d was made after the end", i)
		}
		stop()
	})
	if !errors.Is(err, context.Canceled) {
		t.Errorf("%v, want that it was interrupted", err)
	}
	if err := InOrder(t.Context(), 0, func(context.Context, int) int { panic("nothing is made") }, nil); err != nil {
		t.Error(err)
	}
}

// A name given stands for the id of a figure, and of one for each of several regions
// for what their ids have in common.
func TestCalled(t *testing.T) {
	for _, test := range []struct{ id, name, of, want string }{
		{"taso", "", "taso", "taso"},
		{"taso", "kuva", "taso", "kuva"},
		{"taso.kunta-179", "kuva", "taso", "kuva.kunta-179"},
	} {
		if got := Called(test.id, test.name, test.of); got != test.want {
			t.Errorf("%+v: %s", test, got)
		}
	}
}

func TestIncomplete(t *testing.T) {
	whole, empty := Figure{Figure: new(chart.Figure)}, Figure{Figure: &chart.Figure{Empty: []string{"191 kunta:179: no data"}}}
	untranslated := whole
	untranslated.untranslated = true
	for _, test := range []struct {
		f                 Figure
		strictly, allowed bool
	}{{whole, false, false}, {empty, true, false}, {untranslated, true, true}} {
		if test.f.Incomplete(false) != test.strictly || test.f.Incomplete(true) != test.allowed {
			t.Errorf("%+v: incomplete %t, with empty ones allowed %t", test.f, test.f.Incomplete(false), test.f.Incomplete(true))
		}
	}
}
