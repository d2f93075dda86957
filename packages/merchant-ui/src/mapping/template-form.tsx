/** @jsxImportSource react */
import { MAX_PARTS } from "@karla/sync/mapping-limits";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { usePrimitives } from "../primitives.tsx";
import { useEditing } from "./editing.tsx";
import { addPlaceholder, removePlaceholder } from "./placeholders.ts";
import { PlainSourceField } from "./plain-source-field.tsx";
import type { TemplateSource } from "./rule-types.ts";
import { SourcePicker } from "./source-picker.tsx";
import { useLead } from "./use-lead.ts";
import { WrittenField } from "./written-field.tsx";

interface TemplateFormProps {
  /** Its path in the rule. */
  path: string;
  source: TemplateSource;
  onChange: (source: TemplateSource) => void;
}

/** A text in which placeholders stand for values of the order. */
export function TemplateForm({ path, source, onChange }: TemplateFormProps) {
  const { t } = useTranslation("merchant");
  const { Stack, Disclosure, Button } = usePrimitives();
  const { choices } = useEditing();
  const [adding, setAdding] = useState(false);
  const lead = useLead();
  const add = `${path}.add`;
  const names = Object.keys(source.values);
  return (
    <Stack>
      <WrittenField
        name={`${path}.text`}
        label={t("mapping.template.text")}
        help={t("mapping.template.text_help")}
        value={source.text}
        onChange={(text) => onChange({ ...source, text })}
        multiline={3}
      />
      {Object.entries(source.values).map(([name, value]) => (
        <Stack key={name} gap="tight">
          <PlainSourceField
            path={`${path}.values.${name}`}
            label={`{${name}}`}
            source={value}
            onChange={(changed) => onChange({ ...source, values: { ...source.values, [name]: changed } })}
          />
          <Button
            label={t("mapping.template.remove")}
            accessibleLabel={`${t("mapping.template.remove")}: {${name}}`}
            onPress={() => {
              lead(add, `${path}.text`);
              onChange(removePlaceholder(source, name));
            }}
          />
        </Stack>
      ))}
      {names.length >= MAX_PARTS ? null : (
        <Disclosure
          id={add}
          label={t("mapping.template.add")}
          open={adding}
          onToggle={() => {
            if (!adding) lead(`${path}.values.search`);
            setAdding(!adding);
          }}
        >
          <SourcePicker
            name={`${path}.values.search`}
            choices={choices.filter(({ start }) => start.source.from !== "template")}
            onPick={({ start, label }) => {
              if (start.source.from === "template") return;
              setAdding(false);
              lead(`${path}.text`);
              onChange(addPlaceholder(source, start.source, start.name === "" ? label : start.name));
            }}
          />
        </Disclosure>
      )}
    </Stack>
  );
}
