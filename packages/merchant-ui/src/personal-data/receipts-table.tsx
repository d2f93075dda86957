/** @jsxImportSource react */
import { useTranslation } from "react-i18next";
import { formatWhen } from "../format-when.ts";
import { type Tone, usePrimitives } from "../primitives.tsx";
import type { PersonalDataReady } from "./data.ts";

const TONES: Readonly<Record<string, Tone | "neutral">> = { under_way: "info", app_installed: "neutral" };

/** What was asked to be erased, or told, and what came of it: the proof, without names. */
export function ReceiptsTable({ data: { receipts, locale, timeZone } }: { data: PersonalDataReady }) {
  const { t } = useTranslation("merchant");
  const { Card, Stack, Text, Table, Badge } = usePrimitives();
  if (receipts.length === 0) {
    return (
      <Card title={t("personal_data.receipts")}>
        <Text>{t("personal_data.no_receipts")}</Text>
      </Card>
    );
  }
  const number = new Intl.NumberFormat(locale);
  const when = (iso: string | null) => (iso === null ? "–" : formatWhen(iso, locale, timeZone));
  const columns = ["what", "outcome"].map((id) => ({ id, title: t(`personal_data.${id}`) }));
  const figures = ["asked", "finished", "orders", "at_karla"].map((id) => {
    return { id, title: t(`personal_data.${id}`), isFigure: true };
  });
  return (
    <Card title={t("personal_data.receipts")}>
      <Stack>
        <Text>{t("personal_data.receipts_text")}</Text>
        <Table
          caption={t("personal_data.receipts_caption")}
          columns={[...columns, ...figures]}
          rows={receipts.map(({ id, kind, outcome, askedAt, finishedAt, orders, givenToCore }) => ({
            id,
            cells: [
              t([`personal_data.kind.${kind}`, "personal_data.kind.other"]),
              <Badge key="outcome" tone={TONES[outcome ?? "under_way"] ?? "success"}>
                {t([`personal_data.came_to.${outcome ?? "under_way"}`, "personal_data.came_to.other"])}
              </Badge>,
              when(askedAt),
              when(finishedAt),
              number.format(orders),
              number.format(givenToCore),
            ],
          }))}
        />
      </Stack>
    </Card>
  );
}
