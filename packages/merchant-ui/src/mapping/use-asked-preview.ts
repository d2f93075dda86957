import type { MappingDocument } from "@karla/sync/mapping";
import { useEffect, useRef } from "react";
import type { MappingActions } from "./data.ts";

const PAUSE_MS = 300;

/** Has a document looked at on an order: at once at first, and then whenever either has become another for a moment. */
export function useAskedPreview(
  document: MappingDocument,
  orderId: string | null,
  onPreview: MappingActions["onPreview"],
): void {
  const ask = useRef(onPreview);
  const asked = useRef(false);
  useEffect(() => {
    ask.current = onPreview;
  });
  useEffect(() => {
    const now = () => ask.current(document, orderId);
    if (!asked.current) {
      asked.current = true;
      now();
      return;
    }
    const later = setTimeout(now, PAUSE_MS);
    return () => clearTimeout(later);
  }, [document, orderId]);
}
