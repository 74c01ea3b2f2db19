package format

import (
	"stet/annotate"
	"stet/annotate/kind"
)

// tei is a TEI P5 document: names and quotes in the running text, the entities in standOff.
var tei = &Format{
	Name: "tei", Use: "TEI P5 XML, for archives and the digital humanities", Keeps: Title | Edges | Links | Wordless | Entities | Facts, Files: true,
	Media: "application/tei+xml", Parts: []string{".xml"},
	write: func(e *export) [][]byte {
		for _, q := range e.quotes() {
			if q.Cue != nil || q.Speaker != nil && q.entity == nil {
				e.loss(lostWords, e.named(q.Annotation))
			}
		}
		blocks := paragraphs(e.text())
		marks := e.nested(blocks)
		b := []byte(xmlHead + "<TEI xmlns=\"http://www.tei-c.org/ns/1.0\">\n<teiHeader><fileDesc><titleStmt><title>")
		b = xmlText(b, e.d.Title)
		b = append(b, "</title></titleStmt><publicationStmt><p>Marked with Stet "...)
		b = xmlText(b, e.d.Engine.Version)
		b = append(b, "; not published.</p></publicationStmt><sourceDesc><p>"...)
		b = xmlText(b, e.d.ID)
		b = append(b, "</p></sourceDesc></fileDesc></teiHeader>\n"...)
		b = e.standOff(b)
		b = append(b, "<text><body>\n"...)
		for _, p := range blocks {
			b = append(b, "<p>"...)
			b = e.elements(b, p, marks, openTEI(e), closeTEI)
			b = append(b, "</p>\n"...)
		}
		return [][]byte{append(b, "</body></text>\n</TEI>\n"...)}
	},
}

const (
	xmlHead   = `<?xml version="1.0" encoding="UTF-8"?>` + "\n"
	lostWords = "quotes lose the words of their cue, or of a speaker who is nobody known: only whom a quote belongs to is kept"
)

// teiNames are the elements for names, and for the lists of what they name.
var teiNames = map[kind.Kind]struct{ name, item, list string }{
	kind.Person:       {"persName", "person", "listPerson"},
	kind.Organization: {"orgName", "org", "listOrg"},
	kind.State:        {"orgName", "org", "listOrg"},
	kind.Group:        {"orgName", "org", "listOrg"},
	kind.Country:      {"placeName", "place", "listPlace"},
	kind.Region:       {"placeName", "place", "listPlace"},
	kind.Settlement:   {"placeName", "place", "listPlace"},
	kind.Facility:     {"placeName", "place", "listPlace"},
	kind.Natural:      {"placeName", "place", "listPlace"},
}

// standOff appends the entities: persons, organizations (with states and groups), places.
func (e *export) standOff(b []byte) []byte {
	if len(e.d.Entities) == 0 {
		return b
	}
	b = append(b, "<standOff>\n"...)
	for _, list := range []string{"listPerson", "listOrg", "listPlace"} {
		began := false
		for i := range e.d.Entities {
			n := &e.d.Entities[i]
			el := teiNames[n.Kind]
			if el.list != list {
				continue
			}
			if !began {
				b = append(b, "<"+list+">\n"...)
				began = true
			}
			b = append(b, "<"+el.item...)
			b = attribute(b, "xml:id", xmlID(n.ID))
			if n.Kind != kind.Person {
				b = attribute(b, "type", n.Kind.String())
			}
			b = append(b, "><"+el.name+">"...)
			b = xmlText(b, n.Name)
			b = append(b, "</"+el.name+">"...)
			b = facts(b, n, el.item)
			b = append(b, "</"+el.item+">\n"...)
		}
		if began {
			b = append(b, "</"+list+">\n"...)
		}
	}
	return append(b, "</standOff>\n"...)
}

// facts appends what is known of an entity, in the order and the elements that its kind may hold.
func facts(b []byte, n *annotate.Entity, item string) []byte {
	geo := ""
	if n.Place != nil {
		geo = degrees(n.Place.Lat) + " " + degrees(n.Place.Lon)
	}
	if item == "place" {
		if n.Country != "" {
			b = append(attribute(append(b, "<country"...), "key", n.Country), "/>"...)
		}
		if geo != "" {
			b = append(b, "<location><geo>"+geo+"</geo></location>"...)
		}
	}
	if n.GeoNames != 0 {
		b = append(b, "<idno type=\"geonames\">"+itoa(n.GeoNames)+"</idno>"...)
	}
	note := func(typ, content string) {
		if content != "" {
			b = append(attribute(append(b, "<note"...), "type", typ), '>')
			b = append(xmlText(b, content), "</note>"...)
		}
	}
	note("role", n.Role)
	if item != "place" {
		note("country", n.Country)
		note("geo", geo)
	}
	if n.Approximate {
		note("approximate", "the coordinates are those of the settlement around it")
	}
	for i := range n.Candidates {
		c := &n.Candidates[i]
		words := c.Kind.String() + " " + c.Name
		for _, part := range [...]string{c.Admin, c.Country} {
			if part != "" {
				words += ", " + part
			}
		}
		note("candidate", words+"; "+degrees(c.Place.Lat)+" "+degrees(c.Place.Lon)+"; geonames "+itoa(c.GeoNames)+"; "+itoa(int(c.Score))+"/1000")
	}
	return b
}

// xmlID makes an id one that XML takes.
func xmlID(id string) string {
	b := []byte(id)
	for i, c := range b {
		if !('a' <= c|0x20 && c|0x20 <= 'z' || '0' <= c && c <= '9' || c == '-' || c == '.' || c == '_') {
			b[i] = '_'
		}
	}
	if c := b[0] | 0x20; c < 'a' || c > 'z' {
		return "n" + string(b)
	}
	return string(b)
}

func openTEI(e *export) func([]byte, *annotate.Annotation) []byte {
	return func(b []byte, a *annotate.Annotation) []byte {
		if a.Kind.Type() == kind.Quote {
			b = append(b, "<said"...)
			if a.Speaker != nil && a.Speaker.Entity != "" {
				b = attribute(b, "who", "#"+xmlID(a.Speaker.Entity))
			}
			direct := "true"
			if a.Kind != kind.Direct {
				direct = "false"
			}
			b = attribute(b, "direct", direct)
			return append(attribute(b, "ana", "#"+a.Kind.String()), '>')
		}
		b = append(b, "<"+teiNames[a.Kind].name...)
		if a.Kind != kind.Person {
			b = attribute(b, "type", a.Kind.String())
		}
		if a.Entity != "" {
			b = attribute(b, "ref", "#"+xmlID(a.Entity))
		}
		return append(b, '>')
	}
}

func closeTEI(b []byte, a *annotate.Annotation) []byte {
	if a.Kind.Type() == kind.Quote {
		return append(b, "</said>"...)
	}
	return append(b, "</"+teiNames[a.Kind].name+">"...)
}
