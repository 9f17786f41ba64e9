package ordered

import (
	"context"
	"errors"
	"slices"
	"sync/atomic"
	"testing"
	"time"
)

// However long each takes, results come in the order of the things.
func TestEach(t *testing.T) {
	things := make([]int, 100)
	for i := range things {
		things[i] = i
	}
	var got []int
	err := Each(context.Background(), things, func(_ context.Context, n int) (int, error) {
		time.Sleep(time.Duration(n%7) * 100 * time.Microsecond)
		return n * n, nil
	}, func(square int) error {
		got = append(got, square)
		return nil
	})
	for i, n := range got {
		if n != i*i {
			t.Fatalf("result %d is %d", i, n)
		}
	}
	if err != nil || len(got) != len(things) {
		t.Errorf("%d results, error %v", len(got), err)
	}
}

var errThird = errors.New("the third")

func TestEachEndsAtTheFirstError(t *testing.T) {
	things := slices.Repeat([]int{0}, 1000)
	things[2] = 1
	var begun, used atomic.Int32
	work := func(ctx context.Context, n int) (int, error) {
		begun.Add(1)
		if n == 1 {
			return 0, errThird
		}
		return n, nil
	}
	err := Each(context.Background(), things, work, func(int) error { used.Add(1); return nil })
	if !errors.Is(err, errThird) || used.Load() != 2 || begun.Load() > 500 {
		t.Errorf("error %v after %d begun and %d used", err, begun.Load(), used.Load())
	}
	err = Each(context.Background(), things[3:], work, func(int) error { return errThird })
	if !errors.Is(err, errThird) {
		t.Errorf("of use: %v", err)
	}
}

func TestEachEndsWithItsContext(t *testing.T) {
	ctx, stop := context.WithCancel(context.Background())
	used := 0
	err := Each(ctx, make([]int, 1000), func(_ context.Context, n int) (int, error) { return n, nil }, func(int) error {
		if used++; used == 3 {
			stop()
		}
		return nil
	})
	if !errors.Is(err, context.Canceled) || used > 500 {
		t.Errorf("error %v after %d", err, used)
	}
}
