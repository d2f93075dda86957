/** One write the core received, in the order of arrival. */
export interface JournalEntry {
  readonly method: string;
  readonly path: string;
  readonly slug: string | null;
  /** The body's exact text. */
  readonly body: string;
  /** What was answered; null while or because nothing was. */
  readonly status: number | null;
  /** Arrival, RFC 3339. */
  readonly at: string;
}

const MAX_ENTRIES = 20_000;
const MAX_CHARACTERS = 64 * 1024 * 1024;

/** Keeps the last writes in memory for tests and proofs; `dropped` counts what the cap pushed out. */
export function createJournal() {
  let entries: JournalEntry[] = [];
  let characters = 0;
  let dropped = 0;
  return {
    /** Notes a request before it is handled and returns how to note its answer. */
    note(entry: Omit<JournalEntry, "status">): (status: number) => void {
      const kept: { -readonly [Key in keyof JournalEntry]: JournalEntry[Key] } = { ...entry, status: null };
      entries.push(kept);
      characters += kept.body.length;
      while (entries.length > MAX_ENTRIES || characters > MAX_CHARACTERS) {
        characters -= entries.shift()?.body.length ?? 0;
        dropped += 1;
      }
      return (status) => {
        kept.status = status;
      };
    },
    read: () => ({ entries: [...entries], dropped }),
    clear(): void {
      entries = [];
      characters = 0;
      dropped = 0;
    },
  };
}

export type Journal = ReturnType<typeof createJournal>;
