import { useNavigation } from "@remix-run/react";
import { useAppBridge } from "@shopify/app-bridge-react";
import { useEffect } from "react";

/** While the next page is fetched the old one stays: the admin's own bar says that the press was taken. */
export function useLoadingBar(): void {
  const isLoading = useNavigation().state !== "idle";
  const shopify = useAppBridge();
  useEffect(() => {
    if (!isLoading) return;
    shopify.loading(true);
    return () => shopify.loading(false);
  }, [isLoading, shopify]);
}
