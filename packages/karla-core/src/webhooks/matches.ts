/**
 * Whether a subscription wants the event `ref` (`shipments/{phase}/{NAME}`). `*` wants everything; a source, source/phase or
 * full ref wants itself and all beneath it. Names are written in either case by different senders.
 */
export function matches(enabledEvents: readonly string[], ref: string): boolean {
  const parts = ref.toLowerCase().split("/");
  return enabledEvents.some((filter) => {
    if (filter === "*") return true;
    return filter
      .toLowerCase()
      .split("/")
      .every((part, index) => part === parts[index]);
  });
}
