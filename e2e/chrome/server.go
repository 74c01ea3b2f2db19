package chrome

import (
	"net"
	"net/http"
	"slices"
	"sync"
	"sync/atomic"
)

// Server serves a handler on a loopback port of its own and keeps what it was asked for.
type Server struct {
	// URL ends in a slash.
	URL string

	address string
	handler atomic.Pointer[http.Handler]
	server  *http.Server
	mu      sync.Mutex
	asked   []string
}

// Serve starts a server. A prefix such as "/stet/" is where the handler is mounted; "/" is the root.
func Serve(t Reporter, handler http.Handler, prefix string) *Server {
	t.Helper()
	s := &Server{address: "127.0.0.1:0"}
	s.Swap(mount(handler, prefix))
	s.Start(t)
	s.URL = "http://" + s.address + prefix
	return s
}

func mount(handler http.Handler, prefix string) http.Handler {
	if prefix == "/" {
		return handler
	}
	mux := http.NewServeMux()
	mux.Handle(prefix, http.StripPrefix(prefix[:len(prefix)-1], handler))
	return mux
}

// Swap puts another handler in the place of the present one, as a deploy does. It stands at the root: mount a sub-path yourself.
func (s *Server) Swap(handler http.Handler) { s.handler.Store(&handler) }

// Start begins to listen, on the same port if it did before.
func (s *Server) Start(t Reporter) {
	t.Helper()
	listener, err := net.Listen("tcp", s.address)
	if err != nil {
		t.Fatalf("server: %v", err)
		return
	}
	s.address = listener.Addr().String()
	s.server = &http.Server{Handler: http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		s.mu.Lock()
		s.asked = append(s.asked, r.URL.RequestURI())
		s.mu.Unlock()
		(*s.handler.Load()).ServeHTTP(w, r)
	})}
	go s.server.Serve(listener) //nolint:errcheck // it ends when Stop closes it
}

// Stop drops every connection and hangs up: for the browser the network is gone.
func (s *Server) Stop() { s.server.Close() }

// Asked returns the requests so far, in order: path and query.
func (s *Server) Asked() []string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return slices.Clone(s.asked)
}
