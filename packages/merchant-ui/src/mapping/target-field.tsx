/** @jsxImportSource react */
import type { MappingOverview } from "@karla/sync/desk-data";
import type { Rule } from "@karla/sync/mapping";
import { MAX_NAME } from "@karla/sync/mapping-limits";
import { useTranslation } from "react-i18next";
import { usePrimitives } from "../primitives.tsx";
import { ChoiceField } from "./choice-field.tsx";
import { useEditing } from "./editing.tsx";
import { nameOfTargetPath } from "./name-of-target.ts";
import { retargeted } from "./retargeted.ts";
import { WrittenField } from "./written-field.tsx";

type Target = MappingOverview["targets"][number];

interface TargetFieldProps {
  rule: Rule;
  onChange: (rule: Rule) => void;
}

/** Where a value goes at Karla, and how a custom property is called there. */
export function TargetField({ rule, onChange }: TargetFieldProps) {
  const { t } = useTranslation("merchant");
  const { Stack, Text } = usePrimitives();
  const { targets } = useEditing();
  const { target } = rule;
  const found = targets.find(({ path }) => path === target.path);
  const options = [...targets]
    .sort((a, b) => placeOf(a) - placeOf(b))
    .map((one) => ({
      value: one.path,
      label: nameOfTargetPath(one.path, t),
      group: t(`mapping.target.${groupOf(one)}`),
    }));
  const known =
    found === undefined ? [{ value: target.path, label: nameOfTargetPath(target.path, t) }, ...options] : options;
  return (
    <Stack>
      <ChoiceField
        name="target.path"
        label={t("mapping.target.path")}
        value={target.path}
        options={known}
        onChange={(path) => onChange(retargeted(rule, targets, path))}
      />
      {found?.mapping === "named" || target.name !== undefined ? (
        <WrittenField
          name="target.name"
          label={t("mapping.target.name")}
          help={t("mapping.target.name_help")}
          value={target.name ?? ""}
          onChange={(name) =>
            onChange({ ...rule, target: name === "" ? { path: target.path } : { path: target.path, name } })
          }
          maxLength={MAX_NAME}
        />
      ) : null}
      {found === undefined ? null : (
        <Text size="small" tone="subdued">
          {t(found.mapping === "append" ? "mapping.target.appended" : `mapping.target.scope_${found.scope}`)}
        </Text>
      )}
    </Stack>
  );
}

const GROUPS = ["named", "order", "visit", "line", "parcel"] as const;

function groupOf({ path, mapping, scope }: Target): (typeof GROUPS)[number] {
  if (mapping === "named") return "named";
  if (scope !== "order") return scope;
  return path.startsWith("order.order_analytics.") ? "visit" : "order";
}

/** Custom properties come first, and segments first of the rest. */
function placeOf(target: Target): number {
  return GROUPS.indexOf(groupOf(target)) * 2 - (target.mapping === "append" ? 1 : 0);
}
