/** @jsxImportSource react */
import type { MappingDocument, Rule } from "@karla/sync/mapping";
import { MAX_RULES } from "@karla/sync/mapping-limits";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { usePrimitives } from "../primitives.tsx";
import { DiscoveredFields } from "./discovered-fields.tsx";
import { addRules, replaceRule } from "./edit-rules.ts";
import { useEditing } from "./editing.tsx";
import { nameOfRule } from "./name-of-rule.ts";
import { NewRule } from "./new-rule.tsx";
import type { ReadyMapping } from "./ready-mapping.ts";
import { RuleEditor } from "./rule-editor.tsx";
import { RuleList } from "./rule-list.tsx";
import type { SourceChoice } from "./source-choices.ts";
import { startRule } from "./start-rule.ts";
import { TemplateGallery } from "./template-gallery.tsx";
import { useLead } from "./use-lead.ts";

/** What the tab shows: all rules, what a new one is made of, or one rule. */
export type RulesView = { shows: "list" } | { shows: "new" } | { shows: "rule"; rule: string };

interface RulesTabProps {
  data: ReadyMapping;
  document: MappingDocument;
  view: RulesView;
  onView: (view: RulesView) => void;
  orderId: string | null;
  onOrder: (orderId: string) => void;
  onChange: (edit: (document: MappingDocument) => MappingDocument) => void;
}

/** The rules: all of them, or one at a time. */
export function RulesTab({ data, document, view, onView, orderId, onOrder, onChange }: RulesTabProps) {
  const { t } = useTranslation("merchant");
  const { Stack, Announcement, EmptyState, Text } = usePrimitives();
  const { targets } = useEditing();
  const [said, setSaid] = useState("");
  const lead = useLead();

  const open = (rule: string) => {
    lead("rule-label");
    onView({ shows: "rule", rule });
  };
  const close = (rule: string) => {
    lead(`${rule}.open`, "new-rule");
    onView({ shows: "list" });
  };
  const start = (choice: SourceChoice) => {
    const rule = startRule(document, targets, choice);
    const seen = data.overview.samples.find(({ name }) => name === choice.seenIn);
    if (seen !== undefined) onOrder(seen.id);
    onChange((now) => addRules(now, [rule]));
    open(rule.id);
  };
  const take = (rules: Rule[]) => {
    const taken = addRules(document, rules);
    const [first] = taken.rules.slice(document.rules.length);
    onChange(() => taken);
    setSaid(t("mapping.rules.taken", { count: rules.length, rule: first === undefined ? "" : nameOfRule(first, t) }));
    if (first !== undefined) lead(`${first.id}.open`);
  };

  const rule = view.shows === "rule" ? document.rules.find(({ id }) => id === view.rule) : undefined;
  if (rule !== undefined)
    return (
      <RuleEditor
        key={rule.id}
        data={data}
        document={document}
        rule={rule}
        orderId={orderId}
        onOrder={onOrder}
        onChange={(changed) => onChange((now) => replaceRule(now, changed))}
        onDone={() => close(rule.id)}
      />
    );
  return (
    <Stack>
      <Announcement text={said} />
      {document.rules.length === 0 ? (
        <EmptyState title={t("mapping.rules.none_title")}>
          <Text>{t("mapping.rules.none_text")}</Text>
        </EmptyState>
      ) : (
        <RuleList
          data={data}
          document={document}
          orderId={orderId}
          onOrder={onOrder}
          onChange={(changed) => onChange(() => changed)}
          onOpen={open}
          onSaid={setSaid}
        />
      )}
      {document.rules.length >= MAX_RULES ? null : (
        <>
          <DiscoveredFields data={data} document={document} onPick={start} />
          <NewRule
            open={view.shows === "new"}
            onToggle={(wanted) => {
              if (wanted) lead("new-rule.search");
              onView({ shows: wanted ? "new" : "list" });
            }}
            onPick={start}
          />
          <TemplateGallery onUse={take} fields={data.overview.discovered} />
        </>
      )}
    </Stack>
  );
}
