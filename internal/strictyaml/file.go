package strictyaml

import "io"

// Read reads a file to be decoded, as opening it gave it, and closes it: no more
// of it than tells that it is too large.
func Read(f io.ReadCloser, err error) ([]byte, error) {
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return io.ReadAll(io.LimitReader(f, maxSize+1))
}
