// The text printed after a deployment: the token, and the first steps for a new user.

import type { Outcome } from './steps.ts';

/** The text to print. It contains the admin token only if one was generated and a person reads the output. */
export function nextSteps({ adminToken, targets }: Outcome, shared: string[]): string {
  const url = targets.find((target) => target.startsWith('https://')) ?? 'https://YOUR-WORKER';
  const setToken = ['npx wrangler secret put ADMIN_TOKEN', ...shared].join(' ');
  if (adminToken.kind === 'kept') return `The dashboard: ${url}`;
  const makeSite = [
    `Open ${url} and sign in with the token. The page makes your first site, and has the tag to paste.\n`,
    'Or let a program make it. The response contains the tag:\n',
    `  curl ${url}/v1/sites -H "Authorization: Bearer ADMIN_TOKEN" \\`,
    `    -d '{"name":"Acme","origins":["https://example.com"]}'`,
  ];
  return [...aboutToken(adminToken, setToken), ...makeSite].join('\n');
}

function aboutToken(adminToken: Outcome['adminToken'], setToken: string): string[] {
  switch (adminToken.kind) {
    case 'made':
      return [
        `Your admin token (not shown again):\n\n  ${adminToken.token}\n`,
        `Keep it safe. To replace it: ${setToken}\n`,
      ];
    case 'given':
      return [`The admin token was set from the variable ADMIN_TOKEN. To replace it: ${setToken}\n`];
    default:
      return [
        'No admin token was generated, because others may read this output. The API is closed until you set one:\n',
        `  ${setToken}\n`,
      ];
  }
}
