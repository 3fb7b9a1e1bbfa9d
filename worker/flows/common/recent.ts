// A cache of recently used entries, with a limit.

/** A map that drops the least recently used entry once it has more than `most`. */
export class Recent<Value, Key = string> {
  readonly #map = new Map<Key, Value>();
  readonly #most: number;

  constructor(most: number) {
    this.#most = most;
  }

  get(key: Key): Value | undefined {
    const value = this.#map.get(key);
    if (value !== undefined) this.set(key, value);
    return value;
  }

  set(key: Key, value: Value): void {
    this.#map.delete(key);
    this.#map.set(key, value);
    if (this.#map.size > this.#most) this.#map.delete(this.#map.keys().next().value as Key);
  }

  delete(key: Key): void {
    this.#map.delete(key);
  }
}
