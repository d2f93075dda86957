/** @jsxImportSource react */
import type { MappingDocument } from "@karla/sync/mapping";
import { MAX_RULES } from "@karla/sync/mapping-limits";
import { useTranslation } from "react-i18next";
import { usePrimitives } from "../primitives.tsx";
import { duplicateRule, moved, removeRule, replaceRule, withRules } from "./edit-rules.ts";
import { nameOfRule } from "./name-of-rule.ts";
import { OrderSwitch } from "./order-switch.tsx";
import type { ReadyMapping } from "./ready-mapping.ts";
import { RuleRow, type RuleRowActions } from "./rule-row.tsx";
import { useLead } from "./use-lead.ts";

interface RuleListProps {
  data: ReadyMapping;
  document: MappingDocument;
  orderId: string | null;
  onOrder: (orderId: string) => void;
  onChange: (document: MappingDocument) => void;
  onOpen: (rule: string) => void;
  /** Has something read out. */
  onSaid: (text: string) => void;
}

/** All rules in the order in which they run. */
export function RuleList({ data, document, orderId, onOrder, onChange, onOpen, onSaid }: RuleListProps) {
  const { t } = useTranslation("merchant");
  const { Card, Stack, Text } = usePrimitives();
  const lead = useLead();
  const { rules } = document;

  const actionsOf = (at: number): RuleRowActions => {
    const rule = rules[at];
    if (rule === undefined) throw new Error(`there is no rule at ${at}`);
    const name = nameOfRule(rule, t);
    return {
      onOpen: () => onOpen(rule.id),
      onEnable: (enabled) => onChange(replaceRule(document, { ...rule, enabled })),
      onMove(by) {
        const [same, other] = by === -1 ? ["up", "down"] : ["down", "up"];
        lead(`${rule.id}.${same}`, `${rule.id}.${other}`);
        onSaid(t("mapping.rules.moved", { rule: name, place: at + 1 + by, count: rules.length }));
        onChange(withRules(document, moved(rules, at, by)));
      },
      onDuplicate() {
        const copied = duplicateRule(document, rule.id, t("mapping.rules.copy_of", { rule: name }));
        lead(`${copied.rules[at + 1]?.id}.open`);
        onSaid(t("mapping.rules.duplicated", { rule: name }));
        onChange(copied);
      },
      onRemove() {
        lead(`${(rules[at + 1] ?? rules[at - 1])?.id}.open`, "new-rule");
        onSaid(t("mapping.rules.removed", { rule: name }));
        onChange(removeRule(document, rule.id));
      },
    };
  };
  return (
    <Card title={t("mapping.rules.title")}>
      <Stack gap="loose">
        <OrderSwitch data={data} orderId={orderId} onOrder={onOrder} />
        {rules.map((rule, at) => (
          <RuleRow key={rule.id} data={data} document={document} rule={rule} at={at} actions={actionsOf(at)} />
        ))}
        {rules.length < MAX_RULES ? null : <Text>{t("mapping.rules.full", { count: MAX_RULES })}</Text>}
      </Stack>
    </Card>
  );
}
