// The page must never notice us: what we throw stays here.

/** The same function, but it answers undefined where it would throw. */
export function safely<Args extends unknown[], Result>(act: (...args: Args) => Result) {
  return (...args: Args): Result | undefined => {
    try {
      return act(...args);
    } catch {
      // Nobody to tell: the page is not ours.
    }
  };
}
