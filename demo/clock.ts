// Cloudflare's cron trigger calls the Worker each minute. Miniflare runs no cron triggers, so `npm start` does.

const minute = 60_000;

/**
 * Calls `run` at the start of every minute (UTC), never two runs at a time. Prints failures and continues.
 * Returns a function that stops the clock and waits for a run in progress.
 */
export function everyMinute(run: (at: Date) => Promise<void>): () => Promise<void> {
  let running = Promise.resolve();
  let timer: NodeJS.Timeout;
  const wait = () => {
    timer = setTimeout(tick, minute - (Date.now() % minute));
  };
  const tick = () => {
    const at = new Date(Math.floor(Date.now() / minute) * minute);
    running = run(at).catch((error) => console.error('The scheduled run failed:', error));
    void running.then(wait);
  };
  wait();
  return async () => {
    await running;
    clearTimeout(timer);
  };
}
