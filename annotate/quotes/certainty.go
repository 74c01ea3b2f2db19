package quotes

// lonely holds what a rule's report is worth that the model has no opinion of; where a rule is not named, lonelyQuoted or lonelyIndirect.
var lonely = map[string]uint16{
	quoteTurn: 920, reportCourt: 750, "quote-headed": 800, "quote-carried": 850, "quote-colon": 810, "quote-signed": 850, "quote-said": 900, "quote-resumed": 900,
	"report-that": 650, "report-object": 650, "report-if": 740,
}

const (
	lonelyQuoted   = 500
	lonelyIndirect = 520
)

// certainAlone returns how often a report by a rule is right that the model does not see.
func certainAlone(by string, quoted bool) uint16 {
	if n, ok := lonely[by]; ok {
		return n
	}
	if quoted {
		return lonelyQuoted
	}
	return lonelyIndirect
}
