// Lean prepares the browser's build: it lays a copy of go-app without its web server into a folder and writes a go.mod that takes
// that copy. go-app's page handler, which Stet does not use, brings net/http, crypto/tls and text/template with it: a sixth of
// the download; its encrypted states and the ids of its shared ones bring the rest of Go's cryptography. Tests and editors use go-app
// as it is; the two differ in nothing that Stet runs in a browser.
//
// Usage: go run ./wasm/lean [-out build], then go build -modfile=build/lean.mod …
package main

import (
	"bytes"
	"encoding/json"
	"flag"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
)

const (
	module = "github.com/maxence-charriere/go-app/v9"
	// version is the one whose files these are; another one has to be looked at first.
	version = "v9.8.0"
)

// unused are the files of go-app's pkg/app that serve pages, write static ones, and encrypt states.
var unused = map[string]bool{"http.go": true, "resource.go": true, "static.go": true, "crypto.go": true}

// instead stands for what the rest of the package names from those files. Stet has no resources below /web, so no address is one, and
// keeps no state with go-app.
const instead = `package app

import "github.com/maxence-charriere/go-app/v9/pkg/errors"

type Handler struct{}

func isRemoteLocation(path string) bool { return false }

func isStaticResourcePath(path string) bool { return false }

func encrypt(string, []byte) ([]byte, error) { return nil, errors.New("left out by wasm/lean") }

func decrypt(string, []byte) ([]byte, error) { return nil, errors.New("left out by wasm/lean") }
`

// The ids of states and devices come from a package with more in it than one needs who has neither.
const (
	uuid    = "github.com/google/uuid"
	anyUUID = "package uuid\n\nfunc NewString() string { return \"00000000-0000-4000-8000-000000000000\" }\n"
)

func main() {
	out := flag.String("out", "build", "the `folder` for go-app's copy and lean.mod; inside the project")
	flag.Parse()
	if err := run(*out); err != nil {
		fmt.Fprintln(os.Stderr, "wasm/lean:", err)
		os.Exit(1)
	}
}

func run(out string) error {
	source, err := download()
	if err != nil {
		return err
	}
	copied := filepath.Join(out, "go-app")
	if err := os.RemoveAll(copied); err != nil { // what an earlier version laid there would be compiled too
		return err
	}
	if err := lean(source, copied); err != nil {
		return err
	}
	mod, err := os.ReadFile("go.mod")
	if err != nil {
		return err
	}
	sum, err := os.ReadFile("go.sum")
	if err != nil {
		return err
	}
	mod = fmt.Appendf(mod, "\nreplace %s => ./%s\n", module, filepath.ToSlash(copied))
	if err := put(filepath.Join(out, "lean.mod"), mod); err != nil {
		return err
	}
	return put(filepath.Join(out, "lean.sum"), sum)
}

// download returns the folder of go-app in the module cache.
func download() (string, error) {
	command := exec.Command("go", "mod", "download", "-json", module)
	command.Stderr = os.Stderr
	answer, err := command.Output()
	if err != nil {
		return "", fmt.Errorf("go mod download %s: %w", module, err)
	}
	var got struct{ Version, Dir string }
	if err := json.Unmarshal(answer, &got); err != nil {
		return "", err
	}
	if got.Version != version {
		return "", fmt.Errorf("go.mod has go-app %s, this program knows %s: see which of its files are the server's, then change version", got.Version, version)
	}
	return got.Dir, nil
}

// lean copies go-app's packages, but for tests, generators and what Stet does not use.
func lean(source, to string) error {
	for _, folder := range []string{"pkg/app", "pkg/errors"} {
		err := filepath.WalkDir(filepath.Join(source, folder), func(path string, d fs.DirEntry, err error) error {
			if err != nil {
				return err
			}
			name := d.Name()
			if d.IsDir() {
				if name == "gen" || name == "testdata" {
					return fs.SkipDir
				}
				return nil
			}
			if !strings.HasSuffix(name, ".go") || strings.HasSuffix(name, "_test.go") || folder == "pkg/app" && unused[name] {
				return nil
			}
			data, err := os.ReadFile(path)
			if err != nil {
				return err
			}
			relative, err := filepath.Rel(source, path)
			if err != nil {
				return err
			}
			return put(filepath.Join(to, relative), bytes.ReplaceAll(data, []byte(uuid), []byte(module+"/pkg/uuid")))
		})
		if err != nil {
			return err
		}
	}
	for name, content := range map[string]string{"app/unused.go": instead, "uuid/uuid.go": anyUUID} {
		if err := put(filepath.Join(to, "pkg", filepath.FromSlash(name)), []byte(content)); err != nil {
			return err
		}
	}
	mod, err := os.ReadFile(filepath.Join(source, "go.mod"))
	if err != nil {
		return err
	}
	return put(filepath.Join(to, "go.mod"), mod)
}

// put writes a file if its content is new.
func put(name string, data []byte) error {
	if old, err := os.ReadFile(name); err == nil && bytes.Equal(old, data) {
		return nil
	}
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		return err
	}
	return os.WriteFile(name, data, 0o644)
}
