package main

import (
	"context"
	"flag"

	"stet/web"
)

var siteCommand = command{
	name:    "site",
	args:    "DIR",
	summary: "writes the annotator as a static folder for any web host",
	help: `
The folder works at the root of a host and under any path. DIR is made if it is not there. A folder that stet site wrote
before is brought up to date; one that holds anything else is refused.`,
	set: func(*flag.FlagSet) runner {
		return func(_ context.Context, _ *streams, args []string) error {
			if len(args) != 1 {
				return wrongUsage("site takes one folder")
			}
			return web.WriteSite(args[0])
		}
	},
}
