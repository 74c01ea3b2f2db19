package main

import (
	"context"
	"flag"
	"fmt"
	"runtime"

	"stet/annotate"
)

var versionCommand = command{
	name:    "version",
	summary: "prints the version of the program and of its rules",
	set: func(*flag.FlagSet) runner {
		return func(_ context.Context, s *streams, args []string) error {
			if len(args) > 0 {
				return wrongUsage("version takes no arguments")
			}
			_, err := fmt.Fprintf(s.out, "stet %s (format %s, %s %s/%s)\n", annotate.Version, annotate.Format, runtime.Version(), runtime.GOOS, runtime.GOARCH)
			return err
		}
	},
}
