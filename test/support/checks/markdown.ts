// Extracts from Markdown what tests compare with the code: sections, tables, code, links. Opens no files, so that it also
// works in workerd.

/** The text under a heading with exactly this name, up to the next heading of its level or above. Throws if there is none. */
export function section(text: string, heading: string): string {
  const lines = text.split('\n');
  const start = headings(text).find(({ name }) => name === heading);
  if (!start) throw new Error(`There is no heading "${heading}".`);
  const end = headings(text).find(({ line, level }) => line > start.line && level <= start.level);
  return lines.slice(start.line + 1, end?.line).join('\n');
}

/** Headings outside code, in order; `line` counts from 0. */
export function headings(text: string): { name: string; level: number; line: number }[] {
  let isInCode = false;
  return text.split('\n').flatMap((content, line) => {
    if (content.startsWith('```')) isInCode = !isInCode;
    const [, marks, name] = (!isInCode && /^(#{1,6}) (.+)$/.exec(content)) || [];
    return marks && name ? [{ name, level: marks.length, line }] : [];
  });
}

/** The tables of a text, each as its rows of trimmed cells, without head and rule. */
export function tables(text: string): string[][][] {
  const blocks = text
    .split(/\n(?!\|)/)
    .map((block) => block.split('\n').filter((line) => line.startsWith('|')));
  return blocks
    .filter((lines) => lines.length > 2)
    .map((lines) =>
      lines.slice(2).map((line) =>
        line
          .replace(/^\||\|$/g, '')
          .split('|')
          .map((cell) => cell.trim()),
      ),
    );
}

/** The content of the code blocks in this language. */
export function codeBlocks(text: string, language: string): string[] {
  return [...text.matchAll(new RegExp(`^\`\`\`${language}\\n(.*?)^\`\`\`$`, 'gms'))].map(
    ([, code]) => code ?? '',
  );
}

/** The targets of links other than web addresses, such as `docs/models.md#caps`. */
export function localLinks(text: string): string[] {
  return [...text.matchAll(/\]\(([^)\s]+)\)/g)]
    .map(([, target]) => target ?? '')
    .filter((to) => !/^\w+:/.test(to));
}

/** The fragment that GitHub gives to a heading. */
export function fragmentOf(heading: string): string {
  return heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N} _-]/gu, '')
    .replaceAll(' ', '-');
}
