package article

import (
	"io"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// deepest is how deep elements nest; what nests deeper lies side by side.
const deepest = 400

// parse builds a page's tree out of its tags. The library's own parser does all that a browser does with broken tables and formatting,
// which no story needs, and would be a fortieth of the program that a browser has to fetch.
func parse(r io.Reader) (*html.Node, error) {
	root := &html.Node{Type: html.DocumentNode}
	open := []*html.Node{root}
	top := func() *html.Node { return open[len(open)-1] }
	// end ends the nearest element of that name, and all within it; it does not look past one that keeps its content together.
	end := func(name string, keeps func(atom.Atom) bool) {
		for i := len(open) - 1; i > 0; i-- {
			if open[i].Data == name {
				open = open[:i]
				return
			}
			if keeps(open[i].DataAtom) {
				return
			}
		}
	}
	z := html.NewTokenizer(r)
	for {
		switch z.Next() {
		case html.ErrorToken:
			if err := z.Err(); err != io.EOF {
				return nil, err
			}
			return root, nil
		case html.TextToken:
			top().AppendChild(&html.Node{Type: html.TextNode, Data: z.Token().Data})
		case html.StartTagToken, html.SelfClosingTagToken:
			t := z.Token()
			if !inHead[t.DataAtom] {
				end("head", nothing)
			}
			for _, c := range closedBy[t.DataAtom] {
				end(c.String(), container)
			}
			if blocks[t.DataAtom] {
				end("p", container)
			}
			n := &html.Node{Type: html.ElementNode, DataAtom: t.DataAtom, Data: t.Data, Attr: t.Attr}
			top().AppendChild(n)
			if !void[t.DataAtom] && t.Type == html.StartTagToken && len(open) < deepest {
				open = append(open, n)
			}
		case html.EndTagToken:
			keeps := nothing
			t := z.Token()
			if !blocks[t.DataAtom] { // </b> does not end the paragraph that began within <b>
				keeps = func(a atom.Atom) bool { return blocks[a] }
			}
			end(t.Data, keeps)
		}
	}
}

func nothing(atom.Atom) bool { return false }

func set(atoms ...atom.Atom) map[atom.Atom]bool {
	m := map[atom.Atom]bool{}
	for _, a := range atoms {
		m[a] = true
	}
	return m
}

var (
	void = set(atom.Area, atom.Base, atom.Br, atom.Col, atom.Embed, atom.Hr, atom.Img, atom.Input, atom.Link, atom.Meta, atom.Param,
		atom.Source, atom.Track, atom.Wbr)
	inHead = set(atom.Html, atom.Head, atom.Title, atom.Meta, atom.Link, atom.Base, atom.Script, atom.Style, atom.Noscript, atom.Template)
	blocks = set(atom.Html, atom.Head, atom.Body, atom.Address, atom.Article, atom.Aside, atom.Blockquote, atom.Details, atom.Dialog, atom.Dd, atom.Div, atom.Dl, atom.Dt,
		atom.Fieldset, atom.Figcaption, atom.Figure, atom.Footer, atom.Form, atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6, atom.Header,
		atom.Hr, atom.Li, atom.Main, atom.Menu, atom.Nav, atom.Ol, atom.P, atom.Pre, atom.Section, atom.Table, atom.Tbody, atom.Td, atom.Tfoot, atom.Th,
		atom.Thead, atom.Tr, atom.Ul)
	// What begins ends these before it, within the same list or table.
	closedBy = map[atom.Atom][]atom.Atom{
		atom.Li: {atom.Li}, atom.Dt: {atom.Dt, atom.Dd}, atom.Dd: {atom.Dt, atom.Dd}, atom.Td: {atom.Td, atom.Th}, atom.Th: {atom.Td, atom.Th},
		atom.Tr: {atom.Td, atom.Th, atom.Tr}, atom.Tbody: {atom.Td, atom.Th, atom.Tr, atom.Thead, atom.Tbody}, atom.Option: {atom.Option},
	}
)

// container reports whether an element keeps what is in it together: a tag within it ends nothing outside.
func container(a atom.Atom) bool {
	switch a {
	case atom.Ul, atom.Ol, atom.Dl, atom.Table, atom.Blockquote, atom.Article, atom.Section, atom.Div, atom.Main, atom.Select, atom.Figure:
		return true
	}
	return false
}
