import { announcementProblemsEn } from "./announcement-problems-en.ts";
import { certificateEn } from "./certificate-en.ts";
import { connectionEn } from "./connection-en.ts";
import { importEn } from "./import-en.ts";
import { mappingEditorEn } from "./mapping/editor-en.ts";
import { mappingWordsEn } from "./mapping/words-en.ts";
import { personalDataEn } from "./personal-data-en.ts";
import { productProblemsEn } from "./product-problems-en.ts";
import { replayEn } from "./replay-en.ts";
import { settingsEn } from "./settings-en.ts";

/** What a merchant reads in English. Same keys and placeholders as `de`; `_one` and `_other` are i18next's plural forms. */
export const en = {
  home: {
    title: "Karla",
    loading: "Loading your orders",
    error_title: "We could not load your orders",
    error_text: "Your orders are safe: only this page could not be shown. Please try again.",
    try_again: "Try again",
    all_well: "All is well",
    all_well_text: "Every order that can go to Karla has arrived there.",
    on_their_way_one: "All is well, {{count}} order is on its way to Karla",
    on_their_way_other: "All is well, {{count}} orders are on their way to Karla",
    on_their_way_text: "You do not have to do anything.",
    problems_one: "{{count}} problem needs your attention",
    problems_other: "{{count}} problems need your attention",
    problems_text: "What it is and what helps is below. No order is lost meanwhile.",
    failed_one: "{{count}} order could not be sent to Karla",
    failed_other: "{{count}} orders could not be sent to Karla",
    failed_text: "The reason is written beside the order.",
    not_connected: "Not connected to Karla yet",
    not_connected_text: "Your orders are already being collected. They go to Karla as soon as you connect.",
    connect: "Connect to Karla",
    figures: "In numbers",
    received: "Messages from your shop in 30 days",
    delivered: "Orders sent to Karla",
    waiting: "Orders waiting",
    failed: "Not sent",
    last_order: "Last order: {{name}}, {{when}}",
    worst_delay: "Longest delay in 24 hours: {{delay}}",
    import_running: "The import is running: {{progress}}",
    import_paused: "The import is paused: {{progress}}",
    compared_whole: "Compared with your shop: {{when}}. In the last seven days nothing was missing.",
    compared_one:
      "Compared with your shop: {{when}}. In the last seven days {{count}} order had not reached us, and was fetched.",
    compared_other:
      "Compared with your shop: {{when}}. In the last seven days {{count}} orders had not reached us, and were fetched.",
    problems: "What needs your attention",
    all_problems: "Show all problems",
    orders: "Last orders",
    orders_caption: "The last orders and what became of them",
    no_orders: "No orders yet",
    no_orders_connected:
      "As soon as somebody buys in your shop, the order appears here by itself and goes to Karla. You do not have to do anything.",
    no_orders_not_connected:
      "As soon as somebody buys in your shop, the order appears here by itself. Connect to Karla so that it can go there.",
  },
  orders: {
    order: "Order",
    state: "State",
    reason: "What that means",
    again: "Send again…",
    updated: "Last change",
  },
  status: {
    pending: "Waiting",
    delivered: "Sent",
    skipped: "Left out",
    failed: "Not sent",
  },
  reasons: {
    delivered: "Karla has this order.",
    on_its_way: "The order is on its way to Karla.",
    unknown: "We do not have an explanation for this yet. Please ask Karla's support.",
    no_address: "The order has no delivery address, so there is no parcel to follow.",
    no_zip: "The delivery address has no postal code. Add it in the order and it is sent.",
    nothing_to_ship: "Nothing in this order is shipped, for example only a voucher or a download.",
    test_order: "This is a test order. Test orders do not go to Karla.",
    cancelled_before_shipping: "The order was cancelled before it was shipped.",
    order_state_not_chosen:
      "You chose not to send orders in this state. The order is sent when its state changes, or a parcel of it leaves.",
    redacted: "The customer's data was deleted on request, so the order is not sent any more.",
    awaiting_order: "We know of the shipment, but not of the order yet. It is sent as soon as the order arrives.",
    not_connected: "The order waits until your shop is connected to Karla.",
    credentials_refused: "Karla does not accept your key. Enter it again, and the order goes out.",
    core_shop_unknown: "Karla does not know your shop under the name you entered. Correct it, and the order goes out.",
    core_already_syncs: "Karla already gets your orders directly from your shop, so we do not send them a second time.",
    rate_limited: "Karla asked us to wait a moment. The order goes out by itself.",
    core_unreachable: "Karla cannot be reached at the moment. We keep trying by ourselves.",
    answer_unreadable: "Karla gave an answer we do not understand. We keep trying by ourselves.",
    refused_by_core:
      "Karla did not accept this order. Check its address, articles and prices: when you change it, it is sent again.",
    shop_access_refused:
      "Your shop does not let us read this order at the moment. Open this app once more in your shop.",
    shop_permission_missing:
      "Your shop does not let us read this order: a permission is missing. Update this app in your shop.",
    shop_unreachable: "Your shop cannot be reached at the moment. We keep trying by ourselves.",
    refused_by_shop: "Your shop does not answer our question about this order. Please tell Karla's support.",
    order_not_found: "Your shop does not know this order any more.",
    too_large: "The order is too large for Karla. Please tell Karla's support.",
    retry_budget_spent: "We tried for three days without success. Solve the open problem, then send the order again.",
    poison: "Something in this order keeps stopping us. Please tell Karla's support.",
  },
  problems: {
    title: "Problems",
    loading: "Loading the problems",
    error_title: "We could not load the problems",
    error_text: "Your orders are safe: only this page could not be shown. Please try again.",
    none_title: "No open problems",
    none_text: "Everything is running as it should.",
    back: "Back to the overview",
    meaning: "What it means",
    what_to_do: "What to do",
    since: "Since {{when}}",
    times_one: "Seen {{count}} time",
    times_other: "Seen {{count}} times",
    button_for: "{{button}}: {{problem}}",
  },
  problem: {
    not_connected: {
      title: "Your shop is not connected to Karla",
      meaning: "Your orders are collected, but they cannot go to Karla yet.",
      todo: "Enter your shop's name at Karla and your key. What has been waiting then goes out by itself.",
      button: "Connect to Karla",
    },
    credentials_refused: {
      title: "Karla does not accept your key",
      meaning: "New orders wait until the key is right again. None is lost.",
      todo: "Copy the key from your Karla account and enter it again.",
      button: "Enter the key again",
    },
    core_shop_unknown: {
      title: "Karla does not know your shop",
      meaning: "There is no shop at Karla with the name you entered. New orders wait; none is lost.",
      todo: "Compare the name with the one in your Karla account and correct it.",
      button: "Correct the name",
    },
    core_unreachable: {
      title: "Karla cannot be reached",
      meaning: "New orders wait and go out by themselves as soon as Karla answers. None is lost.",
      todo: "Usually this passes by itself. You can test the connection at any time.",
      button: "Test the connection",
    },
    shop_access_refused: {
      title: "We may not read your orders",
      meaning:
        "Sometimes a shipment reaches us before its order. Then we read the order in your shop, and your shop does not allow that at the moment.",
      todo: "Opening this app renews the access. Has a permission been taken away, install the app again.",
      button: "Try again",
    },
    shop_permission_missing: {
      title: "A permission is missing in your shop",
      meaning:
        "Your shop does not let this app do what it needs {{permission}} for. What needs it is left out meanwhile, and orders may reach Karla late or not at all; we try again by ourselves.",
      todo: "Agree to the permissions of this app: it needs {{permission}}. In Shopify, open the app; in Shopware, update it under “My extensions”.",
      button: "Try again",
    },
    shop_unreachable: {
      title: "Your shop cannot be reached",
      meaning: "Some orders have to be read in your shop, and it does not answer. All other orders go out as usual.",
      todo: "Usually this passes by itself.",
      button: "Try again",
    },
    core_already_syncs: {
      title: "Karla already syncs this shop",
      meaning:
        "Karla is connected to your shop directly, besides this app. So that no order arrives twice, this app sends nothing for now.",
      todo: "Decide for one way. The button switches off the direct connection; from then on this app sends the orders.",
      button: "Switch off the direct connection",
    },
    orders_refused: {
      title: "Some orders could not be sent",
      meaning: "Karla did not accept them. All other orders go on as usual.",
      todo: "The reason is written beside each order. Mend it there, then send the orders again.",
      button: "Send the orders again",
    },
    events_quarantined: {
      title: "Some messages could not be used",
      meaning:
        "We kept messages from your shop or from Karla, but could not make sense of them. Single orders may be out of date at Karla, or a notice from there did not reach your shop.",
      todo: "Let us read them once more. If the problem comes back, please tell Karla's support.",
      button: "Read them again",
    },
    mapped_field_gone: {
      title: "A field is missing in your new orders",
      meaning:
        "You map the field {{field}}. Most orders used to carry it; since order {{order}} hardly any does, so Karla does not get it.",
      todo: "Perhaps your shop, its theme or an app calls it by another name now. Open your fields and choose the new one.",
      button: "Open the fields",
    },
    shop_silent: {
      title: "Your shop does not tell us of new orders",
      meaning:
        "Orders changed, and your shop sent us no message. So we look for ourselves, every five minutes: no order is lost, but they reach Karla later.",
      todo: "Usually this passes by itself. If it lasts for hours, install the app again, or tell Karla's support.",
      button: "Test the connection",
    },
    webhooks_switched_off: {
      title: "Shopware had stopped telling us of orders",
      meaning:
        "Some messages of your shop did not reach us ten times in a row, and Shopware switched them off. We switch them on again by ourselves. Meanwhile we look for orders every five minutes, so none is lost.",
      todo: "Nothing, if it happens once; this note goes after a day. If it comes back, your shop often cannot reach us: please tell Karla's support.",
      button: "Test the connection",
    },
    ...announcementProblemsEn,
    ...productProblemsEn,
    data_requested: {
      title: "A customer asks for their data",
      meaning:
        "Somebody wants to know what is kept about them. Requests without an answer: {{open}}. The first one is due by {{until}}; days left: {{days}}.",
      todo: "Open “Personal data”, download the file, send it to the customer, and mark the request as answered.",
      button: "Open personal data",
    },
    unknown: {
      title: "Something needs your attention",
      meaning: "We do not have an explanation for this problem yet. No order is lost.",
      todo: "Test the connection. If the problem stays, please tell Karla's support.",
      button: "Test the connection",
    },
  },
  connection: connectionEn,
  import: importEn,
  replay: replayEn,
  personal_data: personalDataEn,
  settings: settingsEn,
  certificate: certificateEn,
  mapping: mappingEditorEn,
  mapping_words: mappingWordsEn,
};
