package main

import (
	"encoding/binary"
	"encoding/json"
	"fmt"
	"os"
	"slices"
	"strconv"
	"strings"
)

// fewest is how many inhabitants a settlement needs to be listed; capitals and seats of a first-order division need fewer.
const (
	fewest     = 75_000
	fewestSeat = 30_000
)

// otherNames are names that news uses beside GeoNames' own.
var otherNames = map[string][]string{
	"New York City": {"New York", "NYC"}, "Washington, D.C.": {"Washington", "Washington D.C.", "Washington, DC", "Washington DC"},
	"Kyiv": {"Kiev"}, "Mumbai": {"Bombay"}, "Bengaluru": {"Bangalore"}, "Chennai": {"Madras"}, "Kolkata": {"Calcutta"},
	"Ho Chi Minh City": {"Saigon"}, "Yangon": {"Rangoon"}, "Nay Pyi Taw": {"Naypyidaw", "Naypyitaw"}, "Beijing": {"Peking"},
	"Guangzhou": {"Canton"}, "Kharkiv": {"Kharkov"}, "Odesa": {"Odessa"}, "Lviv": {"Lvov"}, "The Hague": {"Hague"}, "Rome": {}, "Mecca": {"Makkah"},
	"Medina": {"Madinah"}, "Al Mosul": {"Mosul"}, "Al Basrah": {"Basra"}, "Al Başrah al Qadīmah": {"Basra"}, "Kingston": {},
	"Sanaa": {"Sana'a"}, "Jakarta": {}, "Sri Jayewardenepura Kotte": {"Colombo"}, "Nur-Sultan": {"Astana"}, "Homs": {}, "Ar Raqqah": {"Raqqa"}, "Dayr az Zawr": {"Deir ez-Zor", "Deir Ezzor"}, "Idlib": {},
	"Gaza": {"Gaza City"}, "Jerusalem": {}, "Tel Aviv": {"Tel Aviv-Yafo"}, "São Paulo": {"Sao Paulo"}, "Brasília": {"Brasilia"}, "Bogotá": {"Bogota"},
	"Medellín": {"Medellin"}, "Asunción": {"Asuncion"}, "Zürich": {"Zurich"}, "Düsseldorf": {"Dusseldorf"}, "Köln": {"Cologne"}, "Cologne": {"Köln"},
	"Malmö": {"Malmo"}, "Göteborg": {"Gothenburg"}, "Kraków": {"Krakow", "Cracow"}, "Chişinău": {"Chisinau"}, "Chisinau": {}, "Reykjavík": {"Reykjavik"},
	"Lomé": {"Lome"}, "Yaoundé": {"Yaounde"}, "Malé": {"Male City"}, "Nukuʻalofa": {"Nuku'alofa"}, "San José": {"San Jose"}, "Port-au-Prince": {},
	"Saint Petersburg": {"St. Petersburg", "St Petersburg"}, "Saint Louis": {"St. Louis", "St Louis"}, "Saint Paul": {"St. Paul"}, "Ottawa": {},
	"Montréal": {"Montreal"}, "Québec": {"Quebec City"}, "Ulan Bator": {"Ulaanbaatar"}, "Ulaanbaatar": {"Ulan Bator"}, "Jiddah": {"Jeddah"}, "Ad Dammām": {"Dammam"},
	"Aş Şuwaydā'": {"Sweida", "Suwayda"}, "Latakia": {}, "Al Hudaydah": {"Hodeidah", "Hodeida"}, "Al Fallūjah": {"Fallujah", "Falluja"}, "Banghāzī": {"Benghazi"},
	"Marrakesh": {"Marrakech"}, "Fes": {"Fez"}, "Kathmandu": {"Katmandu"}, "Thiruvananthapuram": {"Trivandrum"}, "Gurugram": {"Gurgaon"}, "Prayagraj": {"Allahabad"},
	"Dnipro": {"Dnipropetrovsk"}, "Rāwalpindi": {"Rawalpindi"}, "Peshāwar": {"Peshawar"}, "Asmara": {}, "Djibouti": {"Djibouti City"}, "Panamá": {"Panama City"},
	"Guatemala City": {}, "Kuwait City": {}, "Ciudad Juárez": {"Ciudad Juarez", "Juárez"}, "Ban Bangkok": {}, "Cebu City": {"Cebu"}, "Davao": {"Davao City"},
	"Pattani": {}, "Chittagong": {"Chattogram"}, "Hà Nội": {"Hanoi"}, "Hanoi": {"Hà Nội"}, "Da Nang": {"Danang"}, "Xi’an": {"Xi'an", "Xian"}, "Xi'an": {"Xian"},
	"Ürümqi": {"Urumqi"}, "Lhasa": {}, "Harbin": {}, "Macau": {}, "Suva": {}, "Nice": {}, "Lourenço Marques": {}, "Pretoria": {"Tshwane"}, "Port Elizabeth": {"Gqeberha"},
}

// notPlaces are names that mean something else far more often.
var notPlaces = map[string]bool{}

func init() {
	for _, n := range strings.Split("Of,Best,Most,Central,Nice Place,Orange,Mobile,Man,Same,Bar,Union,Police,Date,Toyota,Mary,Male,San,Independence,Progreso,Victoria Island,"+
		"Santiago Metropolitan,Sale,Split,Reading,Bath,Deal,Ban,Hit,Colón City,Van,Split City,Center,Commerce,Industry,Paradise,Normal,Columbia University,"+
		"Liberty,Wa,Bo,Ho,Yes,Kent,Laval,Ali,Salem Village,Nancy,Sydney Mines,Florence-Graham,Charlotte Amalie,Carol,Norman,Warren,Tyler,Allen,Carson,Clinton,Davis,"+
		"Lawrence,Gary,Jackson,Irving,Eugene,Roy,Taylor,Troy,Wilson,Logan,Lincoln,Marion,Francis,Cicero,Madison,Nelson,Hamilton,Wellington City,Katy,Paterson,"+
		"Martin,Brandon,Elgin,Aurora,Hope,Page,Price,Bell,Mission,Temple,Surprise,Enterprise,Federal,Media,Buy,Young,Ford,Regina,Angeles,Isidro,Bello,Dos,Lucena,Jordan,Rafael,Fernando,Antonio,Santos,Osasco City,"+
		"Georgia,Lebanon,Cuba,Mexico,Peru,Chad,Guinea,Ismail,Salem,Sur,Zaria City,Anaco,Dire,Soledad,Cruz,Guadalupe,Santa,Santo,Garza,Morales,Lerma,Franca,Serra,Viana,"+
		"Abreu e Lima,Colón,Maria,Valencia City,Barra,Patos,Registro,Salto,Torres,Castro,Silva,Osasco Centro,Nova,Para,Luz,Buga,Ocaña,David,Fria,Ica,Tarma", ",") {
		notPlaces[n] = true
	}
}

// seats are cities that stand for a state though GeoNames calls another one its capital, or none.
var seats = map[string]string{"Jerusalem": "IL", "Tel Aviv": "IL", "Ramallah": "PS", "La Paz": "BO", "Malé": "MV", "Male": "MV", "Astana": "KZ", "Cape Town": "ZA", "Abidjan": "CI", "Yangon": "MM", "Hamilton": "BM"}

func (c *city) seat() bool { return c.feature == "PPLC" || seats[c.name] == c.country }

type city struct {
	id, inhabitants int
	name, country   string
	feature         string
	lat, lon        int64 // in 1e-5 degrees
}

// settlements reads the cities: protocol buffer messages, each behind its length. Coordinates are differences from the city before.
func settlements(file string) (capitals, cities []string, err error) {
	b, err := os.ReadFile(file)
	if err != nil {
		return nil, nil, err
	}
	byCountry := map[string][]city{}
	var lat, lon int64
	for len(b) > 0 {
		size, n := binary.Uvarint(b)
		if n <= 0 || uint64(len(b)-n) < size {
			return nil, nil, fmt.Errorf("%s: cut off", file)
		}
		c, err := readCity(b[n:n+int(size)], &lat, &lon)
		if err != nil {
			return nil, nil, fmt.Errorf("%s: %v", file, err)
		}
		b = b[n+int(size):]
		if c.listed() {
			byCountry[c.country] = append(byCountry[c.country], c)
		}
	}
	var codes []string
	for code := range byCountry {
		codes = append(codes, code)
	}
	slices.Sort(codes)
	for _, code := range codes {
		list := byCountry[code]
		slices.SortFunc(list, func(a, b city) int {
			if a.inhabitants != b.inhabitants {
				return b.inhabitants - a.inhabitants
			}
			return a.id - b.id
		})
		var places, seat []string
		seen := map[string]bool{}
		for _, c := range list {
			if seen[c.name] && !c.seat() {
				continue // of one country's places of one name the largest
			}
			seen[c.name] = true
			if c.seat() {
				seat = append(seat, c.line(seen))
			} else {
				places = append(places, c.line(seen))
			}
		}
		low := strings.ToLower(code)
		if len(seat) > 0 {
			capitals = append(capitals, fmt.Sprintf(`{"label":"SETTLEMENT","id":"capital-%s","country":%q,"capital":true,"score":0.9,"why":"a capital","places":[%s]}`, low, code, strings.Join(seat, ",")))
		}
		if len(places) > 0 {
			cities = append(cities, fmt.Sprintf(`{"label":"SETTLEMENT","id":"cities-%s","country":%q,"score":0.7,"why":"a listed settlement","places":[%s]}`, low, code, strings.Join(places, ",")))
		}
	}
	return capitals, cities, nil
}

func (c *city) listed() bool {
	switch {
	case notPlaces[c.name]:
		return false
	case c.seat():
		return true
	case c.feature == "PPLX":
		return c.inhabitants >= 3*fewest // quarters have the names of anything
	case c.feature == "PPLA":
		return c.inhabitants >= fewestSeat
	}
	return c.inhabitants >= fewest
}

// line writes the city, with its name's plain letters and the names that news uses.
func (c *city) line(seen map[string]bool) string {
	fields := []string{quote(c.name), strconv.Itoa(c.id), degrees(c.lat), degrees(c.lon), strconv.Itoa((c.inhabitants + 500) / 1000)}
	for _, other := range append([]string{plainLetters(c.name)}, otherNames[c.name]...) {
		if other != c.name && !seen[other] && other != "" {
			seen[other] = true
			fields = append(fields, quote(other))
		}
	}
	return "[" + strings.Join(fields, ",") + "]"
}

func quote(s string) string {
	b, _ := json.Marshal(s)
	return string(b)
}

// degrees writes 1e-5 degrees with three decimals, about a hundred metres.
func degrees(d int64) string {
	if d >= 0 {
		d += 50
	} else {
		d -= 50
	}
	return strings.TrimSuffix(strconv.FormatFloat(float64(d/100)/1000, 'f', -1, 64), ".0")
}

// plain gives letters without their marks.
var plain = strings.NewReplacer(strings.Fields(`á a à a â a ã a ä a å a ā a ă a ą a æ ae ç c ć c č c ď d đ d é e è e ê e ë e ē e ė e ę e ě e ə a ğ g ģ g ħ h ḩ h ḥ h í i ì i î i ï i ī i ı i
ķ k ļ l ł l ľ l ñ n ń n ň n ņ n ó o ò o ô o õ o ö o ø o ō o ő o ơ o ř r ś s ş s š s ș s ṣ s ť t ţ t ț t ṭ t ú u ù u û u ü u ū u ů u ű u ư u ý y ź z ż z ž z z̧ z ạ a ả a ấ a ầ a ậ a ắ a ặ a ẵ a ế e ề e ệ e ị i ọ o ố o ồ o ộ o ớ o ờ o ợ o ụ u ủ u ứ u ừ u ự u
Á A À A Â A Ä A Å A Ā A Ç C Č C Ć C Ď D Đ D É E È E Ë E Ē E Ğ G Ḩ H Ḥ H Í I Î I Ī I İ I Ķ K Ļ L Ł L Ľ L Ñ N Ó O Ö O Ø O Ō O Ő O Ř R Ś S Ş S Š S Ș S Ṣ S Ť T Ţ T Ț T Ṭ T Ú U Ü U Ū U Ý Y Ź Z Ż Z Ž Z ʻ ' ʼ ' ’ ' ‘ '`)...)

func plainLetters(s string) string { return plain.Replace(s) }

func readCity(msg []byte, lat, lon *int64) (c city, err error) {
	for len(msg) > 0 {
		key, n := binary.Uvarint(msg)
		v, k := binary.Uvarint(msg[max(n, 0):])
		if n <= 0 || k <= 0 {
			return c, fmt.Errorf("damaged")
		}
		msg = msg[n+k:]
		s := ""
		if key&7 == 2 {
			if uint64(len(msg)) < v {
				return c, fmt.Errorf("damaged")
			}
			s, msg = string(msg[:v]), msg[v:]
		}
		signed := int64(v>>1) ^ -int64(v&1)
		switch key >> 3 {
		case 1:
			c.id = int(signed)
		case 2:
			c.name = s
		case 3:
			c.country = s
		case 7:
			c.feature = s
		case 9:
			c.inhabitants = int(v)
		case 10:
			*lon += signed
		case 11:
			*lat += signed
		}
	}
	c.lat, c.lon = *lat, *lon
	return c, nil
}
