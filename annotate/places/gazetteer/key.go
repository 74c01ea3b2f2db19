package gazetteer

import (
	"strings"
	"sync"
	"unicode/utf8"
)

// keyBits is how long a key is: one look-up in two hundred and fifty of a name that is not there finds another.
const keyBits = 24

// longestName is how many bytes of plain letters are read at most; longer names are in no list.
const longestName = 96

// Key hashes a place's name by its plain letters: case, accents, full stops, apostrophes and the kind of hyphen make no difference, nor
// do a leading article and the short forms of saint, fort and mount.
func Key(name string) uint32 {
	var buf [longestName + 8]byte
	b := plain(buf[:0], name)
	h := uint32(2166136261)
	for _, c := range b {
		h = (h ^ uint32(c)) * 16777619
	}
	return (h ^ h>>keyBits) & (1<<keyBits - 1)
}

// short returns the short form of a word that is written in two ways; "" for others.
func short(word []byte) string {
	switch string(word) {
	case "saint":
		return "st"
	case "fort":
		return "ft"
	case "mount":
		return "mt"
	case "sainte":
		return "ste"
	}
	return ""
}

// plain appends the name's words in plain small letters, one space between them.
func plain(b []byte, name string) []byte {
	start := len(b)
	word := start
	end := func() {
		if w := short(b[word:]); w != "" {
			b = append(b[:word], w...)
		}
		if len(b) > word {
			b = append(b, ' ')
		}
		word = len(b)
	}
	for i := 0; i < len(name) && len(b) < start+longestName; {
		c := name[i]
		if c < utf8.RuneSelf {
			i++
			switch {
			case 'A' <= c && c <= 'Z':
				b = append(b, c+'a'-'A')
			case 'a' <= c && c <= 'z', '0' <= c && c <= '9', c == '&':
				b = append(b, c)
			case c != '.' && c != '\'':
				end()
			}
			continue
		}
		r, n := utf8.DecodeRuneInString(name[i:])
		i += n
		switch {
		case r == '’' || r == '‘' || r == 'ʻ' || r == 'ʼ' || r == '\u00ad':
		case r == '‐' || r == '‑' || r == '–' || r == '\u00a0' || r == '\u202f':
			end()
		default:
			if p, ok := letters()[r]; ok {
				b = append(b, p...)
			} else {
				b = utf8.AppendRune(b, r)
			}
		}
	}
	end()
	if len(b) > start {
		b = b[:len(b)-1]
	}
	if rest := strings.TrimPrefix(string(b[start:]), "the "); len(rest) > 0 && len(rest) < len(b)-start {
		b = append(b[:start], rest...)
	}
	return b
}

// letters gives letters with marks their plain ones: each row is the plain form, then what it stands for.
var letters = sync.OnceValue(func() map[rune]string {
	m := map[rune]string{}
	for row := range strings.FieldsSeq(marked) {
		from := strings.IndexByte(row, ':')
		for _, r := range row[from+1:] {
			m[r] = row[:from]
		}
	}
	return m
})

const marked = `a:áàâãäåāăąạảấầẩẫậắằẳẵặǎÁÀÂÃÄÅĀĂĄẤẠ ae:æÆ c:çćčċĉÇĆČ d:ďđḍḏĎĐḌ dh:ðÐ e:éèêëēėęěĕẹẻẽếềểễệəÉÈÊËĒĘĚƏ g:ğģġĝǧĞĢ
h:ħḩḥẖĥḨḤĦ i:íìîïīıįĭǐịỉĩÍÌÎÏĪİ j:ĵ k:ķḳḵĶ l:łļľĺḷŁĻĽ m:ṃ n:ñńňņṇŋÑŃŇŅ o:óòôõöøōŏőơọỏốồổỗộớờởỡợǒÓÒÔÕÖØŌŐƠ oe:œŒ r:řŕṛŘ
s:śşšșṣŝŚŞŠȘṢ ss:ß t:ťţțṭṯŤŢȚṬ th:þÞ u:úùûüūŭůűųưụủứừửữựǔÚÙÛÜŪŮŰƯ w:ŵ y:ýÿỳỹỷŷÝ z:źżžẓẕŹŻŽẒ`
