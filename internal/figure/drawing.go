package figure

// Drawing is the version of how figures are drawn, from their contents to the bytes
// of a file: raised whenever the same figure would be drawn otherwise, so that
// outputs of before are told to be of another kuvio. A change that a golden picture
// shows cannot forget it (TestDrawingIsRaised); of one that none shows, such as of
// PDF alone, whoever makes it has to think.
const Drawing = 1
