package web

import "strings"

// policy is the page's Content-Security-Policy: its own files and nothing else, no request to anywhere else, no string that becomes
// code. It stands as the page's first meta element, for any host, and as a header where Handler serves it.
var policy = strings.Join([]string{
	"default-src 'none'",
	"script-src 'self' 'wasm-unsafe-eval'",
	"style-src 'self'",
	"img-src 'self' data:",
	"connect-src 'self'",
	"manifest-src 'self'",
	"worker-src 'self'",
	"base-uri 'none'",
	"form-action 'none'",
	"require-trusted-types-for 'script'",
	"trusted-types stet",
}, "; ")

// headers are sent with every file. What may stand only in a header is added to the policy here.
var headers = [][2]string{
	{"Content-Security-Policy", policy + "; frame-ancestors 'none'"},
	{"Cross-Origin-Opener-Policy", "same-origin"},
	{"Cross-Origin-Resource-Policy", "same-origin"},
	{"Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()"},
	{"Referrer-Policy", "no-referrer"},
	{"X-Content-Type-Options", "nosniff"},
	{"X-Frame-Options", "DENY"},
}

// Policy returns the page's Content-Security-Policy as it stands in its meta element.
func Policy() string { return policy }
