import { Banner, type BannerHandles, type BannerProps } from "@shopify/polaris";
import { useEffect, useRef } from "react";

/** Polaris' banner, which takes the focus as soon as it is `focused`. */
export function FocusedBanner({ focused, ...props }: BannerProps & { focused: boolean }) {
  const banner = useRef<BannerHandles>(null);
  useEffect(() => {
    if (focused) banner.current?.focus();
  }, [focused]);
  // Banners side by side bring a distance of their own, on top of that of the page they stand in.
  return (
    <div>
      <Banner ref={banner} {...props} />
    </div>
  );
}
