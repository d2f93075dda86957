/** What the module's script is told by the document it is in. */
export interface ModuleStart {
  /** See `issueToken`. */
  session: string;
  /** Of the texts. */
  language: "de" | "en";
  /** How dates and numbers are written, e.g. "de-DE". */
  locale: string;
  /** Whose days are shown, e.g. "Europe/Berlin". */
  timeZone: string;
  /** Where the shop's administration is, e.g. "https://shop.example.com/admin". */
  adminUrl: string;
}

/** Files of the module's build, by their names. */
export interface ModuleFiles {
  script: string;
  styles: readonly string[];
}

const ASSETS = "/shopware/module/assets/";

/** The page that stands in the administration's frame: everything in it is drawn by its script. */
export function moduleDocument(start: ModuleStart, { script, styles }: ModuleFiles): string {
  const sheets = styles.map((name) => `<link rel="stylesheet" href="${ASSETS}${name}">`).join("");
  return `<!doctype html>
<html lang="${start.language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1">
<title>Karla</title>
<link rel="icon" href="data:,">
${sheets}
</head>
<body>
<div id="root"></div>
<script type="application/json" id="karla-module">${asInlineJson(start)}</script>
<script type="module" src="${ASSETS}${script}"></script>
</body>
</html>
`;
}

/** What is shown where the module cannot be: a sentence that says what to do. */
export function sentenceDocument(sentence: string, language: "de" | "en"): string {
  return `<!doctype html>
<html lang="${language}">
<head><meta charset="utf-8"><title>Karla</title><link rel="icon" href="data:,"></head>
<body><main><h1>Karla</h1><p>${escaped(sentence)}</p></main></body>
</html>
`;
}

/** Nothing in it can end the element it stands in. */
function asInlineJson(value: object): string {
  return JSON.stringify(value).replace(
    /[<>&\u2028\u2029]/g,
    (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
}
