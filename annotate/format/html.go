package format

import (
	"stet/annotate"
	"stet/annotate/kind"
)

// html is one page that needs nothing else: the story with its marks, and who said what.
var html = &Format{
	Name: "html", Use: "a page with the marks, to read, print or mail", Keeps: Title | Edges | Links | Wordless, Files: true,
	Media: "text/html; charset=utf-8", Parts: []string{".html"},
	write: func(e *export) [][]byte {
		blocks := paragraphs(e.text())
		marks := e.nested(blocks)
		title := e.d.Title
		if title == "" {
			title = e.d.ID
		}
		b := []byte("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width\">\n<title>")
		b = xmlText(b, title)
		b = append(b, "</title>\n<style>\n"+pageStyle+"</style>\n</head>\n<body>\n<main>\n"...)
		quotes := e.quotes()
		number := make(map[*annotate.Annotation]int, len(quotes))
		by := make(map[*annotate.Annotation]string, len(quotes))
		for i := range quotes {
			number[quotes[i].Annotation], by[quotes[i].Annotation] = i+1, quotes[i].name()
		}
		open := func(b []byte, a *annotate.Annotation) []byte {
			about := a.Kind.Type().String() + ": " + a.Kind.String()
			if name := by[a]; name != "" {
				about += ", " + name
			}
			b = attribute(append(b, "<mark"...), "class", a.Kind.Type().String()+" "+a.Kind.String())
			return append(attribute(b, "title", about), '>')
		}
		end := func(b []byte, a *annotate.Annotation) []byte {
			if n := number[a]; n > 0 {
				b = append(b, "<sup>"+itoa(n)+"</sup>"...)
			}
			return append(b, "</mark>"...)
		}
		for _, p := range blocks {
			b = append(b, "<p>"...)
			b = append(e.elements(b, p, marks, open, end), "</p>\n"...)
		}
		b = append(b, "</main>\n"...)
		if len(quotes) > 0 {
			b = append(b, "<h2>Who said what</h2>\n<ol>\n"...)
			for i := range quotes {
				b = append(b, "<li><b>"...)
				if name := quotes[i].name(); name != "" {
					b = xmlText(b, name)
				} else {
					b = append(b, "nobody named"...)
				}
				b = append(b, "</b> "...)
				b = append(xmlText(b, e.d.Text[quotes[i].Start:quotes[i].End]), "</li>\n"...)
			}
			b = append(b, "</ol>\n"...)
		}
		b = append(b, "<footer><mark class=\"actor\">actor</mark> <mark class=\"location\">location</mark> <mark class=\"quote\">quote</mark>. Marked with Stet "...)
		b = xmlText(b, e.d.Engine.Version)
		return [][]byte{append(b, ".</footer>\n</body>\n</html>\n"...)}
	},
}

var pageStyle = `body{margin:2em auto;max-width:42em;padding:0 1em;font:1.1em/1.6 Georgia,serif;color:#222;background:#fff}
main p{white-space:pre-line}
mark{background:none;color:inherit}
.actor{border-bottom:2px solid ` + colours[kind.Actor] + `}
.location{font-weight:bold;color:` + colours[kind.Location] + `}
.quote{background:#fdf3dd}.quote .quote{background:#f8e3b4}.indirect{font-style:italic}
sup{color:` + colours[kind.Quote] + `;line-height:0}
footer{margin-top:2em;font-size:.8em;color:#666}
`
