// Package letters gives the letters that lists of names have with marks and stories without.
package letters

import "strings"

// plain gives letters without their marks.
var plain = strings.NewReplacer(strings.Fields(`á a à a â a ã a ä a å a ā a ă a ą a æ ae ç c ć c č c ď d đ d é e è e ê e ë e ē e ė e ę e ě e ə a ğ g ģ g ħ h ḩ h ḥ h í i ì i î i ï i ī i ı i
ķ k ļ l ł l ľ l ñ n ń n ň n ņ n ó o ò o ô o õ o ö o ø o ō o ő o ơ o ř r ś s ş s š s ș s ṣ s ť t ţ t ț t ṭ t ú u ù u û u ü u ū u ů u ű u ư u ý y ź z ż z ž z z̧ z ạ a ả a ấ a ầ a ậ a ắ a ặ a ẵ a ế e ề e ệ e ị i ọ o ố o ồ o ộ o ớ o ờ o ợ o ụ u ủ u ứ u ừ u ự u
Á A À A Â A Ä A Å A Ā A Ç C Č C Ć C Ď D Đ D É E È E Ë E Ē E Ğ G Ḩ H Ḥ H Í I Î I Ī I İ I Ķ K Ļ L Ł L Ľ L Ñ N Ó O Ö O Ø O Ō O Ő O Ř R Ś S Ş S Š S Ș S Ṣ S Ť T Ţ T Ț T Ṭ T Ú U Ü U Ū U Ý Y Ź Z Ż Z Ž Z ʻ ' ʼ ' ’ ' ‘ '`)...)

// Plain returns the text in plain letters.
func Plain(s string) string { return plain.Replace(s) }
