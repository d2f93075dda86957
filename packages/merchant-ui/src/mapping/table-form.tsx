/** @jsxImportSource react */
import { MAX_NAME, MAX_TABLE } from "@karla/sync/mapping-limits";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { usePrimitives } from "../primitives.tsx";
import { ChoiceField } from "./choice-field.tsx";
import type { StepOf } from "./rule-types.ts";
import { isTwice, rowsOfTable, type TableRow, tableOfRows, withRow } from "./table-rows.ts";
import { useHeld } from "./use-held.ts";
import { useLead } from "./use-lead.ts";
import { WrittenField } from "./written-field.tsx";

/** A table of many rows is shown in part, so that writing in it stays quick. */
const SHOWN = 30;

interface TableFormProps {
  /** Its path in the rule. */
  path: string;
  step: StepOf<"lookup">;
  onChange: (step: StepOf<"lookup">) => void;
}

/** What becomes of which value, row by row, and of a value that is not in the table. */
export function TableForm({ path, step, onChange }: TableFormProps) {
  const { t } = useTranslation("merchant");
  const { Stack, Button } = usePrimitives();
  const [rows, keep] = useHeld(step.table, (table) => withRow(rowsOfTable(table)));
  const [all, setAll] = useState(false);
  const lead = useLead();
  const change = (changed: TableRow[]) => {
    const table = tableOfRows(changed);
    keep(changed, table);
    onChange({ ...step, table });
  };
  const add = `${path}.add`;
  const shown = all ? rows : rows.slice(0, SHOWN);
  return (
    <Stack>
      {shown.map((row, at) => (
        <Row
          key={row.id}
          path={`${path}.table.${row.id}`}
          number={at + 1}
          row={row}
          twice={isTwice(rows, at)}
          onChange={(changed) => change(rows.map((one) => (one.id === row.id ? changed : one)))}
          onRemove={() => {
            lead(`${path}.table.${rows[at + 1]?.id}.from`, `${path}.table.${rows[at - 1]?.id}.from`, add);
            change(rows.filter(({ id }) => id !== row.id));
          }}
        />
      ))}
      {shown.length < rows.length ? (
        <Button label={t("mapping.table.all", { count: rows.length })} onPress={() => setAll(true)} />
      ) : (
        <Button
          id={add}
          label={t("mapping.table.add")}
          disabled={rows.length > MAX_TABLE}
          onPress={() => {
            const more = withRow(rows);
            lead(`${path}.table.${more.at(-1)?.id}.from`);
            setAll(true);
            keep(more, step.table);
          }}
        />
      )}
      <ChoiceField
        name={`${path}.otherwise`}
        label={t("mapping.table.otherwise")}
        value={step.otherwise}
        options={(["keep", "empty", "issue"] as const).map((value) => ({
          value,
          label: t(`mapping.table.otherwise_${value}`),
        }))}
        onChange={(otherwise) => onChange({ ...step, otherwise })}
      />
    </Stack>
  );
}

interface RowProps {
  path: string;
  number: number;
  row: TableRow;
  twice: boolean;
  onChange: (row: TableRow) => void;
  onRemove: () => void;
}

function Row({ path, number, row, twice, onChange, onRemove }: RowProps) {
  const { t } = useTranslation("merchant");
  const { Stack, Button, Text } = usePrimitives();
  return (
    <Stack gap="tight">
      <Stack direction="row">
        <WrittenField
          name={`${path}.from`}
          label={t("mapping.table.from", { number })}
          value={row.from}
          onChange={(from) => onChange({ ...row, from })}
          maxLength={MAX_NAME}
        />
        <WrittenField
          name={`${path}.to`}
          label={t("mapping.table.to", { number })}
          value={row.to}
          onChange={(to) => onChange({ ...row, to })}
        />
        <Button
          label={t("mapping.table.remove")}
          accessibleLabel={t("mapping.table.remove_row", { number })}
          onPress={onRemove}
        />
      </Stack>
      {twice ? <Text size="small">{t("mapping.table.twice", { number })}</Text> : null}
    </Stack>
  );
}
