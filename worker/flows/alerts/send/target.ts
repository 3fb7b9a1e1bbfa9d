// Where messages may be sent, judged by the URL alone. The name is looked up as well (target-name.ts). Whoever sets up a webhook
// must not reach what only the Worker can reach.

import type { WebhookFormat } from '../../../../schema/api/alerts/webhook.ts';

/** The URL of a webhook. `isLocal`: on one's own machine, private targets and plain http are allowed. */
export interface Target {
  url: string;
  format: WebhookFormat;
  isLocal: boolean;
}

/** Names of networks that are not public: a name that ends like this is refused without looking it up. */
const privateNames = [
  ...['localhost', 'localdomain', 'local', 'internal', 'intranet', 'private', 'corp', 'home', 'lan'],
  ...['arpa', 'onion', 'alt', 'invalid'],
] as const;

const address = /^[^\s\p{C}@<>(),;:"[\]\\]{1,64}@[^\s\p{C}@<>(),;:"[\]\\]+\.[^\s\p{C}@<>(),;:"[\]\\.]{2,}$/u;

/** Why nothing may be sent there, and what to give instead; null: it may, as far as the URL tells. */
export function targetFault({ url, format, isLocal }: Target): string | null {
  const target = URL.canParse(url) ? new URL(url) : null;
  if (format === 'email')
    return mailbox(url) === null ? 'give one address, such as "mailto:sales@example.com"' : null;
  const isWeb = target?.protocol === 'https:' || (isLocal && target?.protocol === 'http:');
  if (!target || !isWeb) return 'give a complete URL that begins with https://';
  if (target.username !== '' || target.password !== '')
    return 'remove the user name and password from the URL';
  return isLocal ? null : hostFault(target.hostname);
}

/** The address of a `mailto:` URL with one recipient and nothing else; null: it is none. At most 254 characters. */
export function mailbox(url: string): string | null {
  const [, given = ''] = /^mailto:([^?#]*)$/i.exec(url) ?? [];
  const found = decoded(given);
  return found.length <= 254 && address.test(found) ? found : null;
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return '';
  }
}

/** `host` as `URL` writes it: an address in any notation is one in the usual notation by then. */
function hostFault(host: string): string | null {
  if (/^\[|^[\d.]+$/.test(host)) return 'give a name instead of an address';
  const labels = host.split('.');
  if (labels.some((label) => label === '')) return 'give a name without a dot at its end';
  const isPrivate = labels.length < 2 || privateNames.some((name) => labels.at(-1) === name);
  return isPrivate ? 'give a public name: this one belongs to a private network' : null;
}
