/** @jsxImportSource react */
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { usePrimitives } from "../primitives.tsx";
import { nameOfSource } from "./name-of-source.ts";
import type { Source } from "./rule-types.ts";
import type { SourceChoice } from "./source-choices.ts";
import { SourcePicker } from "./source-picker.tsx";
import { useLead } from "./use-lead.ts";

interface SourceChooserProps {
  /** Its path in the rule. */
  name: string;
  /** What the source is for. */
  label: string;
  source: Source;
  choices: readonly SourceChoice[];
  onPick: (choice: SourceChoice) => void;
}

/** What a value comes from, by its name, and the way to another. */
export function SourceChooser({ name, label, source, choices, onPick }: SourceChooserProps) {
  const { t } = useTranslation("merchant");
  const { Stack, Text, Disclosure } = usePrimitives();
  const [open, setOpen] = useState(false);
  const lead = useLead();
  const [button, search] = [`${name}.choose`, `${name}.search`];
  return (
    <Stack gap="tight">
      <Text>{t("mapping.source_is", { label, source: nameOfSource(source, t) })}</Text>
      <Disclosure
        id={button}
        label={t("mapping.choose_another")}
        accessibleLabel={`${t("mapping.choose_another")}: ${label}`}
        open={open}
        onToggle={() => {
          if (!open) lead(search);
          setOpen(!open);
        }}
      >
        <SourcePicker
          name={search}
          choices={choices}
          onPick={(choice) => {
            setOpen(false);
            lead(button);
            onPick(choice);
          }}
        />
      </Disclosure>
    </Stack>
  );
}
