// Words that show a form's intent, in English, German, French, Spanish, Italian, Dutch, Portuguese, Polish, Swedish and
// Japanese. Ambiguous words are left out: book and order (things sold), solicitar (to request, to apply), offerte (Dutch: a
// quote, Italian: offers). A release that changes them announces it: earlier scores stay until a rescoring.

/** Possible intents of a form, the clearest first: "Subscribe to demo news" is for a newsletter. */
export const intents = [
  'unsubscribe',
  'newsletter',
  'demo',
  'trial',
  'quote',
  'apply',
  'support',
  'contact',
  'booking',
  'download',
  'comment',
] as const;

export type Intent = (typeof intents)[number];

/** Words or phrases, separated by commas or line ends. */
export const list = (words: string) => words.split(/[,\n]/).flatMap((word) => word.trim() || []);

/** Names of pages for job applicants. */
export const careerWords: readonly string[] = list(`
  career, careers, jobs, job openings, job offers, vacancy, vacancies, internship, internships, join our team
  work with us, work for us, working at, we are hiring, we re hiring, employment opportunities
  karriere, karriereseite, karriereportal, jobportal, jobangebote, jobbörse, stellenangebote, stellenangebot
  stellenanzeigen, stellenausschreibungen, stellenmarkt, offene stellen, arbeiten bei, wir suchen dich
  carrière, carrières, emploi, emplois, recrutement, nous rejoindre, rejoignez nous, nous recrutons, travailler chez
  empleo, empleos, trabaja con nosotros, trabajar con nosotros, bolsa de trabajo, vacantes, únete al equipo
  únete a nuestro equipo
  carriera, carriere, lavora con noi, lavorare con noi, posizioni aperte, offerte di lavoro, unisciti al team
  vacature, vacatures, werken bij, werkenbij, kom werken
  carreira, carreiras, vagas, empregos, trabalhe conosco, trabalhe connosco, trabalhar connosco, recrutamento
  kariera, praca u nas, oferty pracy, pracuj z nami, rekrutacja
  karriär, lediga jobb, lediga tjänster, jobba hos oss, jobba med oss, arbeta hos oss, arbeta med oss
  採用, 求人, キャリア, 新卒, リクルート`);

/** Words and phrases. */
export const intentWords: Readonly<Record<Intent, readonly string[]>> = {
  unsubscribe: list(`
    unsubscribe, opt out
    abbestellen, abmelden, abmeldung, austragen, abbestellung
    désinscrire, désinscription, désabonner
    darse de baja, date de baja, cancelar suscripción, cancelar la suscripción, anular suscripción, desuscribirse, desuscribirme, desuscribir
    disiscriviti, annulla iscrizione, annulla l'iscrizione, cancellati, disiscrizione, disiscrivimi
    uitschrijven, afmelden, nieuwsbrief opzeggen
    cancelar inscrição, cancelar a inscrição, cancelar subscrição, anular subscrição, anular a subscrição, descadastrar
    wypisz, rezygnuję, zrezygnuj
    avprenumerera, avregistrera, avsluta prenumeration, avsluta prenumerationen
    配信停止, 退会, 購読解除, 登録解除, 登録を解除, 配信解除, 購読を解除, メルマガ解除`),
  // ContactFooter is the newsletter of Shopify's themes; mc4wp and MailPoet are WordPress plugins for newsletters.
  newsletter: list(`
    newsletter, newsletters, newsletterform, subscribe, subscribeform, subscriber, mailing list, mailinglist
    mailchimp, mc4wp, mailpoet, contact footer
    abonnieren, rundbrief, newsletteranmeldung
    abonner, abonnez, infolettre, lettre d'information, m'abonne
    suscribirse, suscribirme, suscribir, suscríbete, suscríbase, suscripción, boletín
    bollettino
    abonneren, abonneer, nieuwsbrief, mailinglijst
    subscrever, subscreva, boletim, receber novidades
    subskrybuj, subskrypcja, newslettera, newsletterze, biuletyn
    prenumerera, nyhetsbrev, nyhetsbrevet
    メルマガ, メールマガジン, 購読, ニュースレター`),
  demo: list(`
    demo, demos, demonstration, requestdemo, requestademo, demorequest, bookdemo, bookademo, demoform
    vorführung, produktvorführung, livedemo, demotermin, demoanfrage
    démonstration
    demostración
    dimostrazione
    demonstratie
    demonstração
    demonstracja, demonstrację
    デモ, 実演`),
  trial: list(`
    trial, trials, freetrial, try free, try it free, try for free, get started free, get started for free, start free, start for free
    kostenlos testen, gratis testen, jetzt testen, testversion, testzugang, testphase, probemonat
    essai, essayer gratuitement, tester gratuitement
    prueba gratis, prueba gratuita, probar gratis, pruébalo gratis
    prova gratuita, prova gratis, provalo gratis
    gratis proberen, probeer gratis, proefperiode, proefversie
    teste grátis, teste gratuito, testar grátis, experimente grátis, período de teste, experimental grátis, período experimental
    wypróbuj, okres próbny, bezpłatny test, darmowy test, testuj za darmo, testuj bezpłatnie
    testa gratis, provperiod
    トライアル, 無料体験, お試し, 無料で試す, 無料で始める`),
  quote: list(`
    quote, get quotes, quotation, quoteform, getquote, getaquote, requestquote, requestaquote, rfq, estimate
    get pricing, request pricing, pricing request, rfp, request for proposal, tender, start a project, start your project, ask for price, ask for pricing, request price, price on request
    new project, project form, your project, project brief, creative brief, project enquiry, project inquiry, request a proposal, get a proposal
    projektanfrage, projekt anfragen, ausschreibung
    angebot, angebotsanfrage, angebotsformular, kostenvoranschlag, preisanfrage, offertanfrage, offerte anfordern, preis anfragen, preise anfragen, preis auf anfrage
    devis, demande de prix, votre projet, appel d'offres, prix sur demande, demander le prix
    presupuesto, cotización, cotizar, cotiza, tu proyecto, su proyecto, licitación, consultar precio, consultar precios, pedir precio
    preventivo, preventivi, il tuo progetto, gara d'appalto, richiedi prezzo, richiedi il prezzo
    offerte aanvragen, offerte aanvraag, offerteaanvraag, een offerte, prijsaanvraag, offerte aan, gratis offerte, prijsopgave, prijs opvragen, prijs aanvragen
    projectaanvraag, aanbesteding
    orçamento, cotação, seu projeto, licitação, consultar preço, pedir preço
    wycena, wycenę, wyceny, zapytanie ofertowe, przetarg, zapytaj o cenę
    offert, offertförfrågan, prisförfrågan, upphandling, kostnadsförslag, fråga om pris, begär pris
    見積`),
  apply: [
    ...list(`
    apply, job application, send application, submit application, application form, upload cv, upload your cv, upload resume, upload your resume, send cv, send your cv, submit resume
    bewerben, bewerbung, bewerbungsformular, initiativbewerbung
    postuler, candidature, postule, postulez, envoyer mon cv, déposer mon cv
    postular, postularme, enviar cv, enviar currículum, envía tu cv
    candidati, candidatura, invia cv, invia il tuo cv, invia il cv
    solliciteer, solliciteren, sollicitatie, sollicitatieformulier, cv uploaden, stuur je cv
    candidatar, candidate se, enviar currículo, envie seu currículo, enviar o currículo
    aplikuj, wyślij cv, prześlij cv
    ansök, ansökan, skicka cv
    応募, エントリーシート`),
    ...careerWords,
  ],
  // Before contact: "Contact support".
  support: list(`
    support, tech support, support ticket, submit a ticket, open a ticket, help desk, helpdesk, help center, help centre
    customer service, customer care, report a bug, report a problem, report an issue, bug report, complaint, complaints, get help, get support, create a ticket
    supportanfrage, supportformular, kundendienst, kundenservice, kundensupport, hilfecenter, störung melden
    reklamation, beschwerde, schadensmeldung, ticket erstellen, ticket öffnen, problem melden
    assistance, service client, service après vente, réclamation, centre d'aide, créer un ticket, ouvrir un ticket, signaler un problème
    soporte, servicio al cliente, atención al cliente, reclamación, reclamaciones, centro de ayuda, abrir ticket, abrir un ticket, crear ticket, reportar un problema
    assistenza, supporto, servizio clienti, reclamo, reclami, apri ticket, apri un ticket, segnala un problema
    klantenservice, klantenservicecentrum, ondersteuning, storing melden, klacht, klachten, ticket aanmaken, probleem melden
    suporte, apoio ao cliente, atendimento ao cliente, reclamação, reclamações, central de ajuda, abrir chamado, abrir um chamado, reportar um problema, relatar um problema
    wsparcie, pomoc techniczna, obsługa klienta, reklamacja, centrum pomocy, zgłoś problem, zgłoszenie serwisowe
    kundtjänst, kundservice, felanmälan, reklamera, klagomål, skapa ärende, rapportera problem
    サポート, ヘルプデスク, 不具合, 苦情`),
  contact: list(`
    contact, contactus, contactform, get in touch, getintouch, enquiry, enquiries, enquire, inquiry, inquiries, inquire
    send message, send a message, send us a message, send your message, leave a message, message us, write to us
    talk to sales, call sales, email sales, ask sales, chat with sales, sales team, sales inquiry, sales enquiry, sales request, talk to us, let's talk, reach out, call back, callback, call me back, send request, contact sales
    book a call, schedule a call, book a meeting, schedule a meeting, consultation, speak to, speak with, talk to an expert, talk to an advisor, talk to a specialist, talk to our
    kontakt, kontaktformular, kontaktanfrage, kontaktaufnahme, kontaktieren, anfrage, anfragen, nachricht senden
    nachricht schreiben, schreiben sie uns, schreib uns, rückruf, beratung, beratungsgespräch, erstgespräch
    contacter, contactez, envoyer un message, envoyer le message, envoyer votre message, écrivez nous, nous écrire
    être rappelé, demande de renseignements, parler à, être contacté
    contacto, contactar, contacta, contáctanos, contáctenos, enviar mensaje, enviar consulta, escríbenos, hablar con, habla con, llámame, llamadme, te llamamos, me llamen, asesoría gratuita, solicitar asesoría
    contatto, contatti, contattaci, contattare, invia messaggio, scrivici, richiedi informazioni
    richiesta informazioni, parla con, contatta, richiamami, consulenza gratuita, richiedi consulenza, richiedi una consulenza, prenota una consulenza
    contacteer, contactformulier, bericht sturen, stuur bericht, verstuur bericht, bel mij terug, plan een gesprek, boek een gesprek, bel me terug, adviesgesprek
    contato, contate, contacte, contactar, fale conosco, fale connosco, fale com, enviar mensagem, envie uma mensagem, me ligue, ligue me, consultoria gratuita, agendar consultoria
    kontaktowy, kontaktu, skontaktuj, napisz do nas, wyślij wiadomość, zapytanie, zadzwoń do mnie, bezpłatna konsultacja, umów konsultację
    kontakta, kontaktformulär, skicka meddelande, förfrågan, hör av dig, ring mig, ring upp mig, gratis rådgivning, boka rådgivning
    問い合わせ, 問合せ, 問合わせ, 相談, ご連絡, コンタクト`),
  // calendly and cal are the names of their embedded forms.
  booking: list(`
    booking, bookings, bookingform, book now, book online, book a, book an, book your, book appointment
    appointment, appointments, reservation, reservations, reserve a, reserve your, reserve now
    schedule a, schedule an, schedule your, calendly, cal
    termin, termine, terminbuchung, terminvereinbarung, terminanfrage, buchen, buchung, buchungsanfrage, reservieren
    reservierung, tischreservierung
    rendez vous, réserver, réservation
    reservar, reserva, pedir cita, solicitar cita, agendar
    prenota, prenotare, prenotazione, prenotazioni, appuntamento
    boeking, boek een, boek nu, nu boeken, online boeken, afspraak, reserveren, reserveer, reservering
    agendamento, agende, marcar consulta, marcar reunião
    umów, rezerwacja, rezerwuj, zarezerwuj, wizyta, wizytę
    boka, bokning, tidsbokning
    予約`),
  download: list(`
    download, downloads, downloadform, whitepaper, white paper, ebook, brochure, get the guide, get the report, free guide, e book, access the report, access the guide
    herunterladen, broschüre, katalog anfordern, prospekt
    télécharger, téléchargement, livre blanc, recevoir le guide
    descargar, descarga, descárgalo, folleto
    scarica, scaricare, opuscolo
    downloaden
    baixar, baixe, descarregar, transferir
    pobierz, pobieranie
    ladda ner, ladda ned, hämta guiden, hämta rapporten
    ダウンロード, 資料, カタログ`),
  // Feedback of readers and customers. WordPress, and shops built on it, name the form commentform.
  comment: list(`
    post comment, submit comment, add comment, add a comment, leave a comment, leave a reply, post reply, commentform
    comment form, submit review, write a review, leave a review, post review, add review
    kommentar abschicken, kommentar absenden, kommentar senden, kommentar schreiben, bewertung abgeben
    laisser un commentaire, publier le commentaire, envoyer le commentaire, donner un avis
    publicar comentario, publicar el comentario, enviar comentario, deja un comentario
    invia commento, lascia un commento, pubblica commento
    reactie plaatsen, reactie versturen, laat een reactie achter
    publicar comentário, enviar comentário, deixe um comentário
    opublikuj komentarz, dodaj komentarz, wyślij komentarz
    publicera kommentar, skicka kommentar, lämna en kommentar
    コメントを送信, コメントする, コメントを残す, レビューを書く`),
};

/** Phrases that give a word of these lists another meaning: they are ignored. */
export const misleading: readonly string[] = list(`
  clinical trial, clinical trials, trial lawyer, trial lawyers, contact lens, contact lenses
  steve jobs, jobs to be done, print jobs, cron jobs, background jobs, demo day, support us, support group
  support groups, child support, house prices, floor plan, floor plans, meal plan, meal plans
  mode d'emploi, emploi du temps, modo de empleo, quotation mark, quotation marks, quote of the day, famous quotes`);

/** Buttons of newsletters and many other forms: a form's own name may be clearer, unless it is a contact form's name. */
export const joiningWords: readonly string[] = list(`
  sign up, signup, signupform, join, get updates, notify me
  anmelden, anmeldung, eintragen
  s'inscrire, inscrivez, inscription
  inscribirse, inscríbete, apuntarme
  iscriviti, iscrizione
  inschrijven, schrijf je in, aanmelden
  inscrever, inscreva
  zapisz się, zapisz mnie, zapisuję
  anmäl
  登録`);

/** Contact Form 7's default titles, newsletters included: whole labels, reduced to letters. */
export const untitledLabels: readonly string[] = list(`
  contact form
  kontaktformular
  formulaire de contact
  formulario de contacto
  modulo di contatto, modulo contatti
  contactformulier
  formulário de contacto, formulário de contato
  formularz kontaktowy
  kontaktformulär
  コンタクトフォーム`);
