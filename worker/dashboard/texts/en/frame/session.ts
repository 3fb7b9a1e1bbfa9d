// Signing in, in English.

import type { Tag } from '../../grammar/tag.ts';

export const session = {
  title: 'Sign in',
  heading: 'Who is ready to buy?',
  intro: 'Sign in with an access token to see your hot visitors, and why they are hot.',
  token: 'Access token',
  submit: 'Sign in',
  hint: (code: Tag) => [
    code('npm start'),
    ' prints a token. On Cloudflare, use the secret ',
    code('ADMIN_TOKEN'),
    ', or ask the person who runs Leadlight for a token with the role ',
    code('read'),
    '.',
  ],
  noAdminToken: 'This Worker has no ADMIN_TOKEN yet. Set it: npx wrangler secret put ADMIN_TOKEN',
  empty: 'Paste a token.',
  braked: 'Too many attempts. Wait a minute, then try again.',
  unknown: 'Invalid token. It may be incomplete or revoked.',
  expired: 'This token has expired. Ask the person who runs Leadlight for a new one.',
  mayNotRead: (role: string) =>
    `A token with the role "${role}" can only send events. Use one with the role "read".`,
};
