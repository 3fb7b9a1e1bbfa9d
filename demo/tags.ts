// What `npm start -- --no-demo` prints for the owner of a site: where to begin, and the tags of the sites that there are.

/** Sites whose tags are printed. */
const maxSites = 3;

/** Lines for the terminal: what, and the text. A site that knows nobody yet comes with the address of its first steps. */
export async function tagLines(server: string, token: string): Promise<[what: string, text: string][]> {
  const ask = async <Data>(path: string): Promise<Data[]> => {
    const answer = await fetch(server + path, { headers: { authorization: `Bearer ${token}` } });
    return ((await answer.json()) as { data: Data[] }).data;
  };
  const sites = await ask<{ id: string; name: string; tag: string }>(`/v1/sites?limit=${maxSites}`);
  if (sites.length === 0) return [['Begin at', `${server}/ with the token: five steps to the first score`]];
  const lines = sites.map(async ({ id, name, tag }): Promise<[string, string][]> => {
    const known = await ask(`/v1/sites/${id}/visitors?identified=true&limit=1`);
    const steps: [string, string][] = known.length > 0 ? [] : [['First steps', `${server}/s/${id}/start`]];
    return [[`Tag of ${name}`, tag], ...steps];
  });
  return (await Promise.all(lines)).flat();
}
