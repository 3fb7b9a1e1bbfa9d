// What a country is called in seven languages, by whoever fills in a form: none of it may be taken for another country.
// Sources: ISO 3166-1 (short and full names, English and French), the EU's Interinstitutional Style Guide, Annex A5 (short and
// official names in each of its languages), Unicode CLDR 48, the United Nations' list of former names, and, for what none of
// these has, the dictionaries: Duden, Larousse, RAE, Treccani, Taalunie, Porto Editora.

import { readFileSync } from 'node:fs';
import { describe, expect, it, test } from 'vitest';
import { countryReadings } from '../../../worker/score/fit/country/country.ts';

const codeOf = (name: string) => countryReadings(name)[0]?.toUpperCase() ?? 'none';

/** "DE Germany | Federal Republic of Germany": the code, and names of the country. */
const cases = (list: string) =>
  list
    .trim()
    .split('\n')
    .flatMap((line) => {
      const [, code = '', names = ''] = /^(\w+) (.*)$/.exec(line.trim()) ?? [];
      return names.split(' | ').map((name): [string, string] => [name, code]);
    });

const languages = {
  en: `
    AE United Arab Emirates | UAE | U.A.E. | the Emirates
    BF Burkina Faso | Upper Volta
    BO Bolivia | Plurinational State of Bolivia | Bolivia (Plurinational State of) | Bolivia, Plurinational State of
    BY Belarus | Byelorussia | Republic of Belarus
    CD Democratic Republic of the Congo | Congo, Democratic Republic of the | DR Congo | DRC | Congo (Kinshasa) | Congo, Dem. Rep. | Zaire
    CG Republic of the Congo | Congo-Brazzaville | Congo, Rep.
    CH Switzerland | Swiss Confederation
    CI Ivory Coast | Côte d'Ivoire | Cote d’Ivoire | Republic of Côte d'Ivoire
    CN China | People's Republic of China | PRC | P.R. China
    CV Cape Verde | Cabo Verde
    CZ Czech Republic | Czechia | the Czech Republic | Czech Rep.
    DE Germany | Federal Republic of Germany | DE | DEU | West Germany
    DO Dominican Republic | the Dominican Republic | Dominican Rep.
    EG Egypt | Arab Republic of Egypt
    GB United Kingdom of Great Britain and Northern Ireland | United Kingdom | UK | U.K. | Great Britain | England | Northern Ireland | GBR
    GR Greece | Hellenic Republic
    HK Hong Kong | Hong Kong SAR | Hong Kong, China
    IR Iran | Islamic Republic of Iran | Iran (Islamic Republic of) | Persia
    KG Kyrgyzstan | Kyrgyz Republic
    KP North Korea | Korea, North | Korea (North) | Democratic People's Republic of Korea | Korea, Democratic People's Republic of | DPRK | Korea, DPR
    KR South Korea | Korea, South | Republic of Korea | Korea (Republic of) | Korea, Rep. | S. Korea
    LA Laos | Lao PDR | Lao People's Democratic Republic
    LK Sri Lanka | Ceylon
    LY Libya | Libyan Arab Jamahiriya
    GN Guinea | Guinea-Conakry
    MD Moldova | Republic of Moldova | Moldova, Republic of
    MK North Macedonia | Macedonia | Former Yugoslav Republic of Macedonia | FYROM
    MM Myanmar | Burma | Myanmar (Burma)
    NL Netherlands | The Netherlands | the netherlands | Holland | Kingdom of the Netherlands
    PS Palestinian Territory, Occupied | Palestine | State of Palestine | Palestine, State of
    RU Russia | Russian Federation | Russian Fed.
    SK Slovakia | Slovak Republic
    SS South Sudan | Republic of South Sudan
    SY Syria | Syrian Arab Republic
    SZ Eswatini | Swaziland | Kingdom of Eswatini
    TH Thailand | Siam | Kingdom of Thailand
    TL Timor-Leste | East Timor
    TR Turkey | Türkiye | Republic of Türkiye
    TW Taiwan | Taiwan, Province of China | Republic of China
    TZ Tanzania | United Republic of Tanzania | Tanzania, United Republic of
    US USA | U.S. | U.S.A. | US | United States | United States of America | the States | America | UNITED-STATES | UnitedStates
    VA Vatican City | Holy See
    VC St. Vincent & the Grenadines | Saint Vincent and the Grenadines
    VE Venezuela | Bolivarian Republic of Venezuela | Venezuela (Bolivarian Republic of)
    VN Vietnam | Viet Nam | Socialist Republic of Vietnam`,
  de: `
    AE Vereinigte Arabische Emirate | VAE | die Vereinigten Arabischen Emirate
    AT Österreich | Oesterreich | Republik Österreich | AUT
    BY Weißrussland | Weissrussland | Belarus
    CD Demokratische Republik Kongo | Kongo, Demokratische Republik | Kongo-Kinshasa | Zaire
    CG Republik Kongo | Kongo-Brazzaville
    CH Schweiz | Die Schweiz | Schweizerische Eidgenossenschaft
    CI Elfenbeinküste | Elfenbeinkueste | Côte d’Ivoire
    CN China | Volksrepublik China | VR China
    CV Kap Verde | Cabo Verde
    CY Zypern | Republik Zypern
    CZ Tschechien | Tschechische Republik | die Tschechische Republik | Tschechei
    DE Deutschland | Bundesrepublik Deutschland | BRD
    DO Dominikanische Republik
    EG Ägypten | Aegypten | Arabische Republik Ägypten
    FR Frankreich | Französische Republik
    GB Großbritannien | Grossbritannien | Vereinigtes Königreich | England | Schottland | Nordirland
    GE Georgien | Republik Georgien
    GR Griechenland | Hellenische Republik
    IR Iran | Islamische Republik Iran | Persien
    IT Italien | Italienische Republik
    KP Nordkorea | Demokratische Volksrepublik Korea
    KR Südkorea | Suedkorea | Süd-Korea | Republik Korea
    LU Luxemburg | Großherzogtum Luxemburg
    LY Libyen
    MD Moldau | Republik Moldau | Moldawien
    MK Nordmazedonien | Mazedonien
    MM Myanmar | Birma | Burma
    NL Niederlande | die Niederlande | Holland | Königreich der Niederlande
    PL Polen | Republik Polen
    PS Palästina
    RU Russland | Rußland | Russische Föderation
    SA Saudi-Arabien | Saudi Arabien | Königreich Saudi-Arabien
    SE Schweden | Königreich Schweden
    SK Slowakei | die Slowakei | Slowakische Republik
    SY Syrien | Arabische Republik Syrien
    TH Thailand | Siam
    TR Türkei | Tuerkei | die Türkei | Republik Türkei
    TZ Tansania | Vereinigte Republik Tansania
    US USA | Vereinigte Staaten | Vereinigte Staaten von Amerika | die USA | Amerika
    VA Vatikan | Vatikanstadt
    ZA Südafrika | Republik Südafrika`,
  fr: `
    AE Émirats arabes unis | Emirats Arabes Unis | Les Émirats arabes unis | EAU
    BE Belgique | Royaume de Belgique | la Belgique
    BF Burkina Faso | Haute-Volta
    BY Biélorussie | Bélarus
    CD République démocratique du Congo | RDC | RD Congo | Congo (RDC) | Congo-Kinshasa
    CG République du Congo | Congo-Brazzaville
    CH Suisse | Confédération suisse | la Suisse
    CI Côte d'Ivoire | République de Côte d'Ivoire | la Côte d’Ivoire
    CM Cameroun | République du Cameroun
    CN Chine | République populaire de Chine
    CV Cap-Vert | Cabo Verde
    CZ République tchèque | la République tchèque | Tchéquie
    DE Allemagne | République fédérale d'Allemagne | l'Allemagne
    DO République dominicaine
    DZ Algérie | République algérienne démocratique et populaire
    EG Égypte | République arabe d'Égypte
    ES Espagne | Royaume d'Espagne
    FR France | République française | la France | FRA
    GB Royaume-Uni | Royaume Uni | Grande-Bretagne | Angleterre | Écosse | Royaume-Uni de Grande-Bretagne et d'Irlande du Nord
    GQ Guinée équatoriale
    GR Grèce | République hellénique
    IR Iran | République islamique d'Iran | Perse
    IT Italie | République italienne
    KP Corée du Nord | République populaire démocratique de Corée
    KR Corée du Sud | République de Corée
    LU Luxembourg | Grand-Duché de Luxembourg
    MA Maroc | Royaume du Maroc
    MD Moldavie | République de Moldavie
    MG Madagascar | République de Madagascar
    MM Birmanie | Myanmar
    NL Pays-Bas | Les Pays-Bas | Hollande | Royaume des Pays-Bas
    PT Portugal | République portugaise
    RU Russie | Fédération de Russie
    SK Slovaquie | République slovaque
    SY Syrie | République arabe syrienne
    SZ Swaziland | Eswatini
    TD Tchad | République du Tchad
    TN Tunisie | République tunisienne
    TR Turquie | République de Turquie
    TZ Tanzanie | République-Unie de Tanzanie
    US États-Unis | Etats-Unis | Les États-Unis | États-Unis d'Amérique | USA
    VA Vatican | Cité du Vatican | Saint-Siège`,
  es: `
    AE Emiratos Árabes Unidos | Los Emiratos Árabes Unidos | EAU
    AR Argentina | República Argentina | la Argentina
    BO Bolivia | Estado Plurinacional de Bolivia
    BR Brasil | República Federativa de Brasil
    BY Bielorrusia | Belarús
    CD República Democrática del Congo | RDC
    CG República del Congo | Congo-Brazzaville
    CH Suiza | Confederación Suiza
    CI Costa de Marfil | República de Costa de Marfil
    CL Chile | República de Chile
    CN China | República Popular China
    CO Colombia | República de Colombia
    CZ República Checa | Chequia | la República Checa
    DE Alemania | República Federal de Alemania
    DO República Dominicana | la República Dominicana
    EC Ecuador | República del Ecuador
    EG Egipto | República Árabe de Egipto
    ES España | Espana | Reino de España
    FR Francia | República Francesa
    GB Reino Unido | Gran Bretaña | Inglaterra | Escocia | Gales | Reino Unido de Gran Bretaña e Irlanda del Norte
    GQ Guinea Ecuatorial | República de Guinea Ecuatorial
    GR Grecia | República Helénica
    IN India | la India | República de la India
    IR Irán | República Islámica de Irán
    JP Japón | Japon
    KP Corea del Norte | República Popular Democrática de Corea
    KR Corea del Sur | República de Corea
    MA Marruecos | Reino de Marruecos
    MD Moldavia | República de Moldavia
    MM Birmania | Myanmar
    MX México | Mexico | Méjico | Estados Unidos Mexicanos
    NL Países Bajos | Los Países Bajos | Holanda
    PE Perú | el Perú | República del Perú
    RU Rusia | Federación de Rusia | Federación Rusa
    SA Arabia Saudita | Arabia Saudí
    SV El Salvador | República de El Salvador
    SY Siria | República Árabe Siria
    TR Turquía | República de Turquía
    US Estados Unidos | EE.UU. | EE. UU. | EEUU | Estados Unidos de América | los Estados Unidos
    UY Uruguay | República Oriental del Uruguay
    VE Venezuela | República Bolivariana de Venezuela
    ZA Sudáfrica | República de Sudáfrica`,
  it: `
    AE Emirati Arabi Uniti | gli Emirati Arabi Uniti
    AL Albania | Repubblica d'Albania
    AT Austria | Repubblica d'Austria
    BE Belgio | Regno del Belgio
    BY Bielorussia
    CD Repubblica Democratica del Congo
    CG Repubblica del Congo | Congo-Brazzaville
    CH Svizzera | Confederazione Svizzera | la Svizzera
    CI Costa d'Avorio | Repubblica della Costa d'Avorio
    CN Cina | Repubblica Popolare Cinese
    CV Capo Verde | Cabo Verde
    CY Cipro | Repubblica di Cipro
    CZ Repubblica Ceca | la Repubblica Ceca | Cechia
    DE Germania | Repubblica Federale di Germania
    DK Danimarca | Regno di Danimarca
    DO Repubblica Dominicana
    EG Egitto | Repubblica araba d'Egitto
    ES Spagna | Regno di Spagna
    FR Francia | Repubblica francese
    GB Regno Unito | Gran Bretagna | Inghilterra | Scozia | Regno Unito di Gran Bretagna e Irlanda del Nord
    GR Grecia | Repubblica ellenica
    HR Croazia | Repubblica di Croazia
    HU Ungheria
    IE Irlanda | Repubblica d'Irlanda
    IR Iran | Repubblica islamica dell'Iran
    IT Italia | Repubblica italiana | l'Italia
    KP Corea del Nord
    KR Corea del Sud | Repubblica di Corea
    MD Moldavia | Repubblica di Moldova
    MK Macedonia del Nord | Macedonia
    MM Birmania | Myanmar
    NL Paesi Bassi | i Paesi Bassi | Olanda
    PL Polonia | Repubblica di Polonia
    PT Portogallo | Repubblica portoghese
    RO Romania
    RU Russia | Federazione russa
    SE Svezia | Regno di Svezia
    SM San Marino | Repubblica di San Marino
    SY Siria | Repubblica araba siriana
    TR Turchia | Repubblica di Turchia
    US Stati Uniti | Stati Uniti d'America | gli Stati Uniti | USA
    VA Città del Vaticano | Vaticano | Santa Sede`,
  nl: `
    AE Verenigde Arabische Emiraten | de Verenigde Arabische Emiraten
    AT Oostenrijk | Republiek Oostenrijk
    BE België | Belgie | Koninkrijk België
    BY Wit-Rusland | Belarus
    CD Democratische Republiek Congo
    CG Republiek Congo | Congo-Brazzaville
    CH Zwitserland | Zwitserse Bondsstaat
    CI Ivoorkust | Republiek Ivoorkust
    CN China | Volksrepubliek China
    CV Kaapverdië | Kaapverdische Eilanden
    CY Cyprus | Republiek Cyprus
    CZ Tsjechië | Tsjechische Republiek
    DE Duitsland | Bondsrepubliek Duitsland
    DK Denemarken | Koninkrijk Denemarken
    DO Dominicaanse Republiek | de Dominicaanse Republiek
    EG Egypte | Arabische Republiek Egypte
    ES Spanje | Koninkrijk Spanje
    FR Frankrijk | Franse Republiek
    GB Verenigd Koninkrijk | het Verenigd Koninkrijk | Groot-Brittannië | Engeland | Schotland | VK
    GR Griekenland | Helleense Republiek
    HU Hongarije
    ID Indonesië | Republiek Indonesië
    IE Ierland
    IR Iran | Islamitische Republiek Iran
    IT Italië | Italiaanse Republiek
    KP Noord-Korea | Noord Korea
    KR Zuid-Korea | Zuid Korea | Republiek Korea
    LU Luxemburg | Groothertogdom Luxemburg
    MA Marokko | Koninkrijk Marokko
    MD Moldavië | Republiek Moldavië
    MM Myanmar | Birma
    NL Nederland | Koninkrijk der Nederlanden | Holland | NLD
    PL Polen | Republiek Polen
    RU Rusland | Russische Federatie
    SE Zweden | Koninkrijk Zweden
    SK Slowakije | Slowaakse Republiek
    SR Suriname | Republiek Suriname
    SY Syrië | Syrische Arabische Republiek
    TR Turkije | Republiek Turkije
    US Verenigde Staten | de Verenigde Staten | Verenigde Staten van Amerika | VS | V.S.
    VA Vaticaanstad | Heilige Stoel
    ZA Zuid-Afrika | Republiek Zuid-Afrika`,
  pt: `
    AE Emirados Árabes Unidos | os Emirados Árabes Unidos
    AO Angola | República de Angola
    AR Argentina | República Argentina
    BR Brasil | República Federativa do Brasil | o Brasil | BRA
    BY Bielorrússia | Belarus
    CD República Democrática do Congo
    CG República do Congo
    CH Suíça | Confederação Suíça
    CI Costa do Marfim
    CN China | República Popular da China
    CV Cabo Verde | República de Cabo Verde
    CZ República Checa | República Tcheca | Tchéquia | Chéquia
    DE Alemanha | República Federal da Alemanha
    DO República Dominicana
    EE Estónia | Estônia
    EG Egito | República Árabe do Egito
    ES Espanha | Reino de Espanha
    FR França | República Francesa
    GB Reino Unido | Grã-Bretanha | Inglaterra | Escócia | Reino Unido da Grã-Bretanha e Irlanda do Norte
    GR Grécia | República Helénica
    GW Guiné-Bissau | República da Guiné-Bissau
    IR Irã | Irão | República Islâmica do Irão
    IT Itália | República Italiana
    KE Quénia | Quênia
    KP Coreia do Norte | República Popular Democrática da Coreia
    KR Coreia do Sul | República da Coreia
    MD Moldávia | República da Moldávia
    MM Birmânia | Mianmar
    MZ Moçambique | República de Moçambique
    NL Países Baixos | Holanda | Os Países Baixos
    PL Polónia | Polônia | República da Polónia
    PT Portugal | República Portuguesa | PRT
    RO Roménia | Romênia
    RU Rússia | Federação da Rússia | Federação Russa
    ST São Tomé e Príncipe | República Democrática de São Tomé e Príncipe
    SY Síria | República Árabe Síria
    SZ Suazilândia | Essuatíni
    TL Timor-Leste | República Democrática de Timor-Leste
    TR Turquia | República da Turquia
    US Estados Unidos | EUA | E.U.A. | Estados Unidos da América | os Estados Unidos
    VN Vietname | Vietnã
    ZA África do Sul | República da África do Sul`,
};

describe.each(Object.entries(languages))('countries in %s', (_, list) => {
  const names = cases(list);

  it('are at least forty', () => {
    expect(new Set(names.map(([, code]) => code)).size).toBeGreaterThanOrEqual(40);
  });

  it.each(names)('%s is %s', (name, code) => {
    expect(codeOf(name)).toBe(code);
  });
});

const locales = [
  'en',
  'en-GB',
  'de',
  'de-AT',
  'de-CH',
  'fr',
  'fr-CH',
  'es',
  'es-MX',
  'it',
  'nl',
  'nl-BE',
  'pt',
  'pt-PT',
];

/** What CLDR calls territories: by code, or by `CI-alt-variant`. */
function territoriesIn(locale: string): Record<string, string> {
  const path = `node_modules/cldr-localenames-full/main/${locale}/territories.json`;
  return JSON.parse(readFileSync(path, 'utf8')).main[locale].localeDisplayNames.territories;
}

test('every name that CLDR has for a country in these languages, in regional kinds of them too, is of that country', () => {
  const named = locales
    .flatMap((locale) => Object.entries(territoriesIn(locale)))
    .map(([key, name]) => ({ code: key.slice(0, 2), name }))
    .filter(({ code }) => codeOf(code) === code);
  expect(named.length).toBeGreaterThan(3_000);
  const wrong = named.filter(({ code, name }) => codeOf(name) !== code);
  // Two countries share the first and the third; RU is the code of another than the Spanish Reino Unido.
  expect([...new Set(wrong.map(({ code, name }) => `${name}: ${code}, not ${codeOf(name)}`))].sort()).toEqual(
    ['Congo: CG, not none', 'RU: GB, not RU', 'São Martinho: MF, not none'],
  );
});

// How the country selectors of Shopify and Stripe, the lists of the World Bank and of Natural Earth, and the packages
// world-countries 5 (official names and translations) and countries-list 3 (own names) write countries.
describe('a country in a list of the web', () => {
  it.each(
    cases(`
      AE UAE (United Arab Emirates) | الإمارات العربية المتحدة | U A E | den Vereinigten Arabischen Emiraten
      BA Bosnia & Herzegovina | Bosnia/Herzegovina | Bosnia and Herz.
      BM The Islands of Bermuda
      BQ Caribbean Netherlands | Paesi Bassi caraibici | Bonaire, Sint Eustatius and Saba
      CC Islas Cocos o Islas Keeling | Grondgebied van de Eilanden Cocos (Keeling )
      CD Congo - Kinshasa | Congo, Dem. Rep. | Kongo (Dem. Rep.) | Congo (Rép. dém.) | Kongo, Demokratische Republik
      CG Congo - Brazzaville | Congo, Rep. | Kongo, Republik
      CN China (Mainland) | China, P.R. | Peoples Republic of China
      CW Country of Curaçao | Land Curaçao | País de Curaçao | Paese di Curaçao
      CX Territoire de l'île Christmas
      CZ Czech Republic (Czechia) | der Tschechischen Republik
      DE 🇩🇪 | 🇩🇪 Germany | Germany 🇩🇪 | +49 Germany | Germany (+49) | DE - Germany | DE-Germany | Germany / Deutschland
      DO der Dominikanischen Republik
      EH République arabe sahraouie démocratique | República Árabe Saharaui Democrática
      FK Falkland Islands (Islas Malvinas)
      FO Isole Far Oer
      GB 🇬🇧 | UK (England) | Gt. Britain | Scotland, United Kingdom | GB-UK
      GL Kalaallit Nunaat
      HK Hong Kong S.A.R. China | Hong Kong Special Administrative Region of the People's Republic of China
      IN India, IN
      IS Island | Islande | Ísland
      JE Isola di Jersey
      KG Kirguizistán | Кыргызстан
      KI Onafhankelijke en soevereine republiek Kiribati
      KP Korea, Dem. People's Rep. | N. Korea | 북한
      LA Lao People's Dem Rep
      LB لبنان
      MA المغرب
      MO Macau SAR China | Região Administrativa Especial de Macau da República Popular da China | 澳门
      MP Noordelijke Marianeneilanden | Marianas Setentrionais
      NF Norfolkeiland | Territoire de l'île Norfolk
      NL de Nederlanden | den Niederlanden | NL - Netherlands
      PH Pilipinas
      PL PL-Poland | Polska (Poland)
      PR Freistaat Puerto Rico | Estado Libre Asociado de Puerto Rico
      PS West Bank and Gaza
      RE Réunion Island | Île de la Réunion | Isla de la Reunión | Ilha da Reunião
      RW République rwandaise
      SA المملكة العربية السعودية
      SB Solomon eilanden
      SH Ascension Island | Tristan da Cunha
      SJ Islas Svalbard y Jan Mayen | Ilhas Svalbard e Jan Mayen | Svalbard & Jan Mayen
      SK Slovenská republika | Slovak Rep.
      SM Most Serene Republic of San Marino | Meest Serene Republiek San Marino
      SX St. Maarten
      TC Islas Turks y Caicos | Turks e Caicos | Ilhas Turks e Caicos
      TF French Southern and Antarctic Lands | Terres australes et antarctiques françaises
      TK Islas Tokelau | Îles Tokelau | Isole Tokelau
      TR Turkey/Türkiye
      TW Republic of China (Taiwan) | Taiwan, Province of China
      UM U.S. Minor Outlying Islands
      US 🇺🇸 United States | United States +1 | USA - United States | U S A | die Vereinigten Staaten | VSA | Austin, TX, United States
      VI Ilhas Virgens dos Estados Unidos | Maagdeneilanden van de Verenigde Staten | Virgin Islands, U.S.
      VG Islas Vírgenes del Reino Unido | Virgin Islands, British
      WF Territory of the Wallis and Futuna Islands | Territorio de las Islas Wallis y Futuna
      YE Yemen, Rep. | Yemeni Republic | اليمن
      YT Department of Mayotte | Département de Mayotte | Übersee-Département Mayotte
      ZA S. Africa`),
  )('%s is %s', (name, code) => {
    expect(codeOf(name)).toBe(code);
  });
});

describe('what is like the name of a country', () => {
  it.each(
    cases(`
      NE Niger | Níger | Republic of the Niger
      NG Nigeria | Nigéria | Federal Republic of Nigeria
      DM Dominica | Commonwealth of Dominica | Dominique
      DO Dominican Republic | República Dominicana
      AT Austria | Republic of Austria
      AU Australia | Commonwealth of Australia
      GN Guinea | Republic of Guinea | Guinée
      GW Guinea-Bissau | Guinea Bissau
      GQ Equatorial Guinea
      PG Papua New Guinea
      GE Georgia | Georgia (country) | Republic of Georgia
      GS South Georgia and the South Sandwich Islands
      US Georgia, USA | Atlanta, Georgia, United States
      JE Jersey
      SK Slovakia
      SI Slovenia
      SD Sudan | Republic of the Sudan
      SS South Sudan | Sudan, South
      IE Ireland | Republic of Ireland
      WS Samoa
      AS American Samoa
      MQ Martinique
      MR Mauritania | Mauritanie
      MU Mauritius | Île Maurice
      LR Liberia
      LY Libya
      IR Iran
      IQ Iraq
      MG Madagascar
      ME Montenegro
      BY Belarus
      CD Kinshasa, Congo
      KR Korea`),
  )('%s is %s', (name, code) => {
    expect(codeOf(name)).toBe(code);
  });

  it.each([
    // Of several countries today, or withdrawn from ISO 3166-1.
    ...['AN', 'Netherlands Antilles', 'USSR', 'Soviet Union', 'Yugoslavia', 'Czechoslovakia', 'SCG', 'YU'],
    // Of two countries.
    ...['Congo', 'Kongo', 'le Congo', 'Democratic Korea', 'São Martinho'],
    // Of states, regions and places that are in no list of countries.
    ...['State of Georgia', 'Atlanta, Georgia', 'New Jersey', 'Jersey City', 'New Mexico', 'Los Angeles, CA'],
    ...['European Union', 'Europe', 'EU', 'United Nations', 'World', 'International', 'Unknown Region', 'ZZ'],
    ...[
      'Northern Cyprus',
      'Islamic Republic',
      'Republic',
      'Kingdom',
      'the United',
      'United',

      'Union',
    ],
    ...[
      'Virgin Islands',
      'Islas',
      'Islands',
      'Staten Island',
      'Long Island',
      'Isle of Wight',
      'Cook',
      'Christmas',
    ],
    ...[
      'Freistaat Bayern',
      'Departamento de Antioquia',
      'Basque Country',
      'Canary Islands',
      'British Isles',
      '🇪🇺',
    ],
    // Of either, and of American states.
    ...['USA / Canada', 'Germany | Austria', 'Lebanon, PA', 'Cuba, NY', 'Jordan, MN'],
    // Demonyms of i18n-nationality that are no country's name in another language.
    ...[
      'German',
      'French',
      'Swiss',
      'Chinese',
      'deutsch',
      'français',
      'española',
      'italiano',
      'nederlands',
      'Brasileiro',
    ],
    ...['N/A', '-', 'other', 'none', 'XX', 'the', 'de la', 'Nigerien', 'Austri', 'Germ', 'New England'],
  ])('%s is no country', (name) => {
    expect(countryReadings(name)).toEqual([]);
  });
});
