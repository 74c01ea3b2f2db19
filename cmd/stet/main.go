// Command stet marks in a news story who acts, where, and who said what.
package main

import "os"

func main() {
	os.Exit(run(os.Args[1:], &streams{in: os.Stdin, out: os.Stdout, err: os.Stderr}))
}
