// What is said after a deployment: the token, and what a newcomer does next.

import type { Outcome } from './steps.ts';

/** The text to print. It contains the admin token only when one was made for a person to read. */
export function nextSteps({ adminToken, targets }: Outcome, shared: string[]): string {
  const url = targets.find((target) => target.startsWith('https://')) ?? 'https://YOUR-WORKER';
  const setToken = ['npx wrangler secret put ADMIN_TOKEN', ...shared].join(' ');
  if (adminToken.kind === 'kept') return `The dashboard: ${url}`;
  const makeSite = [
    'Make your first site; the answer holds the tag to paste into its pages:\n',
    `  curl ${url}/v1/sites -H "Authorization: Bearer ADMIN_TOKEN" \\`,
    `    -d '{"name":"Acme","origins":["https://example.com"]}'\n`,
    `The dashboard: ${url}`,
  ];
  return [...aboutToken(adminToken, setToken), ...makeSite].join('\n');
}

function aboutToken(adminToken: Outcome['adminToken'], setToken: string): string[] {
  switch (adminToken.kind) {
    case 'made':
      return [
        `The admin token, shown this once:\n\n  ${adminToken.token}\n`,
        `Keep it safe. To replace it: ${setToken}\n`,
      ];
    case 'given':
      return [`The admin token is the ADMIN_TOKEN of the environment. To replace it: ${setToken}\n`];
    default:
      return [
        'No admin token was made, because others may read this output. The API is closed until you set one:\n',
        `  ${setToken}\n`,
      ];
  }
}
