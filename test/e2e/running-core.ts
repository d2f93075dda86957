import { randomBytes } from "node:crypto";
import type { ProcessGroup } from "../../commands/process-group.ts";
import { readCore } from "../../commands/proof/read-core.ts";

/** What the merchant types in. */
export interface Credentials {
  slug: string;
  username: string;
  key: string;
}

export function credentialsFor(slug: string): Credentials {
  return { slug, username: "admin", key: randomBytes(16).toString("hex") };
}

/** The core, with an administrator of these credentials and no shop yet. */
export async function startCore(group: ProcessGroup, { slug, username, key }: Credentials) {
  const { url } = await group.start("core", "packages/karla-core/src/main.ts", {
    KARLA_CORE_PORT: "0",
    KARLA_CORE_ADMIN_USER: username,
    KARLA_CORE_ADMIN_KEY: key,
    KARLA_CORE_SANDBOX: "1",
  });
  const Authorization = `Basic ${Buffer.from(`${username}:${key}`).toString("base64")}`;
  return {
    url,
    /** The orders that it holds of the shop. */
    held: async () => [...(await readCore({ url, slug, user: username, key, fetch })).values()],
    async post(path: string, body: object): Promise<void> {
      const headers = { Authorization, "Content-Type": "application/json" };
      const response = await fetch(`${url}${path}`, { method: "POST", headers, body: JSON.stringify(body) });
      if (!response.ok) throw new Error(`The core answered ${path} with ${response.status}: ${await response.text()}`);
    },
  };
}
