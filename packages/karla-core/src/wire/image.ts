import { z } from "zod";

/** `ImageType`. */
export const imageType = z.enum(["background", "claim", "logo", "signature", "product", "voucher"]);
