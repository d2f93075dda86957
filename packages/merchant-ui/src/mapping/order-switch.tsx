/** @jsxImportSource react */
import { useTranslation } from "react-i18next";
import { usePrimitives } from "../primitives.tsx";
import type { ReadyMapping } from "./ready-mapping.ts";

interface OrderSwitchProps {
  data: ReadyMapping;
  /** Null is the newest. */
  orderId: string | null;
  onOrder: (orderId: string) => void;
}

/** The order that the rules are looked at on. */
export function OrderSwitch({ data, orderId, onOrder }: OrderSwitchProps) {
  const { t } = useTranslation("merchant");
  const { Select, Stack, Text } = usePrimitives();
  const { samples } = data.overview;
  const [newest] = samples;
  if (newest === undefined) return <Text tone="subdued">{t("mapping.preview.no_orders")}</Text>;
  const shown = data.preview?.order?.id ?? newest.id;
  return (
    <Stack direction="row">
      <Select
        name="preview-order"
        label={t("mapping.preview.order")}
        value={orderId ?? (samples.some(({ id }) => id === shown) ? shown : newest.id)}
        options={samples.map(({ id, name }) => ({ value: id, label: name }))}
        onChange={onOrder}
      />
      {data.previewing ? (
        <Text as="span" size="small" tone="subdued">
          {t("mapping.preview.updating")}
        </Text>
      ) : null}
    </Stack>
  );
}
