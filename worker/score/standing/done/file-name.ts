// The name of a file in a URL.

/** The last part of a file's path: `guide.pdf`. */
export function fileName(url: string): string {
  const path = URL.canParse(url) ? new URL(url).pathname : url;
  return path.split('/').findLast((part) => part !== '') ?? url;
}
