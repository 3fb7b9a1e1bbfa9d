// Words for departments in job titles, in ten languages, for department.ts. title-text.ts describes the notation of the
// lists.

/** A word that fits two departments is in no list. */
export const departmentWords = {
  sales:
    'sales|presales|selling|account executive|account manager|key account-|business development|bdr|sdr|revenue|cro|commercial director|' +
    'vertrieb-|-vertrieb|verkauf-|-verkauf|-verkäufer|-verkäuferin|aussendienst-|kundenberater|kundenberaterin|vente|ventes|vendeur|vendeuse|' +
    'commercial|commerciale|technico commercial|ventas|vendedor|vendedora|comercial|vendite|venditore|venditrice|' +
    'verkoop-|verkoper|verkoopster|vendas|sprzedaż-|sprzedawca|handlowiec|handlowy|handlowa|przedstawiciel handlowy|försäljning-|säljare|' +
    'säljchef|-säljare',
  marketing:
    'marketing-|-marketing|cmo|brand|growth|communications|communication|communicatie-|kommunikation-|-kommunikation|public relations|pr|social media|seo|sem|content|' +
    'demand generation|comunicación|comunicazione|comunicação|komunikacj-|marknad-|publicité|publicidad|publicidade|werbung|werbe-',
  engineering:
    'engineer|engineers|engineering|cto|developer|developers|development engineer|programmer|software-|devops|sre|backend|frontend|' +
    'full stack|fullstack|technology officer|technical director|r and d|entwickler|entwicklerin|-entwickler|-entwicklerin|entwicklungsleiter|' +
    'entwicklungsingenieur|-ingenieur|ingenieurin|konstrukteur|konstrukteurin|programmierer|programmiererin|développeur|développeuse|ingénieur|' +
    'ingénieure|desarrollador|desarrolladora|ingeniero|ingeniera|programador|programadora|sviluppatore|sviluppatrice|ingegnere|programmatore|' +
    'ontwikkelaar|-ontwikkelaar|ingenieur|programmeur|desenvolvedor|desenvolvedora|engenheiro|engenheira|programista|programistka|inżynier|' +
    'utvecklare|-utvecklare|ingenjör|-ingenjör|programmerare|-utvecklingschef',
  it:
    'it|cio|ciso|information technology|information security|information systems|system administrator|systems administrator|sysadmin|network administrator|' +
    'cybersecurity|cyber security|informatik-|edv|systemadministrator|systemadministratorin|netzwerkadministrator|informatique|dsi|rssi|' +
    'systèmes d information|informática|informático|sistemas|tecnologías de la información|informatica|sistemi informativi|sistemista|' +
    'systeembeheerder|automatisering|ti|tecnologia da informação|informatyk|informatyki|administrator systemów|it chef|systemadministratör|' +
    'helpdesk',
  product:
    'product manager|product owner|product management|product lead|product director|head of product|product|cpo|produktmanager|produktmanagerin|' +
    'produktmanagement|produktleiter|chef de produit|cheffe de produit|produit|produits|producto|prodotto|productmanager|produto|produktu|' +
    'produktchef|produktägare',
  finance:
    'finance-|financial|cfo|accounting|accountant|accounts payable|accounts receivable|controller|controlling|treasurer|treasury|payroll|audit|auditor|tax|' +
    'bookkeeper|finanz-|-finanz|buchhalter|buchhalterin|-buchhalter|-buchhalterin|buchhaltung|rechnungswesen|steuer-|wirtschaftsprüfer|' +
    'financier|financière|daf|comptable|comptabilité|trésorier|trésorière|contrôleur de gestion|contrôleuse de gestion|finanzas|financiero|' +
    'financiera|contable|contabilidad|tesorero|contador|contadora|finanza|finanziario|finanziaria|contabile|contabilità|ragioniere|' +
    'commercialista|financieel|boekhouder|boekhouding|finanças|financeiro|financeira|contabilidade|contabilista|finanse|finansów|finansowy|' +
    'finansowa|księgowy|księgowa|księgowość|skarbnik|ekonomichef|ekonomi|ekonom|redovisning-|ekonomiansvarig|finanschef|revisor',
  hr:
    'hr|chro|human resources|human capital|people operations|people and culture|people partner|talent|recruiter|recruiting|recruitment|personnel|' +
    'personalleiter|personalleiterin|personalreferent|personalreferentin|personalwesen|personalabteilung|personalmanager|personalchef|' +
    'personalentwicklung|leiter personal|leiterin personal|leitung personal|ressources humaines|rh|drh|recruteur|recruteuse|recrutement|' +
    'recursos humanos|rrhh|selección de personal|risorse umane|ufficio personale|del personale|personeelszaken|personeel-|p en o|kadry|kadr|' +
    'zasobów ludzkich|rekruter|rekruterka|rekryterare',
  legal:
    'legal|lawyer|attorney|counsel|general counsel|clo|compliance|paralegal|solicitor|barrister|rechtsanwalt|rechtsanwältin|recht|' +
    'rechtsabteilung|jurist|juristin|-jurist|syndikus-|justiziar|justiziarin|notar|notarin|juridique|juriste|avocat|avocate|notaire|' +
    'jurídico|jurídica|abogado|abogada|notario|legale|avvocato|avvocata|avvocatessa|notaio|giurista|juridisch|bedrijfsjurist|advocaat|' +
    'advogado|advogada|prawny|prawnik|prawniczka|radca prawny|adwokat|advokat|juridik|chefsjurist|bolagsjurist',
  procurement:
    'procurement|purchasing|buyer|sourcing|einkauf-|-einkauf|einkäufer|einkäuferin|-einkäufer|beschaffung-|achat|achats|acheteur|acheteuse|' +
    'approvisionnement|compras|comprador|compradora|aprovisionamiento|acquisti|inkoop-|inkoper|inkoopster|zakupy|zakupów|kupiec|' +
    'zaopatrzenia|inköp-|inköpare|upphandl-',
  support:
    'support|customer success|customer service|customer care|customer experience|customer support|service desk|call center|call centre|' +
    'kundenservice|kundendienst|kundenbetreuer|kundenbetreuerin|kundenbetreuung|service client|relation client|support client|service clientèle|' +
    'atención al cliente|servicio al cliente|soporte|assistenza clienti|servizio clienti|klantenservice|klantenservicemedewerker|' +
    'atendimento|apoio ao cliente|suporte|obsługi klienta|obsługa klienta|wsparcia|kundtjänst-|kundservice-|kundsupport',
  operations:
    'operations|coo|operating officer|logistics|supply chain|production manager|plant manager|manufacturing|facility manager|facilities|warehouse|' +
    'betriebsleiter|betriebsleiterin|produktionsleiter|produktionsleiterin|produktion|logistik-|werkleiter|werksleiter|lager-|exploitation|' +
    'opérations|production|logistique|directeur d usine|operaciones|producción|logística|operazioni|produzione|logistica|stabilimento|' +
    'operationeel|operationeel manager|logistiek|productie-|magazijn-|operações|produção|operacyjny|operacyjna|produkcji|logistyki|logistyk|' +
    'drift-|logistikchef|produktionschef|platschef',
} as const;

/** Japanese has no spaces between words, so these match anywhere. */
export const japaneseDepartments = [
  ['sales', /営業|セールス|販売/u],
  ['marketing', /マーケ|宣伝|広報|広告|販促/u],
  ['it', /情報システム|システム部|情シス/u],
  ['engineering', /エンジニア|開発|技術|プログラマ/u],
  ['product', /プロダクト|商品企画|製品企画/u],
  ['finance', /財務|経理|会計/u],
  ['hr', /人事|採用|労務/u],
  ['legal', /法務|コンプライアンス|弁護士/u],
  ['procurement', /購買|調達|仕入/u],
  ['support', /サポート|カスタマー|お客様相談/u],
  ['operations', /製造|生産|物流|オペレーション|工場/u],
] as const;
