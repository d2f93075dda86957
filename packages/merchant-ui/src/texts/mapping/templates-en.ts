/** The usual needs that a gallery has rules for, in English. */
export const templatesEn = {
  gallery: {
    title: "Begin with a template",
    intro: "Each template adds rules that you can change before you save them.",
    use: "Use this template",
    use_this: "Use this template: {{template}}",
    found: "Found in {{share}} of your last orders: {{source}}",
    tag: "Tag “{{tag}}”",
    reads: "Reads: {{source}}",
    not_found:
      "Not seen in your last orders yet, so the rule reads: {{source}}. If your shop calls it otherwise, choose that in the rule.",
    usual: "Usually called: {{names}}",
  },
  template: {
    gift_message: {
      title: "Gift message",
      text: "Sends what your customers write for the person who gets the gift, as a custom property.",
    },
    delivery_date: {
      title: "Delivery date that the customer wishes",
      text: "Reads the date that was chosen in the shopping basket and sends it in one form, as a custom property.",
    },
    order_reference: {
      title: "Business customer's own reference",
      text: "Sends the order number or reference that a business customer gave, as a custom property.",
    },
    subscription: {
      title: "Subscription",
      text: "Puts orders of a subscription into the segment “Subscription”.",
    },
    attribution: {
      title: "Where the order came from",
      text: "Sends the source, the campaign and the referral of the visit, each as a custom property.",
    },
  },
  /** What the rules of a template are called. The merchant can change it. */
  template_rule: {
    gift_message: "Gift message",
    delivery_date: "Delivery date wished",
    order_reference: "Own reference",
    subscription: "Subscription",
    utm_source: "Source of the visit",
    utm_campaign: "Campaign of the visit",
    ref: "Referral of the visit",
  },
};
