// Reads an untrusted body: counts bytes while reading, decodes strict UTF-8, and checks the depth before anything recurses.

/** The result of reading a body. `text` is '' if there is none. */
export type BodyText =
  | { kind: 'text'; text: string }
  | { kind: 'too_large'; maxBytes: number }
  | { kind: 'not_utf8' };

/** Reads at most `maxBytes`, whatever the content-length (it can be missing or wrong). */
export async function readBody(request: Request, maxBytes: number): Promise<BodyText> {
  const declared = Number(request.headers.get('content-length') ?? Number.NaN);
  if (declared > maxBytes) return { kind: 'too_large', maxBytes };
  // HTTP delivers at most the declared length, and reading it in one piece is several times faster than in chunks.
  const bytes =
    declared >= 0 ? new Uint8Array(await request.arrayBuffer()) : await readChunks(request, maxBytes);
  if (bytes === null || bytes.byteLength > maxBytes) return { kind: 'too_large', maxBytes };
  try {
    return { kind: 'text', text: new TextDecoder('utf-8', { fatal: true }).decode(bytes) };
  } catch {
    return { kind: 'not_utf8' };
  }
}

/** The fields of a sent form; null: it is longer than `maxBytes`, or no text. */
export async function readForm(request: Request, maxBytes: number): Promise<URLSearchParams | null> {
  const body = await readBody(request, maxBytes);
  return body.kind === 'text' ? new URLSearchParams(body.text) : null;
}

/** The body's bytes, or null as soon as there are more than `maxBytes`. Leaving the loop cancels the stream. */
async function readChunks(request: Request, maxBytes: number): Promise<Uint8Array | null> {
  const chunks: Uint8Array<ArrayBuffer>[] = [];
  let length = 0;
  for await (const chunk of request.body ?? []) {
    length += chunk.byteLength;
    if (length > maxBytes) return null;
    chunks.push(chunk);
  }
  return new Uint8Array(await new Blob(chunks).arrayBuffer());
}

/** Whether brackets outside strings nest deeper than `maxDepth`. One pass without recursion, so it is safe before parsing. */
export function isDeeper(json: string, maxDepth: number): boolean {
  let depth = 0;
  let isInString = false;
  for (let i = 0; i < json.length; i++) {
    const char = json[i];
    if (isInString) {
      if (char === '\\') i++;
      else if (char === '"') isInString = false;
    } else if (char === '"') isInString = true;
    else if (char === '[' || char === '{') {
      if (++depth > maxDepth) return true;
    } else if (char === ']' || char === '}') depth--;
  }
  return false;
}
