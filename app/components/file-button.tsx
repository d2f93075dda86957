import type { FileButtonProps } from "@karla/merchant-ui/primitives";
import { Button, InlineStack } from "@shopify/polaris";
import { useRef } from "react";

/** A button of Polaris that asks for a file. The same file can be chosen twice in a row. */
export function FileButton({ label, accept, onFile, busy = false, disabled = false }: FileButtonProps) {
  const input = useRef<HTMLInputElement>(null);
  return (
    <InlineStack>
      <Button onClick={() => input.current?.click()} loading={busy} disabled={disabled}>
        {label}
      </Button>
      <input
        ref={input}
        hidden
        type="file"
        accept={accept}
        aria-label={label}
        onChange={({ currentTarget }) => {
          const [file] = currentTarget.files ?? [];
          currentTarget.value = "";
          if (file !== undefined) onFile(file);
        }}
      />
    </InlineStack>
  );
}
