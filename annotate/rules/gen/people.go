package main

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"stet/annotate/rules/gen/letters"
)

// locales are the parts of Faker that are written in Latin letters and read in news; given and family say which lists are taken.
var locales = []struct {
	name          string
	given, family bool
}{
	{"en_US", true, true}, {"en_GB", true, true}, {"en_IN", true, true}, {"en_KE", true, true}, {"en_NG", true, true}, {"en_NZ", true, true},
	{"en_PK", true, true}, {"en_TH", true, true}, {"ha_NG", true, true}, {"ig_NG", true, true}, {"yo_NG", true, true}, {"tw_GH", true, true},
	{"sw", true, true}, {"zu_ZA", true, false}, {"es_AR", true, true}, {"es_CL", true, true}, {"es_CO", true, true}, {"es_ES", true, true}, {"es_MX", true, true},
	{"pt_BR", true, true}, {"pt_PT", true, true}, {"it_IT", true, false}, {"fr_FR", true, true}, {"fr_CA", true, true}, {"fr_DZ", true, true},
	{"de_AT", true, false}, {"de_DE", false, true}, {"nl_NL", true, false}, {"da_DK", true, true}, {"no_NO", true, true}, {"fi_FI", true, true}, {"sv_SE", true, true},
	{"pl_PL", true, false}, {"cs_CZ", true, true}, {"hu_HU", true, true}, {"ro_RO", true, true}, {"hr_HR", true, false},
	{"tr_TR", true, true}, {"id_ID", true, true}, {"vi_VN", true, true},
	{"zh_CN", false, true}, {"zh_TW", true, true}, {"ja_JP", true, true},
}

// more are names that Faker has in other scripts only, as English news writes them.
var more = map[string]string{
	"m": `Abdallah Abdel Abdelaziz Abdul Abdulaziz Abdullah Abdulrahman Abu Adel Ahmad Ahmed Ali Amir Amr Anwar Ashraf Ayman Bashar Bassam Faisal Farid Faris Fathi
Fouad Ghassan Habib Haider Hafez Hamad Hamid Hamza Hani Haroun Hasan Hassan Haytham Hisham Hosni Hussain Hussein Ibrahim Imad Imran Ismail Jaafar Jaber Jalal Jamal Jassim Kamal Karim Khaled Khalid
Khalifa Khalil Mahdi Mahmoud Majid Malik Mansour Marwan Mazen Mohamad Mohamed Mohammad Mohammed Mohsen Mokhtar Muhammad Mustafa Moustafa Nabil Nasser Nawaf Nayef Nizar Nouri Omar Osama
Othman Qasim Qassem Rafiq Rami Rashid Riad Riyad Saad Saddam Saeed Said Salah Saleh Salem Salim Salman Sami Samir Sayed Selim Shaker Sharif Suleiman Sultan Taha Tamim Tarek Tariq Turki Usama Wael Waleed Walid Yahya Yasser Yassin Youssef Yousef
Younis Zaid Zayed Ziad Ali-Reza Alireza Akbar Ardeshir Arash Babak Bahram Behrouz Dariush Ebrahim Esmail Farhad Gholam Hashem Hojjat Hossein Javad Kazem Kian Majid Masoud Mehdi Mohammadreza Mojtaba Morteza Mostafa Nader Ramin Reza Sadegh Seyed
Aleksandr Aleksei Alexei Anatoly Andrei Andriy Arkady Boris Bogdan Borys Denys Dmitri Dmitry Evgeny Fyodor Gennady Georgi Gleb Grigory Igor Ihor Ilya Ivan Kirill Konstantin Leonid Lev Maksim Maxim Mikhail Mykola Mykhailo Nikita Nikolai Oleg Oleh Oleksandr
Oleksiy Pavel Pavlo Petro Pyotr Roman Ruslan Semyon Serge Sergei Sergey Serhiy Stanislav Stepan Taras Timur Vadim Valentin Valery Vasily Viktor Vitaly Vitali Vladimir Vladislav Volodymyr Vsevolod Vyacheslav Yaroslav Yegor Yevgeny Yuri Yuriy
Aleksandar Branko Dejan Dragan Goran Milan Milorad Miroslav Nebojsa Nenad Predrag Radovan Ratko Slobodan Vojislav Zoran Zvonimir Ivo Hristo Plamen Rumen Stoyan Krassimir Boyko
Alexis Antonis Dimitris Giorgos Kostas Kyriakos Nikos Panagiotis Stavros Yannis Yanis Bidzina Giorgi Irakli Mikheil Zurab Armen Hayk Nikol Serzh Tigran Vahan
Amit Anil Arun Arvind Ashok Deepak Dinesh Ganesh Gopal Harish Jagdish Kamal Kiran Krishna Lalu Mahesh Mahinda Gotabaya Ranil Maithripala Manmohan Mohan Mukesh Narendra Naveen Nitish Prakash Pranab Praveen Rahul Raj Rajesh Rajiv Rajnath Rakesh
Ram Ramesh Ravi Sachin Sanjay Satish Shashi Shivraj Sitaram Subramanian Sudhir Sunil Suresh Tarun Uddhav Vijay Vikram Vinod Virat Vivek Yogi Asif Bilawal Fazlur Nawaz Pervez Shahbaz Shehbaz Yousaf Zulfiqar
Akira Daisuke Fumio Haruki Hideki Hiroshi Ichiro Junichiro Kazuo Keiji Kenji Makoto Masahiro Naoto Nobuyuki Satoshi Shigeru Shinzo Shintaro Takashi Takeshi Taro Toshihiro Yasuhiro Yoshihide Yoshiro Yukio Jae-in Jong-un Jong-il Myung-bak Moo-hyun Seok-yeol
Anwar Mahathir Najib Muhyiddin Joko Prabowo Susilo Rodrigo Ferdinand Benigno Thaksin Prayut Prayuth Somchai Srettha Hun Thein Nguyen Phuc Tran Xuan Prasong Sukarno Suharto Chea
Kwame Kofi Kwasi Kwabena Kweku Yaw Nana Uhuru Raila Jakaya Julius Nelson Thabo Cyril Jacob Olusegun Goodluck Muhammadu Atiku Bola Emmerson Robert Morgan Yoweri Paul Pierre Joseph Laurent Alassane Blaise Idriss Macky Abdoulaye Ellen Salva Riek Isaias Abiy
Hailemariam Meles Moussa Mahamat Mamadou Ibrahima Ousmane Cheikh Amadou Boubacar Seydou Modibo Souleymane Sekou Alpha Ernest Hichem Beji Kais`,
	"f": `Aisha Amal Amina Asma Aya Dalia Dina Fatima Fatma Fatemeh Fatou Ghada Hala Hanan Hanin Heba Huda Iman Jamila Khadija Laila Layla Leila Lina Maha Mariam Maryam Mona Nadia Nahed Najla Nawal Noura Rana Rania Reem Rima Salma Samira Sana Sawsan
Shaima Souad Suha Yasmin Yasmine Zahra Zainab Zeinab Masoumeh Narges Nasrin Parisa Shirin Zohreh Aleksandra Anastasia Daria Ekaterina Elena Galina Irina Ksenia Larisa Ludmila Lyudmila Maria Marina Natalia Natalya Nadezhda Oksana Olena Olga Polina
Svetlana Tatiana Tatyana Valentina Vera Viktoria Yelena Yulia Yuliya Zhanna Iryna Jadranka Kolinda Ljiljana Vesna Zorana Aparna Deepika Indira Jayalalithaa Kavita Lakshmi Mamata Mayawati Meena Nirmala Nisha Pooja Pratibha Priya Priyanka Rekha Sheikh-Hasina Smriti Sonia Sunita
Sushma Uma Vasundhara Benazir Malala Maryam Hina Sherry Akiko Emiko Keiko Makiko Masako Michiko Naoko Naomi Sanae Sayaka Seiko Tomoko Tomomi Yoko Yoshiko Yuko Yuriko Geun-hye Yo-jong Suu Megawati Yingluck Corazon Gloria Imelda Leni Akosua Ama Abena Adwoa Afia Akua Efua Esi Winnie Grace Graca Ngozi Oby Wangari Joyce Nkosazana Samia Tsai Carrie Ching-wen`,
	"": `Kim Lee Park Choi Chen Wang Li Zhang Liu Yang Huang Zhao Wu Zhou Xu Sun Zhu Ma Hu Guo Lin Wong Chan Cheung Lau Leung Ng Lam Ho Kwok Yip Tsang Tam Tang Chow Fung Tse Chui Yuen Lui
Al-Assad Assad Obama Trump Biden Putin Zelensky Zelenskiy Zelenskyy Lavrov Merkel Macron Netanyahu Erdogan Khamenei Rouhani Zarif Ahmadinejad Medvedev Yeltsin Gorbachev Poroshenko Lukashenko Nazarbayev Tokayev Aliyev Berdymukhamedov
Modi Gandhi Singh Sharif Bhutto Khan Zardari Musharraf Rajapaksa Wickremesinghe Sirisena Hasina Zia Karzai Ghani Abe Suga Kishida Koizumi Aso Duterte Marcos Arroyo Estrada Widodo Yudhoyono Shinawatra Chan-ocha Mugabe Mnangagwa Tsvangirai Zuma Mandela Mbeki
Ramaphosa Buhari Jonathan Obasanjo Tinubu Kenyatta Odinga Ruto Kibaki Museveni Kagame Nkurunziza Kabila Tshisekedi Mahama Akufo-Addo Kufuor Ouattara Gbagbo Sall Wade Keita Deby Bashir Kiir Machar Sisi Mubarak Morsi Gaddafi Qaddafi Haftar Bouteflika Tebboune
Ben-Gurion Sharon Olmert Barak Peres Abbas Arafat Haniyeh Meshaal Nasrallah Hariri Aoun Mikati Hussein Maliki Abadi Kadhimi Barzani Talabani Erdoğan Kilicdaroglu Tsipras Mitsotakis Berlusconi Renzi Draghi Meloni Conte Rajoy Zapatero Sanchez Costa Orban Duda Tusk
Bolsonaro Lula Rousseff Temer Kirchner Macri Fernandez Bachelet Pinera Boric Morales Correa Moreno Chavez Maduro Guaido Uribe Santos Duque Petro Ortega Calderon Nieto Obrador Castro Humala Fujimori Kuczynski Castillo
Thatcher Blair Cameron May Johnson Sunak Starmer Corbyn Clegg Farage Sturgeon Salmond Clinton Bush Reagan Carter Nixon Kerry Rice Powell Tillerson Pompeo Blinken Rumsfeld Cheney Pence McConnell Pelosi McCain Romney Sanders Warren Harris Trudeau Harper Mulroney Abbott Rudd Gillard Turnbull Morrison Albanese Ardern Hipkins Peters Luxon`,
}

// assigned finds the lists in Faker's source: first_names_female = OrderedDict(( … or ( "…", …
var assigned = regexp.MustCompile(`(?m)^    ([a-z_]+)(?:: [^=\n]*)? = `)
var quoted = regexp.MustCompile(`"([^"\n]+)"`)

func people(dir string) ([]string, error) {
	given := map[string]string{} // to gender: m, f, or mf
	family := map[string]bool{}
	for _, l := range locales {
		b, err := os.ReadFile(filepath.Join(dir, l.name, "__init__.py"))
		if err != nil {
			return nil, err
		}
		src := string(b)
		at := assigned.FindAllStringSubmatchIndex(src, -1)
		for i, m := range at {
			end := len(src)
			if i+1 < len(at) {
				end = at[i+1][0]
			}
			if d := strings.Index(src[m[0]:end], "\n    def "); d > 0 {
				end = m[0] + d
			}
			list := src[m[2]:m[3]]
			for _, q := range quoted.FindAllStringSubmatch(src[m[3]:end], -1) {
				name := tidy(q[1])
				switch {
				case name == "":
				case strings.HasPrefix(list, "first") && l.given:
					note(given, name, list)
				case strings.HasPrefix(list, "last") && l.family:
					family[name] = true
				}
			}
		}
	}
	for g, names := range more {
		for _, n := range strings.Fields(names) {
			if g == "" {
				family[n] = true
			} else {
				note(given, n, map[string]string{"m": "_male", "f": "_female"}[g])
			}
		}
	}
	byGender := map[string][]string{}
	for n, g := range given {
		byGender[g] = append(byGender[g], n)
	}
	var lines []string
	for _, g := range []string{"f", "m", "mf"} {
		attr := fmt.Sprintf(`,"gender":%q`, g)
		if g == "mf" {
			attr = ""
		}
		lines = append(lines, byInitial(`{"label":"FIRST_NAME","id":"given-names-`+g, attr, byGender[g])...)
	}
	var list []string
	for n := range family {
		list = append(list, n)
	}
	return append(lines, byInitial(`{"label":"FAMILY_NAME","id":"family-names`, "", list)...), nil
}

func note(given map[string]string, name, list string) {
	g := "mf"
	switch {
	case strings.Contains(list, "female"):
		g = "f"
	case strings.Contains(list, "male"):
		g = "m"
	}
	if before := given[name]; before != "" && before != g {
		if g == "mf" {
			g = before // a list without gender says nothing
		} else if before != "mf" {
			g = "mf"
		}
	}
	given[name] = g
}

// tidy returns the name as news writes it, or "" for what is none: other scripts, several words, initials.
func tidy(s string) string {
	s = strings.ReplaceAll(s, "’", "'")
	if strings.ToUpper(s) == s && len(s) > 1 { // romanized names stand in capitals: CHIA-HAO
		parts := strings.Split(strings.ToLower(s), "-")
		r, n := utf8.DecodeRuneInString(parts[0])
		parts[0] = string(unicode.ToUpper(r)) + parts[0][n:]
		s = strings.Join(parts, "-")
	}
	n := 0
	for _, r := range s {
		if r > 0x24f && (r < 0x1e00 || r > 0x1eff) || !unicode.IsLetter(r) && r != '-' && r != '\'' {
			return ""
		}
		n++
	}
	if r, _ := utf8.DecodeRuneInString(s); n < 2 || !unicode.IsUpper(r) {
		return ""
	}
	return s
}

// byInitial writes one line for each initial letter.
func byInitial(head, attrs string, names []string) []string {
	slices.Sort(names)
	groups := map[string][]string{}
	var initials []string
	for _, n := range names {
		r, _ := utf8.DecodeRuneInString(letters.Plain(n))
		i := strings.ToLower(string(r))
		if r >= utf8.RuneSelf {
			i = "other"
		}
		if groups[i] == nil {
			initials = append(initials, i)
		}
		if p := letters.Plain(n); p != n && !slices.Contains(names, p) {
			groups[i] = append(groups[i], quote(p))
		}
		groups[i] = append(groups[i], quote(n))
	}
	slices.Sort(initials)
	var lines []string
	for _, i := range initials {
		slices.Sort(groups[i])
		groups[i] = slices.Compact(groups[i])
		lines = append(lines, fmt.Sprintf(`%s-%s"%s,"phrases":[%s]}`, head, i, attrs, strings.Join(groups[i], ",")))
	}
	return lines
}

func quote(s string) string {
	b, _ := json.Marshal(s)
	return string(b)
}
