import { z } from "zod";

const status = z.enum(["disabled", "live", "testing"]);

/** `TriggerSettingsV2`, `CarrierSettingsV2`, `SegmentSettingsV2`: the flat switches of the newer documentation. */
export const triggerSettings = z.strictObject({ klaviyo: z.boolean().optional(), shopify: z.boolean().optional() });
export const carrierSettings = z.strictObject({ shipment_updates: z.boolean().optional() });
export const segmentSettings = z.strictObject({ klaviyo: z.boolean().optional(), shopify: z.boolean().optional() });

const names = z.array(z.string()).default([]);
const version = z.literal(1).default(1);

/** `ShopSettingsDTO`: the older, versioned form; still the body and the answer of `POST /settings`. */
export const versionedSettings = z.strictObject({
  triggers: z.strictObject({
    version,
    data: z.strictObject({
      klaviyo: z.strictObject({
        status,
        custom_triggers: z.array(z.looseObject({})).default([]),
        trigger_delivered_all_events: z.boolean().default(false),
        shipment_group_key: z.enum(["shipment_id", "tracking_number", "external_shipment_id"]).default("shipment_id"),
        stale_event_threshold: z.int().default(4),
      }),
      shopify: z.strictObject({ status: status.default("live") }),
    }),
  }),
  carriers: z.strictObject({
    version,
    data: z.strictObject({
      pp_status: status.default("live"),
      pp_disabled_carriers: names,
      hc_status: status.default("live"),
      hc_enabled_carriers: names,
      override_pp_tracking_config_for_segments: names,
      override_hc_tracking_config_for_segments: names,
    }),
  }),
  trackpages: z.strictObject({ version, data: z.looseObject({}).default({}) }),
});

export type VersionedSettings = z.output<typeof versionedSettings>;
