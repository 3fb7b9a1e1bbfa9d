// Removes likely secrets from a URL's path: reset links, magic links and emails end up in paths.
// Must not change words joined by hyphens of any length, because those are names of pages.

const mark = ':redacted';

const uuid = /(?<![0-9a-f])[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}(?![0-9a-f])/gi;

/**
 * JOSE compact form, whose first part is base64url of `{"`: three parts if signed, five if encrypted. Reads each run of its
 * characters once, and only if two more parts follow: otherwise `eyJeyJeyJ…` would be read to its end from every `eyJ`.
 */
const jwt = /(?<![\w-])(?=[\w-]+\.[\w-]*\.)([\w-]*?)eyJ[\w-]{5,}(?:\.[\w-]*){2,4}/g;

/** The end of a text that may be the part before the `@` of an email. Matches only from the first such character. */
const mailbox = /(?<![\p{L}\p{N}.!#$%&'*+=?^_`{|}~-])[\p{L}\p{N}.!#$%&'*+=?^_`{|}~-]+$/u;

/** The part after the `@`. The last label has only letters, so `package@1.2.3` is not an email. */
const mailHost = /^[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)*\.\p{L}{2,}/u;

const run = /[a-z0-9]{24,}/gi;

/** A path with its secrets replaced by `:redacted`. Input and output are encoded, as in `URL.pathname`. */
export function redactPath(path: string): string {
  // The shortest secret is an email of six characters, so shorter paths need no check.
  if (path.length < 7) return path;
  return path.split('/').map(redactSegment).join('/');
}

function redactSegment(segment: string): string {
  if (segment.length < 6) return segment;
  if (!segment.includes('%')) return redactText(segment);
  // A link inside a link is encoded twice.
  const decoded = decode(decode(segment));
  return redactText(decoded) === decoded && redactText(segment) === segment ? segment : mark;
}

function redactText(text: string): string {
  let clean = text;
  if (text.includes('@')) clean = redactEmails(clean);
  if (text.length < 15) return clean;
  if (text.includes('eyJ')) clean = clean.replace(jwt, `$1${mark}`);
  if (text.length < 24) return clean;
  return clean.replace(uuid, mark).replace(run, (found) => (hasBoth(found) ? mark : found));
}

/** Moves from one `@` to the next, so that each character is read only a few times, however many `@` there are. */
function redactEmails(text: string): string {
  const [first = '', ...rest] = text.split('@');
  let clean = '';
  let before = first;
  for (const after of rest) {
    const [local] = mailbox.exec(before) ?? [];
    const [host] = (local && mailHost.exec(after)) || [];
    clean += local && host ? before.slice(0, -local.length) + mark : `${before}@`;
    before = host ? after.slice(host.length) : after;
  }
  return clean + before;
}

function hasBoth(text: string): boolean {
  return /\d/.test(text) && /[a-z]/i.test(text);
}

/** Decodes what is valid and keeps the rest, where decodeURIComponent would throw. */
function decode(text: string): string {
  return text.replace(/(?:%[0-9a-f]{2})+/gi, (bytes) => {
    try {
      return decodeURIComponent(bytes);
    } catch {
      return bytes.replace(/%([0-7][0-9a-f])/gi, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16)));
    }
  });
}
