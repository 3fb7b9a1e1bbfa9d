// Names of countries that the lists of country-names.ts lack: official ones that use the adjective instead of the country
// ("République française"), former ones, names in the country's own language, and other common ones.

/**
 * By ISO code, separated by `|`. A name is ignored if a list gives it to another country. A name of two countries here, such
 * as Congo, identifies neither. Former states that are now several countries, such as Yugoslavia, identify none of them.
 */
export const otherNames: Readonly<Record<string, string>> = {
  AE: 'UAE|U.A.E.|Emirates|Emirate|Emirati|Emiratos|Emirados|VAE|EAU|Trucial States',
  AG: 'Antigua',
  AL: 'Shqipëria|Shqipëri',
  AM: 'Hayastan|Հայաստան',
  AR: 'Argentine Republic|Argentinische Republik|República Argentina|Repubblica Argentina|Argentijnse Republiek|The Argentine',
  AT: 'Oesterreich|Autriche|Republik Österreich',
  AX: 'Åland-Inseln|Ålandeilanden|Alandia|Ahvenanmaa',
  AZ: 'Azərbaycan|Azerbeijão',
  BA: 'Bosnia|Bosnien|Bosnie|Bosnië|Bósnia|Bosna i Hercegovina|Bosnia-Erzegovina|BiH',
  BF: 'Burkina|Upper Volta|Obervolta|Haute-Volta|Alto Volta|Opper-Volta',
  BG: 'България|Bulgariya',
  BJ: 'Dahomey|Dahomé',
  BN: 'Nation of Brunei|Brunei, Abode of Peace|Negara Brunei Darussalam|Staat Brunei Darussalam',
  BR: 'Brasil|Brasile',
  BW: 'Bechuanaland|Betschuanaland',
  BY: 'Belorussia|Byelorussia|White Russia|Weißrussland|Biélorussie|Bielorrusia|Bielorussia|Wit-Rusland|Bielorrússia|Беларусь',
  BZ: 'British Honduras|Britisch-Honduras|Honduras britannique|Honduras Británica',
  CD:
    'Congo|Kongo|DRC|DR Congo|D.R. Congo|Congo-Kinshasa|Kongo-Kinshasa|RDC|RD Congo|R.D. Congo|RD del Congo|DRK|DR Kongo|Zaire|Zaïre|Belgian Congo|' +
    'Democratic Republic of the Congo|Demokratische Republik Kongo|République démocratique du Congo|Congo (Rép. dém.)|' +
    'República Democrática del Congo|Repubblica Democratica del Congo|Democratische Republiek Congo|República Democrática do Congo',
  CG:
    'Congo|Kongo|Republic of the Congo|Republic of Congo|Republik Kongo|République du Congo|República del Congo|Repubblica del Congo|' +
    'Republiek Congo|República do Congo|Congo-Brazzaville|Kongo-Brazzaville|Congo-Brazza|Middle Congo',
  CH:
    'Swiss Confederation|Schweizerische Eidgenossenschaft|Confédération suisse|Confederazione Svizzera|Confederación Suiza|' +
    'Zwitserse Bondsstaat|Confederação Suíça|Confoederatio Helvetica|Svizra|Schwiiz',
  CI: 'Ivory Coast|Cote dIvoire|Elfenbeinküste|Côte-d’Ivoire|Costa de Marfil|Costa d’Avorio|Ivoorkust|Costa do Marfim|RCI',
  CN:
    'PRC|P.R. China|PR China|Mainland China|Red China|Volksrepublik China|VR China|République populaire de Chine|RPC|' +
    'República Popular China|Repubblica Popolare Cinese|Volksrepubliek China|República Popular da China|' +
    'People’s Republic of China|República Popular de China|中国|中國|中华人民共和国',
  CV: 'Cape Verde|Cabo Verde|Kap Verde|Kapverden|Kapverdische Inseln|Îles du Cap-Vert|Kaapverdische Eilanden',
  CY: 'Κύπρος|Kypros',
  CZ:
    'Česko|Česká republika|Czech Republic|Czech Rep.|Tschechei|Tschechische Republik|République tchèque|Chequia|República Checa|' +
    'Repubblica Ceca|Cechia|Tsjechische Republiek|Chéquia|Tchéquia|República Tcheca|Czecho',
  DE:
    'BRD|FRG|Federal Republic of Germany|Bundesrepublik|West Germany|Westdeutschland|République fédérale d’Allemagne|RFA|' +
    'República Federal de Alemania|Repubblica Federale di Germania|Bondsrepubliek Duitsland|República Federal da Alemanha',
  DK: 'Danmark|Kongeriget Danmark',
  DZ: 'Algerian Republic|République algérienne|République algérienne démocratique et populaire|República Argelina Democrática y Popular|Al Jazair',
  EE: 'Eesti|Eesti Vabariik',
  EG: 'مصر|Misr|RAE Egitto',
  EH: 'Sahrawi Arab Democratic Republic|SADR|Spanish Sahara|Rio de Oro',
  ES: 'España|Kingdom of Spain',
  ET: 'Abyssinia|Abessinien|Abyssinie|Abisinia|Abissinia|Abessinië',
  FI: 'Suomi|Suomen tasavalta',
  FO: 'Faroes|Faeroe Islands|Färöer-Inseln|Føroyar|Færøerne|Islas Faroe|Isole Faroe|Isole Fær Øer',
  FR:
    'French Republic|Französische Republik|République française|República Francesa|Repubblica francese|Franse Republiek|' +
    'Metropolitan France|France métropolitaine',
  GA: 'Gabonese Republic|Gabunische Republik|République gabonaise|República Gabonesa|Repubblica gabonese|Republiek Gabon',
  GB:
    'U.K.|Britain|England|Scotland|Wales|Northern Ireland|Ulster|United Kingdom of Great Britain and Northern Ireland|' +
    'Schottland|Nordirland|Britannien|Vereinigtes Königreich Großbritannien und Nordirland|VK|' +
    'Angleterre|Écosse|Pays de Galles|Irlande du Nord|Royaume-Uni de Grande-Bretagne et d’Irlande du Nord|' +
    'Inglaterra|Escocia|Gales|Irlanda del Norte|Reino Unido de Gran Bretaña e Irlanda del Norte|' +
    'Inghilterra|Scozia|Galles|Irlanda del Nord|Regno Unito di Gran Bretagna e Irlanda del Nord|' +
    'Engeland|Schotland|Noord-Ierland|Verenigd Koninkrijk van Groot-Brittannië en Noord-Ierland|Brittannië|' +
    'Escócia|País de Gales|Irlanda do Norte|Reino Unido da Grã-Bretanha e Irlanda do Norte|Gran Bretagna|Gran Bretaña|Grande-Bretagne|Groot-Brittannië|Grã-Bretanha',
  GE:
    'Republic of Georgia|Georgia (country)|Sakartvelo|საქართველო|Republik Georgien|République de Géorgie|República de Georgia|' +
    'Grusinien|Gruzija',
  GF: 'French Guiana|Guyane|Guyane française|Guayana Francesa|Guiana Francesa',
  GH: 'Gold Coast|Goldküste',
  GN: 'Guinea Conakry|Guinée Conakry|French Guinea',
  GR:
    'EL|Hellas|Ελλάδα|Ellada|Hellenic Republic|Hellenische Republik|République hellénique|República Helénica|' +
    'Repubblica ellenica|Helleense Republiek',
  GW: 'Portuguese Guinea|Guinea Portuguesa|Guiné Portuguesa',
  HK:
    'Hong Kong, China|China, Hong Kong|Hong Kong SAR|Hong Kong S.A.R.|HKSAR|Hong Kong (SAR)|' +
    'Hong Kong Special Administrative Region|香港',
  HR: 'Hrvatska|Republika Hrvatska',
  HU: 'Magyarország|Hungarian Republic|Republik Ungarn',
  IE: 'Éire|Republic of Ireland|Southern Ireland|Irish Republic|Republik Irland|Irische Republik|ROI',
  IL: 'ישראל',
  IN: 'Bharat|भारत|Republic of India',
  IR: 'Persia|Persien|Perse|Pérsia|Perzië|ایران',
  IT: 'Italian Republic|Italienische Republik|République italienne|República Italiana|Repubblica italiana|Italiaanse Republiek',
  JP: 'Nippon|Nihon|日本|日本国',
  KG: 'Kyrgyz Republic|Kirgisische Republik|République kirghize|República Kirguisa|Repubblica del Kirghizistan|Kirgizische Republiek',
  KH: 'Kampuchea|Kamputschea|Khmer Republic',
  KN: 'Saint Christopher and Nevis|San Cristóbal y Nevis|Saint Kitts',
  KP:
    'DPRK|D.P.R.K.|Korea DPR|DPR Korea|Korea, DPRK|North Korea|Democratic People’s Republic of Korea|Demokratische Volksrepublik Korea|DVRK|' +
    'République populaire démocratique de Corée|RPDC|República Popular Democrática de Corea|' +
    'Repubblica Popolare Democratica di Corea|Democratische Volksrepubliek Korea|República Popular Democrática da Coreia',
  KR:
    'Korea|Corea|Corée|Coreia|ROK|R.O.K.|South Korea|S. Korea|Republic of Korea|Republik Korea|République de Corée|' +
    'República de Corea|Repubblica di Corea|Republiek Korea|República da Coreia|Sud Corea|대한민국|한국',
  KY: 'Cayman|Caymans|Cayman-Inseln|Caymaneilanden',
  KZ: 'Қазақстан|Qazaqstan|República de Kazajstán',
  LA: 'Lao|Lao PDR|Lao P.D.R.|Lao People’s Democratic Republic|République démocratique populaire lao',
  LB: 'Lebanese Republic|Libanesische Republik|République libanaise|República Libanesa|Repubblica libanese|Libanese Republiek',
  LK: 'Ceylon|Ceylan|Ceilán|Ceilão',
  LS: 'Basutoland',
  LT: 'Lietuva|Lietuvos Respublika',
  LU: 'Lëtzebuerg',
  LV: 'Latvija|Latvijas Republika',
  LY: 'Libyan Arab Jamahiriya|Libysch-Arabische Dschamahirija|Jamahiriya arabe libyenne',
  MD: 'Moldavia|Moldawien|Moldau|Moldavie|Moldávia|Moldavië|Moldova',
  ME: 'Crna Gora',
  MG: 'Malagasy Republic|République malgache|Madagasikara',
  MK:
    'Macedonia|Mazedonien|Makedonien|Macédoine|Macedônia|Macedónia|Macedonië|FYROM|FYR Macedonia|' +
    'Former Yugoslav Republic of Macedonia|Ehemalige jugoslawische Republik Mazedonien|' +
    'Ex-République yougoslave de Macédoine|ARYM|Antigua República Yugoslava de Macedonia|' +
    'Ex Repubblica jugoslava di Macedonia|Северна Македонија',
  ML: 'French Sudan',
  MM: 'Burma|Birma|Burma (Myanmar)|Birmanie|Birmania|Birmânia|Mianmar',
  MO: 'Macau, China|Macao, China|China, Macao|Macau SAR|Macao SAR|Macau S.A.R.|Macao S.A.R.|澳門',
  MU: 'Île Maurice|Maurícias|Isla Mauricio',
  MW: 'Nyasaland|Njassaland',
  MX:
    'United Mexican States|Vereinigte Mexikanische Staaten|États-Unis mexicains|États-Unis du Mexique|Estados Unidos Mexicanos|' +
    'Stati Uniti messicani|Verenigde Mexicaanse Staten|Mejico|Méjico',
  NA: 'South West Africa|Südwestafrika',
  NL: 'Holland|Hollande|Holanda|Olanda|Paesi Bassi|Países Bajos|Kingdom of the Netherlands|NLD',
  NO: 'Norge|Noreg|Kongeriket Norge',
  NZ: 'Aotearoa|NZL',
  PL: 'Polska|Rzeczpospolita Polska',
  PR: 'Puerto Rico, USA|Puerto Rico, US|Porto Rico',
  PS: 'Palestinian Territory|Occupied Palestinian Territory|State of Palestine',
  PT: 'Portuguese Republic|Portugiesische Republik|République portugaise|República Portuguesa|Repubblica portoghese|Portugese Republiek',
  RO: 'Rumania|Roumania|Romania',
  RS: 'Srbija|Србија',
  RU:
    'Россия|Rossiya|Russian Fed.|Russian Federation|Russische Föderation|Fédération de Russie|Federación de Rusia|Federación Rusa|' +
    'Federazione russa|Federazione di Russia|Russische Federatie|Federação Russa|Federação da Rússia|Российская Федерация',
  SA: 'KSA|K.S.A.|Saudi|Arabie séoudite|Arabia Saudita|السعودية',
  SB: 'Salomon-Inseln',
  SE: 'Sverige|Konungariket Sverige',
  SI: 'Slovenija',
  SK: 'Slovensko|Slovak Republic|Slowakische Republik|République slovaque|República Eslovaca|Repubblica slovacca|Slowaakse Republiek',
  SM: 'Saint-Marin',
  SR: 'Surinam|Dutch Guiana|Niederländisch-Guayana',
  SY:
    'Syria|Syrian Arab Republic|Arabische Republik Syrien|République arabe syrienne|República Árabe Siria|' +
    'Repubblica araba siriana|Syrische Arabische Republiek|República Árabe Síria|سوريا',
  SZ: 'Swaziland|Swasiland|Suazilandia|Suazilândia|Eswatini|Ngwane',
  TG: 'Togolese Republic|Togoische Republik|République togolaise|República Togolesa|Repubblica del Togo|Togolese Republiek',
  TH: 'Siam|ประเทศไทย',
  TL: 'East Timor|Timor|Osttimor|Timor oriental|Timor Orientale|Oost-Timor|Timor Leste',
  TN: 'Tunisian Republic|Tunesische Republik|République tunisienne|República Tunecina|Repubblica tunisina|Tunesische Republiek',
  TR: 'Turkey|Türkei|Turquie|Turquía|Turchia|Turkije|Turquia|Turkiye|Türkiye Cumhuriyeti',
  TT: 'Trinidad|Trinidade e Tobago',
  TW:
    'Republic of China|R.O.C.|ROC|Formosa|Formose|Chinese Taipei|Republik China|République de Chine|República de China|' +
    'Repubblica di Cina|Republiek China|República da China|Taiwan, China|Taiwan (ROC)|台灣|臺灣|台湾',
  TZ: 'Tanganyika|Tanganjika|Zanzibar',
  UA: 'Україна|Ukraina|The Ukraine',
  US:
    'America|The States|USofA|US of A|Vereinigte Staaten von Amerika|Amerika|Vereinigte Staaten|États-Unis d’Amérique|États Unis|É.-U.|' +
    'EE.UU.|EEUU|EE UU|Estados Unidos de América|Estados Unidos de Norteamérica|Norteamérica|Stati Uniti|' +
    'Stati Uniti d’America|SUA|U.S.A|Verenigde Staten van Amerika|V.S.|VS|EUA|E.U.A.|Estados Unidos da América|América',
  UY: 'Oosterse Republiek Uruguay',
  VA: 'Vatican|Vatikan|Vaticano|Vaticaan|Holy See|Heiliger Stuhl|Saint-Siège|Santa Sede|Santa Sé|Heilige Stoel|Cité du Vatican',
  VI: 'Virgin Islands (US)|Virgin Islands (USA)|United States Virgin Islands|USVI|Isole Vergini degli Stati Uniti',
  VG: 'BVI|Virgin Islands (UK)|UK Virgin Islands',
  VN: 'Viet Nam|Việt Nam',
  VU: 'New Hebrides|Nouvelles-Hébrides',
  WS: 'Western Samoa|Westsamoa|Samoa Occidental',
  ZA: 'RSA|R.S.A.|Suid-Afrika|South African Republic|Republik Südafrika',
  ZM: 'Northern Rhodesia|Nordrhodesien',
  ZW: 'Rhodesia|Rhodesien|Rhodésie|Southern Rhodesia|Südrhodesien',
};
