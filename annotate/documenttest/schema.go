// Package documenttest helps tests with documents: it holds them to the published JSON Schema and makes up random ones. Only tests
// import it.
package documenttest

import (
	"bytes"
	"sync"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"

	"stet/annotate"
)

var compiled = sync.OnceValues(func() (*jsonschema.Schema, error) {
	parsed, err := jsonschema.UnmarshalJSON(bytes.NewReader(annotate.Schema()))
	if err != nil {
		return nil, err
	}
	c := jsonschema.NewCompiler()
	if err := c.AddResource("stet-1.schema.json", parsed); err != nil {
		return nil, err
	}
	return c.Compile("stet-1.schema.json")
})

// Validate returns what the schema finds wrong with the document's JSON, or nil.
func Validate(document []byte) error {
	s, err := compiled()
	if err != nil {
		return err
	}
	parsed, err := jsonschema.UnmarshalJSON(bytes.NewReader(document))
	if err != nil {
		return err
	}
	return s.Validate(parsed)
}

// Holds fails the test where the document's JSON does not keep to the schema.
func Holds(t testing.TB, document []byte) {
	t.Helper()
	if err := Validate(document); err != nil {
		t.Errorf("the document does not keep to its schema: %v", err)
	}
}
