import type { Fault } from "../fault.ts";
import { F06 } from "./f06-database-away.ts";
import { F07 } from "./f07-database-silent.ts";
import { F08 } from "./f08-behind-pooler.ts";
import { F09 } from "./f09-disk-full.ts";
import { F10 } from "./f10-conflicts.ts";
import { F13 } from "./f13-core-away.ts";
import { F14 } from "./f14-asked-to-wait.ts";
import { F15 } from "./f15-bad-answers.ts";
import { F16 } from "./f16-keys-refused.ts";
import { F17 } from "./f17-new-version.ts";
import { F17b } from "./f17b-newer-schema.ts";
import { F19 } from "./f19-clocks-apart.ts";
import { F21 } from "./f21-token-revoked.ts";
import { F22 } from "./f22-uninstalled.ts";
import { F23 } from "./f23-installed-again.ts";
import { F24 } from "./f24-closed-shop.ts";
import { F25 } from "./f25-refresh-race.ts";
import { F26 } from "./f26-renamed.ts";
import { F27 } from "./f27-other-shop.ts";
import { F28 } from "./f28-silent-shop.ts";
import { F29 } from "./f29-lost-webhooks.ts";
import { F30 } from "./f30-storm.ts";
import { F33 } from "./f33-huge-orders.ts";
import { F34 } from "./f34-half-a-batch.ts";
import { F35 } from "./f35-other-schema.ts";
import { F36 } from "./f36-said-again.ts";
import { F37 } from "./f37-flow-fails.ts";
import { F38 } from "./f38-soak.ts";
import { F40 } from "./f40-secrets-rotated.ts";
import { F41 } from "./f41-redacted-in-backlog.ts";
import { F42 } from "./f42-backup-put-back.ts";

/** Faults of shops, of the core and of what they send, in the order of the matrix. */
export const LIFE_FAULTS: readonly Fault[] = [
  F06,
  F07,
  F08,
  F09,
  F10,
  F13,
  F14,
  F15,
  F16,
  F17,
  F17b,
  F19,
  F21,
  F22,
  F23,
  F24,
  F25,
  F26,
  F27,
  F28,
  F29,
  F30,
  F33,
  F34,
  F35,
  F36,
  F37,
  F38,
  F40,
  F41,
  F42,
];
