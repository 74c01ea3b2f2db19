package main

import (
	"slices"
	"strings"

	ui "github.com/maxence-charriere/go-app/v9/pkg/app"
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"stet/app"
	"stet/app/browser"
)

// firstPaint returns the empty desk as HTML, rendered by the desk itself: so what is there before the WebAssembly is what the program
// puts in its place, and nothing moves when it does.
func firstPaint() (string, error) {
	rendered := ui.HTMLString(app.New(&browser.Fake{}).Frame())
	body := &html.Node{Type: html.ElementNode, Data: "body", DataAtom: atom.Body}
	nodes, err := html.ParseFragment(strings.NewReader(rendered), body)
	if err != nil {
		return "", err
	}
	var b strings.Builder
	for _, n := range nodes {
		tidy(n)
		if err := html.Render(&b, n); err != nil {
			return "", err
		}
	}
	return b.String(), nil
}

// tidy undoes what go-app does to HTML that is read and not run: line breaks of its own around every node, attributes in random order,
// and true as an attribute without a value, which for aria-… is not true. Dialogs are left out, since none is open.
func tidy(n *html.Node) {
	if n.Type == html.TextNode {
		n.Data = strings.ReplaceAll(n.Data, "\n", "")
	}
	slices.SortFunc(n.Attr, func(a, b html.Attribute) int { return strings.Compare(a.Key, b.Key) })
	for i, a := range n.Attr {
		if strings.HasPrefix(a.Key, "aria-") && a.Val == "" {
			n.Attr[i].Val = "true"
		}
	}
	for child := n.FirstChild; child != nil; {
		next := child.NextSibling
		if child.Type == html.ElementNode && child.Data == "dialog" {
			n.RemoveChild(child)
		} else if tidy(child); child.Type == html.TextNode && child.Data == "" {
			n.RemoveChild(child)
		}
		child = next
	}
}
