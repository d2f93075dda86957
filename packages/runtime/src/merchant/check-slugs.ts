import type { KarlaClient } from "@karla/api/client";
import type { ChannelFault } from "@karla/merchant-ui/settings-data";
import { type ConnectionRefusal, checkShop } from "@karla/sync/connect-shop";
import type { Connection } from "@karla/sync/shops";

/** Names that no path can have: the core's client refuses to be made for them. */
const NO_SLUG = /^\.{0,2}$/;

/**
 * Asks the core for each of these shops with the credentials of the connection, one after the other: what it says against which.
 * Once it does not answer it is not asked for the others.
 */
export async function checkSlugs(
  coreOf: (connection: Connection) => Pick<KarlaClient, "getShop">,
  connection: Connection,
  slugs: ReadonlySet<string>,
): Promise<ReadonlyMap<string, ChannelFault>> {
  const faults = new Map<string, ChannelFault>();
  let silent = false;
  for (const slug of slugs) {
    if (NO_SLUG.test(slug)) {
      faults.set(slug, "unknown_shop");
      continue;
    }
    const why: ConnectionRefusal | null = silent ? "unreachable" : await checkShop(coreOf({ ...connection, slug }));
    if (why === null) continue;
    silent = why === "unreachable";
    faults.set(slug, faultOf(why));
  }
  return faults;
}

/** That the key is right for the connection's own shop is known. */
function faultOf(why: ConnectionRefusal): ChannelFault {
  switch (why) {
    case "unknown_shop":
    case "unreachable":
      return why;
    case "no_access":
    case "wrong_key":
    case "no_credentials":
      return "no_access";
  }
}
