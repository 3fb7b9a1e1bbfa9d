// Words for ranks in ten languages (English, German, French, Spanish, Italian, Dutch, Portuguese, Polish, Swedish, Japanese),
// for seniority.ts. title-text.ts describes the notation of the lists.

/** Phrases that are checked before single words, because their words mean something else on their own. */
export const phrases = {
  executive:
    'managing director|man dir|managing dir|gen manager|gen mgr|general mgr|dir gral|director gral|dir gen|dir gal|directeur grootaandeelhouder|' +
    'executive director|managing principal|supervisory board|board of directors|legal representative|' +
    'représentant légal|représentante légale|representante legal|rappresentante legale|legale rappresentante|zastępca prezesa|chief executive|general manager|board member|member of the board|board director|' +
    'chair|chairman|chairwoman|chairperson|chairman of the board|managing partner|owner manager|company owner|' +
    'mitglied der geschäftsführung|mitglied der geschäftsleitung|mitglied des vorstands|vorsitzender der geschäftsführung|' +
    'vorsitzende der geschäftsführung|directeur général|directrice générale|directeur exécutif|directrice exécutive|membre du directoire|' +
    'membre du comité de direction|membre du comex|chef d entreprise|cheffe d entreprise|' +
    'director general|directora general|director ejecutivo|directora ejecutiva|gerente general|consejero delegado|consejera delegada|' +
    'secretario general|miembro del consejo|director gerente|directora gerente|administrador único|' +
    'direttore generale|direttrice generale|direttore esecutivo|direttrice esecutiva|amministratore delegato|amministratrice delegata|' +
    'amministratore unico|membro del cda|consigliere delegato|direttore amministratore|' +
    'algemeen directeur|algemeen directrice|statutair directeur|lid raad van bestuur|lid van de raad van bestuur|gedelegeerd bestuurder|' +
    'afgevaardigd bestuurder|diretor geral|diretora geral|diretor executivo|diretora executiva|diretor presidente|' +
    'sócio gerente|sócia gerente|sócio administrador|membro do conselho|' +
    'dyrektor generalny|dyrektor zarządzający|dyrektorka zarządzająca|dyrektor naczelny|członek zarządu|członkini zarządu|' +
    'verkställande direktör|vice vd|member of the executive board|direction générale|dirección general|direzione generale',
  director:
    'chief of staff|editor in chief|head of|rédacteur en chef|rédactrice en chef|redactor jefe|' +
    'chef redacteur|redaktor naczelny|chef der|cheffe der|chefin der|zastępca dyrektora|z ca dyrektora|head teacher|kaufmännische leitung|technische leitung|' +
    'pełnomocnik zarządu|school principal|vice principal|deputy principal|assistant principal|college principal',
  manager:
    'head chef|executive chef|chef de cuisine|head nurse|head coach|head waiter|head waitress|head barista|head bartender|head gardener|' +
    'head cook|head baker|head brewer|head cashier|crew chief|managing editor|team lead|team leader|tech lead|assistant vice president|' +
    'associate vice president|chef de projet|cheffe de projet|chef de produit|cheffe de produit|chef de service|' +
    'cheffe de service|chef d équipe|cheffe d équipe|chef de rayon|chef de chantier|chef de secteur|chef de|cheffe de|chef du|cheffe du|chef des|cheffe des|chef comptable|' +
    'zastępca kierownika|główny księgowy|główna księgowa|chef d|cheffe d|chief accountant|chef för|' +
    'teamleiter|teamleiterin|teamleitung|projektleiter|projektleiterin|projektleitung|' +
    'gruppenleiter|gruppenleiterin|gruppenleitung|schichtleiter|schichtleiterin|schichtleitung|' +
    'filialleiter|filialleiterin|filialleitung|marktleiter|marktleiterin|bauleiter|bauleiterin|bauleitung|' +
    'küchenchef|küchenchefin|vorarbeiter|vorarbeiterin|teamchef|teamchefin|stationsleitung|restaurantleiter|restaurantleiterin',
  staff:
    'product owner|process owner|data owner|risk owner|system owner|service owner|application owner|feature owner|platform owner|' +
    'asset owner|problem owner|solution owner|technical owner|backlog owner|control owner|home owner|business partner|' +
    'channel partner|training partner|delivery partner|people partner|talent partner|sales partner|technology partner|hr partner|' +
    'account executive|sales executive|marketing executive|business development executive|advertising executive|customer service executive|' +
    'hr executive|support executive|sales account executive|accounts executive|recruitment executive|finance executive|' +
    'director of photography|art director|film director|casting director|stage director|music director|funeral director|' +
    'assistant professor|associate professor|student advisor|student adviser|student counselor|student counsellor|student services|' +
    'student affairs|student recruitment|student success|student support|student life|student housing|student records|student experience|' +
    'sous chef|pastry chef|private chef|chef de partie|chef de rang|demi chef|commis chef|' +
    'chief petty officer|administrador de sistemas|administrador de redes|administrador de bases|amministratore di sistema|' +
    'amministratore di sistemi|amministratore di condominio|amministratore di rete|administrateur système|administrateur systèmes|' +
    'administrateur réseau|socio economic|' +
    'maître d hôtel|chef d orchestre|directeur de la photographie|direttore della fotografia|director de fotografía|' +
    'director de arte|directora de arte|director de cine|directora de cine|' +
    'director de orquesta|directora de orquesta|direttore d orchestra|direttrice d orchestra|head hunter|intern coordinator|' +
    'internship coordinator|internship program|' +
    'reiseleiter|reiseleiterin|übungsleiter|übungsleiterin|kursleiter|kursleiterin|hausmeister|hausmeisterin',
} as const;

/** Single words, and their endings and beginnings. */
export const words = {
  executive:
    'ceo|cto|cfo|coo|cmo|cio|ciso|cpo|cro|cdo|chro|cco|cso|cao|clo|cgo|cxo|cbo|cko|cino|caio|cpto|cdto|mayor|lord mayor|vp|svp|evp|gm|' +
    '-president|-presidents|pres|pdte|pdta|founder|cofounder|co founder|owner|co owner|coowner|proprietor|entrepreneur|' +
    '-geschäftsführer|-geschäftsführerin|-geschäftsführung|-geschäftsleitung|geschäftsleiter|geschäftsleiterin|geschäftsführender|' +
    'geschäftsführende|gf|bürgermeister|bürgermeisterin|oberbürgermeister|vorstand|vorständin|vorstandsvorsitzender|vorstandsvorsitzende|' +
    'vorstandsmitglied|vorstandssprecher|vorstandssprecherin|inhaber|-inhaberin|firmeninhaber|mitinhaber|gründer|gründerin|-gründer|-gründerin|gesellschafter|gesellschafterin|' +
    'eigentümer|eigentümerin|unternehmer|unternehmerin|generaldirektor|generaldirektorin|-präsident|-präsidentin|aufsichtsrat|aufsichtsrätin|' +
    'aufsichtsratsvorsitzender|vorsitzender|vorsitzende|' +
    'pdg|p dg|dg|dga|président|présidente|vice présidente|vice président|-présidente|gérant|gérante|cogérant|cogérante|' +
    'fondateur|fondatrice|cofondateur|cofondatrice|associé|associée|propriétaire|dirigeant|dirigeante|patron|patronne|entrepreneuse|' +
    'presidente|presidenta|vicepresidente|vicepresidenta|propietario|propietaria|dueño|dueña|fundador|fundadora|cofundador|cofundadora|' +
    'socio|socia|empresario|empresaria|apoderado|apoderada|' +
    'amministratore|amministratrice|titolare|contitolare|proprietario|proprietaria|fondatore|cofondatore|cofondatrice|imprenditore|' +
    'imprenditrice|vicepresidentessa|' +
    'eigenaar|eigenares|eigenaresse|mede eigenaar|oprichter|oprichtster|medeoprichter|mede oprichter|vennoot|bestuurder|bestuursvoorzitter|' +
    'bestuurslid|ondernemer|zaakvoerder|zaakvoerster|voorzitter|' +
    'sócio|sócia|proprietário|proprietária|dono|dona|vice presidente|empresário|empresária|' +
    'prezes|wiceprezes|prezeska|wiceprezeska|właściciel|właścicielka|współwłaściciel|współwłaścicielka|założyciel|założycielka|' +
    'współzałożyciel|współzałożycielka|wspólnik|wspólniczka|przedsiębiorca|przewodniczący|przewodnicząca|' +
    'vd|ordförande|styrelseordförande|styrelseledamot|grundare|medgrundare|ägare|delägare|generaldirektör|koncernchef|företagare|egenföretagare',
  director:
    'director|directors|dir|head|chief|dean|headmaster|headmistress|headteacher|' +
    '-direktor|-direktorin|-leiter|-leiterin|leitung|-leitung|leitender|leitende|prokurist|prokuristin|rektor|rektorin|chefarzt|chefärztin|' +
    'chefredakteur|chefredakteurin|dezernent|dezernentin|' +
    'directeur|directrice|-directeur|-directrice|proviseur|doyen|doyenne|daf|drh|dsi|dircom|' +
    'directora|subdirector|subdirectora|rector|rectora|decano|decana|' +
    'direttore|direttrice|vicedirettore|vicedirettrice|condirettore|dirigente|preside|rettore|' +
    'directielid|hoofd|hoofdredacteur|rector|decaan|' +
    'diretor|diretora|subdiretor|reitor|' +
    'dyrektor|dyrektorka|wicedyrektor|wicedyrektorka|szef|szefowa|prokurent|dziekan|' +
    '-direktör|direktör|chefredaktör|prokurist',
  manager:
    'manager|managers|mgr|meister|meisterin|industriemeister|werkmeister|leader|supervisor|foreman|forewoman|superintendent|-manager|-managerin|' +
    'responsable|resp|encadrant|encadrante|superviseur|superviseuse|contremaître|manageuse|' +
    'jefe|jefa|subjefe|gerente|gerenta|subgerente|encargado|encargada|supervisora|capataz|' +
    'responsabile|capo|caporeparto|capoufficio|capoprogetto|capoarea|capocantiere|caposquadra|supervisore|' +
    'teamleider|teamleidster|leidinggevende|bedrijfsleider|projectleider|afdelingshoofd|ploegleider|uitvoerder|manageres|' +
    'administrador|administradora|gestor|gestora|chefe|subchefe|encarregado|encarregada|responsável|' +
    'kierownik|kierowniczka|menedżer|menedżerka|menadżer|menadżerka|brygadzista|naczelnik|' +
    '--chef|--ledare|it chef|hr chef|pr chef|föreståndare|förman|samordnare',
  assistant:
    'assistant|assistants|asst|secretary|pa|ea|receptionist|' +
    '-assistent|-assistentin|-assistenz|-sekretär|-sekretärin|sekretariat|' +
    'assistante|secrétaire|' +
    'asistente|asistenta|secretario|secretaria|auxiliar|ayudante|' +
    'assistente|segretario|segretaria|' +
    '-assistente|-secretaresse|-secretaris|' +
    'secretário|secretária|ajudante|' +
    'asystent|asystentka|sekretarka|sekretarz|' +
    '-sekreterare',
  student:
    'student|students|intern|interns|trainee|apprentice|undergraduate|pupil|phd candidate|doctoral candidate|internship|' +
    'studentin|studierender|studierende|-student|-studentin|-praktikant|-praktikantin|praktikum|azubi|auszubildender|auszubildende|' +
    'lehrling|schüler|schülerin|-werkstudent|werkstudentin|volontär|volontärin|doktorand|doktorandin|' +
    'étudiant|étudiante|stagiaire|alternant|alternante|apprenti|apprentie|doctorant|doctorante|lycéen|lycéenne|' +
    'estudiante|becario|becaria|practicante|aprendiz|alumno|alumna|en prácticas|' +
    'studente|studentessa|stagista|tirocinante|apprendista|praticante|dottorando|dottoranda|' +
    'studente|stagiair|stagiaire|leerling|scholier|promovendus|' +
    'estagiário|estagiária|estudante|aluno|aluna|doutorando|doutoranda|jovem aprendiz|' +
    'studentka|praktykant|praktykantka|stażysta|stażystka|uczeń|uczennica|doktorant|doktorantka|' +
    'lärling|elev|studerande',
} as const;

/** Secretaries who are no assistants. */
export const secretaries = {
  executive:
    'secretary general|general secretary|generalsekretär|generalsekretärin|staatssekretär|staatssekretärin|secrétaire général|' +
    'secrétaire générale|secretario general|secretaria general|segretario generale|segretaria generale|secretaris generaal|' +
    'secretário geral|secretária geral|sekretarz generalny|generalsekreterare|secretary of state',
  director: 'company secretary|corporate secretary|board secretary',
} as const;

/**
 * Words for someone who works for a person of rank, with the rank directly before or after: "CEO Driver", "Referent
 * Geschäftsführung".
 */
export const serving =
  'driver|chauffeur|fahrer|fahrerin|coach|advisor|adviser|berater|beraterin|consultant|recruiter|specialist|analyst|coordinator|support|' +
  'liaison|relations|office|team|büro|referent|referentin|mitarbeiter|mitarbeiterin|sachbearbeiter|sachbearbeiterin|koordinator|' +
  'conseiller|conseillère|chargé|chargée|collaborateur|collaboratrice|asesor|asesora|consulente|collaboratore|medewerker|medewerkster|' +
  'adviseur|assessor|assessora|doradca|kierowca|rådgivare|chaufför';

/** A job after these words is a former or a desired one. */
export const formerly =
  'former|formerly|ex|past president|past chair|previously|aspiring|seeking|ehemalig-|ehem|früher-|angehend-|künftig-|zukünftig-|ancien|' +
  'ancienne|antiguo|antigua|antico|già|voormalig-|oud|gewezen|antigo|antiga|były|była|tidigare|före detta|fd|blivande|exdire-|expresid-|' +
  'exgeschäftsführ-|exvorstand-|exchef-|exgerent-|exjefe|exceo|excto|excfo';

/** The person no longer works, whatever else the title says. */
export const retired =
  'retired|emeritus|emerita|unemployed|pensioniert-|rentner|rentnerin|pensionär|pensionärin|im ruhestand|arbeitslos|arbeitsuchend|' +
  'retraité|retraitée|à la retraite|jubilado|jubilada|retirado|retirada|desempleado|desempleada|pensionato|pensionata|in pensione|' +
  'disoccupato|disoccupata|gepensioneerd-|werkloos|aposentado|aposentada|reformado|reformada|desempregado|desempregada|emerytowany|' +
  'emerytowana|emeryt|emerytka|bezrobotny|bezrobotna|pensionerad|arbetslös';

/** Forms of address and empty answers, which fields named `title` also contain. */
export const noTitle =
  'mr|mrs|ms|miss|mx|dr|prof|professor|sir|madam|herr|frau|fräulein|monsieur|madame|mademoiselle|mme|mlle|m|sr|sra|srta|señor|señora|don|doña|' +
  'sig|signor|signora|sig ra|dott|dhr|mevr|mevrouw|meneer|pan|pani|fru|fröken|divers|none|na|n|a|no|nil|null|test|other|unknown|andere|' +
  'sonstige|autre|otro|altro|anders|outro|inne|annat';

/** Japanese has no spaces between words, so these match anywhere. The first match decides. */
export const japanese = [
  ['none', /(?<= )(?:元|前)(?=[^ ]*(?:長|役|員|代表|ceo))|退職|無職|^ (?:様|さん|氏) $/u],
  ['student', /学生|インターン|実習生|研修生|生徒/u],
  ['assistant', /秘書|アシスタント|事務補助/u],
  [
    'executive',
    /c[efiot]o(?!室)|代表|取締役|社長(?![室付])|会長|専務|常務|執行役|役員|理事|経営者|創業者|創設者|設立者|オーナー|店主|頭取|事務局長|最高.{1,6}責任者|監査役/u,
  ],
  [
    'director',
    /副?本部長|副?部長|局長|所長|工場長|支店長|支社長|室長|院長|校長|ディレクター|統括|編集長|事務長/u,
  ],
  [
    'manager',
    /次長|課長|係長|主任|店長|マネージャ|マネジャ|リーダー|班長|グループ長|チーム長|主査|主幹|責任者|料理長/u,
  ],
] as const;
