// Words in a page's path that show its topic, in English, German, French, Spanish, Italian, Dutch, Portuguese, Polish, Swedish
// and Japanese. A word counts as a whole word anywhere in a part of the path; a word after "=" only as the whole part: /plans,
// not /floor-plans. A release that changes them announces it (see intent-words.ts).

import { careerWords, intentWords, list } from './intent-words.ts';

/** Possible topics. If a path has several, the first counts: /customer-support is for support. */
export const topicWords = {
  careers: [
    ...careerWords,
    ...list(`
      =hiring, =employment, =recruitment, =recruit, =join us, =stellen, =nos offres, =carreras, =trabajo, =banen
      =emprego, =praca, =jobb`),
  ],
  blog: list(`
    blog, blogs, newsroom, magazine, press release, press releases, =news, =articles, =article, =press, =insights, =tag
    magazin, aktuelles, nachrichten, =presse
    actualités, =actualité, communiqués
    noticias, actualidad
    notizie
    nieuws
    notícias
    aktualności
    nyheter
    ブログ, ニュース, お知らせ`),
  support: [
    ...intentWords.support,
    ...list(`
      =help, =hc, faq, faqs, knowledge base, knowledgebase, troubleshooting
      =hilfe, =aide, =ayuda, =aiuto, =hulp, =ajuda, =pomoc, =hjälp, ヘルプ, よくある質問`),
  ],
  login: list(`
    login, log in, signin, sign in
    einloggen, kundenlogin, kundenportal
    =connexion, se connecter
    iniciar sesión, =acceder
    accedi, =accesso
    inloggen
    iniciar sessão, =entrar
    zaloguj, logowanie
    logga in, inloggning
    ログイン`),
  compare: list(`
    compare, comparison, comparisons, versus, vs, alternatives, alternative
    vergleich, vergleichen, alternativen
    comparer, comparaison, comparatif
    comparar, comparación, comparativa, alternativas
    confronto, confronta, alternativa, alternative a
    vergelijken, vergelijking, alternatieven
    comparação, comparativo
    porównanie, alternatywy
    jämför, jämförelse, alternativ
    比較`),
  pricing: list(`
    pricing, prices, price list, pricelist, =price, =plans, =our plans, =plans and packages, =rates, =cost, =costs
    preise, preisliste, preisübersicht, preismodell, preismodelle, tarife, =preis, =pakete, =kosten
    tarifs, tarif, tarification, =prix, nos prix, =forfaits, =formules, =abonnements
    precios, tarifas, =precio, =planes
    prezzi, tariffe, listino prezzi, =listino, =prezzo, =piani
    prijzen, prijslijst, tarieven, =prijs, =pakketten, =abonnementen
    preços, =preço, =planos
    cennik, ceny, =plany, =taryfy
    priser, prislista, =pris, =abonnemang
    料金, 価格, =プラン`),
  trial: intentWords.trial,
  demo: intentWords.demo,
  contact: intentWords.contact,
  delivery: list(`
    delivery, shipping, returns, size guide, size chart, sizing
    versand, versandkosten, lieferung, retouren, rücksendung, rückgabe, größentabelle, größenberater
    livraison, retours, guide des tailles
    envío, envíos, devoluciones, guía de tallas
    spedizione, spedizioni, resi, guida alle taglie
    verzending, bezorging, retourneren, retouren, maattabel
    entrega, envio, envios, devoluções, guia de tamanhos, tabela de medidas
    dostawa, zwroty, tabela rozmiarów
    leverans, frakt, returer, storleksguide
    配送, 送料, 返品, サイズ表`),
  security: list(`
    security, compliance, trust center, trust centre, data processing agreement, =trust, =dpa
    sicherheit, auftragsverarbeitung, =avv
    sécurité, conformité
    seguridad, cumplimiento
    sicurezza, conformità
    beveiliging, verwerkersovereenkomst
    segurança, conformidade
    bezpieczeństwo, zgodność
    säkerhet, efterlevnad
    セキュリティ`),
  docs: list(`
    docs, documentation, api, apis, integration, integrations, =developer, =developers
    dokumentation, integrationen, schnittstellen
    intégrations, développeurs
    documentación, integraciones, desarrolladores
    documentazione, integrazioni, sviluppatori
    documentatie, integraties
    documentação, integrações
    dokumentacja, integracje
    integrationer
    ドキュメント, 連携`),
  cases: list(`
    customer stories, customer story, success stories, success story, case studies, case study, portfolio
    =customers, =work, =our work, =cases, =projects
    kundenstimmen, erfolgsgeschichten, fallstudien, referenzen, =kunden, =projekte, =arbeiten
    études de cas, témoignages, réalisations, =clients, =projets
    casos de éxito, =clientes, =proyectos, =trabajos
    casi studio, casi di studio, storie di successo, =clienti, =progetti, =lavori
    klantverhalen, klantcases, =klanten, =projecten, =werk
    casos de sucesso, estudos de caso, =projetos, =trabalhos
    studia przypadków, historie sukcesu, realizacje, =klienci, =projekty
    kundcase, kundberättelser, =kunder, =projekt, =uppdrag
    導入事例, 事例, 実績, お客様の声`),
  sponsor: list(`
    sponsor, sponsors, sponsorship, sponsoring, exhibit, exhibitor, exhibitors, =partners
    sponsoren, aussteller, ausstellen
    exposants, =exposer, parrainage
    patrocinio, patrocinadores, expositores
    sponsorizzazione, sponsorizzazioni, espositori
    exposanten
    patrocínio, patrocínios
    sponsorzy, wystawcy
    sponsorer, utställare
    スポンサー, 出展`),
  tickets: list(`
    tickets, registration, =ticket, =register
    eintrittskarten, =karten, =anmeldung
    billetterie, =billets, =inscription
    entradas, boletos, =inscripción
    biglietti, =iscrizione
    kaartjes, =inschrijven
    bilhetes, ingressos, =inscrição
    bilety, rejestracja
    biljetter, =anmälan
    チケット, 参加登録`),
  programme: list(`
    schedule, speakers, lineup, line up, =programme, =program, =agenda, =sessions, =talks
    =programm, referenten, referentinnen, =ablauf
    intervenants, =horaires
    =programa, ponentes, =oradores
    =programma, relatori
    sprekers
    palestrantes
    prelegenci
    =talare
    プログラム, スケジュール, 登壇者`),
  travel: list(`
    getting here, getting there, =travel, =venue, =hotel, =hotels, =directions
    anreise, anfahrt, veranstaltungsort, =unterkunft
    hébergement, =accès, =lieu, =venir
    cómo llegar, =alojamiento, =sede
    come arrivare, =alloggio
    bereikbaarheid, =locatie
    como chegar, =alojamento
    dojazd, noclegi
    hitta hit, =boende
    アクセス, 会場, 宿泊`),
  services: list(`
    services, what we do, =service
    leistungen, was wir tun
    prestations, ce que nous faisons
    servicios, qué hacemos
    servizi, cosa facciamo
    diensten, wat we doen
    serviços, o que fazemos
    usługi
    tjänster, vad vi gör
    サービス, 事業内容`),
  team: list(`
    our team, meet the team, about us, who we are, =team, =about, =how we work
    über uns, unser team, =unternehmen, =arbeitsweise
    à propos, qui sommes nous, notre équipe, =équipe
    sobre nosotros, quiénes somos, nuestro equipo, =nosotros, =equipo
    chi siamo, il nostro team
    over ons, wie zijn wij, ons team
    sobre nós, quem somos, nossa equipe
    o nas, nasz zespół
    om oss, vårt team
    会社概要, 私たちについて`),
  search: list(`
    search results, catalogsearch, =search
    suchergebnisse, =suche
    =recherche
    =buscar, =búsqueda
    =cerca, =ricerca
    =zoeken
    =busca, =pesquisa
    =szukaj
    =sök
    検索`),
  product: list(`
    product, products, =p, =dp, =item, =items
    produkt, produkte, =artikel
    produit, produits
    producto, productos
    prodotto, prodotti
    producten
    produto, produtos
    produkty
    produkter
    商品, 製品`),
} as const satisfies Record<string, readonly string[]>;

export type Topic = keyof typeof topicWords;

/** These topics apply to everything below them: /jobs/pricing-manager is about a job. */
export const wholeBranches: ReadonlySet<Topic> = new Set<Topic>(['careers', 'blog', 'support', 'docs']);

/** These apply to pages below them, not to their list: /products/lamp. Below them, another topic needs a whole part. */
export const collections: ReadonlySet<Topic> = new Set<Topic>(['product', 'cases']);
