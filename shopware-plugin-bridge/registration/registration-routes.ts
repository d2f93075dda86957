import { type Context, Hono } from "hono";
import { bodyLimit } from "hono/body-limit";
import { type NodeEnv, rawQueryOf } from "../signature/raw-query-of.ts";
import { confirm } from "./confirm.ts";
import { followLifecycle } from "./follow-lifecycle.ts";
import type { RefusalReason } from "./refusal.ts";
import { refusalText } from "./refusal-text.ts";
import { register } from "./register.ts";
import type { LegAnswer, RegistrationDeps } from "./registration-deps.ts";
import { createRegistrationLimit } from "./registration-limit.ts";
import { userLanguage } from "./user-language.ts";

const MAX_BODY_BYTES = 64 * 1024;
const VERSION = /^[\w.+-]{1,32}$/;

/** `/shopware/register`, `/shopware/confirm` and `/shopware/lifecycle/:event`, as the app's manifest names them. */
export function createRegistrationRoutes(deps: RegistrationDeps): Hono<NodeEnv> {
  if (deps.appSecrets.length === 0 || deps.appSecrets.some(({ secret }) => secret.trim() === "")) {
    throw new Error("the registration needs at least one app secret, and none may be empty");
  }
  const limit = createRegistrationLimit(deps.limits);
  const app = new Hono<NodeEnv>();
  app.onError((error, c) => {
    deps.log.error({ error: error.name }, "Shopware registration failed");
    // A shop takes 5xx for "unknown" and asks again: right for what could not be stored, and for nothing else.
    return c.json({ error: "Karla could not store this. Please try again in a minute." }, 503);
  });
  const limited = bodyLimit({ maxSize: MAX_BODY_BYTES, onError: (c) => refusal(c, 413, "too_large") });

  app.get("/shopware/register", async (c) => {
    const retryAfterSeconds = await limit.address(addressOf(c, deps));
    if (retryAfterSeconds !== null) {
      return answerWith(c, { outcome: "refused", status: 429, reason: "too_many", retryAfterSeconds });
    }
    const answer = await register(
      { ...deps, limit },
      {
        rawQuery: rawQueryOf(c),
        appSignature: c.req.header("shopware-app-signature"),
        shopSignature: c.req.header("shopware-shop-signature"),
        shopwareVersion: versionOf(c),
      },
    );
    return answerWith(c, answer);
  });

  app.post("/shopware/confirm", limited, async (c) => {
    const answer = await confirm(deps, {
      body: await bodyOf(c),
      signature: c.req.header("shopware-shop-signature"),
      previousSignature: c.req.header("shopware-shop-signature-previous"),
    });
    return answerWith(c, answer);
  });

  app.post("/shopware/lifecycle/:event", limited, async (c) => {
    const answer = await followLifecycle(deps, {
      body: await bodyOf(c),
      signature: c.req.header("shopware-shop-signature"),
      event: c.req.param("event"),
      shopwareVersion: versionOf(c),
    });
    return answerWith(c, answer);
  });
  return app;
}

function answerWith(c: Context<NodeEnv>, answer: LegAnswer): Response {
  c.header("cache-control", "no-store");
  switch (answer.outcome) {
    case "answered":
      return c.json(answer.body);
    case "done":
      return c.body(null, 204);
    case "refused":
      if (answer.retryAfterSeconds !== undefined) c.header("retry-after", String(answer.retryAfterSeconds));
      return refusal(c, answer.status, answer.reason);
  }
}

/** The shop shows this text to its merchant, in the language of whoever installs the app. */
function refusal(c: Context, status: 400 | 401 | 409 | 413 | 429, reason: RefusalReason): Response {
  return c.json({ error: refusalText(reason, userLanguage(c.req.header("sw-user-language"))) }, status);
}

async function bodyOf(c: Context<NodeEnv>): Promise<Uint8Array> {
  return new Uint8Array(await c.req.arrayBuffer());
}

function addressOf(c: Context<NodeEnv>, deps: RegistrationDeps): string {
  return deps.addressOf(c.req.raw.headers, c.env?.incoming?.socket?.remoteAddress);
}

function versionOf(c: Context<NodeEnv>): string | null {
  const version = c.req.header("sw-version") ?? "";
  return VERSION.test(version) ? version : null;
}
