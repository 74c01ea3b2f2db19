package format

import "stet/annotate"

// stet is Stet's own format: the whole document.
var stet = &Format{
	Name: "stet", Back: true, Use: "Stet's own: keeps everything, and opens again exactly as it was", Unit: CodePoint, Keeps: everything,
	Media: "application/json", Parts: []string{".json"},
	write: func(e *export) [][]byte { return [][]byte{append(e.d.AppendJSON(nil), '\n')} },
}

func readStet(i *importer, parts [][]byte) {
	d, err := annotate.Read(parts[0])
	if err != nil {
		if at, ok := err.(*annotate.ReadError); ok {
			line := at.Line
			at.Line = i.line + line - 1
			i.refuse(line, "%s", at)
			return
		}
		i.refuse(1, "%s", err)
		return
	}
	i.d = d
}
