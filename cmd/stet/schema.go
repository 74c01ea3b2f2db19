package main

import (
	"context"
	"flag"

	"stet/annotate"
)

var schemaCommand = command{
	name:    "schema",
	summary: "prints the JSON Schema of the documents",
	set: func(*flag.FlagSet) runner {
		return func(_ context.Context, s *streams, args []string) error {
			if len(args) > 0 {
				return wrongUsage("schema takes no arguments")
			}
			_, err := s.out.Write(annotate.Schema())
			return err
		}
	},
}
