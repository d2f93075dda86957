import { extname } from "node:path";

/** A file of the app: path inside the app's folder with "/", and its bytes. */
export interface AppFile {
  path: string;
  bytes: Buffer;
}

export interface AppValues {
  url: string;
  secret: string;
  name: string;
  version: string;
}

const TEXTS = new Set([".xml", ".twig", ".json"]);
const PLACEHOLDER = /__APP_([A-Z]+)__/g;

/** The app with every placeholder filled in, sorted by path; throws where one is not known or stands where it must not. */
export function fillApp(source: readonly AppFile[], values: AppValues): AppFile[] {
  return source
    .map(({ path, bytes }) => ({ path, bytes: TEXTS.has(extname(path)) ? filled(path, bytes, values) : bytes }))
    .sort((a, b) => (a.path < b.path ? -1 : 1));
}

function filled(path: string, bytes: Buffer, values: AppValues): Buffer {
  const isXml = extname(path) === ".xml";
  const text = bytes.toString("utf8").replace(PLACEHOLDER, (placeholder, key: string) => {
    switch (key) {
      case "NAME":
        return values.name;
      case "URL":
        return escapedIn(path, isXml, values.url);
      case "SECRET":
        return escapedIn(path, isXml, values.secret);
      case "VERSION":
        return escapedIn(path, isXml, values.version);
      default:
        throw new Error(`${path} has the placeholder ${placeholder}, which nothing fills in.`);
    }
  });
  return Buffer.from(text);
}

/** Only the XML files are escaped for: what is not a plain name has no business elsewhere, least of all the secret. */
function escapedIn(path: string, isXml: boolean, value: string): string {
  if (!isXml) throw new Error(`${path} may hold the placeholder __APP_NAME__ alone.`);
  return value
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;")
    .replaceAll("'", "&apos;");
}
