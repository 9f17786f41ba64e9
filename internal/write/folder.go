package write

import (
	"errors"
	"time"
)

// How long a process waits for another to rename its files in a folder, which takes
// milliseconds, and how often it looks.
const (
	folderWait = 10 * time.Second
	folderPoll = 5 * time.Millisecond
)

var errFolderBusy = errors.New("another process of kuvio has been writing in this folder for 10 seconds: see whether it hangs, and try again")
