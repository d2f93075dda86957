/** @jsxImportSource react */
import { useTranslation } from "react-i18next";
import { isolated } from "../mapping/isolated.ts";
import { usePrimitives } from "../primitives.tsx";
import type { Asker } from "./data.ts";

/** What the request says of whoever asks. */
export function AskedBy({ asker: { email, accounts, orders } }: { asker: Asker }) {
  const { t } = useTranslation("merchant");
  const { List, Text } = usePrimitives();
  const list = (names: readonly string[]) => names.map(isolated).join(", ");
  const said = [
    ...(email === null ? [] : [t("personal_data.asker_email", { email: isolated(email) })]),
    ...(accounts.length === 0 ? [] : [t("personal_data.asker_account", { accounts: list(accounts) })]),
    ...(orders.length === 0 ? [] : [t("personal_data.asker_orders", { orders: list(orders) })]),
  ];
  return said.length === 0 ? <Text>{t("personal_data.asker_unknown")}</Text> : <List items={said} />;
}
