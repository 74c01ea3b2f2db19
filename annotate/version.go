package annotate

// Version is the program's version, as documents and `stet version` give it.
const Version = "0.1.0"
