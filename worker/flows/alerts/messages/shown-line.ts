// Text from visitors as one clean line for people: what a message shows can hide nothing, turn nothing and break no line.

/** White space, control characters, line separators, and the blank braille pattern, which looks like a space. */
const breaks = /[\s\p{Cc}\p{Zl}\p{Zp}\u2800]+/gu;

/** Invisible characters. Joiners stay within a word (Persian, Hindi), and what an emoji consists of stays. */
const invisible =
  /(?<=\p{Extended_Pictographic}\uFE0F?)\u200D(?=\p{Extended_Pictographic})|(?<=[\p{L}\p{M}])[\u200C\u200D](?=\p{L})|(?<=\p{Extended_Pictographic})\uFE0F|([\p{Cf}\p{DI}])/gu;

/** More marks on one letter than any language writes. */
const piled = /(\p{M}{4})\p{M}+/gu;

const rightToLeft = /[\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}]/u;

/** The text on one line, without invisible characters, cut to `maxChars` code points; '' if nothing visible is left. */
export function shownLine(text: string, maxChars: number): string {
  const line = text
    .toWellFormed()
    .replace(breaks, ' ')
    .replace(invisible, (kept, removed?: string) => (removed === undefined ? kept : ''))
    .replace(piled, '$1')
    .replace(/ +/g, ' ')
    .trim();
  return isolated(cut(line, maxChars));
}

function cut(line: string, maxChars: number): string {
  const characters = Array.from(line);
  return characters.length <= maxChars
    ? line
    : `${characters
        .slice(0, maxChars - 1)
        .join('')
        .trimEnd()}…`;
}

/** A text that runs from right to left must not turn the numbers and names beside it. */
function isolated(line: string): string {
  return rightToLeft.test(line) ? `\u2068${line}\u2069` : line;
}
