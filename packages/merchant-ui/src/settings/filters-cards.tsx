/** @jsxImportSource react */
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { usePrimitives } from "../primitives.tsx";
import { CutoffField } from "./cutoff-field.tsx";
import type { FilterSettings, FiltersReady, SettingName } from "./data.ts";
import { OptionalText } from "./optional-text.tsx";
import { StatesChoice } from "./states-choice.tsx";
import { Switches } from "./switches.tsx";

interface FiltersCardsProps {
  data: FiltersReady;
  settings: FilterSettings;
  onChange: (changes: Partial<FilterSettings>) => void;
  /** What is wrong with a setting, in words; null for nothing. */
  errorOf: (name: SettingName) => string | null;
}

/** The settings that this platform offers, a card for each subject. */
export function FiltersCards(props: FiltersCardsProps) {
  return (
    <>
      <OrdersCard {...props} />
      <ParcelsCard {...props} />
      <AddressesCard {...props} />
      <MoreCard {...props} />
    </>
  );
}

function OrdersCard({ data, settings, onChange }: FiltersCardsProps) {
  // Where states are chosen, one of them says it.
  const takes = ["takeTestOrders", "takeCancelledOrders", "takeOrdersWithNothingToShip"] as const;
  const asked = takes.filter((name) => name !== "takeCancelledOrders" || settings.orderStates === null);
  return (
    <Subject title="orders" of={["orderStates", ...asked]} offered={data.offered}>
      {data.offered.includes("orderStates") ? (
        <StatesChoice
          name="orderStates"
          of="orders"
          choices={data.choices.orders}
          value={settings.orderStates}
          onChange={(orderStates) => onChange({ orderStates })}
        />
      ) : null}
      <Switches of={offeredOf(asked, data)} settings={settings} onChange={onChange} />
    </Subject>
  );
}

function ParcelsCard({ data, settings, onChange, errorOf }: FiltersCardsProps) {
  return (
    <Subject title="parcels" of={["deliveryStates", "historicalCutoff"]} offered={data.offered}>
      {data.offered.includes("deliveryStates") ? (
        <StatesChoice
          name="deliveryStates"
          of="deliveries"
          choices={data.choices.deliveries}
          value={settings.deliveryStates}
          onChange={(deliveryStates) => onChange({ deliveryStates })}
        />
      ) : null}
      {data.offered.includes("historicalCutoff") ? (
        <CutoffField
          value={settings.historicalCutoff}
          onChange={(historicalCutoff) => onChange({ historicalCutoff })}
          error={errorOf("historicalCutoff")}
          timeZone={data.timeZone}
          locale={data.locale}
        />
      ) : null}
    </Subject>
  );
}

function AddressesCard({ data, settings, onChange, errorOf }: FiltersCardsProps) {
  const switches = ["fallBackToBillingAddress"] as const;
  return (
    <Subject title="addresses" of={[...switches, "zipCodeWhereMissing"]} offered={data.offered}>
      <Switches of={offeredOf(switches, data)} settings={settings} onChange={onChange} />
      {data.offered.includes("zipCodeWhereMissing") ? (
        <OptionalText
          name="zipCodeWhereMissing"
          words="zip"
          value={settings.zipCodeWhereMissing}
          onChange={(zipCodeWhereMissing) => onChange({ zipCodeWhereMissing })}
          error={errorOf("zipCodeWhereMissing")}
        />
      ) : null}
    </Subject>
  );
}

function MoreCard({ data, settings, onChange, errorOf }: FiltersCardsProps) {
  const switches = ["sendOrderCancelled", "noteParcels", "syncProducts"] as const;
  return (
    <Subject title="more" of={[...switches, "depositLineType"]} offered={data.offered}>
      <Switches of={offeredOf(switches, data)} settings={settings} onChange={onChange} />
      {data.offered.includes("depositLineType") ? (
        <OptionalText
          name="depositLineType"
          words="deposit"
          value={settings.depositLineType}
          onChange={(depositLineType) => onChange({ depositLineType })}
          error={errorOf("depositLineType")}
        />
      ) : null}
    </Subject>
  );
}

interface SubjectProps {
  title: "orders" | "parcels" | "addresses" | "more";
  of: readonly SettingName[];
  offered: readonly SettingName[];
  children: ReactNode;
}

/** A card, where any of its settings is offered. */
function Subject({ title, of, offered, children }: SubjectProps) {
  const { t } = useTranslation("merchant");
  const { Card, Stack } = usePrimitives();
  if (!of.some((name) => offered.includes(name))) return null;
  return (
    <Card title={t(`settings.filters.${title}`)}>
      <Stack>{children}</Stack>
    </Card>
  );
}

function offeredOf<Name extends SettingName>(names: readonly Name[], { offered }: FiltersReady): Name[] {
  return names.filter((name) => offered.includes(name));
}
