import { childEnv } from "../../env.ts";
import type { RunContext } from "../fault.ts";
import type { Lab } from "../lab.ts";
import { UNHURRIED } from "../with-lab.ts";

/** What a process of the product gets that stands beside the lab's own, and says all that it can. `name`: as the core's journal knows it. */
export async function talkativeEnv(
  { dataDir, stand, proxy }: Lab,
  { without }: RunContext,
  name: string,
): Promise<NodeJS.ProcessEnv> {
  return childEnv({
    DATABASE_URL: undefined,
    KARLA_DATA_DIR: dataDir,
    ...stand.env,
    KARLA_API_URL: await proxy.urlFor(name),
    KARLA_GUARD_OFF: without ?? undefined,
    LOG_LEVEL: "debug",
    PORT: "0",
    ...UNHURRIED,
  });
}
