import { z } from "zod";

const Env = z.object({
  /** 0: any free one. */
  SANDBOX_CARRIER_PORT: z.coerce.number().int().min(0).max(65_535).default(0),
  /** What the core asks with. */
  SANDBOX_CARRIER_KEY: z.string().min(1),
  /** In which it keeps the parcels it was asked about and every scan that it has shown. */
  SANDBOX_CARRIER_JOURNAL: z.string().min(1),
  /** How much faster than a real one a parcel's life goes. */
  SANDBOX_CARRIER_HASTE: z.coerce.number().min(1).max(100_000).default(1200),
  /** 0: every question is answered well, and every scan at once. Below 1 so many of its bad moments happen. */
  SANDBOX_CARRIER_BAD_DAYS: z.coerce.number().min(0).max(1).default(1),
  /** Missing: other stories every time. */
  SANDBOX_SEED: z.coerce.number().int().min(0).optional(),
});

export interface CarrierSettings {
  port: number;
  key: string;
  journal: string;
  haste: number;
  badDays: number;
  seed: number | null;
}

/** Reads the settings of the carrier's stand-in; throws with the names of what is missing. */
export function readEnv(): CarrierSettings {
  const env = Env.parse(process.env);
  return {
    port: env.SANDBOX_CARRIER_PORT,
    key: env.SANDBOX_CARRIER_KEY,
    journal: env.SANDBOX_CARRIER_JOURNAL,
    haste: env.SANDBOX_CARRIER_HASTE,
    badDays: env.SANDBOX_CARRIER_BAD_DAYS,
    seed: env.SANDBOX_SEED ?? null,
  };
}
