// Which D1 errors are worth another try; the rest are shed with 503 or are bugs.
// https://developers.cloudflare.com/d1/best-practices/retry-queries/

const transient =
  /Network connection lost|storage caused object to be reset|reset because its code was updated|Cannot resolve D1 DB due to transient issue/i;

/** The error beneath: drizzle wraps D1's, and its own message names the parameters, which may be somebody's email. */
export function rootOf(error: unknown): unknown {
  return error instanceof Error && error.cause instanceof Error ? rootOf(error.cause) : error;
}

/** Whether the same statements may succeed when sent again; every batch of ours is safe to send twice. */
export function isTransient(error: unknown): boolean {
  const root = rootOf(error);
  return root instanceof Error && transient.test(root.message);
}
