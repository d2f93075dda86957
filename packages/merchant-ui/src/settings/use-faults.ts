import { useEffect, useState } from "react";

type Faults<Fault extends string> = Readonly<Record<string, Fault>>;

/**
 * What is wrong with the fields of a page: what it found itself at the last press of the button, else what was answered. Of a
 * field that was changed since then nothing is said. The keyboard is led to the first of them.
 */
export function useFaults<Fault extends string>(answered: Faults<Fault> | null, idOf: (field: string) => string) {
  const [found, setFound] = useState<Faults<Fault>>({});
  const [changed, setChanged] = useState<readonly string[]>([]);
  const own = Object.keys(found).length > 0;
  const faults = new Map(Object.entries(own ? found : (answered ?? {})));

  const lead = (named: Faults<Fault> | null) => {
    const [first] = Object.keys(named ?? {});
    if (first !== undefined) document.getElementById(idOf(first))?.focus();
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: led once to what was found, not with each drawing
  useEffect(() => lead(found), [found]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: led once to what was answered, not with each drawing
  useEffect(() => lead(answered), [answered]);

  return {
    any: [...faults.keys()].some((field) => !changed.includes(field)),
    of: (field: string): Fault | null => (changed.includes(field) ? null : (faults.get(field) ?? null)),
    /** What the page found wrong, nothing for an empty record. */
    found(now: Faults<Fault>) {
      setFound(now);
      setChanged([]);
    },
    changed: (...fields: readonly string[]) => setChanged((now) => [...now, ...fields]),
  };
}
