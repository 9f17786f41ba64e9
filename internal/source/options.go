package source

// Options settle what a file's content leaves open.
type Options struct{}
