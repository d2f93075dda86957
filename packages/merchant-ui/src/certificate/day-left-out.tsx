/** @jsxImportSource react */
import type { DayAccount } from "@karla/sync/ledger";
import { useTranslation } from "react-i18next";
import { usePrimitives } from "../primitives.tsx";
import { sentenceOfReason } from "../sentence-of-reason.ts";

/** How many orders of a day were left out on purpose, by reason. Nothing where none was. */
export function DayLeftOut({ account, locale }: { account: DayAccount; locale: string }) {
  const { t } = useTranslation("merchant");
  const { Card, List } = usePrimitives();
  const number = new Intl.NumberFormat(locale);
  const reasons = Object.entries(account.skipped).filter(([, count]) => count > 0);
  if (reasons.length === 0) return null;
  return (
    <Card title={t("certificate.reasons")}>
      <List
        items={reasons.map(([reason, count]) =>
          t("certificate.reason", {
            count,
            number: number.format(count),
            reason: t(sentenceOfReason({ status: "skipped", reason }, null)),
          }),
        )}
      />
    </Card>
  );
}
