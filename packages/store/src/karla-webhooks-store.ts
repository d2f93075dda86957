import type { Clock } from "@karla/sync/clock";
import type { ShopId } from "@karla/sync/ids";
import { type KarlaWebhook, type KarlaWebhooks, WEBHOOK_SECRET } from "@karla/sync/karla-webhooks";
import type { DataKeys } from "./data-keys.ts";
import type { PrismaClient, KarlaWebhook as Row } from "./generated/index.js";
import { open, type SealPlace, seal } from "./secret-box.ts";

/** The core's webhooks in the database, their secrets sealed with each shop's data key. */
export function createKarlaWebhooksStore(deps: { prisma: PrismaClient; keys: DataKeys; clock: Clock }): KarlaWebhooks {
  const { prisma, keys, clock } = deps;

  async function fromRow({ shopId: shop, id, slug, secret, retiredAt }: Row): Promise<KarlaWebhook> {
    const shopId = shop as ShopId;
    const key = await keys.keyOf(shopId);
    const keyring = { find: (wanted: string) => (wanted === key.id ? key : null) };
    const opened = open(keyring, Buffer.from(secret), placeOf({ shopId, id })).toString();
    return { shopId, id, slug, secret: opened, ...(retiredAt === null ? {} : { retiredAt: retiredAt.getTime() }) };
  }

  return {
    async find(id) {
      const row = await prisma.karlaWebhook.findFirst({ where: { id } });
      return row === null ? null : fromRow(row);
    },
    async of(shopId) {
      const rows = await prisma.karlaWebhook.findMany({ where: { shopId }, orderBy: { createdAt: "asc" } });
      return Promise.all(rows.map(fromRow));
    },
    async keep({ shopId, id, slug, secret }) {
      if (!WEBHOOK_SECRET.test(secret))
        throw new RangeError("the secret of a webhook is 16 to 64 printable characters");
      const key = await keys.keyOf(shopId);
      const sealed = new Uint8Array(seal(key, Buffer.from(secret), placeOf({ shopId, id })));
      await prisma.karlaWebhook.upsert({
        where: { shopId_id: { shopId, id } },
        create: { shopId, id, slug, secret: sealed, createdAt: new Date(clock.now()) },
        update: { secret: sealed },
      });
    },
    async retire(shopId) {
      const retiredAt = new Date(clock.now());
      await prisma.karlaWebhook.updateMany({ where: { shopId, retiredAt: null }, data: { retiredAt } });
    },
    async forget({ shopId, id }) {
      await prisma.karlaWebhook.deleteMany({ where: { shopId, id } });
    },
  };
}

function placeOf({ shopId, id }: Pick<KarlaWebhook, "shopId" | "id">): SealPlace {
  return { tenant: shopId, table: "karla_webhook", column: "secret", row: id };
}
