// Mailboxes that everybody can get with a telephone or an internet line, or for nothing, and that the list of providers lacks.
// Where the staff of a provider writes from the same domain, it is left out.

/** By country. */
const byCountry = {
  at: 'a1.net aon.at chello.at drei.at inode.at kabsi.at liwest.at tele2.at utanet.at',
  be: 'belgacom.net edpnet.be pandora.be proximus.be scarlet.be',
  bg: 'dir.bg mail.bg',
  br: 'brturbo.com.br pop.com.br',
  by: 'tut.by',
  ch: 'hispeed.ch sunrise.ch swissonline.ch vtxmail.ch',
  cn: '139.com 189.cn sohu.com vip.163.com',
  cz: 'atlas.cz volny.cz',
  de:
    'alice.de alice-dsl.net ewe.net ewetel.net htp-tel.de kabelbw.de mail.de netcologne.de o2mail.de o2online.de osnanet.de unitybox.de ' +
    'versanet.de vodafone.de genion.de emailn.de mnet-online.de t-online.at',
  dk: 'jubii.dk mail.dk ofir.dk stofanet.dk tdcadsl.dk webspeed.dk youmail.dk post.tele.dk privat.dk',
  es: 'euskaltel.net jazztel.es movistar.es ono.com orange.es telefonica.net vodafone.es ya.com telecable.es mundo-r.com',
  fi: 'elisanet.fi kolumbus.fi pp.inet.fi saunalahti.fi suomi24.fi welho.com',
  fr: 'bbox.fr cegetel.net noos.fr numericable.fr dartybox.com 9online.fr mailo.com',
  gb: 'lineone.net plus.com tesco.net waitrose.com onetel.com',
  gr: 'in.gr otenet.gr',
  hr: 'inet.hr net.hr',
  hu: 'citromail.hu indamail.hu',
  il: '012.net.il bezeqint.net',
  it: 'fastwebnet.it tele2.it tim.it vodafone.it aruba.it',
  jp:
    'asahi-net.or.jp au.com auone.jp biglobe.ne.jp dion.ne.jp goo.ne.jp hi-ho.ne.jp nifty.com ocn.ne.jp plala.or.jp ' +
    'rakumail.jp so-net.ne.jp disney.ne.jp vodafone.ne.jp uqmobile.jp willcom.com ymobile.ne.jp ymobile1.ne.jp emobile.ne.jp wakwak.com eonet.ne.jp ' +
    'commufa.jp t-com.ne.jp jupiter.ne.jp odn.ne.jp',
  kr: 'kakao.com',
  lt: 'inbox.lt one.lt',
  nl:
    'caiway.nl casema.nl hccnet.nl kpnplanet.nl online.nl quicknet.nl solcon.nl tele2.nl telfort.nl upcmail.nl wxs.nl xs4all.nl zeelandnet.nl ' +
    'ziggo.nl freedom.nl multiweb.nl',
  no: 'broadpage.no getmail.no online.no start.no lyse.net',
  nz: 'slingshot.co.nz',
  pl:
    'autograf.pl buziaczek.pl go2.pl int.pl interia.eu onet.eu op.pl poczta.onet.pl poczta.pl spoko.pl tlen.pl vp.pl onet.com.pl amorki.pl ' +
    'opoczta.pl poczta.onet.eu interiowy.pl adres.pl neostrada.pl',
  pt: 'clix.pt iol.pt mail.telepac.pt netcabo.pt sapo.ao vodafone.pt',
  se:
    'bahnhof.se bredband.net bredband2.com comhem.se glocalnet.net ownit.nu passagen.se swipnet.se tele2.se telia.com telia.se tyfon.se ' +
    'bostream.nu',
  si: 'siol.net',
  sk: 'azet.sk zoznam.sk',
  tr: 'mynet.com',
  ua: 'bigmir.net meta.ua',
  us: 'suddenlink.net',
  za: 'mweb.co.za telkomsa.net vodamail.co.za',
  /** Of no country, those that hide another address among them. */
  all:
    'ctemplar.com disroot.org duck.com fastmail.com gmx.eu gmx.info gmx.org keemail.me live.at live.com.pt live.no live.se mailfence.com ' +
    'mozmail.com onmail.com passport.com posteo.de posteo.net relay.firefox.com riseup.net simplelogin.com skiff.com startmail.com tuta.com ' +
    'tuta.io tutamail.com tutanota.com tutanota.de zohomail.com zohomail.eu aleeas.com slmail.me passmail.net passinbox.com ' +
    'anonaddy.me murena.io',
};

/** The domains, in lower case. */
export const moreMailboxes: readonly string[] = Object.values(byCountry).flatMap((domains) =>
  domains.split(' '),
);

/** Providers that have the same name in every country: `yahoo.no`, `hotmail.com.tr`. */
const everywhere = /^(?:aol|gmx|googlemail|hotmail|outlook|yahoo)\.(?:com?\.)?[a-z]{2}$/;

/** Whether a domain is that of such a provider in some country. */
export function isMailboxAnywhere(domain: string): boolean {
  return everywhere.test(domain);
}
