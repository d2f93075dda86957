import type { SaveAnswer } from "@karla/merchant-ui/settings-data";

/** HTTP's own word for what became of a save: of a stale one nothing was kept. */
export function statusOfSave({ outcome }: SaveAnswer<string>): number {
  switch (outcome) {
    case "saved":
      return 200;
    case "stale":
      return 409;
    case "refused":
      return 422;
  }
}
