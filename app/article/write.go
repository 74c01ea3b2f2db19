package article

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// writer turns elements into paragraphs.
type writer struct {
	paragraphs []string
	line       strings.Builder
	linked     int  // letters of the paragraph that are links
	space      bool // white space is due before the next letter
}

func (w *writer) done() []string {
	w.end()
	return w.paragraphs
}

// end finishes a paragraph. One that is mostly links ("Read more: …", a list of sections) is left out, unless it is a sentence.
func (w *writer) end() {
	p := strings.TrimRight(w.line.String(), " \n")
	if p != "" && (w.linked*10 < len(p)*7 || len(p) > 160) {
		w.paragraphs = append(w.paragraphs, p)
	}
	w.line.Reset()
	w.linked, w.space = 0, false
}

func (w *writer) block(n *html.Node) {
	switch n.Type {
	case html.TextNode:
		w.text(n.Data)
		return
	case html.ElementNode:
		if dropped(n) {
			return
		}
	case html.CommentNode, html.DoctypeNode:
		return
	}
	switch n.DataAtom {
	case atom.Br:
		w.breakLine()
		return
	case atom.Pre:
		w.end()
		w.line.WriteString(strings.Trim(flat(n), "\n"))
		w.end()
		return
	}
	parts := isBlock(n)
	if parts {
		w.end()
	}
	before := w.line.Len()
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		w.block(c)
	}
	if n.DataAtom == atom.A {
		w.linked += w.line.Len() - before
	}
	if parts {
		w.end()
	} else if n.DataAtom == atom.Td || n.DataAtom == atom.Th {
		w.space = true
	}
}

// text adds characters, runs of white space as one space. A no-break space is a character.
func (w *writer) text(s string) {
	for _, r := range s {
		switch r {
		case ' ', '\t', '\n', '\r', '\f':
			w.space = true
		case '\u00ad', '\u200b', '\ufeff':
			// Soft hyphens and zero-width spaces are for the line breaker; inside a name they would hide it.
		default:
			if w.space && w.line.Len() > 0 && !strings.HasSuffix(w.line.String(), "\n") {
				w.line.WriteByte(' ')
			}
			w.space = false
			w.line.WriteRune(r)
		}
	}
}

// breakLine ends a line; two in a row end the paragraph.
func (w *writer) breakLine() {
	if w.line.Len() == 0 {
		return
	}
	if strings.HasSuffix(w.line.String(), "\n") {
		w.end()
		return
	}
	w.line.WriteByte('\n')
	w.space = false
}

func isBlock(n *html.Node) bool {
	switch n.DataAtom {
	case atom.P, atom.Div, atom.Article, atom.Section, atom.Main, atom.Header, atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6,
		atom.Ul, atom.Ol, atom.Li, atom.Dl, atom.Dt, atom.Dd, atom.Blockquote, atom.Figure, atom.Figcaption, atom.Table, atom.Tr,
		atom.Body, atom.Html, atom.Hr, atom.Address, atom.Details, atom.Summary, atom.Center:
		return true
	}
	return false
}

// flat is an element's text as it stands.
func flat(n *html.Node) string {
	var b strings.Builder
	walk(n, func(n *html.Node) bool {
		if n.Type == html.TextNode {
			b.WriteString(n.Data)
		} else if n.DataAtom == atom.Br {
			b.WriteByte('\n')
		}
		return true
	})
	if n.DataAtom == atom.Pre {
		return b.String()
	}
	return strings.Join(strings.Fields(b.String()), " ")
}
