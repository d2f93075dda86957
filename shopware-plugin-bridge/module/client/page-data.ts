import type { ChannelFault, SaveAnswer, SettingFault } from "@karla/merchant-ui/settings-data";
import type { CertificateAnswer, CertificateWish, readCertificate } from "@karla/runtime/certificate-page";
import type { ChannelsWish, readChannels } from "@karla/runtime/channels-page";
import type { ConnectionWish, readConnection } from "@karla/runtime/connection-page";
import type { readFilters } from "@karla/runtime/filters-page";
import type { readHome } from "@karla/runtime/home-page";
import type { ImportWish, readImport } from "@karla/runtime/import-page";
import type { MappingWish, readMapping, WrittenMapping } from "@karla/runtime/mapping-page";
import type { PersonalDataSent, PersonalDataWish, ShownPersonalData } from "@karla/runtime/personal-data-page";
import type { RemedyWish, readProblems } from "@karla/runtime/problems-page";
import type { ReplayWish, ShownReplay } from "@karla/runtime/replay-page";
import type { ConnectionResult } from "@karla/sync/connect-shop";
import type { DeskAnswer, MappingPreview } from "@karla/sync/desk-data";
import type { ReplayAnswer } from "@karla/sync/replay-data";
import type { z } from "zod";

/** A shop that wants to be at another address and waits for the merchant's yes. The same address: it was installed anew. */
export interface Move {
  from: string;
  to: string;
}

/** What `GET /shopware/module/pages/{page}` answers. */
export interface PageData {
  home: Awaited<ReturnType<typeof readHome>> & { move: Move | null };
  connection: Awaited<ReturnType<typeof readConnection>>;
  import: Awaited<ReturnType<typeof readImport>> & { reachesAll: boolean };
  order: ShownReplay;
  "personal-data": ShownPersonalData;
  certificate: Awaited<ReturnType<typeof readCertificate>>;
  mapping: Awaited<ReturnType<typeof readMapping>>;
  filters: Awaited<ReturnType<typeof readFilters>>;
  channels: Awaited<ReturnType<typeof readChannels>>;
  problems: Awaited<ReturnType<typeof readProblems>>;
}

/** The module's pages, as they stand in its addresses. */
export type PageName = keyof PageData;

/** What can be asked for by `POST /shopware/module/pages/{page}`, and what is answered. */
export interface PageTalk {
  home: { wish: { intent: "approve_move"; to: string }; answer: { outcome: "approved" | "stale" } };
  connection: { wish: z.infer<typeof ConnectionWish>; answer: ConnectionResult };
  import: { wish: ImportWish; answer: { outcome: "done" } };
  order: { wish: ReplayWish; answer: ReplayAnswer };
  "personal-data": { wish: PersonalDataWish; answer: PersonalDataSent };
  certificate: { wish: CertificateWish; answer: CertificateAnswer };
  mapping: { wish: MappingWish; answer: DeskAnswer | MappingPreview | WrittenMapping };
  filters: {
    wish: { intent: "save"; settings: Readonly<Record<string, unknown>>; revision: string };
    answer: SaveAnswer<SettingFault>;
  };
  channels: { wish: z.infer<typeof ChannelsWish>; answer: SaveAnswer<ChannelFault> };
  problems: { wish: z.infer<typeof RemedyWish>; answer: { outcome: "done" } };
}
