import type { Primitives, SelectProps } from "@karla/merchant-ui/primitives";
import { Checkbox, Select, Text, TextField } from "@shopify/polaris";
import { FileButton } from "./file-button.tsx";

/** What a merchant enters and chooses with, drawn with Polaris. */
export const fields: Pick<Primitives, "TextField" | "Select" | "Checkbox" | "FileButton"> = {
  TextField: ({ name, type = "text", multiline, maxLength, help, error, required = false, ...props }) => (
    <TextField
      {...props}
      id={name}
      name={name}
      type={type}
      spellCheck={false}
      requiredIndicator={required}
      {...(multiline === undefined ? {} : { multiline })}
      {...(maxLength === undefined ? {} : { maxLength })}
      {...(help ? { helpText: help } : {})}
      {...(error ? { error } : {})}
    />
  ),
  Select: ({ name, label, value, options, onChange, help, error }) => (
    <Select
      id={name}
      name={name}
      label={label}
      value={value}
      options={grouped(options)}
      onChange={onChange}
      {...(help ? { helpText: help } : {})}
      {...(error ? { error } : {})}
    />
  ),
  Checkbox: ({ name, label, accessibleLabel = label, checked, onChange }) => (
    <Checkbox
      id={name}
      name={name}
      checked={checked}
      onChange={onChange}
      label={
        <>
          {label}
          {accessibleLabel === label ? null : (
            <Text as="span" visuallyHidden>
              {accessibleLabel.slice(label.length)}
            </Text>
          )}
        </>
      }
    />
  ),
  FileButton,
};

type Option = SelectProps["options"][number];
type Group = { title: string; options: Option[] };

/** Options of one group that follow each other, under its name. */
function grouped(options: readonly Option[]) {
  const groups: Group[] = [];
  for (const option of options) {
    const last = groups.at(-1);
    if (last?.title === (option.group ?? "")) last.options.push(option);
    else groups.push({ title: option.group ?? "", options: [option] });
  }
  return groups.flatMap(({ title, options: all }): (Group | Option)[] => {
    const plain = all.map(({ value, label }) => ({ value, label }));
    return title === "" ? plain : [{ title, options: plain }];
  });
}
