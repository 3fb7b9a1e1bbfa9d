// What `npm start -- --no-demo` prints for the owner of a site: the tag to paste, and how to make a site where there is none.

import { scriptTag } from '../schema/api/sites/site.ts';
import { settings } from '../schema/site.ts';

/** Sites whose tags are printed. */
const maxSites = 3;

/** Lines for the terminal: what, and the text. */
export async function tagLines(server: string, token: string): Promise<[what: string, text: string][]> {
  const headers = { authorization: `Bearer ${token}` };
  const answer = await fetch(`${server}/v1/sites?limit=${maxSites}`, { headers });
  const { data } = (await answer.json()) as { data: { name: string; tag: string }[] };
  if (data.length > 0) return data.map(({ name, tag }) => [`Tag of ${name}`, tag]);
  const site = { id: 'my-site', name: 'My site', origins: ['http://localhost:3000'] };
  const call = `curl ${server}/v1/sites -H "Authorization: Bearer ${token}" -H "Content-Type: application/json" -d '${JSON.stringify(site)}'`;
  return [
    ['Make a site', call],
    ['Tag to paste', scriptTag({ id: site.id, settings: settings.parse({}) }, server)],
  ];
}
