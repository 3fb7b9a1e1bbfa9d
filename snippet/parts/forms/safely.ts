// Nothing that goes wrong here may reach the page.

/** The same function, which never throws. */
export function safely<This, Args extends unknown[]>(act: (this: This, ...args: Args) => unknown) {
  return function (this: This, ...args: Args): void {
    try {
      act.apply(this, args);
    } catch {
      // Nobody to tell: the page is not ours.
    }
  };
}
