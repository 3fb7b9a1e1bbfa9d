// What titles say of somebody's rank, in ten languages, and what only looks as if it did.
// Sources: ISCO-08 (minor groups 111 to 143 and 334, 412), ESCO 1.2 preferred and alternative labels in each language, O*NET 29
// reported job titles, Germany's KldB 2010, France's ROME and PCS-ESE, Spain's CNO-11, Italy's CP2021, the Dutch BRC 2014,
// Brazil's CBO and Portugal's CPP 2010, Poland's KZiS, Sweden's SSYK 2012, Japan's JSCO, and titles as job boards print them.

import { describe, expect, it } from 'vitest';
import { type Seniority, seniorityOf } from '../../../worker/score/fit/title/seniority.ts';

type Titles = Partial<Record<Seniority, string>>;

const cases = (titles: Titles) =>
  Object.entries(titles).flatMap(([rank, list]) =>
    list
      .trim()
      .split(/\s*\|\s*/)
      .map((title): [string, string] => [title, rank]),
  );

const languages: Record<string, Titles> = {
  en: {
    executive: `CEO | Chief Executive Officer | C.E.O. | CFO | Chief Technology Officer | Managing Director | President | Vice President of Sales |
      SVP Marketing | Founder | Co-founder & CTO | Owner | Man. Dir. | Pres. | Gen. Manager | Business Owner | Managing Partner | Partner | General Manager | Chairwoman |
      Board Member | Executive Director | Chief Data & Analytics Officer | VP, Engineering | Non-Executive Director and Chair`,
    director: `Sales Director | Director of Operations | Head of Growth | Head, Growth | Senior Director, Product | Head of IT | Finance Director |
      Deputy Director | School Principal | Editor-in-Chief | Chief Architect | Dean of Students`,
    manager: `Project Manager | Marketing Manager | Account Manager | Office Manager | Team Lead | Team Leader | Shift Supervisor | Engineering Lead |
      Restaurant Manager | Construction Superintendent | Senior Manager, Tax | Product Manager`,
    staff: `Software Engineer | Accountant | Registered Nurse | Sales Representative | Graphic Designer | Data Analyst | Teacher | Electrician |
      Consultant | Customer Service Representative | Senior Developer | Lawyer`,
    assistant: `Executive Assistant | Administrative Assistant | Legal Secretary | Receptionist | Personal Assistant | Marketing Assistant`,
    student: `Student | PhD Candidate | Marketing Intern | Apprentice | Graduate Trainee | Student at MIT`,
  },
  de: {
    executive: `Geschäftsführer | Geschäftsführerin | Geschaeftsfuehrer | Geschäftsführer:in | Geschäftsführer/in | Geschäftsführender Gesellschafter |
      Inhaber | Inhaberin | Vorstand | Vorstandsvorsitzender | Mitglied des Vorstands | Mitglied der Geschäftsleitung | Gründer | Mitgründerin |
      Vorstand Finanzen | Sprecher der Geschäftsführung und Gesellschafter | Aufsichtsrat | Präsidentin | Kaufmännischer Geschäftsführer`,
    director: `Leiter Einkauf | Vertriebsleiter | Leiterin Marketing | Bereichsleiter IT | Abteilungsleiterin | Leitung Personal | Prokurist |
      Prokuristin | Technischer Leiter | Direktor | Schulleiterin | Chefarzt | Kaufmännische Leitung | Stellvertretender Leiter Controlling`,
    manager: `Projektleiter | Teamleiterin Vertrieb | Filialleiter | Key Account Manager | Produktmanagerin | Schichtleiter | Bauleiter | Küchenchef |
      Vorarbeiter | Gruppenleiter`,
    staff: `Sachbearbeiter | Ingenieur | Softwareentwickler | Buchhalterin | Vertriebsmitarbeiter | Mitarbeiter der Geschäftsführung | Krankenpfleger |
      Referent | Einkäufer | Kaufmann im Einzelhandel`,
    assistant: `Assistentin der Geschäftsführung | Vorstandsassistent | Sekretärin | Teamassistenz | Chefsekretärin | Assistenz Geschäftsleitung`,
    student: `Student | Studentin | Werkstudent | Werkstudentin Marketing | Praktikant | Praktikantin | Auszubildender | Azubi | Duale Studentin | Schüler`,
  },
  fr: {
    executive: `PDG | P-DG | Président directeur général | Directeur général | Directrice générale | Directeur général adjoint | DG | Gérant | Gérante |
      Fondateur | Co-fondatrice | Associé | Présidente | Vice-président | Chef d'entreprise | Membre du directoire | Dirigeant | Propriétaire`,
    director: `Directeur commercial | Directrice des ressources humaines | Directeur/trice des ventes | Directeur marketing | DRH | DAF | DSI |
      Directeur d'école | Directrice de la communication | Sous-directeur | Rédacteur en chef | Directeur adjoint`,
    manager: `Chef de projet | Responsable achats | Responsable des ventes | Chef de produit | Chef d'équipe | Chef de service | Manager commercial |
      Chef comptable | Contremaître | Superviseur | Responsable RH | Cheffe de projet`,
    staff: `Ingénieur | Développeur | Comptable | Infirmière | Commercial | Chargé de mission | Technicien | Juriste | Vendeuse | Consultante | Acheteur |
      Enseignant`,
    assistant: `Assistante de direction | Assistant du directeur | Secrétaire | Secrétaire médicale | Assistant(e) commercial(e) | Assistante RH`,
    student: `Étudiant | Étudiante | Stagiaire | Stagiaire marketing | Alternant | Alternante RH | Apprenti | Doctorante`,
  },
  es: {
    executive: `Director general | Directora general | Consejero delegado | Consejera delegada | Gerente general | Presidente | Presidenta |
      Vicepresidente | Propietario | Dueña | Fundador | Cofundadora | Socio | Socia directora | Administrador único | Director ejecutivo | CEO`,
    director: `Director comercial | Directora de marketing | Director de operaciones | Directora de recursos humanos | Subdirector | Director de ventas |
      Directora financiera | Director técnico | Rector | Decana`,
    manager: `Jefe de compras | Jefa de proyecto | Gerente de ventas | Responsable de marketing | Encargado de tienda | Supervisora | Jefe de equipo |
      Gerente | Capataz | Jefa de prensa`,
    staff: `Ingeniero | Contable | Abogada | Desarrollador | Comercial | Técnico de sistemas | Enfermera | Profesor | Analista | Ejecutivo de cuentas |
      Administrativo`,
    assistant: `Asistente de dirección | Secretaria | Secretario de dirección | Auxiliar administrativo | Asistente ejecutiva | Ayudante de cocina`,
    student: `Estudiante | Becario | Becaria de marketing | Practicante | Aprendiz | Alumno en prácticas`,
  },
  it: {
    executive: `Amministratore delegato | Amministratrice delegata | Amministratore unico | Direttore generale | Presidente | Vicepresidente | Titolare |
      Socio | Fondatrice | Cofondatore | Proprietaria | Imprenditore | Consigliere delegato | CEO | Titolare d'azienda`,
    director: `Direttore commerciale | Direttrice marketing | Direttore vendite | Direttore risorse umane | Vicedirettore | Dirigente | Preside |
      Direttore di stabilimento | Direttore acquisti | Direttrice amministrativa`,
    manager: `Responsabile acquisti | Responsabile vendite | Capo progetto | Capo reparto | Caporeparto | Project Manager | Responsabile IT |
      Capo ufficio | Responsabile risorse umane | Supervisore | Capocantiere`,
    staff: `Impiegato | Ingegnere | Contabile | Sviluppatore software | Avvocato | Commerciale | Infermiera | Ragioniere | Grafico | Programmatore |
      Operaio`,
    assistant: `Assistente di direzione | Segretaria | Segretario | Assistente amministrativo | Segretaria di direzione | Assistente del direttore`,
    student: `Studente | Studentessa | Stagista | Tirocinante | Apprendista | Dottorando`,
  },
  nl: {
    executive: `Algemeen directeur | Eigenaar | Eigenaresse | Mede-eigenaar | Oprichter | Medeoprichter | DGA | Bestuurder | Bestuursvoorzitter | Vennoot |
      Zaakvoerder | Gedelegeerd bestuurder | Voorzitter | CEO | Lid Raad van Bestuur | Ondernemer`,
    director: `Directeur | Commercieel directeur | Adjunct-directeur | Financieel directeur | Hoofd inkoop | Hoofd Marketing | Hoofdredacteur |
      Directeur Operaties | Hoofd HR | Decaan`,
    manager: `Teamleider | Manager verkoop | Projectleider | Verkoopmanager | Accountmanager | Bedrijfsleider | Leidinggevende | Afdelingshoofd |
      Inkoopmanager | Vestigingsmanager`,
    staff: `Medewerker administratie | Ingenieur | Ontwikkelaar | Boekhouder | Verpleegkundige | Verkoper | Docent | Inkoper | Adviseur |
      Medewerker klantenservice`,
    assistant: `Directiesecretaresse | Managementassistent | Secretaresse | Assistent | Persoonlijk assistent van de directeur | Directieassistente`,
    student: `Student | Studente | Stagiair | Stagiaire | Leerling | Werkstudent`,
  },
  pt: {
    executive: `Diretor-geral | Diretora geral | Diretor executivo | Presidente | Vice-presidente | Sócio | Sócio-gerente | Sócia | Proprietário | Dono |
      Fundadora | Cofundador | CEO | Diretor-presidente | Empresário`,
    director: `Diretor comercial | Diretora de marketing | Diretor financeiro | Diretor de vendas | Diretora de RH | Subdiretor | Reitor |
      Diretor de operações | Diretora de compras | Diretor técnico`,
    manager: `Gerente | Gerente de vendas | Gestor de projetos | Gestora de marketing | Chefe de equipa | Responsável de compras | Encarregado de obra |
      Supervisor de produção | Gerente de projetos | Chefe de departamento`,
    staff: `Engenheiro | Analista de sistemas | Contabilista | Advogada | Vendedor | Desenvolvedor | Enfermeira | Professor de inglês | Técnico |
      Consultor | Programadora`,
    assistant: `Assistente | Assistente administrativo | Secretária | Secretária executiva | Assistente do diretor | Auxiliar administrativo`,
    student: `Estudante | Estagiário | Estagiária de marketing | Aluno | Aprendiz | Jovem aprendiz`,
  },
  pl: {
    executive: `Prezes | Prezes zarządu | Wiceprezes | Członek zarządu | Właściciel | Współwłaścicielka | Założyciel | Dyrektor generalny |
      Dyrektor zarządzający | Wspólnik | Przewodnicząca | Przedsiębiorca | CEO | Współzałożyciel | Dyrektor naczelny`,
    director: `Dyrektor | Dyrektorka | Dyrektor ds. sprzedaży | Dyrektor handlowy | Dyrektor finansowy | Wicedyrektor | Zastępca dyrektora | Prokurent |
      Dyrektor marketingu | Szef działu`,
    manager: `Kierownik | Kierowniczka | Kierownik projektu | Kierownik działu zakupów | Menedżer | Menadżer sprzedaży | Brygadzista | Główny księgowy |
      Kierownik sklepu | Zastępca kierownika`,
    staff: `Specjalista ds. marketingu | Inżynier | Księgowa | Programista | Handlowiec | Przedstawiciel handlowy | Prawnik | Nauczyciel |
      Pielęgniarka | Pracownik biurowy | Analityk`,
    assistant: `Asystentka | Asystent zarządu | Asystentka prezesa | Sekretarka | Asystent dyrektora`,
    student: `Student | Studentka | Praktykant | Stażysta | Stażystka | Uczeń`,
  },
  sv: {
    executive: `VD | Verkställande direktör | Vice VD | Grundare | Medgrundare | Ägare | Delägare | Styrelseordförande | Styrelseledamot | Koncernchef |
      Generaldirektör | Företagare | Ordförande | Egenföretagare | VD och grundare`,
    director: `Försäljningsdirektör | Direktör | Rektor | Marknadsdirektör | Finansdirektör | Chefredaktör | HR-direktör | Prokurist | HR Director |
      Personaldirektör`,
    manager: `Inköpschef | Försäljningschef | Marknadschef | Ekonomichef | IT-chef | Avdelningschef | Personalchef | Projektledare | Teamledare |
      Arbetsledare | Föreståndare | Platschef`,
    staff: `Ingenjör | Utvecklare | Handläggare | Ekonom | Säljare | Lärare | Sjuksköterska | Inköpare | Jurist | Systemutvecklare | Konsult`,
    assistant: `Assistent | VD-assistent | Sekreterare | Chefssekreterare | Ledningsassistent`,
    student: `Student | Praktikant | Lärling | Elev | Studerande`,
  },
  ja: {
    executive: `代表取締役 | 代表取締役社長 | 取締役 | 社長 | 副社長 | 会長 | 専務取締役 | 常務 | 執行役員 | 創業者 | 経営者 | オーナー | 理事長 | CEO | 最高技術責任者 |
      代表 | 共同創業者 | CEO兼CTO`,
    director: `部長 | 営業部長 | 本部長 | 事業部長 | 工場長 | 支店長 | 室長 | 局長 | 社長室長 | 副部長 | 校長 | 院長 | 編集長`,
    manager: `課長 | 営業課長 | 係長 | 主任 | マネージャー | プロジェクトマネージャー | 店長 | チームリーダー | 次長 | 班長`,
    staff: `エンジニア | 営業担当 | 会社員 | デザイナー | 看護師 | 経理 | 一般社員 | 教師 | コンサルタント | 社長室`,
    assistant: `秘書 | 社長秘書 | アシスタント | 役員秘書 | 営業アシスタント`,
    student: `学生 | 大学生 | インターン | 実習生 | 大学院生・学生`,
  },
};

describe.each(Object.entries(languages))('titles in %s', (_, titles) => {
  it('are at least forty', () => {
    expect(new Set(cases(titles).map(([title]) => title)).size).toBeGreaterThanOrEqual(40);
  });

  it.each(cases(titles))('%s is %s', (title, rank) => {
    expect(seniorityOf(title)).toBe(rank);
  });
});

// What people on LinkedIn call themselves, and the options that HubSpot's, Marketo's and Salesforce's form templates offer for
// "job level" and "seniority", in English and translated.
describe('a title or a level as profiles and select boxes have it', () => {
  it.each(
    cases({
      executive: `Managing Member | Company Director | Administrateur délégué | Lid van de directie | Raad van Bestuur | Membro del consiglio |
        Członek rady nadzorczej | 個人事業主 | Maire | C-Level | C-Suite | C-Level/VP | VP+ | Board level | Executive Management | Top Management |
        Owner/Partner | Comex | Alta dirección | Diretoria / C-Level | Kadra zarządzająca | Företagsledning | 経営層 | 役員クラス | Executive`,
      director: `Assistant Principal | Fondé de pouvoir | Senior Management | Director+ | Cadre supérieur | Directivo | Dirigenza | 部長クラス`,
      manager: `Teamlead Marketing | Chefkoch | Szef kuchni | Jefe de cocina | Führungskraft | Management | Middle Management | Mando intermedio |
        Manager / Supervisor | Quadro | Gerência | Kadra kierownicza | Mellanchef | 管理職`,
      staff: `Dog owner | Pet Owner | Code Owner | Budget Owner | Advisory Board Member | Management Consultant | Board Game Designer |
        Individual Contributor | Non-manager | Entry-level | Mid-level | Directie adviseur | 一般社員 | Selection Specialist`,
      assistant: `Attachée de direction | Adjointe de direction`,
      student: `大学院生 | Student/Intern | Schüler/in`,
    }),
  )('%s is %s', (title, rank) => {
    expect(seniorityOf(title)).toBe(rank);
  });

  it.each([
    ...['CEO (former)', 'VP Sales (ex)', 'Director - retired', '店長候補', 'Wannabe founder'],
    ...[
      'Open to work',
      'Jobseeker',
      'Looking for new opportunities',
      'Between jobs',
      'auf Jobsuche',
      'Demandeuse d’emploi',
    ],
    ...[
      'En búsqueda de empleo',
      'in cerca di lavoro',
      'werkzoekend',
      'À procura de emprego',
      'szukam pracy',
      'Arbetssökande',
      '求職中',
    ],
    ...[
      'Other (please specify)',
      'Prefer not to say',
      'Not applicable',
      'Sonstiges',
      'Overig',
      'No aplica',
      'その他',
    ],
  ])('%j is none', (title) => {
    expect(seniorityOf(title)).toBeNull();
  });
});

describe('a title that names a rank that is not theirs', () => {
  it.each(
    cases({
      assistant: `Assistant to the CEO | Sales Director Assistant | Managing Director's PA | Secretary to the Managing Director | CEO Assistant |
        Assistant to the Vice President and CFO | Assistenz des Vorstands | Assistante du directeur général | Asistente del director general`,
      staff: `CEO's driver | Product Owner | Account Executive | Sales Executive | Process Owner | HR Business Partner | Assistant Professor |
        Director of Photography | Art Director | Founder's Associate | Principal Engineer | Lead Developer | Student Advisor | Driver of the CEO |
        Office of the CEO | Referent der Geschäftsführung | Amministratore di sistema | Administrador de sistemas | Hausmeister | Reiseleiter |
        Sous-chef | CEO Coach | Mitarbeiterin des Direktors | Conseiller au directeur général | CTO室 | Chief Petty Officer | Socio-economic researcher | Head Hunter | Intern Coordinator | Directora de arte | Student Housing Coordinator | 社長付 | 社長の運転手 | Homeowner Consultant`,
      manager: `Head Chef | Head Nurse | Asst. Mgr | Resp. achats | Assistant Manager | Assistant General Manager | Assistant Store Manager | CEO Office Manager | Managing Editor |
        Partner Manager | Owner Relations Manager | Student Accommodation Manager | Chef des ventes | Chef du service achats | Chef för marknad | International Sales Manager | Assistant Vice President`,
      director: `Chief of Staff | Vice Principal | Director of Student Affairs | Assistant Director | Chef der Entwicklung | Student Admissions Director | Company Secretary | Director, Internship Programs`,
      executive: `Deputy CEO | Secretary General | Secrétaire générale | Generalsekretär | Founder, ex-Google | CEO and former CTO | CFO (interim) |
        Owner and Secretary | CEO @ Acme | CEO at Student Housing Inc. | Managing Principal | Supervisory Board | Legale rappresentante | Zastępca prezesa | CPTO | 取締役営業部長 | Direction | Owner/Operator | Chief Executive Officer (CEO)`,
      student: `CEO Intern | Praktikant Geschäftsführung | Stagiaire de direction | Student Assistant`,
    }),
  )('%s is %s', (title, rank) => {
    expect(seniorityOf(title)).toBe(rank);
  });

  it.each([
    ...[
      'former CEO',
      'Former Vice President, Sales',
      'ex-CTO',
      'Ex CEO',
      'Retired director',
      'Director (retired)',
      'Past President',
    ],
    ...[
      'Professor emeritus',
      'aspiring founder',
      'ehemaliger Geschäftsführer',
      'Direktor a. D.',
      'Geschäftsführer i.R.',
      'Rentner',
      'Ancien directeur général',
    ],
    ...[
      'Directeur retraité',
      'exdirector',
      'Antigua presidenta',
      'Director jubilado',
      'già amministratore delegato',
      'voormalig directeur',
    ],
    ...[
      'oud-directeur',
      'antigo presidente',
      'były prezes',
      'emerytowany dyrektor',
      'tidigare VD',
      'f.d. VD',
      '元社長',
      '前代表取締役',
      '無職',
    ],
    ...[
      'Mr',
      'Mrs.',
      'Dr.',
      'Prof. Dr.',
      'Herr',
      'Frau Dr.',
      'Mme',
      'Sra.',
      'Dhr.',
      'Pan',
      '-',
      'n/a',
      'N.A.',
      'none',
      '',
      '   ',
    ],
    ...['x'.repeat(201), 'CEO '.repeat(51), Array(9).fill('CEO').join(', ')],
  ])('%j is none', (title) => {
    expect(seniorityOf(title)).toBeNull();
  });
});
