package quotes

// found tells who found a report.
type found uint8

const (
	modelQuoted   found = iota // only the model; it holds quoted words
	modelIndirect              // only the model; it holds none
	bothQuoted
	bothIndirect
)

// certainty holds, by tenths of the model's own certainty, how often reports were right in training stories that the model had
// not seen (thousandths, evened out so that they rise).
var certainty = [...][10]uint16{
	modelQuoted:   {490, 490, 490, 620, 670, 740, 740, 770, 770, 770},
	modelIndirect: {450, 450, 450, 480, 480, 500, 550, 600, 640, 640},
	bothQuoted:    {800, 800, 800, 820, 820, 870, 870, 880, 920, 980},
	bothIndirect:  {610, 610, 610, 630, 640, 650, 780, 800, 840, 910},
}

// lonely holds what a rule's report is worth that the model does not see; where a rule is not named, lonelyQuoted or lonelyIndirect.
var lonely = map[string]uint16{
	quoteTurn: 920, reportCourt: 750, "quote-headed": 800, "quote-carried": 850, "quote-colon": 810, "quote-signed": 850, "quote-said": 900, "quote-resumed": 900,
	"report-that": 650, "report-object": 650, "report-if": 740,
}

const (
	lonelyQuoted   = 500
	lonelyIndirect = 520
)

// certain returns how often a report with the model's score is right.
func certain(f found, score uint16) uint16 { return certainty[f][min(score/100, 9)] }

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
