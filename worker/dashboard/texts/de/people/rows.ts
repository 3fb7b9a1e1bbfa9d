// What the rows of a list say, and what chooses how dense they are, in German.

import type { Texts } from '../../en/en.ts';

export const rows: Texts['rows'] = {
  done: {
    kinds: {
      page_view: { of: ['', ' angesehen'], alone: 'Seite angesehen' },
      download: { of: ['', ' heruntergeladen'], alone: 'Datei heruntergeladen' },
      form_fill: { of: ['„', '“ ausgefüllt'], alone: 'Formular ausgefüllt' },
      outbound_click: { of: ['Link zu ', ' angeklickt'], alone: 'Link angeklickt' },
      email_open: { of: ['', ' geöffnet'], alone: 'E-Mail geöffnet' },
      email_click: { of: ['', ' angeklickt'], alone: 'in einer E-Mail geklickt' },
      email_reply: { of: ['auf ', ' geantwortet'], alone: 'auf eine E-Mail geantwortet' },
    },
    forms: {
      unsubscribe: 'abgemeldet',
      newsletter: 'Newsletter abonniert',
      demo: 'Demo angefragt',
      trial: 'Testzugang angefragt',
      quote: 'Angebot angefragt',
      apply: 'auf eine Stelle beworben',
      support: 'um Hilfe gebeten',
      contact: 'Kontakt aufgenommen',
      booking: 'gebucht',
      download: 'Download angefragt',
      comment: 'kommentiert',
    },
  },
  density: { label: 'Zeilen', comfortable: 'Luftig', compact: 'Dicht' },
  unknown: (count, status) =>
    count === null
      ? 'Noch nicht bekannt'
      : `${count}${status === null ? '' : ` ${status},`} noch nicht bekannt`,
  show: 'Zeigen',
  showUnknown: 'Nur zeigen, wer noch nicht bekannt ist',
};
