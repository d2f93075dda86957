/** A text key, a placeholder or a value that reached the merchant unspoken. */
const UNSPOKEN = [
  /\b(home|orders|status|reasons|problems|problem|connection|import|settings|certificate|mapping|mapping_words)\.[a-z_]+/,
  /\{\{|\}\}/,
  /\b(undefined|null|NaN|Invalid Date)\b/,
  /\b[a-z]+_[a-z_]+\b/,
  /\[object /,
];

/** What comes from a shop's data is set apart, and may be anything. */
const withoutData = (html: string) =>
  html.replaceAll(/<bdi>.*?<\/bdi>/gs, "<bdi>…</bdi>").replaceAll(/\u2068.*?\u2069/gs, "…");
const textOf = (html: string) => html.replaceAll(/<[^>]*>/g, " ");
const all = (html: string, pattern: RegExp) => [...html.matchAll(pattern)].map(([, first = ""]) => first);
const attribute = (tag: string, name: string) => new RegExp(`\\s${name}="([^"]*)"`).exec(tag)?.[1];

/** What is wrong with a rendered page: structure for keyboard and screen reader, and words. Empty when nothing is. */
export function faultsOfHtml(html: string): string[] {
  return [...headings(html), ...fields(html), ...buttons(html), ...tables(html), ...words(html)];
}

function headings(html: string): string[] {
  const levels = all(html, /<h([1-6])[\s>]/g).map(Number);
  const faults: string[] = [];
  if (levels.filter((level) => level === 1).length !== 1) faults.push("not exactly one h1");
  levels.forEach((level, at) => {
    if (level > (levels[at - 1] ?? 0) + 1) faults.push(`h${level} after h${levels[at - 1] ?? 0}`);
  });
  return faults;
}

function fields(html: string): string[] {
  const ids = all(html, /\sid="([^"]*)"/g);
  const labelled = all(html, /<label for="([^"]*)">[^<]/g);
  const faults = ids.filter((id, at) => ids.indexOf(id) !== at).map((id) => `id ${id} twice`);
  for (const input of all(html, /(<(?:input|select|textarea)[^>]*>)/g)) {
    const id = attribute(input, "id") ?? "";
    if (!labelled.includes(id)) faults.push(`input ${id} has no label`);
    for (const target of attribute(input, "aria-describedby")?.split(" ") ?? []) {
      if (!ids.includes(target)) faults.push(`${target} describes nothing`);
    }
    if (attribute(input, "aria-invalid") === "true" && !ids.includes(`${id}-error`))
      faults.push(`${id}: no error text`);
  }
  for (const form of all(html, /(<form[^>]*>)/g)) if (!attribute(form, "aria-label")) faults.push("form has no name");
  return faults;
}

function buttons(html: string): string[] {
  const faults: string[] = [];
  const names: string[] = [];
  for (const [, tag = "", text = ""] of html.matchAll(/(<(?:button|a)[^>]*>)(.*?)<\/(?:button|a)>/g)) {
    const label = attribute(tag, "aria-label");
    if (textOf(text).trim() === "") faults.push("button without a name");
    // Speech control presses what is read: the spoken name begins with the visible one.
    if (label !== undefined && !label.startsWith(text)) faults.push(`"${label}" does not begin with "${text}"`);
    names.push(label ?? text);
  }
  return [...faults, ...names.filter((name, at) => names.indexOf(name) !== at).map((name) => `two buttons "${name}"`)];
}

function tables(html: string): string[] {
  const faults: string[] = [];
  for (const table of all(html, /<table[^>]*>(.*?)<\/table>/g)) {
    const columns = all(table, /<th scope="col"[^>]*>([^<]*)<\/th>/g);
    if (!/<caption[^>]*>[^<]+<\/caption>/.test(table)) faults.push("table without a caption");
    if (columns.length === 0 || columns.includes("")) faults.push("table without column headers");
    for (const row of all(table.replace(/<thead>.*?<\/thead>/, ""), /<tr>(.*?)<\/tr>/g)) {
      const cells = all(row, /<(t[hd])[ >]/g);
      if (cells[0] !== "th" || cells.length !== columns.length) faults.push("row without a name or with other cells");
      if (/<t[hd][^>]*><\/t[hd]>/.test(row)) faults.push("empty cell");
    }
  }
  return faults;
}

function words(html: string): string[] {
  const own = withoutData(html);
  const spoken = [textOf(own), ...all(own, /aria-label="([^"]*)"/g)].join(" ");
  const faults = UNSPOKEN.filter((pattern) => pattern.test(spoken)).map(
    (pattern) => `unspoken: ${pattern.exec(spoken)}`,
  );
  if (/<(p|span|dt|dd|h\d|caption)[^>]*><\/\1>/.test(html)) faults.push("an empty text");
  return faults;
}
