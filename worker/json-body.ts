// Reads a body without trusting it: bytes counted as they come, UTF-8 strict, depth checked before anything recurses.

/** What became of the body. `text` is '' when there is none. */
export type BodyText =
  | { kind: 'text'; text: string }
  | { kind: 'too_large'; maxBytes: number }
  | { kind: 'not_utf8' };

/** Reads at most `maxBytes`, whatever content-length says (it may be absent, or a lie). */
export async function readBody(request: Request, maxBytes: number): Promise<BodyText> {
  const tooLarge = { kind: 'too_large', maxBytes } as const;
  if (Number(request.headers.get('content-length')) > maxBytes) return tooLarge;
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let text = '';
  let bytes = 0;
  try {
    for await (const chunk of request.body ?? []) {
      bytes += chunk.byteLength;
      if (bytes > maxBytes) return tooLarge;
      text += decoder.decode(chunk, { stream: true });
    }
    return { kind: 'text', text: text + decoder.decode() };
  } catch (error) {
    if (error instanceof TypeError) return { kind: 'not_utf8' };
    throw error;
  }
}

/** Whether brackets nest deeper than `maxDepth` outside strings: one pass, no recursion, so it holds before parsing. */
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
