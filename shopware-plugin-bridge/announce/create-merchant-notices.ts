import type { Clock } from "@karla/sync/clock";
import type { ShopId } from "@karla/sync/ids";
import { objectOf, textOf } from "@karla/sync/json-fields";
import type { NoticedProblem, ProblemNotices } from "@karla/sync/problem-notices";
import { problemsToTell } from "@karla/sync/problems-to-tell";
import { clientOfShop, type ShopClient, type ShopClientDeps } from "../admin/shop-client.ts";
import { ShopError } from "../admin/shop-error.ts";
import type { TextLanguage } from "../registration/refusal-text.ts";
import { userLanguage } from "../registration/user-language.ts";
import { problemNotification } from "./problem-notification.ts";

/** The language that a shop was installed in: the same id everywhere (`Defaults::LANGUAGE_SYSTEM`). */
const OWN_LANGUAGE = "2fbb5fe2e29a4d70aa5854ce7ce3e20b";
const LANGUAGE_CRITERIA = {
  ids: [OWN_LANGUAGE],
  limit: 1,
  associations: { locale: {} },
  includes: { language: ["locale"], locale: ["code"] },
};

interface MerchantNoticesDeps extends ShopClientDeps {
  notices: ProblemNotices;
  clock: Clock;
  log: MerchantNoticesLog;
}

interface MerchantNoticesLog {
  warn(fields: Readonly<Record<string, string | null>>, message: string): void;
}

/**
 * Tells a merchant of open problems where he works: by notifications in the administration of his shop, in its language. A shop
 * that takes none, or not so many, keeps its problems on the pages of the app.
 */
export function createMerchantNotices(deps: MerchantNoticesDeps): (shopId: ShopId, until: number) => Promise<void> {
  const { notices, clock, log } = deps;
  return async (shopId, until) => {
    const problems = problemsToTell(await notices.of(shopId), clock.now());
    if (problems.length === 0) return;
    try {
      const client = await clientOfShop(deps, shopId);
      const language = await languageOf(client);
      for (const problem of problems) {
        if (clock.now() >= until) return;
        await tell(client, { shopId, problem, language }, notices);
      }
    } catch (error) {
      if (!(error instanceof ShopError)) throw error;
      const { kind, permission, code } = error;
      log.warn({ shopId, why: kind, permission, code }, "the merchant could not be told of a problem");
    }
  };
}

async function languageOf(client: ShopClient): Promise<TextLanguage> {
  const [language] = (await client.search("language", LANGUAGE_CRITERIA)).entities;
  return userLanguage(textOf(objectOf(language?.locale)?.code) ?? undefined);
}

async function tell(
  client: ShopClient,
  { shopId, problem, language }: { shopId: ShopId; problem: NoticedProblem; language: TextLanguage },
  notices: ProblemNotices,
): Promise<void> {
  try {
    await client.act("notification", problemNotification(problem, language));
  } catch (error) {
    // It may be there all the same: told late is better than told every five minutes.
    if (error instanceof ShopError && error.reached) await notices.told(shopId, problem.code);
    throw error;
  }
  await notices.told(shopId, problem.code);
}
