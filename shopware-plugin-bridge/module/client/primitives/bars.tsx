/** @jsxImportSource react */
import { BarPicture } from "@karla/merchant-ui/parts/bar-picture";
import { Swatch } from "@karla/merchant-ui/parts/swatch";
import type { BarsProps } from "@karla/merchant-ui/primitives";

export function Bars({ label, bars, from, to, legend }: BarsProps) {
  return (
    <div className="karla-stack karla-gap-tight">
      <BarPicture label={label} bars={bars} />
      <div className="karla-ends">
        <span>{from}</span>
        <span>{to}</span>
      </div>
      <div className="karla-row">
        {legend.map((entry) => (
          <span key={entry.label} className="karla-legend">
            <Swatch tone={entry.tone} />
            {entry.label}
          </span>
        ))}
      </div>
    </div>
  );
}
