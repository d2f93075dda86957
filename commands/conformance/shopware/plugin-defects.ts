/**
 * What Karla's own plugin is known to tell the core otherwise than it should (reference: its source at 6f99c4c, and what it
 * was seen to send). Where the core holds the right thing instead, that is a deviation and no violation; each is counted.
 */
export const PLUGIN_DEFECTS = {
  float_noise: "It adds floats and sends what comes out, as 89.69999999999999; the core is told amounts in cents.",
  negative_discounts: "It sends what was taken off as a negative number; the contract wants a positive amount.",
  discount_without_code: "It sends automatic discounts with an empty code; the core is told of codes alone.",
  address_first_of_list:
    "It sends the first address of the order, which may be the billing one; the core is told where the delivery goes.",
  analytics_beside_order:
    "It puts affiliate and campaign code beside the order, where the core does not look; they belong in it.",
  codes_repeated: "It tells each tracking number again at every event; the core may tell the customer again.",
  time_moves_with_delivery:
    "Its time of a tracking number is that of the delivery's last change, whatever was changed; the core keeps the first.",
  names_in_senders_language:
    "It names countries and groups in the language of whoever caused the event; the core is told them in the shop's own.",
  number_in_several_deliveries:
    "It tells a number once for each delivery that has it; the core has one parcel with all that lies in them.",
  delivery_called_off:
    "It tells numbers of a delivery that is cancelled, of which nothing comes; the core is not told of them.",
  empty_number: "It sends a tracking number that is empty.",
  refused_by_core:
    "It sends an order without a zip code, which the core refuses; here the merchant reads why it is left out.",
  told_in_a_step_left_out:
    "No defect: the order has a number from a step that the capture leaves out; the plugin told it then.",
  empty_segment: "It makes a segment without a name where a name is not translated.",
} as const;

export type PluginDefect = keyof typeof PLUGIN_DEFECTS;
