import type { Fault } from "../fault.ts";
import { F03 } from "./f03-killed-mid-request.ts";
import { F04 } from "./f04-slept-past-its-lease.ts";
import { F11 } from "./f11-delivered-ten-times.ts";
import { F11B } from "./f11b-two-subscriptions.ts";
import { F11C } from "./f11c-same-id-other-body.ts";
import { F12 } from "./f12-every-order-of-arrival.ts";
import { F18 } from "./f18-told-to-stop.ts";
import { F20 } from "./f20-many-workers.ts";
import { F31 } from "./f31-everything-due-at-once.ts";
import { F32 } from "./f32-poison.ts";
import { F39 } from "./f39-nobody-reads.ts";

/** Faults of workers and deliveries, in the order of the matrix. */
export const LANE_FAULTS: readonly Fault[] = [F03, F04, F11, F11B, F11C, F12, F18, F20, F31, F32, F39];
