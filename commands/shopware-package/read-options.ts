import { parseArgs } from "node:util";

export interface PackageOptions {
  /** Where the bridge is reached, without a trailing slash. */
  url: string;
  /** What a shop signs its registration with. */
  secret: string;
  /** The folder that the app and its zip are written to. */
  out: string;
  /** The technical name, part of what is signed: the bridge has to know the app by it. */
  name: string;
}

export const USAGE = `npm run shopware:package -- --url URL --secret SECRET --out DIR [--name NAME]

  --url URL        where shops reach the bridge, e.g. https://bridge.example.com; http only on this machine
  --secret SECRET  the app secret, at least 32 characters, e.g. from: openssl rand -hex 32
                   "-" reads it from standard input, so that it need not stand in the list of processes
  --out DIR        gets the app as a folder and as a zip
  --name NAME      technical name of the app (KarlaDelivery)`;

const LOOPBACK = new Set(["127.0.0.1", "localhost"]);
const FEWEST_SECRET_CHARACTERS = 32;

/** Reads the command line; throws with a sentence that says what to do where it cannot be used. */
export function readOptions(args: string[], readInput: () => string): PackageOptions {
  const { values } = parseArgs({
    args,
    options: {
      url: { type: "string" },
      secret: { type: "string" },
      out: { type: "string" },
      name: { type: "string", default: "KarlaDelivery" },
    },
  });
  const { url, secret, out, name } = values;
  if (url === undefined) throw new Error("Say where shops reach the bridge: --url https://bridge.example.com");
  if (secret === undefined) throw new Error("Give the app a secret: --secret SECRET, e.g. from openssl rand -hex 32");
  if (out === undefined || out === "") throw new Error("Say where to write the app to: --out DIR");
  return {
    url: urlOf(url),
    secret: secretOf(secret === "-" ? readInput().trim() : secret),
    out,
    name: nameOf(name),
  };
}

function urlOf(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url === null || (url.protocol !== "https:" && url.protocol !== "http:"))
    throw new Error(`--url takes an address like https://bridge.example.com; this is none: ${text}`);
  if (url.protocol === "http:" && !LOOPBACK.has(url.hostname))
    throw new Error("--url has to begin with https:// (http:// goes only with 127.0.0.1 and localhost).");
  if (url.username !== "" || url.password !== "") throw new Error("--url must not hold a user name or a password.");
  if (text.includes("?") || text.includes("#"))
    throw new Error("--url must end with the path: a shop appends its own query to it.");
  return url.href.replace(/\/+$/, "");
}

function secretOf(secret: string): string {
  if (!/^[\x21-\x7e]*$/.test(secret)) throw new Error("--secret takes ASCII characters without spaces.");
  if (secret.length < FEWEST_SECRET_CHARACTERS)
    throw new Error(
      `--secret has ${secret.length} characters and needs ${FEWEST_SECRET_CHARACTERS}: openssl rand -hex 32 makes one.`,
    );
  return secret;
}

/** Shopware names the app's folder and its templates by it. */
function nameOf(name: string): string {
  if (!/^[A-Z][A-Za-z0-9]{2,63}$/.test(name))
    throw new Error("--name takes 3 to 64 letters and digits, a capital first, e.g. KarlaDelivery.");
  return name;
}
