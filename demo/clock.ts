// Cloudflare's clock calls the Worker each minute; miniflare has no clock, so `npm start` brings one.

const minute = 60_000;

/**
 * Calls `run` at the start of every minute (UTC), never twice at once; a failure is printed and the clock goes on.
 * Returns how to stop it, which waits for a run that is under way.
 */
export function everyMinute(run: (at: Date) => Promise<void>): () => Promise<void> {
  let running = Promise.resolve();
  let timer: NodeJS.Timeout;
  const wait = () => {
    timer = setTimeout(tick, minute - (Date.now() % minute));
  };
  const tick = () => {
    const at = new Date(Math.floor(Date.now() / minute) * minute);
    running = run(at).catch((error) => console.error('The scheduled work failed:', error));
    void running.then(wait);
  };
  wait();
  return async () => {
    await running;
    clearTimeout(timer);
  };
}
