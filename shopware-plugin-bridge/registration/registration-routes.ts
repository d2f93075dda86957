import type { IncomingMessage } from "node:http";
import { type Context, Hono } from "hono";
import { bodyLimit } from "hono/body-limit";
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

/** On Node's own server the request as it came in; nothing where the app is called directly. */
type Env = { Bindings: { incoming?: Pick<IncomingMessage, "url" | "socket"> } };

/** `/shopware/register`, `/shopware/confirm` and `/shopware/lifecycle/:event`, as the app's manifest names them. */
export function createRegistrationRoutes(deps: RegistrationDeps): Hono<Env> {
  if (deps.appSecrets.length === 0 || deps.appSecrets.some(({ secret }) => secret.trim() === "")) {
    throw new Error("the registration needs at least one app secret, and none may be empty");
  }
  const limit = createRegistrationLimit(deps.limits);
  const app = new Hono<Env>();
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

function answerWith(c: Context<Env>, answer: LegAnswer): Response {
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

async function bodyOf(c: Context<Env>): Promise<Uint8Array> {
  return new Uint8Array(await c.req.arrayBuffer());
}

/** As it was sent where we can see that: a parsed URL may be spelled otherwise than what was signed. */
function rawQueryOf(c: Context<Env>): string {
  const url = c.env?.incoming?.url ?? c.req.url;
  const at = url.indexOf("?");
  return at < 0 ? "" : url.slice(at + 1);
}

function addressOf(c: Context<Env>, deps: RegistrationDeps): string {
  return deps.addressOf(c.req.raw.headers, c.env?.incoming?.socket?.remoteAddress);
}

function versionOf(c: Context<Env>): string | null {
  const version = c.req.header("sw-version") ?? "";
  return VERSION.test(version) ? version : null;
}
