package format

import (
	"strconv"
	"strings"
	"unicode/utf8"
)

// csv is a table of who said what, a row a quote, for spreadsheets: with a byte order mark, by which they know UTF-8.
var csv = &Format{
	Name: "csv", Use: "a table of who said what, a row a quote, for spreadsheets", Unit: CodePoint, Keeps: Title | Nesting | Edges | Links | Wordless,
	Media: "text/csv; charset=utf-8", Parts: []string{".csv"},
	Head: "\ufeffstory,title,id,kind,speaker,name,role,cue,quote,start,end,state,by,score\r\n",
	write: func(e *export) [][]byte {
		e.otherLayer(Quotes)
		var b []byte
		for _, q := range e.quotes() {
			name, role := "", ""
			if q.entity != nil {
				name, role = q.entity.Name, q.entity.Role
			}
			for i, cell := range []string{e.d.ID, e.d.Title, q.ID, q.Kind.String(), q.speaker, name, role, q.cue, e.d.Text[q.Start:q.End],
				itoa(e.at(q.Start)), itoa(e.at(q.End)), q.State.String(), q.By, strconv.FormatFloat(float64(q.Score)/1000, 'f', -1, 64)} {
				if i > 0 {
					b = append(b, ',')
				}
				b = appendCell(b, cell)
			}
			b = append(b, "\r\n"...)
		}
		return [][]byte{b}
	},
}

// formulaSigns begin what spreadsheets run, full-width ones too (OWASP, CSV injection).
const formulaSigns = "=+-@\t\r\n|＝＋－＠"

// appendCell appends a cell, quoted where it must be. What a spreadsheet would run as a formula gets an apostrophe in front, which shows
// it as text.
func appendCell(b []byte, s string) []byte {
	if r, _ := utf8.DecodeRuneInString(s); strings.ContainsRune(formulaSigns, r) && s != "" {
		s = "'" + s
	}
	if !strings.ContainsAny(s, ",\"\r\n") {
		return append(b, s...)
	}
	b = append(b, '"')
	b = append(b, strings.ReplaceAll(s, `"`, `""`)...)
	return append(b, '"')
}

func degrees(f float64) string { return strconv.FormatFloat(f, 'f', -1, 64) }
