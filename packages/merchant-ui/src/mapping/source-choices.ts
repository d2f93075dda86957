import type { MappingOverview } from "@karla/sync/desk-data";
import type { DiscoveredField } from "@karla/sync/discover-fields";
import { MAX_NAME } from "@karla/sync/mapping-limits";
import type { TFunction } from "i18next";
import { nameOfField, nameOfSource } from "./name-of-source.ts";
import { nameOfType } from "./name-of-type.ts";
import {
  type SourceStart,
  startOfDiscovered,
  startOfField,
  startOfTags,
  startOfWritten,
  WRITTEN_KINDS,
} from "./start-of-source.ts";

/** What the sources are sorted into, in the order in which they are offered. */
export const SOURCE_GROUPS = [
  "found",
  "order",
  "customer",
  "company",
  "shipping_address",
  "billing_address",
  "line",
  "parcel",
  "written",
] as const;
export type SourceGroup = (typeof SOURCE_GROUPS)[number];

const GROUP_OF: Record<string, SourceGroup> = {
  customer: "customer",
  company: "company",
  shippingAddress: "shipping_address",
  billingAddress: "billing_address",
  line: "line",
  parcel: "parcel",
};

/** One thing that a rule can take its value from, as it is offered. */
export interface SourceChoice {
  id: string;
  group: SourceGroup;
  name: string;
  /** What else helps to recognise it. */
  about: string;
  /** What a rule with it is called at first. */
  label: string;
  start: SourceStart;
  /** The name of the last order that carries it, where that is known. */
  seenIn?: string;
}

type Offered = Pick<MappingOverview, "fields" | "discovered">;

/** All that a rule can be made of, what the shop's orders carry first. */
export function sourceChoices({ fields, discovered }: Offered, locale: string, t: TFunction<"merchant">) {
  return [
    ...discovered.filter(canBeNamed).map((field) => choiceOfDiscovered(field, locale, t)),
    ...fields.map(({ field, type, scope }): SourceChoice => {
      const name = nameOfField(field, t);
      return {
        id: field,
        group: GROUP_OF[field.split(".")[0] ?? ""] ?? "order",
        name,
        about: scope === "order" ? nameOfType(type, t) : t(`mapping.sources.each_${scope}`),
        label: name,
        start: startOfField({ field, type, scope }),
      };
    }),
    ...(["order", "customer"] as const).map((of): SourceChoice => {
      const name = nameOfSource({ from: "tags", of }, t);
      return {
        id: `tags-${of}`,
        group: of,
        name,
        about: t("mapping.sources.tags"),
        label: name,
        start: startOfTags(of),
      };
    }),
    ...WRITTEN_KINDS.map((kind): SourceChoice => {
      const name = t(`mapping.sources.${kind}`);
      return {
        id: `written-${kind}`,
        group: "written",
        name,
        about: t(`mapping.sources.${kind}_about`),
        label: name,
        start: startOfWritten(kind),
      };
    }),
  ];
}

export function choiceOfDiscovered(field: DiscoveredField, locale: string, t: TFunction<"merchant">): SourceChoice {
  const { source, prefix, tag, share, examples, lastSeen } = field;
  const name =
    tag !== null
      ? t(`mapping.sources.tag_${source.from === "tags" ? source.of : "order"}`, { tag })
      : prefix !== null
        ? t(`mapping.sources.tags_with_${source.from === "tags" ? source.of : "order"}`, { prefix })
        : nameOfSource(source, t);
  const percent = shareInPercent(share, locale);
  const start = startOfDiscovered(field);
  return {
    id: JSON.stringify([source, prefix, tag]),
    group: "found",
    name,
    about:
      examples.length === 0
        ? t("mapping.sources.share", { percent })
        : t("mapping.sources.share_examples", { percent, examples: examples.join(", ") }),
    label: start.name === "" ? name : start.name,
    start,
    seenIn: lastSeen.order,
  };
}

/** Not less than what is there: of one order in a thousand it says so too. */
export function shareInPercent(share: number, locale: string): string {
  const percent = new Intl.NumberFormat(locale, { style: "percent" });
  return share > 0 && share < 0.01 ? `< ${percent.format(0.01)}` : percent.format(share);
}

/** Those that hold every word of what is looked for. */
export function foundChoices(choices: readonly SourceChoice[], wanted: string): SourceChoice[] {
  const words = folded(wanted).split(/\s+/);
  return choices.filter(({ name, about, start }) => {
    const said = folded(`${name} ${about} ${start.name}`);
    return words.every((word) => said.includes(word));
  });
}

/** A shop may have longer names than a rule may hold. */
function canBeNamed({ source }: DiscoveredField): boolean {
  return Object.values(source).every((name) => name.length <= MAX_NAME);
}

function folded(text: string): string {
  return text
    .normalize("NFKD")
    .replace(/\p{M}+/gu, "")
    .toLowerCase();
}
