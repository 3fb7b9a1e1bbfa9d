// What forms are for: labels, names and paths as platforms and their users give them.

import { describe, expect, test } from 'vitest';
import { intentOf } from '../../../worker/score/rules/form-intent.ts';
import { intents, intentWords } from '../../../worker/score/rules/intent-words.ts';

describe('a form', () => {
  test.each<[label: string, form: string, path: string, intent: string]>([
    // Contact Form 7: no name of its own; untitled ones are all called "Contact form".
    ['Contact form', 'wpcf7', '/', 'contact'],
    ['Contact form', 'wpcf7-f123-p45-o1', '/angebot', 'contact'],
    ['Contact form 1', 'wpcf7', '/pricing', 'contact'],
    ['Kontaktformular', 'wpcf7', '/', 'contact'],
    ['Kontaktformular', 'newsletter', '/', 'newsletter'],
    ['Contact form', 'get-a-quote', '/', 'quote'],
    ['Formulaire de contact', 'inscription-newsletter', '/contact', 'newsletter'],
    ['Angebot anfordern', 'wpcf7', '/kontakt', 'quote'],
    ['Send', 'wpcf7', '/contact/', 'contact'],
    // WPForms, Gravity Forms, Elementor, Ninja Forms, Forminator, Fluent Forms: numbers, or "New Form".
    ['Submit', 'wpforms-form-123', '/contact-us', 'contact'],
    ['Submit', 'wpforms-form-123', '/', 'other'],
    ['Simple Contact Form', 'wpforms-form-123', '/pricing', 'contact'],
    ['Submit', 'gform_1', '/request-a-quote/', 'quote'],
    ['Request Quote', 'gform_1', '/', 'quote'],
    ['Sign up', 'gform_2', '/contact', 'newsletter'],
    ['New Form', 'New Form', '/kontakt', 'contact'],
    ['Send', 'New Form', '/about', 'other'],
    ['Request Quote', 'forminator-module-12', '/contact', 'quote'],
    ['Submit Form', 'fluentform_3', '/free-trial', 'trial'],
    ['Register', 'nf-form-4', '/', 'other'],
    // Divi, Jetpack, MailPoet, Mailchimp, Kit.
    ['Submit', 'et_pb_contact_form_0', '/', 'contact'],
    ['Subscribe', 'et_pb_newsletter', '/contact', 'newsletter'],
    ['Submit', 'jp-form-a1b2', '/contacto/', 'contact'],
    ['Subscribe!', 'mailpoet_form_1', '/contact', 'newsletter'],
    ['Go', 'mailpoet_form_1', '/contact', 'newsletter'],
    ['Sign up', 'mc4wp-form-1', '/demo', 'newsletter'],
    ['OK', 'mc-embedded-subscribe-form', '/kontakt', 'newsletter'],
    ['Join', 'formkit-form', '/blog/how-to-contact-the-press-in-2026', 'newsletter'],
    // Shopify: the theme's newsletter is called ContactFooter or contact_form.
    ['Send', 'ContactForm', '/pages/contact', 'contact'],
    ['Senden', 'ContactForm', '/pages/kontakt', 'contact'],
    ['Subscribe', 'ContactFooter', '/pages/contact', 'newsletter'],
    ['', 'ContactFooter', '/pages/contact', 'newsletter'],
    ['Abonnieren', 'contact_form', '/pages/kontakt', 'newsletter'],
    ["S'inscrire", 'contact_form', '/pages/contact', 'newsletter'],
    ['Iscriviti', 'contact_form', '/pages/contact', 'newsletter'],
    ['登録', 'contact_form', '/pages/contact', 'newsletter'],
    ['Sign up', 'contact_form', '/', 'newsletter'],
    ['Send', 'contact_form', '/pricing', 'contact'],
    // Webflow, Magento, PrestaShop, Drupal, Odoo, HubSpot, Mautic.
    ['Submit', 'email-form', '/get-a-demo', 'demo'],
    ['Submit', 'wf-form-Request-Demo', '/', 'demo'],
    ['Submit', 'contact-form', '/contact/', 'contact'],
    ['Subscribe', 'newsletter-validate-detail', '/contact/', 'newsletter'],
    ['Send message', 'contact-message-feedback-form', '/contact/feedback', 'contact'],
    ['Submit', 'webform-submission-quote-request-form', '/node/5', 'quote'],
    ['Submit', 'hsForm_3f2504e0', '/demo', 'demo'],
    ['Get the guide', 'mauticform_whitepaper2026', '/contact', 'download'],
    ['', 'calendly', '/', 'booking'],
    // Each label in its language.
    ['Get in touch', 'form', '/', 'contact'],
    ['Anfrage senden', 'form', '/', 'contact'],
    ['Contactez-nous', 'form', '/', 'contact'],
    ['CONTÁCTENOS', 'form', '/', 'contact'],
    ['Contattaci', 'form', '/', 'contact'],
    ['Neem contact op', 'form', '/', 'contact'],
    ['Fale conosco', 'form', '/', 'contact'],
    ['Napisz do nas', 'form', '/', 'contact'],
    ['Kontakta oss', 'form', '/', 'contact'],
    ['お問い合わせ', 'form', '/', 'contact'],
    ['Demander un devis', 'form', '/', 'quote'],
    ['Solicitar presupuesto', 'form', '/', 'quote'],
    ['Richiedi preventivo', 'form', '/', 'quote'],
    ['Offerte aanvragen', 'form', '/', 'quote'],
    ['Solicitar orçamento', 'form', '/', 'quote'],
    ['Poproś o wycenę', 'form', '/', 'quote'],
    ['Begär offert', 'form', '/', 'quote'],
    ['見積もりを依頼', 'form', '/', 'quote'],
    ['Book a demo', 'form', '/', 'demo'],
    ['Zur Demo anmelden', 'form', '/', 'demo'],
    ['Umów demo', 'form', '/', 'demo'],
    ['デモを依頼', 'form', '/', 'demo'],
    ['Kostenlos testen', 'form', '/', 'trial'],
    ['Essai gratuit', 'form', '/', 'trial'],
    ['無料トライアル', 'form', '/', 'trial'],
    ['Book now', 'form', '/contact', 'booking'],
    ['Termin vereinbaren', 'form', '/kontakt', 'booking'],
    ['Prendre rendez-vous', 'form', '/contact', 'booking'],
    ['Boka tid', 'form', '/kontakt', 'booking'],
    ['Jetzt bewerben', 'contact_form', '/kontakt', 'apply'],
    ['Solicitar empleo', 'form', '/contacto', 'apply'],
    ['応募する', 'form', '/', 'apply'],
    ['Ladda ner', 'form', '/kontakt', 'download'],
    ['資料請求', 'form', '/', 'download'],
    ['Zum Newsletter anmelden', 'kontakt', '/kontakt', 'newsletter'],
    ["S'abonner", 'form', '/contact', 'newsletter'],
    ['Nieuwsbrief', 'contact', '/contact', 'newsletter'],
    ['メルマガ登録', 'contact', '/contact', 'newsletter'],
    ['Iscriviti alle offerte', 'form', '/contatti', 'newsletter'],
    // Of customers, not of leads.
    ['Contact support', 'form', '/', 'support'],
    ['Submit a ticket', 'form', '/contact', 'support'],
    ['Send', 'support-form', '/contact', 'support'],
    ['Supportanfrage senden', 'form', '/kontakt', 'support'],
    ['Service client', 'contact', '/contact', 'support'],
    ['Atención al cliente', 'form', '/', 'support'],
    ['Assistenza', 'form', '/contatti', 'support'],
    ['Klantenservice', 'form', '/contact', 'support'],
    ['Suporte técnico', 'form', '/', 'support'],
    ['Reklamacja', 'form', '/kontakt', 'support'],
    ['Kundtjänst', 'form', '/', 'support'],
    ['サポートへのお問い合わせ', 'form', '/', 'support'],
    ['Send', 'contact_form', '/support/contact', 'support'],
    ['Submit', 'form', '/hc/en-us/requests/new', 'support'],
    ['Contact form', 'wpcf7', '/careers', 'apply'],
    ['Submit', 'form', '/jobs/4711', 'apply'],
    ['Contact sales', 'form', '/support', 'contact'],
    ['Support us', 'donate', '/', 'other'],
    ['Join our clinical trial', 'study', '/', 'newsletter'],
    ['Order contact lenses', 'form', '/', 'other'],
    ['Start a project', 'form', '/', 'quote'],
    ['Projektanfrage', 'form', '/', 'quote'],
    ['Request for proposal', 'form', '/', 'quote'],
    // The opposite of a lead.
    ['Unsubscribe', 'contact', '/contact', 'unsubscribe'],
    ['Newsletter abbestellen', 'form', '/', 'unsubscribe'],
    ['Darse de baja', 'form', '/', 'unsubscribe'],
    ['配信停止', 'form', '/', 'unsubscribe'],
    // Comments and reviews, as WordPress and WooCommerce call them.
    ['Post Comment', 'commentform', '/blog/contact-lenses', 'comment'],
    ['Submit', 'commentform', '/product/table', 'comment'],
    ['Kommentar abschicken', 'form', '/', 'comment'],
    ['コメントを送信する', 'commentform', '/', 'comment'],
    ['Send', 'contact-comment-form', '/', 'contact'],
    ['Comments or questions? Get in touch', 'form', '/', 'contact'],
    // Buttons to join ask what the form is called, unless that is what contact forms are called.
    ['Anmelden', 'form', '/kontakt', 'newsletter'],
    ['Anmelden', 'demo-anfrage', '/', 'demo'],
    ['Sign up', 'free-trial', '/', 'trial'],
    ['Sign up for a free trial', 'contact', '/', 'trial'],
    // Words that say nothing alone, and parts of longer ones.
    ['Order', 'form', '/', 'other'],
    ['Book', 'form', '/', 'other'],
    ['Solicitar', 'form', '/', 'other'],
    ['Send', 'demographics', '/contactless-payment', 'other'],
    ['', '', '', 'other'],
    // Paths: the last part that says it, and no headlines.
    ['Submit', 'form', '/contact/newsletter', 'newsletter'],
    ['Submit', 'form', '/newsletter/contact.html', 'contact'],
    ['Submit', 'form', '/blog/how-to-ask-for-a-quote', 'other'],
    ['Submit', 'form', '/en/Über-uns/Angebot-anfordern', 'quote'],
  ])('labelled %j, named %j, on %j is for %s', (label, form, path, intent) => {
    expect(intentOf({ label, form, path })).toBe(intent);
  });

  test('on a route is for what the route says, where the path does not', () => {
    expect(intentOf({ form: 'form', path: '/', route: '/contact' })).toBe('contact');
    expect(intentOf({ form: 'form', path: '/demo', route: '/contact' })).toBe('demo');
  });

  test('is for what every word of its list says', () => {
    for (const intent of intents) {
      for (const label of intentWords[intent]) expect([label, intentOf({ label })]).toEqual([label, intent]);
    }
  });
});

// Buttons and titles of forms in the templates of HubSpot, Typeform, Jotform, Zendesk and Freshdesk, Personio and Greenhouse, and
// the translations that those offer.
describe('a button in any of the ten languages', () => {
  const buttons: Partial<Record<string, string>> = {
    unsubscribe:
      'Austragen | Newsletter abbestellen | Se désabonner | Desuscribirse | Cancelar la suscripción | Cancellati | Annulla l’iscrizione | ' +
      'Nieuwsbrief opzeggen | Descadastrar | Anular subscrição | Zrezygnuj z subskrypcji | Avsluta prenumeration | メルマガ解除 | 登録解除',
    newsletter: 'Je m’abonne | Receber novidades | Zapisz się | Zapisz mnie | Assine a newsletter | 購読する',
    trial:
      'Get started free | Tester gratuitement | Gratis proefversie | Período experimental grátis | Bezpłatny test | Testuj za darmo | 無料で試す',
    quote:
      'Request a proposal | Vraag offerte aan | Gratis offerte | Prijsopgave aanvragen | Kostnadsförslag',
    apply:
      'Upload CV | Submit resume | Je postule | Déposer mon CV | Enviar CV | Invia il tuo CV | Stuur je CV | Enviar currículo | Wyślij CV | Skicka CV',
    support:
      'Get help | Ticket erstellen | Problem melden | Créer un ticket | Signaler un problème | Abrir ticket | Apri un ticket | Ticket aanmaken | ' +
      'Abrir chamado | Zgłoś problem | Skapa ärende',
    contact:
      'Speak to an expert | Parler à un expert | Hablar con ventas | Parla con noi | Contatta le vendite | Plan een gesprek | Hör av dig | ' +
      'Quiero que me llamen | Richiamami | Bel me terug | Me ligue | Zadzwoń do mnie | Ring mig | Consulenza gratuita | Bezpłatna konsultacja | ' +
      'Talk to sales | Contact Sales Team',
    download: 'Access the report | E-Book sichern | Recevoir le guide | Hämta guiden | カタログ請求',
    other:
      'Summer sales | Get sales alerts | Sales tax calculator | Zapisz | Speichern | Guardar | Enregistrer | Quotation marks quiz | Quote of the day | ロック解除',
  };
  test.each(
    Object.entries(buttons).flatMap(([intent, labels = '']) =>
      labels.split(' | ').map((label): [string, string] => [label, intent]),
    ),
  )('%s is for %s', (label, intent) => {
    expect(intentOf({ label, form: 'form', path: '/' })).toBe(intent);
  });
});
