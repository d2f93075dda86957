/** Of the field in which the name of a channel's own shop is entered. */
export function idOfChannelField(channelId: string): string {
  return `slug-${channelId}`;
}
