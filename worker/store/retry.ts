// Which D1 errors are worth another try; the rest are shed with 503 or are bugs.
// https://developers.cloudflare.com/d1/best-practices/retry-queries/

const transient =
  /Network connection lost|storage caused object to be reset|reset because its code was updated|Cannot resolve D1 DB due to transient issue/i;

/** Whether the same statements may succeed when sent again; every batch of ours is safe to send twice. */
export function isTransient(error: unknown): boolean {
  return error instanceof Error && transient.test(error.message);
}
