const MIB = 1024 * 1024;

/** How many pictures a claim may have, and how large they may be. The self-hosted core takes no larger one. */
export const CLAIM_LIMITS = { photos: 4, pictureBytes: 4 * MIB, allBytes: 12 * MIB } as const;

/** The same as the words of a page have it, in megabytes. */
export const CLAIM_LIMITS_TOLD = {
  count: CLAIM_LIMITS.photos,
  size: CLAIM_LIMITS.pictureBytes / MIB,
  total: CLAIM_LIMITS.allBytes / MIB,
} as const;
