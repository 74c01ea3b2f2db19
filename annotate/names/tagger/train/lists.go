package main

import (
	"os"
	"path/filepath"
	"sort"
	"strings"

	"stet/annotate/names/tagger"
	"stet/annotate/text"
)

// lists names the files of the lists and what each says about a name.
var lists = []struct {
	file  string
	class int
}{
	{"places-big.txt", tagger.BigPlace},
	{"places-mid.txt", tagger.MidPlace},
	{"places-small.txt", tagger.SmallPlace},
	{"countries.txt", tagger.Country},
	{"regions.txt", tagger.Region},
	{"demonyms.txt", tagger.Demonym},
	{"given-names.txt", tagger.FirstName},
	{"family-names.txt", tagger.FamilyName},
	{"titles.txt", tagger.Title},
	{"org-words.txt", tagger.OrgWord},
	{"place-words.txt", tagger.PlaceWord},
}

// readLists returns the hashes of all names in the lists, in order, and on which lists each is. A name with accents counts
// without them too.
func readLists(dir string, skip map[string]bool) (keys []uint32, vals []uint16, err error) {
	bits := map[uint32]uint16{}
	for _, l := range lists {
		if skip[l.file] {
			continue
		}
		b, err := os.ReadFile(filepath.Join(dir, l.file))
		if err != nil {
			return nil, nil, err
		}
		for _, line := range strings.Split(string(b), "\n") {
			if line == "" || line[0] == '#' {
				continue
			}
			for _, form := range []string{line, plain(line)} {
				t := text.Parse(form)
				if n := len(t.Tokens); n > 0 && n <= tagger.LongestName {
					bits[tagger.HashPhrase(t, 0, n)] |= 1 << l.class
				}
			}
		}
	}
	for k := range bits {
		keys = append(keys, k)
	}
	sort.Slice(keys, func(i, j int) bool { return keys[i] < keys[j] })
	for _, k := range keys {
		vals = append(vals, bits[k])
	}
	return keys, vals, nil
}

// accents pairs letters with what they become in plain ASCII.
var accents = func() map[rune]string {
	m := map[rune]string{'ß': "ss", 'æ': "ae", 'œ': "oe", 'þ': "th", 'Æ': "Ae", 'Œ': "Oe", 'Þ': "Th", 'ʼ': "'", '‘': "'", '’': "'", 'ʻ': "'", '`': "'"}
	for _, s := range []string{"aáàâäãåāăąǎạảấầẩẫậắằẳẵặȧ", "AÁÀÂÄÃÅĀĂĄẠẢẤẦ", "cçćčĉċ", "CÇĆČĈĊ", "dďđḑḍð", "DĎĐḐḌÐ", "eéèêëēĕėęěẹẻẽếềểễệ", "EÉÈÊËĒĔĖĘĚẸẺẼẾ",
		"gğĝġģḡ", "GĞĜĠĢḠ", "hĥħḩḥ", "HĤĦḨḤ", "iíìîïīĭįıĩịỉ", "IÍÌÎÏĪĬĮİĨỊ", "jĵ", "JĴ", "kķḵ", "KĶḴ", "lĺļľłḷ", "LĹĻĽŁḶ", "nñńņňŋṅṇ", "NÑŃŅŇŊ", "oóòôöõøōŏőơọỏốồổỗộớờởỡợǫ",
		"OÓÒÔÖÕØŌŎŐƠỌỐỒỚ", "rŕŗřṛ", "RŔŖŘṚ", "sśŝşšșṣ", "SŚŜŞŠȘṢ", "tţťŧțṭ", "TŢŤŦȚṬ", "uúùûüūŭůűųũưụủứừửữự", "UÚÙÛÜŪŬŮŰŲŨƯỤỨỪ", "wŵ", "WŴ", "yýÿŷȳỳỵỷỹ", "YÝŸŶȲỲ", "zźżžẓẕ", "ZŹŻŽẒẔ"} {
		r := []rune(s)
		for _, x := range r[1:] {
			m[x] = string(r[0])
		}
	}
	return m
}()

func plain(s string) string {
	var b strings.Builder
	for _, r := range s {
		if p, ok := accents[r]; ok {
			b.WriteString(p)
		} else {
			b.WriteRune(r)
		}
	}
	return b.String()
}
