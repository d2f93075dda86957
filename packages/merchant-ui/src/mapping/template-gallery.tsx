/** @jsxImportSource react */
import type { DiscoveredField } from "@karla/sync/discover-fields";
import type { Rule } from "@karla/sync/mapping";
import type { TFunction } from "i18next";
import { useTranslation } from "react-i18next";
import { usePrimitives } from "../primitives.tsx";
import { isolated } from "./isolated.ts";
import { nameOfSource } from "./name-of-source.ts";
import { shareInPercent } from "./source-choices.ts";
import { type ChosenRule, chosenRules, TEMPLATES, type Template } from "./templates.ts";

interface TemplateGalleryProps {
  onUse: (rules: Rule[]) => void;
  /** What the shop's orders carry. */
  fields: readonly DiscoveredField[];
}

/** Rules for the usual needs, with the shop's own fields where they fit. */
export function TemplateGallery({ onUse, fields }: TemplateGalleryProps) {
  const { t } = useTranslation("merchant");
  const { Card, Stack, Text } = usePrimitives();
  return (
    <Card title={t("mapping_words.gallery.title")}>
      <Stack gap="loose">
        <Text tone="subdued">{t("mapping_words.gallery.intro")}</Text>
        {TEMPLATES.map((template) => (
          <OneTemplate key={template.id} template={template} chosen={chosenRules(template, fields, t)} onUse={onUse} />
        ))}
      </Stack>
    </Card>
  );
}

interface OneTemplateProps {
  template: Template;
  chosen: readonly ChosenRule[];
  onUse: (rules: Rule[]) => void;
}

function OneTemplate({ template, chosen, onUse }: OneTemplateProps) {
  const { t, i18n } = useTranslation("merchant");
  const { Stack, Text, List, Button } = usePrimitives();
  const title = t(`mapping_words.template.${template.id}.title`);
  const [single, ...more] = template.rules;
  return (
    <Stack>
      <Stack gap="tight">
        <Text as="h3">{title}</Text>
        <Text>{t(`mapping_words.template.${template.id}.text`)}</Text>
        <List items={chosen.map((rule) => whereFrom(rule, i18n.language, t))} />
        {single === undefined || more.length > 0 ? null : (
          <Text size="small" tone="subdued">
            {t("mapping_words.gallery.usual", { names: single.names.map(isolated).join(", ") })}
          </Text>
        )}
      </Stack>
      <Button
        label={t("mapping_words.gallery.use")}
        accessibleLabel={t("mapping_words.gallery.use_this", { template: title })}
        onPress={() => onUse(chosen.map(({ rule }) => rule))}
      />
    </Stack>
  );
}

/** Where a rule of the template takes its value from in this shop. */
function whereFrom({ field, rule }: ChosenRule, locale: string, t: TFunction<"merchant">): string {
  const source = nameOfSource(rule.source, t);
  if (field !== null) {
    const tag = field.tag ?? field.prefix;
    const found = tag === null ? source : t("mapping_words.gallery.tag", { tag: isolated(tag) });
    return t("mapping_words.gallery.found", { share: shareInPercent(field.share, locale), source: found });
  }
  const key = rule.source.from === "note_attribute" ? "not_found" : "reads";
  return t(`mapping_words.gallery.${key}`, { source });
}
