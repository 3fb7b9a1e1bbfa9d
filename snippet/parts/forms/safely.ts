// Errors in here must not reach the page.

/** The same function, which never throws. */
export function safely<This, Args extends unknown[]>(act: (this: This, ...args: Args) => unknown) {
  return function (this: This, ...args: Args): void {
    try {
      act.apply(this, args);
    } catch {
      // Not reported: the page is not ours.
    }
  };
}
