import { PrismaPg } from "@prisma/adapter-pg";
import { Session } from "@shopify/shopify-api";
import { MissingSessionTableError, PrismaSessionStorage } from "@shopify/shopify-app-session-storage-prisma";
import type { Pool } from "pg";
import { deriveKey } from "./derive-key.ts";
import prismaClient, { type PrismaClient } from "./generated/index.js";
import type { Keyring } from "./keyring.ts";
import { open, type SealPlace, seal } from "./secret-box.ts";

/** Where Shopify's library keeps a shop's sessions (its `SessionStorage`). */
export interface SealedSessionStorage {
  storeSession(session: Session): Promise<boolean>;
  /** Throws a `SecretBoxError` for a session whose tokens were not sealed here: never hands out what is not ours. */
  loadSession(id: string): Promise<Session | undefined>;
  /** Throws when the session may still be there. The library's own says "deleted" whatever happened. */
  deleteSession(id: string): Promise<boolean>;
  deleteSessions(ids: string[]): Promise<boolean>;
  findSessionsByShop(shop: string): Promise<Session[]>;
  /**
   * Ends the app's access to a shop whose admin takes this token no more: its sessions are deleted, and when that was is
   * noted with the shop. Does nothing, and answers false, where the session meanwhile holds another token: the app was
   * installed again.
   */
  endAccess(looked: { id: string; accessToken: string }, at: Date): Promise<boolean>;
  /** Keeps the scopes that this token was found to have, unless the session meanwhile holds another one. */
  keepScope(looked: { id: string; accessToken: string }, scope: string): Promise<boolean>;
  /**
   * Puts the tokens that a refresh brought in the place of the one that was looked at. Does nothing, and answers false, where the
   * session is gone or holds another token by now: what was refreshed is of an installation that is over.
   */
  renew(looked: { id: string; accessToken: string }, session: Session): Promise<boolean>;
}

/** Shopify's own Prisma storage; access and refresh token are sealed before it sees them. */
export function createSessionStorage(deps: { prisma: PrismaClient; master: Keyring }): SealedSessionStorage {
  const { prisma, master } = deps;
  let made: PrismaSessionStorage<PrismaClient> | null = null;
  /**
   * The library looks for its table as soon as it is made. Where that fails, the database being away, it answers nothing ever
   * after, and ends the process if nobody asked it anything yet: so it is made for the first question, and anew after that.
   */
  async function ask<Answer>(
    question: (storage: PrismaSessionStorage<PrismaClient>) => Promise<Answer>,
  ): Promise<Answer> {
    const storage = made ?? new PrismaSessionStorage(prisma, { connectionRetries: 1, connectionRetryIntervalMs: 0 });
    made = storage;
    try {
      return await question(storage);
    } catch (error) {
      if (error instanceof MissingSessionTableError && made === storage) made = null;
      throw error;
    }
  }
  const opened = (session: Session) =>
    withTokens(session, (token, column) => openToken(master, session, column, token));
  /** The token as it is stored, null where it is another by now. Each sealing looks different, so that it tells versions apart. */
  async function sealedAs({ id, accessToken }: { id: string; accessToken: string }): Promise<string | null> {
    const row = await prisma.session.findUnique({ where: { id }, select: { shop: true, accessToken: true } });
    if (row === null) return null;
    const session = new Session({ id, shop: row.shop, state: "", isOnline: false });
    return openToken(master, session, "access_token", row.accessToken) === accessToken ? row.accessToken : null;
  }
  return {
    async endAccess(looked, at) {
      const sealed = await sealedAs(looked);
      if (sealed === null) return false;
      // One statement: the sessions go only together with the one that was looked at.
      const ended = await prisma.$executeRaw`
        WITH gone AS (DELETE FROM session WHERE id = ${looked.id} AND access_token = ${sealed} RETURNING shop),
          others AS (DELETE FROM session s USING gone WHERE s.shop = gone.shop AND s.id <> ${looked.id})
        UPDATE shop SET access_ended_at = ${at} FROM gone WHERE shop.domain = gone.shop`;
      return ended > 0;
    },
    async keepScope(looked, scope) {
      const sealed = await sealedAs(looked);
      if (sealed === null) return false;
      const { count } = await prisma.session.updateMany({
        where: { id: looked.id, accessToken: sealed },
        data: { scope },
      });
      return count > 0;
    },
    async renew(looked, session) {
      const stored = await sealedAs(looked);
      if (stored === null) return false;
      const { accessToken, refreshToken } = withTokens(session, (token, column) =>
        sealToken(master, session, column, token),
      );
      const { count } = await prisma.session.updateMany({
        where: { id: looked.id, accessToken: stored },
        data: {
          accessToken: accessToken ?? "",
          refreshToken: refreshToken ?? null,
          scope: session.scope ?? null,
          expires: session.expires ?? null,
          refreshTokenExpires: session.refreshTokenExpires ?? null,
        },
      });
      return count > 0;
    },
    storeSession(session) {
      const sealed = withTokens(session, (token, column) => sealToken(master, session, column, token));
      return ask((storage) => storage.storeSession(sealed));
    },
    async loadSession(id) {
      const session = await ask((storage) => storage.loadSession(id));
      return session === undefined ? undefined : opened(session);
    },
    deleteSession: (id) => ask((storage) => storage.deleteSessions([id])),
    deleteSessions: (ids) => ask((storage) => storage.deleteSessions(ids)),
    async findSessionsByShop(shop) {
      return (await ask((storage) => storage.findSessionsByShop(shop))).map(opened);
    },
  };
}

/** The same on a pool, with a database client of its own. */
export function openSessionStorage(deps: { pool: Pool; master: Keyring }): SealedSessionStorage {
  const prisma = new prismaClient.PrismaClient({ adapter: new PrismaPg(deps.pool) });
  return createSessionStorage({ prisma, master: deps.master });
}

type TokenColumn = "access_token" | "refresh_token";

function withTokens(session: Session, change: (token: string, column: TokenColumn) => string): Session {
  const { accessToken, refreshToken, ...rest } = session.toObject();
  return new Session({
    ...rest,
    ...(accessToken ? { accessToken: change(accessToken, "access_token") } : {}),
    ...(refreshToken ? { refreshToken: change(refreshToken, "refresh_token") } : {}),
  });
}

function sealToken(master: Keyring, session: Session, column: TokenColumn, token: string): string {
  const key = deriveKey(master.current, "data-key", subjectOf(session));
  return seal(key, Buffer.from(token), placeOf(session, column)).toString("base64");
}

function openToken(master: Keyring, session: Session, column: TokenColumn, sealed: string): string {
  const find = (id: string) => {
    const key = master.find(id);
    return key === null ? null : deriveKey(key, "data-key", subjectOf(session));
  };
  return open({ find }, Buffer.from(sealed, "base64"), placeOf(session, column)).toString();
}

/** No shop id looks like it, so this key is no shop's data key. */
function subjectOf({ shop }: Session): string {
  return `session ${shop}`;
}

function placeOf({ id, shop }: Session, column: TokenColumn): SealPlace {
  return { tenant: shop, table: "session", column, row: id };
}
