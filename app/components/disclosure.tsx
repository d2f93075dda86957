import type { DisclosureProps } from "@karla/merchant-ui/primitives";
import { BlockStack, Button, InlineStack } from "@shopify/polaris";
import { useId } from "react";

/** A button of Polaris that shows and hides what follows it. */
export function Disclosure({ id, label, accessibleLabel, open, onToggle, beside, children }: DisclosureProps) {
  const panel = useId();
  return (
    <BlockStack gap="300">
      <InlineStack gap="100">
        <Button
          disclosure={open ? "up" : "down"}
          ariaExpanded={open}
          onClick={onToggle}
          {...(open ? { ariaControls: panel } : {})}
          {...(id ? { id } : {})}
          {...(accessibleLabel ? { accessibilityLabel: accessibleLabel } : {})}
        >
          {label}
        </Button>
        {beside}
      </InlineStack>
      {open ? <div id={panel}>{children}</div> : null}
    </BlockStack>
  );
}
