// Which department titles name, in ten languages, and which only look as if they did. Sources as in title-seniority.test.ts.

import { describe, expect, it } from 'vitest';
import { type Department, departmentOf } from '../../../worker/score/fit/title/department.ts';

const titles: Record<Department, string> = {
  sales: `VP Sales | Sales Director | Account Executive | Business Development Manager | Chief Revenue Officer | Vertriebsleiter | Leiter Verkauf |
    Außendienstmitarbeiter | Directeur commercial | Responsable des ventes | Vendeuse | Director de ventas | Jefe comercial | Direttore vendite |
    Responsabile commerciale | Verkoopmanager | Verkoper | Diretor de vendas | Gerente comercial | Dyrektor ds. sprzedaży | Przedstawiciel handlowy |
    Försäljningschef | Säljare | 営業部長 | 営業担当`,
  marketing: `CMO | Head, Growth | Marketing Manager | Brand Manager | Social Media Manager | Leiterin Marketing | Unternehmenskommunikation |
    Directeur marketing | Directrice de la communication | Directora de marketing | Responsable de comunicación | Responsabile comunicazione |
    Marketingmanager | Communicatieadviseur | Gestora de marketing | Dyrektor marketingu | Marknadschef | マーケティング部長 | 広報担当`,
  engineering: `CTO | Software Engineer | Full Stack Developer | VP Engineering | DevOps Engineer | Entwicklungsleiter | Softwareentwicklerin |
    Ingénieur | Développeuse | Desarrollador web | Ingeniera | Sviluppatore | Ingegnere | Ontwikkelaar | Engenheiro | Programista | Inżynier |
    Systemutvecklare | Ingenjör | エンジニア | 開発部長`,
  it: `CIO | IT Manager | Head of IT | CISO | System Administrator | IT Support Specialist | Leiter IT | Leiter EDV | DSI | Responsable informatique |
    Director de sistemas | Responsable de informática | Responsabile IT | Systeembeheerder | Gerente de TI | Kierownik działu IT | IT-chef |
    情報システム部長`,
  product: `Product Manager | Product Owner | Chief Product Officer | Head of Product | Produktmanagerin | Chef de produit | Responsable produit |
    Jefe de producto | Responsabile prodotto | Productmanager | Gestor de produto | Produktägare | Produktchef | プロダクトマネージャー`,
  finance: `CFO | Finance Director | Controller | Accountant | Tax Manager | Finanzvorstand | Leiter Finanzen | Buchhalterin | Directeur financier | DAF |
    Comptable | Director financiero | Contable | Direttore finanziario | Ragioniere | Financieel directeur | Boekhouder | Diretor financeiro |
    Contabilista | Dyrektor finansowy | Księgowa | Ekonomichef | Redovisningsekonom | 経理課長 | 財務部長`,
  hr: `CHRO | HR Business Partner | Head of Human Resources | Talent Acquisition Manager | Recruiter | Personalleiterin | Personalreferent | DRH |
    Responsable RH | Directora de recursos humanos | Responsable de RRHH | Responsabile risorse umane | Hoofd HR | Diretora de RH |
    Dyrektor HR | Personalchef | 人事部長`,
  legal: `General Counsel | Legal Counsel | Compliance Officer | Attorney | Rechtsanwältin | Leiter Recht | Syndikusanwalt | Juriste |
    Directeur juridique | Abogada | Director jurídico | Avvocato | Bedrijfsjurist | Advogada | Radca prawny | Prawnik | Chefsjurist | 法務部長`,
  procurement: `Procurement Manager | Chief Procurement Officer | Senior Buyer | Head of Purchasing | Leiter Einkauf | Einkäuferin | Responsable achats |
    Acheteur | Jefe de compras | Responsabile acquisti | Inkoper | Hoofd inkoop | Gestor de compras | Kierownik działu zakupów | Inköpschef |
    購買部長 | 調達担当`,
  support: `Customer Success Manager | Customer Service Representative | Head of Support | Leiterin Kundenservice | Kundenbetreuer |
    Responsable service client | Responsable de atención al cliente | Responsabile assistenza clienti | Medewerker klantenservice |
    Specjalista ds. obsługi klienta | Kundtjänstmedarbetare | カスタマーサポート`,
  operations: `COO | Director of Operations | Supply Chain Manager | Logistics Coordinator | Betriebsleiter | Leiter Logistik | Leiter Produktion |
    Directeur des opérations | Responsable logistique | Director de operaciones | Direttore di stabilimento | Responsabile logistica |
    Hoofd logistiek | Diretor de operações | Dyrektor operacyjny | Produktionschef | 製造部長 | 工場長`,
};

describe.each(Object.entries(titles))('%s', (department, list) => {
  it.each(list.trim().split(/\s*\|\s*/))('is named by %s', (title) => {
    expect(departmentOf(title)).toBe(department);
  });
});

describe('a department', () => {
  it.each([
    ['Sales & Marketing Director', 'sales'],
    ['Marketing and Sales Manager', 'marketing'],
    ['Assistant to the Sales Director', 'sales'],
    ['CEO, Head of Finance', 'finance'],
    ['Product Marketing Manager', 'product'],
    ['Sales Engineer', 'sales'],
    ['VP of Sales at Legal Software Ltd.', 'sales'],
  ])('is the first of several: of %s, %s', (title, department) => {
    expect(departmentOf(title)).toBe(department);
  });

  it.each([
    ...[
      'CEO',
      'Geschäftsführer',
      'Owner',
      'Partner',
      'Manager',
      'Directeur général',
      'Personal Assistant',
      'Personal Trainer',
      'Teacher',
    ],
    ...['CEO at Marketing Agency', 'Geschäftsführer bei Vertrieb GmbH', 'Item Manager', 'Wholesaler', '社長'],
    ...['former Sales Director', 'Retired HR manager', 'Mr', '', '-', 'Supporter'],
    // 人事 and 営業 are in these words by accident.
    ...['個人事業主', '自営業'],
  ])('is none in %j', (title) => {
    expect(departmentOf(title)).toBeNull();
  });
});
