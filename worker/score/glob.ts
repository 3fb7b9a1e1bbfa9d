// Whole-string, case-insensitive globs: `*` is any run of characters, `?` one. Linear in practice, never a RegExp:
// a pattern of many stars, written by a stranger, must not cost more than pattern × text.

const star = 42;
const question = 63;

/** Returns a predicate for the pattern. */
export function compileGlob(pattern: string): (text: string) => boolean {
  const wanted = pattern.toLowerCase();
  if (!/[*?]/.test(wanted)) return (text) => text.toLowerCase() === wanted;
  return (text) => matches(wanted, text.toLowerCase());
}

/** Greedy matching that falls back to the last star only (the classic two-pointer walk). */
function matches(pattern: string, text: string): boolean {
  let p = 0;
  let t = 0;
  let lastStar = -1;
  let resumeAt = 0;
  while (t < text.length) {
    const wanted = pattern.charCodeAt(p); // NaN past the end, which equals nothing.
    if (wanted === star) {
      lastStar = p++;
      resumeAt = t;
    } else if (wanted === question || wanted === text.charCodeAt(t)) {
      p++;
      t++;
    } else if (lastStar >= 0) {
      p = lastStar + 1;
      t = ++resumeAt;
    } else {
      return false;
    }
  }
  while (pattern.charCodeAt(p) === star) p++;
  return p === pattern.length;
}
