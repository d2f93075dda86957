import type { ProgressBarProps } from "@karla/merchant-ui/primitives";
import { ProgressBar as Bar, BlockStack, Text } from "@shopify/polaris";
import { useId } from "react";

/** That of Polaris, with its words above it. */
export function ProgressBar({ label, value }: ProgressBarProps) {
  const words = useId();
  return (
    <BlockStack gap="200">
      <div id={words}>
        <Text as="p" variant="headingLg">
          {label}
        </Text>
      </div>
      <Bar progress={Math.floor(value * 100)} size="small" tone="primary" animated={false} ariaLabelledBy={words} />
    </BlockStack>
  );
}
