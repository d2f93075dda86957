/** This app has no pages. */
export const links = () => [];
