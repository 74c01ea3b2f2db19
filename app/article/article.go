// Package article reduces a web page, or a piece of one from the clipboard, to its story: headline and paragraphs, without menus,
// advertisements, scripts and the like.
package article

import (
	"io"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// Story is what a page holds.
type Story struct {
	Title string
	Text  string // paragraphs, a blank line between two; empty where the page has no text
}

// Read takes a page's story out of its HTML. Tags that are left open end where a browser ends them; the error is r's.
func Read(r io.Reader) (Story, error) {
	root, err := parse(r)
	if err != nil {
		return Story{}, err
	}
	title := pageTitle(root)
	weigh := map[*html.Node]int{}
	total := weight(root, weigh)
	best := choose(root, weigh, total)
	w := writer{}
	w.block(best)
	paragraphs := w.done()
	if h := find(root, atom.H1); h != nil && best != nil && !within(h, best) && !junk(h) && total > 0 && len(paragraphs) > 0 {
		if head := strings.TrimSpace(flat(h)); head != "" && head != paragraphs[0] {
			paragraphs = append([]string{head}, paragraphs...)
			if title == "" {
				title = head
			}
		}
	}
	if title == "" && len(paragraphs) > 0 && len(paragraphs[0]) <= 200 {
		title = paragraphs[0]
	}
	return Story{Title: title, Text: strings.Join(paragraphs, "\n\n")}, nil
}

// pageTitle is what the page calls itself: for sharing, else its first heading, else its title without the paper's name.
func pageTitle(root *html.Node) string {
	var og, title string
	walk(root, func(n *html.Node) bool {
		switch {
		case n.DataAtom == atom.Meta && attr(n, "property") == "og:title" && og == "":
			og = attr(n, "content")
		case n.DataAtom == atom.Title && title == "" && (n.Parent == nil || n.Parent.DataAtom != atom.Svg):
			title = flat(n)
		}
		return true
	})
	if og != "" {
		return strings.TrimSpace(og)
	}
	if h := find(root, atom.H1); h != nil && !junk(h) {
		if t := strings.TrimSpace(flat(h)); t != "" {
			return t
		}
	}
	for _, sep := range []string{" | ", " — ", " – ", " - "} {
		if i := strings.LastIndex(title, sep); i > 15 {
			title = title[:i]
		}
	}
	return strings.TrimSpace(title)
}

// weight adds up, for every element, the letters of running text in it, links not counted.
func weight(n *html.Node, weigh map[*html.Node]int) int {
	if n.Type == html.ElementNode && (dropped(n) || n.DataAtom == atom.A) {
		return 0
	}
	sum := 0
	if n.Type == html.TextNode {
		sum = len(strings.TrimSpace(n.Data))
	}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		sum += weight(c, weigh)
	}
	weigh[n] = sum
	return sum
}

// choose walks down from the page into the child that holds nearly all of the running text, until the text spreads over several. An
// article element on the way, or a dominant one anywhere, is taken.
func choose(root *html.Node, weigh map[*html.Node]int, total int) *html.Node {
	var article *html.Node
	walk(root, func(n *html.Node) bool {
		if n.Type == html.ElementNode && dropped(n) {
			return false
		}
		if n.DataAtom == atom.Article || attr(n, "itemprop") == "articleBody" || attr(n, "role") == "article" {
			if article == nil || weigh[n] > weigh[article] {
				article = n
			}
		}
		return true
	})
	if article != nil && weigh[article]*10 >= total*4 {
		return article
	}
	at := root
	for {
		var heavy *html.Node
		for c := at.FirstChild; c != nil; c = c.NextSibling {
			if c.Type == html.ElementNode && (heavy == nil || weigh[c] > weigh[heavy]) {
				heavy = c
			}
		}
		if heavy == nil || paragraphLike(heavy) || weigh[heavy]*10 < weigh[at]*9 && at.DataAtom != atom.Html {
			return at
		}
		at = heavy
	}
}

func paragraphLike(n *html.Node) bool {
	switch n.DataAtom {
	case atom.P, atom.H1, atom.H2, atom.H3, atom.H4, atom.Li, atom.Blockquote, atom.Pre, atom.Span, atom.B, atom.I, atom.Em, atom.Strong, atom.A, atom.Tr, atom.Td, atom.Tbody, atom.Ul, atom.Ol, atom.Dl, atom.Table, atom.Figure:
		return true
	}
	return false
}

// Words in a class or id that mark what is no part of the story.
var junkWords = map[string]bool{
	"ad": true, "ads": true, "advert": true, "advertisement": true, "adslot": true, "banner": true, "breadcrumb": true, "breadcrumbs": true,
	"comments": true, "cookie": true, "cookies": true, "consent": true, "disqus": true, "footer": true, "menu": true, "modal": true,
	"nav": true, "navbar": true, "navigation": true, "newsletter": true, "outbrain": true, "paywall": true, "popup": true, "promo": true,
	"recirc": true, "recommended": true, "related": true, "share": true, "sharing": true, "sidebar": true, "signup": true, "skip": true,
	"social": true, "sponsor": true, "sponsored": true, "subscribe": true, "taboola": true, "tags": true, "toolbar": true, "trending": true,
}

// dropped reports whether an element and all that it holds is no part of any story.
func dropped(n *html.Node) bool {
	switch n.DataAtom {
	case atom.Script, atom.Style, atom.Noscript, atom.Template, atom.Nav, atom.Footer, atom.Aside, atom.Form, atom.Button, atom.Svg,
		atom.Iframe, atom.Object, atom.Embed, atom.Select, atom.Textarea, atom.Input, atom.Head, atom.Video, atom.Audio, atom.Canvas, atom.Dialog, atom.Menu:
		return true
	case atom.Html, atom.Body, atom.Main, atom.Article, atom.P:
		return false
	}
	if attr(n, "hidden") != "" || has(n, "hidden") || attr(n, "aria-hidden") == "true" {
		return true
	}
	switch attr(n, "role") {
	case "navigation", "banner", "complementary", "contentinfo", "search", "menu", "dialog", "alert":
		return true
	}
	words := strings.FieldsFunc(strings.ToLower(attr(n, "class")+" "+attr(n, "id")), func(r rune) bool {
		return !('a' <= r && r <= 'z' || '0' <= r && r <= '9')
	})
	for _, w := range words {
		if junkWords[w] {
			return true
		}
	}
	return false
}

// junk reports whether the node lies in something dropped.
func junk(n *html.Node) bool {
	for ; n != nil; n = n.Parent {
		if n.Type == html.ElementNode && dropped(n) {
			return true
		}
	}
	return false
}

func walk(n *html.Node, visit func(*html.Node) bool) {
	if !visit(n) {
		return
	}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		walk(c, visit)
	}
}

func find(root *html.Node, tag atom.Atom) (found *html.Node) {
	walk(root, func(n *html.Node) bool {
		if found == nil && n.DataAtom == tag {
			found = n
		}
		return found == nil
	})
	return found
}

func within(n, outer *html.Node) bool {
	for ; n != nil; n = n.Parent {
		if n == outer {
			return true
		}
	}
	return false
}

func attr(n *html.Node, name string) string {
	for _, a := range n.Attr {
		if a.Key == name {
			return a.Val
		}
	}
	return ""
}

func has(n *html.Node, name string) bool {
	for _, a := range n.Attr {
		if a.Key == name {
			return true
		}
	}
	return false
}
