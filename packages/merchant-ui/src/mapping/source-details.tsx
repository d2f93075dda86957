/** @jsxImportSource react */
import { MAX_NAME } from "@karla/sync/mapping-limits";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { usePrimitives } from "../primitives.tsx";
import { ChoiceField } from "./choice-field.tsx";
import { useEditing } from "./editing.tsx";
import { LiteralField } from "./literal-field.tsx";
import type { CustomFieldSource, MetafieldSource, PlainSource } from "./rule-types.ts";
import { sameJson } from "./same-json.ts";
import { WrittenField } from "./written-field.tsx";

interface SourceDetailsProps<Of extends PlainSource = PlainSource> {
  /** Its path in the rule. */
  path: string;
  source: Of;
  onChange: (source: PlainSource) => void;
}

const METAFIELD_OWNERS = ["order", "customer", "product", "variant"] as const satisfies MetafieldSource["owner"][];
const CUSTOM_FIELD_OWNERS = ["order", "customer", "product", "line"] as const satisfies CustomFieldSource["owner"][];
const DECLARED = [
  "text",
  "number",
  "money",
  "boolean",
  "instant",
  "texts",
] as const satisfies MetafieldSource["type"][];

/** What a source needs to be known besides its kind. */
export function SourceDetails({ path, source, onChange }: SourceDetailsProps) {
  const { t } = useTranslation("merchant");
  switch (source.from) {
    case "note_attribute":
    case "line_property":
      return <Named path={path} source={source} onChange={onChange} />;
    case "metafield":
      return <Metafield path={path} source={source} onChange={onChange} />;
    case "custom_field":
      return <CustomField path={path} source={source} onChange={onChange} />;
    case "literal":
      return (
        <LiteralField
          name={`${path}.value`}
          label={t("mapping.source.value")}
          value={source.value}
          onChange={(value) => onChange({ ...source, value })}
        />
      );
    default:
      return null;
  }
}

type NamedSource = Extract<PlainSource, { from: "note_attribute" | "line_property" }>;

/** The name is asked for where it is not one that was found in the orders. */
function Named({ path, source, onChange }: SourceDetailsProps<NamedSource>) {
  const { t } = useTranslation("merchant");
  const { choices } = useEditing();
  const [written, setWritten] = useState(false);
  if (!written && choices.some(({ start }) => source.name !== "" && sameJson(start.source, source))) return null;
  return (
    <WrittenField
      name={`${path}.name`}
      label={t("mapping.source.name")}
      help={t("mapping.source.name_help")}
      value={source.name}
      onChange={(name) => {
        setWritten(true);
        onChange({ ...source, name });
      }}
      maxLength={MAX_NAME}
    />
  );
}

function Metafield({ path, source, onChange }: SourceDetailsProps<MetafieldSource>) {
  const { t } = useTranslation("merchant");
  const { Stack } = usePrimitives();
  return (
    <Stack gap="tight">
      <ChoiceField
        name={`${path}.owner`}
        label={t("mapping.source.owner")}
        value={source.owner}
        options={METAFIELD_OWNERS.map((value) => ({ value, label: t(`mapping.owner.${value}`) }))}
        onChange={(owner) => onChange({ ...source, owner })}
      />
      <WrittenField
        name={`${path}.namespace`}
        label={t("mapping.source.namespace")}
        help={t("mapping.source.namespace_help")}
        value={source.namespace}
        onChange={(namespace) => onChange({ ...source, namespace })}
        maxLength={MAX_NAME}
      />
      <WrittenField
        name={`${path}.key`}
        label={t("mapping.source.key")}
        help={t("mapping.source.key_help")}
        value={source.key}
        onChange={(key) => onChange({ ...source, key })}
        maxLength={MAX_NAME}
      />
      <Declared path={path} source={source} onChange={onChange} />
    </Stack>
  );
}

function CustomField({ path, source, onChange }: SourceDetailsProps<CustomFieldSource>) {
  const { t } = useTranslation("merchant");
  const { Stack } = usePrimitives();
  return (
    <Stack gap="tight">
      <ChoiceField
        name={`${path}.owner`}
        label={t("mapping.source.owner")}
        value={source.owner}
        options={CUSTOM_FIELD_OWNERS.map((value) => ({ value, label: t(`mapping.owner.${value}`) }))}
        onChange={(owner) => onChange({ ...source, owner })}
      />
      <WrittenField
        name={`${path}.name`}
        label={t("mapping.source.name")}
        help={t("mapping.source.name_help")}
        value={source.name}
        onChange={(name) => onChange({ ...source, name })}
        maxLength={MAX_NAME}
      />
      <Declared path={path} source={source} onChange={onChange} />
    </Stack>
  );
}

function Declared({ path, source, onChange }: SourceDetailsProps<MetafieldSource | CustomFieldSource>) {
  const { t } = useTranslation("merchant");
  return (
    <ChoiceField
      name={`${path}.type`}
      label={t("mapping.source.type")}
      help={t("mapping.source.type_help")}
      value={source.type}
      options={DECLARED.map((value) => ({
        value,
        label: t(value === "texts" ? "mapping_words.type.list.text" : `mapping_words.type.${value}`),
      }))}
      onChange={(type) => onChange({ ...source, type })}
    />
  );
}
