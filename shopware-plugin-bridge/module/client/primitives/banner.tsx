/** @jsxImportSource react */
import type { BannerProps } from "@karla/merchant-ui/primitives";
import { useEffect, useRef } from "react";
import { ActionButton } from "./action-button.tsx";

export function Banner({ tone, title, action, takesFocus = false, children }: BannerProps) {
  const banner = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (takesFocus) banner.current?.focus();
  }, [takesFocus]);
  return (
    <div
      ref={banner}
      role={tone === "critical" || tone === "warning" ? "alert" : "status"}
      tabIndex={-1}
      className={`karla-banner karla-banner-${tone}`}
    >
      <p className="karla-banner-title">{title}</p>
      {children}
      <ActionButton action={action} />
    </div>
  );
}
