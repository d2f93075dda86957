/** @jsxImportSource react */
import { usePrimitives } from "../primitives.tsx";
import { useEditing } from "./editing.tsx";
import type { PlainSource } from "./rule-types.ts";
import { SourceChooser } from "./source-chooser.tsx";
import { SourceDetails } from "./source-details.tsx";

interface PlainSourceFieldProps {
  /** Its path in the rule. */
  path: string;
  /** What the source is for. */
  label: string;
  source: PlainSource;
  onChange: (source: PlainSource) => void;
}

/** Any source but a text with placeholders. */
export function PlainSourceField({ path, label, source, onChange }: PlainSourceFieldProps) {
  const { Stack } = usePrimitives();
  const { choices } = useEditing();
  return (
    <Stack gap="tight">
      <SourceChooser
        name={path}
        label={label}
        source={source}
        choices={choices.filter(({ start }) => start.source.from !== "template")}
        onPick={({ start }) => {
          if (start.source.from !== "template") onChange(start.source);
        }}
      />
      <SourceDetails path={path} source={source} onChange={onChange} />
    </Stack>
  );
}
