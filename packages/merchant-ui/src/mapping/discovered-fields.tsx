/** @jsxImportSource react */
import type { MappingDocument } from "@karla/sync/mapping";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { usePrimitives } from "../primitives.tsx";
import type { ReadyMapping } from "./ready-mapping.ts";
import { sameJson } from "./same-json.ts";
import { choiceOfDiscovered, type SourceChoice, shareInPercent } from "./source-choices.ts";

/** More than these are shown only when asked for. */
const SHOWN = 8;

interface DiscoveredFieldsProps {
  data: ReadyMapping;
  document: MappingDocument;
  onPick: (choice: SourceChoice) => void;
}

/** What the shop's orders carry: one press makes a rule of it. */
export function DiscoveredFields({ data, document, onPick }: DiscoveredFieldsProps) {
  const { t } = useTranslation("merchant");
  const { Card, Stack, Table, Text, Button, Badge } = usePrimitives();
  const [all, setAll] = useState(false);
  const { locale, overview } = data;
  if (overview.discovered.length === 0) return null;
  const shown = all ? overview.discovered : overview.discovered.slice(0, SHOWN);
  const use = t("mapping.found.use");
  return (
    <Card title={t("mapping.found.title")}>
      <Stack>
        <Text tone="subdued">{t("mapping.found.text", { count: overview.lookedAt })}</Text>
        <Table
          caption={t("mapping.found.caption")}
          columns={(["field", "share", "examples", "send"] as const).map((id) => ({
            id,
            title: t(`mapping.found.${id}`),
          }))}
          rows={shown.map((field) => {
            const choice = choiceOfDiscovered(field, locale, t);
            return {
              id: choice.id,
              cells: [
                <bdi key="field">{choice.name}</bdi>,
                shareInPercent(field.share, locale),
                <bdi key="examples">{field.examples.join(" · ") || t("mapping.found.no_examples")}</bdi>,
                <Stack key="send" direction="row" gap="tight">
                  <Button
                    label={use}
                    accessibleLabel={t("mapping.rules.button_for", { label: use, rule: choice.name })}
                    onPress={() => onPick(choice)}
                  />
                  {isUsed(choice, document) ? <Badge tone="success">{t("mapping.found.used")}</Badge> : null}
                </Stack>,
              ],
            };
          })}
        />
        {shown.length < overview.discovered.length ? (
          <Button label={t("mapping.found.all", { count: overview.discovered.length })} onPress={() => setAll(true)} />
        ) : null}
      </Stack>
    </Card>
  );
}

/** Whether a rule takes its value from there. Tags that begin so are told apart by the first step. */
function isUsed({ start }: SourceChoice, { rules }: MappingDocument): boolean {
  const [first] = start.steps;
  return rules.some(
    ({ source, transforms }) =>
      sameJson(source, start.source) && (source.from !== "tags" || sameJson(transforms[0], first)),
  );
}
