/** @jsxImportSource react */
import type { LinkProps } from "@karla/merchant-ui/primitives";

/** A page of the module stays in its frame; everything else, as an order in the administration, gets a tab of its own. */
export function Link({ href, children }: LinkProps) {
  const leaves = !href.startsWith("#");
  return (
    <a href={href} {...(leaves ? { target: "_blank", rel: "noopener" } : {})}>
      {children}
    </a>
  );
}
