import type { SelectProps } from "../primitives.tsx";

type Option = { value: string; label: string };
type Group = { title: string; options: Option[] };

/** Options of one group that follow each other, under its name; those of none as they are. */
export function groupedOptions(options: SelectProps["options"]): (Option | Group)[] {
  const groups: Group[] = [];
  for (const { value, label, group = "" } of options) {
    const last = groups.at(-1);
    if (last?.title === group) last.options.push({ value, label });
    else groups.push({ title: group, options: [{ value, label }] });
  }
  return groups.flatMap((group): (Option | Group)[] => (group.title === "" ? group.options : [group]));
}
