/** @jsxImportSource react */
import { useTranslation } from "react-i18next";
import { usePrimitives } from "../primitives.tsx";
import type { FilterSettings, SettingName } from "./data.ts";

/** Settings that are on or off, with the key of their words. */
const SWITCHES = {
  takeTestOrders: "test_orders",
  takeCancelledOrders: "cancelled_orders",
  takeOrdersWithNothingToShip: "nothing_to_ship",
  fallBackToBillingAddress: "billing_address",
  sendOrderCancelled: "order_cancelled",
  syncProducts: "products",
  noteParcels: "note_parcels",
} as const satisfies Partial<Record<SettingName, string>>;

type Switch = keyof typeof SWITCHES;

interface SwitchesProps {
  of: readonly Switch[];
  settings: FilterSettings;
  onChange: (changes: Partial<FilterSettings>) => void;
}

/** Each of these, to be switched on or off. */
export function Switches({ of, settings, onChange }: SwitchesProps) {
  const { t } = useTranslation("merchant");
  const { Checkbox } = usePrimitives();
  return (
    <>
      {of.map((name) => (
        <Checkbox
          key={name}
          name={name}
          label={t(`settings.filters.${SWITCHES[name]}`)}
          checked={settings[name]}
          onChange={(checked) => onChange({ [name]: checked })}
        />
      ))}
    </>
  );
}
