// What visitors did and what is known of them, in German.

import type { Trait } from '../../../../../schema/trait.ts';
import type { Texts } from '../../en/en.ts';

export const events: Texts['events'] = {
  did: {
    page_view: 'Aufgerufen',
    download: 'Heruntergeladen',
    form_fill: 'Formular ausgefüllt',
    engagement: 'Gelesen',
    outbound_click: 'Link angeklickt',
    identify: 'Identifiziert als',
    email_open: 'E-Mail geöffnet',
    email_click: 'In einer E-Mail geklickt',
    email_reply: 'Auf eine E-Mail geantwortet',
    email_bounce: 'E-Mail unzustellbar',
    outcome: 'Deal eröffnet',
    adjustment: 'Punkte von Hand angepasst',
    lead_note: 'Notiz',
    lead_state: 'Stand',
    lead_owner: 'Zuständig',
  },
  filledForm: 'Formular ausgefüllt',
  ended: { won: 'Deal gewonnen', lost: 'Deal verloren' },
  ownerRemoved: 'Nicht mehr zuständig',
  states: { new: 'neu', working: 'in Arbeit', accepted: 'angenommen', rejected: 'abgelehnt' },
  custom: 'Ereignis',
  before: (did) => `${did}:`,
  page: 'eine Seite',
  file: 'eine Datei',
  otherSite: 'eine andere Website',
  from: (host) => `von ${host}`,
  on: (page) => `auf ${page}`,
  reading: (duration) => `${duration} lang`,
  scrolled: (percent) => `bis ${percent} der Seite`,
  verified: 'bestätigt',
  claimed: 'laut Angabe',
  by: (whom) => `durch ${whom}`,
  administrator: 'die Administration',
  yes: 'ja',
  no: 'nein',
  traits: {
    emailType: 'Art der E-Mail-Adresse',
    emailDomain: 'E-Mail-Domain',
    timezone: 'Zeitzone',
    seniority: 'Ebene',
    department: 'Abteilung',
    company: 'Firma',
    country: 'Land',
    region: 'Region',
    city: 'Ort',
    jobTitle: 'Position',
    phone: 'Telefon',
    employees: 'Beschäftigte',
    revenue: 'Umsatz',
    industry: 'Branche',
  },
  traitValues: {
    emailType: { work: 'geschäftlich', free: 'kostenloses Postfach', disposable: 'Wegwerfpostfach' },
    seniority: {
      executive: 'Geschäftsleitung',
      director: 'Bereichsleitung',
      manager: 'Teamleitung',
      staff: 'ohne Führungsaufgabe',
      assistant: 'Assistenz',
      student: 'Studium',
    },
    department: {
      sales: 'Vertrieb',
      marketing: 'Marketing',
      engineering: 'Technik',
      it: 'IT',
      product: 'Produkt',
      finance: 'Finanzen',
      hr: 'Personal',
      legal: 'Recht',
      procurement: 'Einkauf',
      support: 'Kundendienst',
      operations: 'Betrieb',
    },
  },
  whose: ({ from, verified }) => {
    const derived = derivedFrom[from];
    return derived ? `${derived} abgeleitet` : `${origins[from]} ${verified ? 'bestätigt' : 'angegeben'}`;
  },
};

const origins: Readonly<Partial<Record<Trait['from'], string>>> = {
  form: 'im Formular',
  identify: 'auf der Website',
  server: 'von Ihrem Server',
};

const derivedFrom: Readonly<Partial<Record<Trait['from'], string>>> = {
  email: 'aus der E-Mail-Adresse',
  title: 'aus der Position',
  edge: 'aus der Verbindung',
};
