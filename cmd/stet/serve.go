package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"net"
	"net/http"
	"syscall"
	"time"

	"stet/web"
)

var serveCommand = command{
	name:    "serve",
	summary: "serves the browser annotator from this program",
	help: `
Prints the address on one line when the server is ready; open it in a browser. Ctrl-C ends it. The stories stay in the
browser: the server only hands out the page. With port 0 a free port is taken.`,
	set: func(flags *flag.FlagSet) runner {
		addr := flags.String("addr", "127.0.0.1:8080", "listen on `HOST:PORT`")
		return func(ctx context.Context, s *streams, args []string) error {
			if len(args) > 0 {
				return wrongUsage("serve takes no arguments: %q", args[0])
			}
			return serve(ctx, s, *addr)
		}
	},
}

// grace is how long answers on their way may take once the server is told to end.
const grace = 3 * time.Second

func serve(ctx context.Context, s *streams, addr string) error {
	if _, _, err := net.SplitHostPort(addr); err != nil {
		return wrongUsage("--addr %s: want HOST:PORT, such as 127.0.0.1:8080", addr)
	}
	if _, err := web.Built(); err != nil {
		return err
	}
	listener, err := net.Listen("tcp", addr)
	switch {
	case errors.Is(err, syscall.EADDRINUSE):
		return fmt.Errorf("%s is taken by another program: name another port with --addr, or --addr 127.0.0.1:0 for any free one", addr)
	case err != nil:
		return fmt.Errorf("cannot listen on %s: %w", addr, err)
	}
	server := &http.Server{Handler: web.Handler(), ReadHeaderTimeout: 10 * time.Second, IdleTimeout: 2 * time.Minute}
	ended := make(chan error, 1)
	go func() { ended <- server.Serve(listener) }()
	if _, err := fmt.Fprintln(s.out, address(listener.Addr())); err != nil {
		return err
	}
	if isTerminal(s.err) {
		s.warn("open the address in a browser; Ctrl-C ends")
	}
	select {
	case err := <-ended:
		return err
	case <-ctx.Done():
	}
	late, cancel := context.WithTimeout(context.WithoutCancel(ctx), grace)
	defer cancel()
	if err := server.Shutdown(late); err != nil {
		return server.Close()
	}
	return nil
}

// address is what to type into a browser on this machine.
func address(a net.Addr) string {
	tcp := a.(*net.TCPAddr)
	host := tcp.IP.String()
	if tcp.IP.IsUnspecified() {
		host = "localhost"
	}
	return "http://" + net.JoinHostPort(host, fmt.Sprint(tcp.Port)) + "/"
}
