import { z } from "zod";

/** RFC 3339 with seconds and an offset: the contract's `date-time`. */
const RFC_3339 = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{1,9})?(Z|[+-]\d{2}:\d{2})$/;

export const instant = z
  .string()
  .refine((text) => RFC_3339.test(text) && !Number.isNaN(Date.parse(text)), "not an RFC 3339 date-time with offset");
