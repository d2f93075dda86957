const LONGEST = 40;
const WRITTEN_OUT: Record<string, string> = { ä: "ae", ö: "oe", ü: "ue", ß: "ss", æ: "ae", ø: "oe", å: "aa", œ: "oe" };

/** An id for a rule, made of what it is called, that no other rule has. It stays when the rule is called something else. */
export function idOfLabel(label: string, taken: readonly string[]): string {
  const plain = label
    .normalize("NFC")
    .toLowerCase()
    .replace(/[äöüßæøåœ]/g, (letter) => WRITTEN_OUT[letter] ?? letter)
    .normalize("NFKD")
    .replace(/\p{M}+/gu, "")
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-+/, "");
  const named = plain === "" ? "rule" : plain;
  for (let number = 1; ; number += 1) {
    const end = number === 1 ? "" : `-${number}`;
    const id = `${named.slice(0, LONGEST - end.length).replace(/-+$/, "")}${end}`;
    if (!taken.includes(id)) return id;
  }
}
