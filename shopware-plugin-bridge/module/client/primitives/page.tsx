/** @jsxImportSource react */
import type { PageProps } from "@karla/merchant-ui/primitives";
import { useLedHeading } from "../arrival.ts";
import { ActionButton } from "./action-button.tsx";

/** The administration draws a title bar of its own, which names the app: the h1 names the page. */
export function Page({ title, back, children }: PageProps) {
  const heading = useLedHeading(title);
  return (
    <div className="karla-page">
      <div className="karla-page-head">
        <ActionButton action={back} look="plain" />
        <h1 ref={heading} tabIndex={-1}>
          {title}
        </h1>
      </div>
      {children}
    </div>
  );
}
