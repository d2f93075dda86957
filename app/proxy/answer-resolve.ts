import type { Claim } from "@karla/api/answers";
import { KarlaError } from "@karla/api/errors";
import type { ShopId } from "@karla/sync/ids";
import { checkClaim } from "@karla/tracking/check-claim";
import { claimableOf } from "@karla/tracking/claimable-order";
import { readClaims } from "@karla/tracking/read-claims";
import type { ClaimPageTop } from "@karla/tracking/render-claim-page";
import type { ClaimFormTokens, ReadToken } from "./claim-form-token.ts";
import type { ClaimCore, ClaimOutcome, WantedClaim } from "./make-claim.ts";
import type { OrderLook, SeenOrder } from "./order-look.ts";
import type { ProxyVisit } from "./proxy-page.ts";
import { type Question, questionOf } from "./question-of.ts";
import type { ReadForm } from "./read-form.ts";
import type { ResolveAnswer } from "./resolve-answer.ts";
import { readSentClaim, type SentClaim } from "./sent-claim.ts";
import type { Looked } from "./track-limit.ts";

export interface ResolveDeps {
  look: (question: Question, visit: ProxyVisit) => Promise<OrderLook>;
  /** Null where the shop is not connected any more. */
  coreOf: (shopId: ShopId) => Promise<ClaimCore | null>;
  tokens: ClaimFormTokens;
  makeClaim: (core: ClaimCore, wanted: WantedClaim) => Promise<ClaimOutcome>;
  /** How many seconds to wait before the next form is sent; null where it may be. */
  limit: (looked: Looked) => Promise<number | null>;
  readForm: (message: ProxyVisit["message"]) => Promise<ReadForm>;
  /** The core's failure, for the log. */
  onFailure: (error: KarlaError) => void;
}

/** More than an order has problems. */
const MOST_CLAIMS = 20;

/** Decides what is shown to whoever opens the claim form of an order, and what becomes of a form that was sent. */
export function createResolveAnswers(deps: ResolveDeps) {
  const { look, tokens, onFailure } = deps;

  /** What the core needs to be asked about the order's claims, and those that it has; null where it does not say. */
  async function booksOf(shopId: ShopId, { order }: SeenOrder) {
    const core = await deps.coreOf(shopId);
    if (core === null || order.id === null) return null;
    try {
      return { core, orderId: order.id, claims: await core.findClaims({ order_id: order.id }) };
    } catch (error) {
      if (!(error instanceof KarlaError)) throw error;
      onFailure(error);
      return null;
    }
  }

  /** A form that was sent with its token. */
  async function taken(visit: ProxyVisit, sent: SentClaim, token: ReadToken): Promise<ResolveAnswer> {
    const { asked, shopId, address } = visit;
    const { orderId: order, formId: id, expiresAt } = token;
    const seen = await look({ kind: "form", orderId: order }, visit);
    if (seen.outcome !== "order") return seen;
    const retryAfterSeconds = await deps.limit({ shop: asked.shop, order, address });
    if (retryAfterSeconds !== null) return { outcome: "too_often", seen, retryAfterSeconds };
    const books = await booksOf(shopId, seen);
    const claimable = claimableOf(seen.order);
    const again = (made: Exclude<ClaimOutcome, { outcome: "made" }>) =>
      pageOf(seen, books?.claims ?? [], { kind: "form", form: { order: claimable, ...sentAgain(sent, made) } });
    const checked = checkClaim(claimable, sent.filled);
    const faults = [...(checked.outcome === "invalid" ? checked.faults : []), ...sent.faults];
    if (checked.outcome === "invalid" || faults.length > 0) return again({ outcome: "invalid", faults });
    if (books === null) return again({ outcome: "unsent" });
    const { core, orderId, claims } = books;
    if (claims.length >= MOST_CLAIMS) return pageOf(seen, claims, { kind: "closed", why: "full" });
    const form = { shopId, id, expiresAt };
    const made = await deps.makeClaim(core, { ...sent, form, claim: checked.claim, orderId });
    if (made.outcome !== "made") return again(made);
    const after = await booksOf(shopId, seen);
    return pageOf(seen, (after ?? books).claims, { kind: "made" });
  }

  return {
    async show(visit: ProxyVisit): Promise<ResolveAnswer> {
      const { shopId } = visit;
      const seen = await look(questionOf(visit.asked), visit);
      if (seen.outcome !== "order") return seen;
      const books = await booksOf(shopId, seen);
      if (books === null) return { outcome: "unavailable" };
      const order = claimableOf(seen.order);
      const token = order.parcels.length === 0 ? null : tokens.create(shopId, seen.orderId);
      if (token === null) return pageOf(seen, books.claims, { kind: "closed", why: "no_parcel" });
      if (books.claims.length >= MOST_CLAIMS) return pageOf(seen, books.claims, { kind: "closed", why: "full" });
      const form = { order, token, filled: null, lostPictures: false, faults: [], trouble: null };
      return pageOf(seen, books.claims, { kind: "form", form });
    },
    async take(visit: ProxyVisit): Promise<ResolveAnswer> {
      const read = await deps.readForm(visit.message);
      switch (read.outcome) {
        case "read": {
          const sent = await readSentClaim(read.form);
          const token = tokens.read(visit.shopId, sent.token);
          return token === null ? { outcome: "expired" } : taken(visit, sent, token);
        }
        case "too_large":
          return read;
        case "no_room":
          return { outcome: "unavailable" };
        case "unreadable":
          return { outcome: "expired" };
      }
    },
  };
}

function pageOf(seen: SeenOrder, claims: readonly Claim[], top: ClaimPageTop): ResolveAnswer {
  return { outcome: "page", seen, top, claims: readClaims(claims) };
}

/** The form as it was entered, under its own token: however often it is sent, it makes one claim. */
function sentAgain(
  { token, filled, hasFiles: lostPictures }: SentClaim,
  made: Exclude<ClaimOutcome, { outcome: "made" }>,
) {
  switch (made.outcome) {
    case "invalid":
      return { token, filled, lostPictures, faults: made.faults, trouble: null };
    case "busy":
      return { token, filled, lostPictures, faults: [], trouble: "busy" } as const;
    case "unsent":
      return { token, filled, lostPictures, faults: [], trouble: "unsent_claim" } as const;
  }
}
