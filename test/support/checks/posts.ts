// Reads messages as Slack, Teams and mail programs do: what stands in them, and which of it is a link or pings somebody.

/** What a reader sees. `links` are all URLs that something in it opens, `mentions` all that would ping somebody. */
export interface Seen {
  /** The notification of a post (of a card: its first line), the subject of a mail. */
  subject: string;
  lines: string[];
  links: string[];
  mentions: string[];
}

// biome-ignore lint/suspicious/noExplicitAny: what was sent, as the receiver parses it
type Json = any;

const unescaped = (text: string) => text.replace(/&lt;/g, '<').replace(/&gt;/g, '>').replace(/&amp;/g, '&');

/** What mail programs, and Slack and Teams in text with formats, make links of. */
const looksLikeLink =
  /(?:[a-z][a-z0-9+.-]*:\/\/|www\.)[^\s\u200b]+|[\p{L}\p{N}._%+-]+@[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)+|(?<![\p{L}\p{N}@.])[\p{L}\p{N}-]+(?:[.。．｡][\p{L}\p{N}-]+)*[.。．｡]\p{L}{2,}(?![\p{L}\p{N}])(?:\/[^\s]*)?/giu;

/** Slack: elements of `rich_text` say what they are; what is mrkdwn (`text`, and text objects of this type) is read by its rules. */
export function readSlack(body: string): Seen {
  const { text, blocks, ...rest } = JSON.parse(body) as Json;
  if (rest.attachments !== undefined || rest.link_names || rest.parse) throw new Error('not a plain message');
  const seen: Seen = { subject: unescaped(text), lines: [], links: [], mentions: [] };
  const mrkdwn = (given: string) => {
    for (const [, inner = ''] of given.matchAll(/<([^>]*)>/g)) {
      if (/^[!@#]/.test(inner)) seen.mentions.push(inner);
      else seen.links.push(inner);
    }
  };
  mrkdwn(text);
  const inline = (element: Json): string => {
    if (element.type === 'link') seen.links.push(element.url);
    else if (element.type !== 'text') seen.mentions.push(JSON.stringify(element));
    if (element.text === '') throw new Error('Slack refuses an empty text');
    return element.text;
  };
  for (const block of blocks) {
    if (block.type === 'context') {
      for (const { type, text: shown } of block.elements) {
        if (type !== 'plain_text') mrkdwn(shown);
        seen.lines.push(shown);
      }
      continue;
    }
    if (block.type !== 'rich_text') throw new Error(`unknown block ${block.type}`);
    for (const part of block.elements) {
      const sections = part.type === 'rich_text_list' ? part.elements : [part];
      for (const { elements } of sections) seen.lines.push(...elements.map(inline).join('').split('\n'));
    }
  }
  return seen;
}

/** Teams: only `TextBlock` and facts have markdown; actions open URLs; `msteams.entities` mention. */
export function readTeams(body: string): Seen {
  const { type, attachments } = JSON.parse(body) as Json;
  if (type !== 'message' || attachments.length !== 1) throw new Error('Workflows take a message with a card');
  const [{ contentType, content: card }] = attachments;
  if (contentType !== 'application/vnd.microsoft.card.adaptive' || card.type !== 'AdaptiveCard')
    throw new Error('no card');
  const seen: Seen = { subject: '', lines: [], links: [], mentions: [...(card.msteams?.entities ?? [])] };
  const action = (one: Json) => {
    if (!one) return;
    if (one.type !== 'Action.OpenUrl') throw new Error(`unknown action ${one.type}`);
    seen.links.push(one.url);
  };
  const item = (one: Json): void => {
    if (one.type === 'Container') one.items.forEach(item);
    else if (one.type === 'ActionSet') one.actions.forEach(action);
    else if (one.type === 'RichTextBlock') {
      for (const run of one.inlines) {
        if (run.type !== 'TextRun') throw new Error(`unknown run ${run.type}`);
        action(run.selectAction);
      }
      seen.lines.push(
        one.inlines
          .map(({ text }: Json) => text)
          .join('')
          .replace(/^• /, ''),
      );
    } else throw new Error(`unknown item ${one.type}: its text would be markdown`);
  };
  card.body.forEach(item);
  seen.subject = seen.lines[0] ?? '';
  return seen;
}

const block = new Set(['h2', 'p', 'li', 'title']);

/** A mail: the HTML as a browser parses it, and links that mail programs find in the text of both parts and in the subject. */
export async function readMail(body: string): Promise<Seen> {
  const { subject, text, html, ...rest } = JSON.parse(body) as Json;
  if (Object.keys(rest).length > 0) throw new Error('a mail has a subject and two parts');
  const seen: Seen = { subject, lines: [], links: [], mentions: [] };
  const own = new Set([
    'html',
    'head',
    'meta',
    'title',
    'body',
    'h2',
    'p',
    'ul',
    'li',
    'hr',
    'a',
    'bdi',
    'strong',
  ]);
  let [line, isInLink, isTitle] = ['', false, false];
  const plainTexts: string[] = [];
  await new HTMLRewriter()
    .on('*', {
      element(element) {
        const { tagName } = element;
        if (!own.has(tagName)) throw new Error(`an element that we did not make: ${tagName}`);
        for (const [name] of element.attributes as unknown as Iterable<[string, string]>)
          if (!['href', 'style', 'lang', 'charset', 'name', 'content'].includes(name))
            throw new Error(`attribute ${name}`);
        if (block.has(tagName)) line = '';
        if (tagName === 'title') isTitle = true;
        if (tagName === 'a') {
          seen.links.push(decoded(element.getAttribute('href') ?? ''));
          isInLink = true;
        }
        if (tagName !== 'meta' && tagName !== 'hr')
          element.onEndTag(() => {
            if (tagName === 'a') isInLink = false;
            if (block.has(tagName) && !isTitle) seen.lines.push(decoded(line).replaceAll('\u200b', ''));
            if (tagName === 'title') isTitle = false;
          });
      },
      comments() {
        throw new Error('a comment that we did not make');
      },
    })
    .onDocument({
      text(chunk) {
        line += chunk.text;
        // Nobody sees the title of a mail's HTML.
        if (!isInLink && !isTitle && chunk.text !== '') plainTexts.push(decoded(chunk.text));
      },
    })
    .transform(new Response(html))
    .text();
  for (const plain of [...plainTexts, ...text.split('\n')])
    for (const [link = ''] of plain.matchAll(looksLikeLink))
      seen.links.push(link.includes('://') ? link.replace(/\)$/, '') : `mailto:${link}`);
  return seen;
}

function decoded(html: string): string {
  return html
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&quot;/g, '"')
    .replace(/&#39;/g, "'")
    .replace(/&amp;/g, '&');
}
