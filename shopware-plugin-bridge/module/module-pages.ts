import { askCertificate, CertificateWish, readCertificate } from "@karla/runtime/certificate-page";
import { askChannels, ChannelsWish, readChannels } from "@karla/runtime/channels-page";
import { askConnection, ConnectionWish, readConnection } from "@karla/runtime/connection-page";
import { askFilters, FiltersWish, readFilters } from "@karla/runtime/filters-page";
import { readHome } from "@karla/runtime/home-page";
import { askImport, ImportWish, readImport } from "@karla/runtime/import-page";
import { askMapping, MappingWish, readMapping, statusOf } from "@karla/runtime/mapping-page";
import type { MerchantServices } from "@karla/runtime/merchant-services";
import {
  askPersonalData,
  PersonalDataWish,
  readPersonalData,
  statusOfPersonalData,
} from "@karla/runtime/personal-data-page";
import { askRemedy, RemedyWish, readProblems } from "@karla/runtime/problems-page";
import { askReplay, ReplayWish, readReplay, statusOfReplay } from "@karla/runtime/replay-page";
import { statusOfSave } from "@karla/runtime/status-of-save";
import { z } from "zod";
import { approveMove } from "../registration/approve-move.ts";
import type { Installation, Installations } from "../registration/installation.ts";

/** Who is asked for, and by whom. */
export interface Asked {
  installation: Installation;
  query: URLSearchParams;
  /** Milliseconds since the epoch. */
  now: number;
}

export interface PageAnswer {
  status: number;
  body: object;
}

interface ModulePage {
  /** What the page shows. Null: its address names nothing that there is. */
  read(asked: Asked): Promise<object | null>;
  /** Does what its merchant presses. Null: the page asks for no such thing. */
  ask(asked: Asked, wish: unknown): Promise<PageAnswer | null>;
}

/** Shopware does not say who of the shop's staff it is. */
const BY = "shopware";

const MoveWish = z.object({ intent: z.literal("approve_move"), to: z.string() });

export interface PagesDeps {
  services: MerchantServices;
  installations: Installations;
}

/** The module's pages by their names, as they stand in its addresses. */
export function createModulePages({ services, installations }: PagesDeps): ReadonlyMap<string, ModulePage> {
  const home: ModulePage = {
    read: async ({ installation }) => ({
      ...(await readHome(services, installation.shopId)),
      move: moveOf(installation),
    }),
    async ask({ installation, now }, wish) {
      const { data } = MoveWish.safeParse(wish);
      if (data === undefined) return null;
      // The merchant has seen one address: another one that asked meanwhile is not approved with it.
      if (moveOf(installation)?.to !== data.to) return { status: 409, body: { outcome: "stale" } };
      const saved = await installations.save(approveMove(installation, data.to, now));
      return saved ? { status: 200, body: { outcome: "approved" } } : { status: 409, body: { outcome: "stale" } };
    },
  };
  return new Map<string, ModulePage>([
    ["home", home],
    [
      "connection",
      pageOf(
        (shop) => readConnection(services, shop),
        ConnectionWish,
        (shop, wish) => askConnection(services, shop, wish),
      ),
    ],
    [
      "problems",
      pageOf(
        (shop) => readProblems(services, shop),
        RemedyWish,
        (shop, wish) => askRemedy(services, shop, wish),
      ),
    ],
    [
      "import",
      // A Shopware shop gives the app all of its orders.
      pageOf(
        async (shop) => ({ ...(await readImport(services, shop)), reachesAll: true }),
        ImportWish,
        (shop, wish) => askImport(services, shop, wish),
      ),
    ],
    [
      "order",
      pageOf(
        (shop, query) => readReplay(services, shop, query),
        ReplayWish,
        (shop, wish) => askReplay(services, shop, wish),
        statusOfReplay,
      ),
    ],
    [
      "personal-data",
      pageOf(
        (shop) => readPersonalData(services, shop),
        PersonalDataWish,
        (shop, wish) => askPersonalData(services, shop, wish),
        statusOfPersonalData,
      ),
    ],
    [
      "certificate",
      pageOf(
        (shop, query) => readCertificate(services, shop, query.get("day")),
        CertificateWish,
        (shop, wish) => askCertificate(services, shop, wish),
      ),
    ],
    [
      "filters",
      pageOf(
        (shop, query) => readFilters(services, shop, languageOf(query)),
        FiltersWish,
        (shop, wish) => askFilters(services, shop, wish),
        statusOfSave,
      ),
    ],
    [
      "channels",
      pageOf(
        (shop, query) => readChannels(services, shop, languageOf(query)),
        ChannelsWish,
        (shop, wish) => askChannels(services, shop, wish),
        statusOfSave,
      ),
    ],
    [
      "mapping",
      pageOf(
        (shop) => readMapping(services, shop),
        MappingWish,
        async (shop, wish) => askMapping(await services.mapping(shop), wish, BY),
        statusOf,
      ),
    ],
  ]);
}

function pageOf<Schema extends z.ZodType, Answer extends object>(
  read: (shop: string, query: URLSearchParams) => Promise<object | null>,
  schema: Schema,
  ask: (shop: string, wish: z.infer<Schema>) => Promise<Answer>,
  status: (answer: Answer) => number = () => 200,
): ModulePage {
  return {
    read: ({ installation, query }) => read(installation.shopId, query),
    async ask({ installation }, wish) {
      const read = schema.safeParse(wish);
      if (!read.success) return null;
      const body = await ask(installation.shopId, read.data);
      return { status: status(body), body };
    },
  };
}

/** Of the shop's own names. */
function languageOf(query: URLSearchParams): string {
  return query.get("language") === "de" ? "de" : "en";
}

/** The other address that somebody wants the shop to be at, while nobody has said yes. */
function moveOf({ url, move }: Installation): { from: string; to: string } | null {
  if (move === null || move.approvedAt !== null || url === null) return null;
  return { from: url, to: move.url };
}
