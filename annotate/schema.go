package annotate

import _ "embed"

//go:embed stet-1.schema.json
var schema []byte

// Schema returns the JSON Schema (draft 2020-12) of the document format, the file stet-1.schema.json beside this one.
func Schema() []byte { return schema[:len(schema):len(schema)] }
