/** @jsxImportSource react */
import { usePrimitives } from "../primitives.tsx";
import { useEditing } from "./editing.tsx";
import type { Source } from "./rule-types.ts";
import type { SourceChoice } from "./source-choices.ts";
import { SourceChooser } from "./source-chooser.tsx";
import { SourceDetails } from "./source-details.tsx";
import { TemplateForm } from "./template-form.tsx";

interface SourceFieldProps {
  /** Its path in the rule. */
  path: string;
  /** What the source is for. */
  label: string;
  source: Source;
  onChange: (source: Source) => void;
  /** Another one was chosen. Without it only the source itself becomes another. */
  onPick?: (choice: SourceChoice) => void;
}

/** Any source: which it is, the way to another, and what it needs to be known besides. */
export function SourceField({ path, label, source, onChange, onPick }: SourceFieldProps) {
  const { Stack } = usePrimitives();
  const { choices } = useEditing();
  return (
    <Stack>
      <SourceChooser
        name={path}
        label={label}
        source={source}
        choices={choices}
        onPick={onPick ?? (({ start }) => onChange(start.source))}
      />
      {source.from === "template" ? (
        <TemplateForm path={path} source={source} onChange={onChange} />
      ) : (
        <SourceDetails path={path} source={source} onChange={onChange} />
      )}
    </Stack>
  );
}
