package main

import (
	"encoding/binary"
	"fmt"
	"os"
	"strings"

	"stet/annotate/rules/gen/letters"
)

// fewest is how many inhabitants a settlement needs for its name to mark it in a story; capitals and seats of a first-order division need fewer.
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
	"Los Angeles": {"L.A."}, "Lomé": {"Lome"}, "Yaoundé": {"Yaounde"}, "Malé": {"Male City"}, "Nukuʻalofa": {"Nuku'alofa"}, "San José": {"San Jose"}, "Port-au-Prince": {},
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

// city is a settlement of the npm package.
type city struct {
	id, inhabitants int
	name, country   string
	region          string // code of its first-order division within the country
	feature         string // GeoNames feature code
	lat, lon        int64  // in 1e-5 degrees
}

// settlements reads the package's file: protocol buffer messages, each behind its length. Coordinates are differences from the city before.
func settlements(file string) ([]city, error) {
	b, err := os.ReadFile(file)
	if err != nil {
		return nil, err
	}
	var all []city
	var lat, lon int64
	for len(b) > 0 {
		size, n := binary.Uvarint(b)
		if n <= 0 || uint64(len(b)-n) < size {
			return nil, fmt.Errorf("%s: cut off", file)
		}
		c, err := readCity(b[n:n+int(size)], &lat, &lon)
		if err != nil {
			return nil, fmt.Errorf("%s: %v", file, err)
		}
		b = b[n+int(size):]
		all = append(all, c)
	}
	return all, nil
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

// names returns what the city is called: its name, that in plain letters, and what news says. Names that the country has already are
// left out.
func (c *city) names(seen map[string]bool) []string {
	all := []string{c.name}
	for _, other := range append([]string{letters.Plain(c.name)}, otherNames[c.name]...) {
		if other != c.name && !seen[other] && other != "" {
			seen[other] = true
			all = append(all, other)
		}
	}
	return all
}

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
		case 8:
			c.region = s
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
