import type { TFunction } from "i18next";
import { isolated } from "./isolated.ts";
import { quoted } from "./quoted.ts";
import type { Source, SourceField } from "./rule-types.ts";

/** Where a rule takes its value from, as it is called in a list or a sentence. */
export function nameOfSource(source: Source, t: TFunction<"merchant">): string {
  switch (source.from) {
    case "field":
      return nameOfField(source.field, t);
    case "note_attribute":
    case "line_property":
      return t(`mapping_words.source.${source.from}`, { name: isolated(source.name) });
    case "tags":
      return t(`mapping_words.source.tags.${source.of}`);
    case "metafield": {
      const name = isolated(`${source.namespace}.${source.key}`);
      return t(`mapping_words.source.metafield.${source.owner}`, { name });
    }
    case "custom_field":
      return t(`mapping_words.source.custom_field.${source.owner}`, { name: isolated(source.name) });
    case "literal":
      return t("mapping_words.source.literal", { value: quoted(source.value, t) });
    case "template":
      return t("mapping_words.source.template", { text: quoted(source.text, t) });
  }
}

/** A field of the order. The name says by itself what it is of. */
export function nameOfField(field: SourceField, t: TFunction<"merchant">): string {
  return t(`mapping_words.field.${field}`);
}
