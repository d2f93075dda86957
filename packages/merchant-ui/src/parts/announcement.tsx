/** @jsxImportSource react */
import type { AnnouncementProps } from "../primitives.tsx";

/** Heard, and not seen. */
export function Announcement({ text }: AnnouncementProps) {
  return (
    <div role="status" className="karla-unseen">
      {text}
    </div>
  );
}
