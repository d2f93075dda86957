import { readFile } from "node:fs/promises";
import { text } from "node:stream/consumers";
import type { ShopRegistration } from "@karla/store/open-store";
import type { Platform } from "@karla/sync/ids";
import { SETTINGS_ON } from "@karla/sync/settings";
import { z } from "zod";

const Registrations = z.array(
  z.discriminatedUnion("platform", [registrationOn("shopify"), registrationOn("shopware")]),
);

function registrationOn<P extends Platform>(platform: P) {
  return z.strictObject({
    platform: z.literal(platform),
    domain: z.string().min(1),
    slug: z.string().min(1),
    username: z.string(),
    key: z.string().min(1),
    // A key that is misspelt would decide nothing.
    settings: SETTINGS_ON[platform].strict().prefault({}),
  });
}

/** Reads the shops to connect from a file, or from standard input for "-". Errors name the field, never its value. */
export async function readRegistrations(file: string | undefined): Promise<ShopRegistration[]> {
  if (file === undefined) throw new Error('connect needs --file FILE ("-" for standard input).');
  const content = file === "-" ? await text(process.stdin) : await readFile(file, "utf8");
  const parsed = Registrations.safeParse(parseJson(content));
  if (!parsed.success) {
    const wrong = parsed.error.issues.map(({ path, message }) => `  ${path.join(".")}: ${message}`);
    throw new Error(`The list of shops cannot be used:\n${wrong.join("\n")}`);
  }
  return parsed.data.map(({ slug, username, key, ...shop }) => ({ ...shop, connection: { slug, username, key } }));
}

function parseJson(content: string): unknown {
  try {
    return JSON.parse(content);
  } catch {
    throw new Error("The list of shops is no JSON.");
  }
}
