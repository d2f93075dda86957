/** A map of at most so many entries: of too many, what nobody asked for for longest goes. */
export interface Lru<Key, Value> {
  get(key: Key): Value | undefined;
  set(key: Key, value: Value): void;
}

export function createLru<Key, Value>(limit: number): Lru<Key, Value> {
  // A Map lists its entries in the order in which they were set.
  const entries = new Map<Key, Value>();
  function set(key: Key, value: Value): void {
    entries.delete(key);
    entries.set(key, value);
    const [oldest] = entries.keys();
    if (entries.size > limit && oldest !== undefined) entries.delete(oldest);
  }
  return {
    get(key) {
      const value = entries.get(key);
      if (value !== undefined) set(key, value);
      return value;
    },
    set,
  };
}
