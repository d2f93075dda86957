import { groupedOptions } from "@karla/merchant-ui/parts/grouped-options";
import type { Primitives } from "@karla/merchant-ui/primitives";
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
      options={groupedOptions(options)}
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
