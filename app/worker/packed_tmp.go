package worker

import "stet/annotate"

func Pack(d *annotate.Document) []byte { return d.AppendJSON(nil) }

func Unpack(b []byte) (*annotate.Document, error) { return annotate.Read(b) }
