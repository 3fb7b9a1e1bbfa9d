// The visitors of the demo site: fictional people, at example domains that nobody can own (RFC 2606).

/** How a visitor behaves. demo/people/histories.ts defines the details. */
export type Temper = 'buying' | 'bought' | 'comparing' | 'reading' | 'passing' | 'lapsed' | 'jobseeker';

/** A visitor. Anonymous without an email; `devices` is the number of browsers used. */
export interface Person {
  temper: Temper;
  devices: 1 | 2;
  /** Null: anonymous. */
  known: { name: string; email: string; company: string; title: string; employees: number } | null;
  /** How their deal ended, if there was one. `value`: in euros a year. */
  deal: { result: 'won' | 'lost'; value: number } | null;
}

type Named = [Temper, string, string, string, number, 1 | 2];

/** Temper, name, company, title, people in the company, browsers. */
const named: Named[] = [
  ['buying', 'Ines Okafor', 'Three Mills Bakery', 'Owner', 12, 2],
  ['buying', 'Tomas Lindqvist', 'Hotel Aurora', 'Head of operations', 140, 2],
  ['buying', 'Priya Raman', 'Northside Clinics', 'Director of nursing', 85, 1],
  ['buying', 'Jonah Weiss', 'Copper Kettle', 'Manager', 9, 1],
  ['buying', 'Mei Tanaka', 'Lantern Hostels', 'COO', 60, 1],
  ['buying', 'Carla Benedetti', 'Osteria Nove', 'Owner', 4, 1],
  ['buying', 'Samuel Adeyemi', 'Brightwater Pools', 'Operations manager', 30, 1],
  ['comparing', 'Hanna Virtanen', 'Kaisla Cafés', 'Shift planner', 45, 1],
  ['comparing', 'Luca Moretti', 'Stazione Bar', 'Manager', 6, 1],
  ['comparing', 'Grace Mwangi', 'Rift Valley Lodge', 'HR lead', 110, 1],
  ['comparing', 'Oskar Nowak', 'Piekarnia Nowak', 'Owner', 15, 1],
  ['comparing', 'Amelie Dubois', 'Clinique du Parc', 'Planning', 220, 1],
  ['comparing', 'Rhys Morgan', 'Harbour Climbing', 'Manager', 25, 1],
  ['reading', 'Sofia Castro', 'Casa Castro', 'Assistant', 8, 1],
  ['reading', 'Emil Sørensen', 'Nordhavn Kitchen', 'Chef', 18, 1],
  ['lapsed', 'Yusuf Demir', 'Galata Hotels', 'Director', 400, 1],
  ['lapsed', 'Nora Keane', 'Keane & Daughters', 'Owner', 3, 1],
  ['lapsed', 'Pavel Horak', 'Hotel Morava', 'Operations manager', 70, 1],
  ['comparing', 'Elin Strand', 'Hotel Aurora', 'Receptionist', 140, 1],
  ['reading', 'Kenji Mori', 'Lantern Hostels', 'Night manager', 60, 1],
  ['jobseeker', 'Lea Brandt', 'Looking around', 'Engineer', 1, 1],
];

/** Those whose deal has ended. */
const dealt: [Named, 'won' | 'lost', number][] = [
  [['bought', 'Astrid Lindgaard', 'Fjord Spa', 'Owner', 20, 1], 'won', 1_180],
  [['bought', 'Marco Silva', 'Pousada Azul', 'Director', 55, 1], 'won', 2_400],
  [['bought', 'Katrin Vogel', 'Vogel Bakeries', 'Owner', 25, 2], 'won', 1_350],
  [['bought', 'Julia Novak', 'Hotel Lipa', 'Operations manager', 90, 1], 'won', 3_600],
  [['comparing', 'Ben Carter', 'Carter Dental', 'Manager', 18, 1], 'won', 940],
  [['reading', 'Daniel Osei', 'Accra Grill', 'Manager', 12, 1], 'won', 720],
  [['bought', 'Irene Papas', 'Taverna Papas', 'Owner', 7, 1], 'lost', 600],
  [['lapsed', 'Victor Lund', 'Lund Logistics', 'Planner', 300, 1], 'lost', 5_200],
];

const nameless: [Temper, number][] = [
  ['buying', 3],
  ['comparing', 8],
  ['reading', 14],
  ['passing', 17],
];

function personOf(
  [temper, name, company, title, employees, devices]: Named,
  deal: Person['deal'] = null,
): Person {
  const [first = ''] = name.toLowerCase().split(' ');
  const domain = company
    .normalize('NFD')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '');
  const email = `${first}@${domain}.example`;
  return { temper, devices, known: { name, company, title, employees, email }, deal };
}

/** The 71 visitors of the demo. */
export const people: Person[] = [
  ...named.map((each) => personOf(each)),
  ...nameless.flatMap(([temper, count]) =>
    Array.from({ length: count }, (): Person => ({ temper, devices: 1, known: null, deal: null })),
  ),
  ...dealt.map(([each, result, value]) => personOf(each, { result, value })),
];
