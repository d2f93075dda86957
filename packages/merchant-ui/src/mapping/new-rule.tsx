/** @jsxImportSource react */
import { useTranslation } from "react-i18next";
import { usePrimitives } from "../primitives.tsx";
import { useEditing } from "./editing.tsx";
import type { SourceChoice } from "./source-choices.ts";
import { SourcePicker } from "./source-picker.tsx";

interface NewRuleProps {
  open: boolean;
  onToggle: (open: boolean) => void;
  onPick: (choice: SourceChoice) => void;
}

/** A rule of anything that an order has: it begins with where its value comes from. */
export function NewRule({ open, onToggle, onPick }: NewRuleProps) {
  const { t } = useTranslation("merchant");
  const { Card, Stack, Text, Disclosure } = usePrimitives();
  const { choices } = useEditing();
  return (
    <Card title={t("mapping.new.title")}>
      <Stack>
        <Text tone="subdued">{t("mapping.new.text")}</Text>
        <Disclosure id="new-rule" label={t("mapping.new.choose")} open={open} onToggle={() => onToggle(!open)}>
          <SourcePicker name="new-rule.search" choices={choices} onPick={onPick} />
        </Disclosure>
      </Stack>
    </Card>
  );
}
