import { createHash } from "node:crypto";
import { Decimal } from "../order/money.ts";
import { costOf } from "./budget.ts";
import { folded, foldedTable } from "./folded-table.ts";
import { MAX_TEXT } from "./limits.ts";
import { linearRegex } from "./linear-regex.ts";
import { readDate } from "./read-date.ts";
import { literalValue } from "./read-plain-source.ts";
import { readSource } from "./read-source.ts";
import { roundDecimal } from "./round-decimal.ts";
import type { RuleScope } from "./rule-scope.ts";
import { showDate } from "./show-date.ts";
import { slugOf } from "./slug-of.ts";
import { issue, nothing, type Step, within } from "./step.ts";
import { isEmpty } from "./test-value.ts";
import { toCase } from "./to-case.ts";
import type { ScalarTransform } from "./transforms.ts";
import { type Maybe, type Scalar, sizeOf, text, textOf } from "./value.ts";

/** One step over one value. Costs an operation, and more for long texts. Of nothing comes nothing, but for `default`. */
export function applyScalar(transform: ScalarTransform, value: Maybe<Scalar>, scope: RuleScope): Step<Scalar> {
  if (!scope.budget.spend(costFor(transform, value))) return issue("out_of_budget");
  if (transform.do === "default") return isEmpty(value) ? { value: literalValue(transform.value) } : { value };
  if (value === null) return nothing;
  const said = textOf(value);
  switch (transform.do) {
    case "lookup":
      return lookUp(transform, said);
    case "case":
      return textStep(toCase(said, transform.to));
    case "trim":
      return textStep(said.trim());
    case "replace":
      return replace(transform, said);
    case "concat":
      return concat(transform, said, scope);
    case "number":
      return toNumber(transform, value);
    case "money":
      return toMoney(transform, value, scope);
    case "date": {
      const read = readDate(said, value.type === "instant" ? "iso" : transform.read);
      const shown = read === null ? null : showDate(read, transform.zone, transform.show);
      return shown === null ? issue("not_a_date", said) : textStep(shown);
    }
    case "slug":
      return textStep(slugOf(said));
    case "hash":
      return textStep(createHash("sha256").update(transform.salt).update(said).digest("hex"));
    case "regex": {
      const found = linearRegex(transform.pattern)?.take(said, transform.take) ?? null;
      return found === null ? nothing : textStep(found);
    }
    case "regex_replace": {
      const replaced = linearRegex(transform.pattern)?.replace(said, transform.with, MAX_TEXT);
      return replaced === undefined ? issue("too_long", said) : textStep(replaced);
    }
  }
}

function textStep(value: string): Step<Scalar> {
  return within(text(value));
}

function costFor(transform: ScalarTransform, value: Maybe<Scalar>): number {
  const characters = value === null ? 0 : sizeOf(value);
  const regex = transform.do === "regex" || transform.do === "regex_replace" ? linearRegex(transform.pattern) : null;
  return regex?.costOf(characters) ?? costOf(characters);
}

type Of<Name extends ScalarTransform["do"]> = Extract<ScalarTransform, { do: Name }>;

function replace({ find, with: replacement }: Of<"replace">, said: string): Step<Scalar> {
  const pieces = said.split(find);
  // Known before it is built: a letter may be replaced by a page.
  const length = said.length + (pieces.length - 1) * (replacement.length - find.length);
  return length > MAX_TEXT ? issue("too_long", said) : textStep(pieces.join(replacement));
}

function lookUp({ table, otherwise }: Of<"lookup">, said: string): Step<Scalar> {
  const found = foldedTable(table).get(folded(said));
  if (found !== undefined) return textStep(found);
  switch (otherwise) {
    case "keep":
      return textStep(said);
    case "empty":
      return nothing;
    case "issue":
      return issue("not_in_table", said);
  }
}

function concat({ with: source, place, between }: Of<"concat">, said: string, scope: RuleScope): Step<Scalar> {
  const read = readSource(source, scope);
  if ("issue" in read) return read;
  if (read.value === null) return textStep(said);
  const other = read.value.type === "list" ? read.value.items.map(textOf).join(", ") : textOf(read.value);
  return textStep(place === "after" ? said + between + other : other + between + said);
}

function toNumber({ decimalMark, decimals }: Of<"number">, value: Scalar): Step<Scalar> {
  const number =
    value.type === "money" ? value.amount : numberIn(textOf(value), value.type === "text" ? decimalMark : ".");
  if (number === null) return issue("not_a_number", textOf(value));
  return { value: { type: "number", number: decimals === null ? number : roundDecimal(number, decimals) } };
}

/** The other mark, spaces and apostrophes between thousands are left out: "1.234,50" and "1 234,50" are 1234.50. */
function numberIn(said: string, decimalMark: "." | ","): Decimal | null {
  const grouped = decimalMark === "." ? /[,\s']/g : /[.\s']/g;
  const plain = said.trim().replace(/^\+/, "").replace(grouped, "").replace(",", ".");
  const number = Decimal.safeParse(plain.startsWith(".") ? `0${plain}` : plain);
  return number.success ? number.data : null;
}

function toMoney({ currency }: Of<"money">, value: Scalar, { snapshot }: RuleScope): Step<Scalar> {
  const wanted = currency === "order" ? snapshot.currency : currency;
  if (value.type === "money") return value.currency === wanted ? { value } : issue("mixed_currencies", textOf(value));
  const amount = numberIn(textOf(value), ".");
  return amount === null
    ? issue("not_a_number", textOf(value))
    : { value: { type: "money", amount, currency: wanted } };
}
