import type { ReplayPlan, ReplayProgress } from "@karla/sync/replay-data";

export type ReplayData =
  | { state: "loading" }
  | { state: "error" }
  | {
      state: "ready";
      plan: ReplayPlan;
      /** Whether those who have heard of the order hear of it again, as it is chosen now. */
      withEffects: boolean;
      /** The plan was made for another choice; the one for this is on its way. */
      isLooking: boolean;
      /** How far the order is that was sent from this page; null before. */
      progress: ReplayProgress | null;
      /** Why the last press was refused; null where it was not. */
      refused: string | null;
      /** It is being asked for. */
      busy: boolean;
      /** The last press did not get as far as our own server, or no answer came back from there. */
      notSent: boolean;
    };

export type ReplayReady = Extract<ReplayData, { state: "ready" }>;

export interface ReplayActions {
  /** `version` is the plan's: where the order has changed since, nothing is sent. */
  onSend: (version: number | null) => void;
  onEffects: (withEffects: boolean) => void;
  onOpenHome: () => void;
  onReload: () => void;
}
