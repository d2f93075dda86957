/** As German and Nordic shops write their addresses; every other accent is taken off. */
const WRITTEN_OUT: Record<string, string> = { ä: "ae", ö: "oe", ü: "ue", ß: "ss", æ: "ae", ø: "oe", å: "aa", œ: "oe" };

/** Lower-case ASCII letters, digits and single hyphens: "Größe XL" is "groesse-xl". */
export function slugOf(said: string): string {
  return said
    .normalize("NFC")
    .toLowerCase()
    .replace(/[äöüßæøåœ]/g, (letter) => WRITTEN_OUT[letter] ?? letter)
    .normalize("NFKD")
    .replace(/\p{M}+/gu, "")
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-|-$/g, "");
}
