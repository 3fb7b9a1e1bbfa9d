// Every text of a language, with its place: `list.search`.

/** Stands for all that a text may be given: a word, a number, or an element around words. */
const sample = Object.assign((words: string) => words, { toString: () => '1' });

/** Texts by name. Of a function, what it returns for samples; those that take more than words and numbers are left out. */
export function textsOf(texts: object, path = ''): [name: string, text: string][] {
  return Object.entries(texts).flatMap(([key, value]): [string, string][] => {
    const name = path === '' ? key : `${path}.${key}`;
    const text = typeof value === 'function' ? called(value) : value;
    if (typeof text === 'string') return [[name, text]];
    return typeof text === 'object' && text !== null ? textsOf(text, name) : [];
  });
}

function called(text: (...given: unknown[]) => unknown): unknown {
  try {
    const said = text(sample, sample, sample);
    return Array.isArray(said) ? said.join('') : said;
  } catch {
    return null;
  }
}
