// Whether a field asks for the visitor's own email or for somebody else's, by its name, label and the text next to it.

/** Other people, as the starts of words, in English, German, French, Spanish, Italian, Dutch, Portuguese, Polish and Swedish. */
const people =
  // People who receive something.
  'recipient|receiver|addressee|beneficiar|bénéfic|gift|guests? |invite|destinat|empfänger|empfaenger|ontvanger|odbior|mottag|' +
  'friends? |freund(es?|in|en|innen)? |ami(e|s|es)? |amig[oa]s? |amic[oaih]e? |vriend(en|in)? |znajom|przyjaci|(en|din) väns? |' +
  'colleague|coll?ega |colleghi|collèg|kolleg|koleg|co ?worker|team ?mate|team member|compañer|współprac|arbeitskam|' +
  // At work.
  'manager|boss|supervis|chefs? |vorgesetzt|führungsk|supérieur|jef[ea] |gerente|gestor |capo |superiore|leidinggev|baas|' +
  'przełożon|kierown|szef|mened|menadż|assist[ae]nt|asistente|asystent|secretar|secrétair|sekret|' +
  // At home.
  'emerg[eê]n|notfall|urgenc|noodcon|noodgev|nagły|awaryjn|nöd|next of kin|närmast anhörig|' +
  'spouse|husband|wife|partner(s|in|a|e|i)? |ehe(frau|mann|gatt|partn)|conjoint|épou[xs]|partenaire|cónyuge|conyuge|c[oô]njuge|' +
  'espos[oa]|pareja|mari(do|to)? |coniuge|moglie|compagn[oae] |echtgeno|parceir|companheir|małżon|mąż|męża|żon[ay]|maka |sambo|' +
  'parents? |guardian|mother|father|eltern|erziehungsb|mutter|vaters? |tut(ors?|eurs?|ore|rice) |[mp]ère|[pm]adre |genitor|' +
  'ouders? |voogd|moeder|vader|pai |mãe|responsável|encarregad|rodzic|opiekun|matk|ojca|förälder|vårdnads|målsman|' +
  'child(ren)? |daughter|son s |kind(es|ern?|s) |(uw|je|jouw|het|dein|ihr) kind |kind e ?mail|enfant|hij[oa]s? |niñ[oa]|' +
  'figli[oa]|bambin|filh[oa]|criança|dziec|barn(s|et|ets)? |' +
  // Referees and organizers.
  'referee|referr|refer a|recommender|nominee|organi[sz](er|ator)|organisat(eur|ric)|organizador|organizzat(or|ric)|veranstalter|' +
  'arrangör|' +
  // Copies and parcels.
  'b?cc |(copy|kopie|kopia|copi[ea]|cópia) (to|an|till|do|à|a|para) |ship(ping| to)?( address| contact)? e ?mail|' +
  'deliver(y address|y contact| to) e ?mail';

/** The same in Japanese, which has no spaces between words. */
const peopleJa =
  '受信者|受取人|(送り|届け|配送|贈り|宛)先|友達|友だち|友人|紹介者|同僚|上司|上長|緊急|配偶者|パートナー|ご主人|奥様|保護者|[父母]親|お子|子供|子ども|児童|主催者|推薦者|秘書|アシスタント';

/** A reference is a person, except in "your email, for reference". */
const reference = '(^|[^r]|[eu]r) r[eé]f[eé]r[eê]n[cszt]';

const others = new RegExp(` (${people})|${peopleJa}|${reference}`);

/** The visitor's own email, even if another person is mentioned after it. */
const own =
  /^ (your|my|ihre|deine|meine|votre|vos|tu|su|mi|la (tua|sua)|uw|je|jouw|o seu|seu|tw[oó]j|din|sender|customer|billing)( own| work| business| company| adresse)? (e ?mail|mail|e ?post|courriel|correo)|あなたの|ご本人/;

/** The recipient field of old mail scripts. */
const addressed = / to $|^ (e ?)?mail ?to |^ to e ?mail/;

/** Splits a text into words: the same for `managerEmail`, `manager[email]` and `Manager’s e-mail`. Drops example addresses. */
const wordsOf = (text: string): string =>
  ` ${text
    .normalize()
    .replace(/\S+@\S+/g, ' ')
    .replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2')
    .toLowerCase()
    .replace(/[^\p{L}]+/gu, ' ')} `.replace(/ +/g, ' ');

/** The text next to a field without a label: before it, or in the cell before its own. */
function writtenBeside({ parentElement }: Element): string | null | undefined {
  if (!parentElement || Element.prototype.querySelectorAll.call(parentElement, 'input').length !== 1)
    return '';
  return parentElement.textContent?.trim() || parentElement.previousElementSibling?.textContent;
}

/** The heading of a group of fields, unless all fields are in one group. */
function groupOf(field: Element, form: Element): string | null | undefined {
  const hasGroups = Element.prototype.querySelectorAll.call(form, 'fieldset').length > 1;
  return hasGroups ? field.closest('fieldset')?.querySelector('legend')?.textContent : '';
}

const speaksOfOthers = (words: string): boolean => others.test(words) && !own.test(words);

/** Whether a field with this name is for somebody else. */
export function isNamedForOthers(name: string): boolean {
  const words = wordsOf(name);
  return addressed.test(words) || speaksOfOthers(words);
}

/** Whether a field of a form is for somebody else. Loops, because pages replace the methods of arrays. */
export function isForOthers(field: Element, form: Element): boolean {
  // By attribute: custom elements have other properties.
  const said = (name: string) => field.getAttribute(name) ?? '';
  for (const name of ['name', 'id', 'autocomplete', 'data-name'])
    if (isNamedForOthers(said(name))) return true;
  let label = said('label');
  for (const { textContent } of (field as HTMLInputElement).labels ?? []) label += ` ${textContent}`;
  const [aria, placeholder] = [said('aria-label'), said('placeholder')];
  const beside = label.trim() || aria || placeholder || writtenBeside(field);
  let isOwn = own.test(wordsOf(said('name')));
  for (const text of [label, aria, placeholder, said('title'), beside]) {
    const words = wordsOf(text ?? '');
    if (words === ' to ' || speaksOfOthers(words)) return true;
    isOwn ||= own.test(words);
  }
  return !isOwn && speaksOfOthers(wordsOf(groupOf(field, form) ?? ''));
}
