import type { FindingCode } from "@karla/sync/check-mapping";
import type { IssueCode } from "@karla/sync/mapping-issue";
import type { RefusedMapping } from "@karla/sync/read-mapping";
import { answersEn } from "./answers-en.ts";
import { fieldsEn } from "./fields-en.ts";
import { panelsEn } from "./panels-en.ts";
import { stepsEn } from "./steps-en.ts";
import { templatesEn } from "./templates-en.ts";

const issue = {
  out_of_budget:
    "All rules together have too much to do for this order, so this one was not run. Remove steps, or switch off rules that you do not need.",
  too_long: "The value became too long to be sent. Take only a part of it, or remove the step that makes it longer.",
  too_many_items: "The list has too many entries. Keep only those that you need, or join them before.",
  not_in_table:
    "This order's value is not in the table: “{{value}}”. Add it, or choose what happens with values that are not in it.",
  not_a_number:
    "“{{value}}” cannot be read as a number. Take the other text away before, or choose the other decimal sign.",
  not_a_date: "“{{value}}” cannot be read as a date. Choose how the date is written in your orders.",
  mixed_currencies:
    "“{{value}}” is in another currency. Choose that currency in this step, or turn the amount into a number before.",
  wrong_type:
    "Your shop has another kind of value here than the rule expects. Choose the kind of value anew where the value comes from.",
  not_accepted:
    "Karla does not take this value here. Look at what comes out of the last step: here Karla may need a number, a web address or a carrier it knows.",
} satisfies Record<IssueCode, string>;

const finding = {
  target_unknown: "Karla has no place of this name. Choose another one from the list.",
  target_protected:
    "By this Karla knows which order, product or parcel it is, so no rule may change it. Choose another place.",
  target_of_shop: "Karla always gets this as your shop has it. Choose another place.",
  needs_one_value:
    "There is a list here, but one value is needed. Join the list into one text before, or pick one of its entries.",
  needs_list: "This step works on a list, but there is one value here. Split the value before, or remove the step.",
  types_differ: "Two kinds of values come together here, for example a text and a number. Choose values of one kind.",
  type_not_taken: "This kind of value does not fit here. Turn it into a number or a text before.",
  name_missing: "The custom property has no name yet. Please enter one.",
  name_not_taken: "Only a custom property has a name of its own. Choose the place at Karla anew.",
  id_twice: "This rule is there twice. Remove one of the two.",
  incomplete: "Something is still empty here, or too long. Fill in what is missing, or shorten it.",
  target_twice: "The rule “{{other}}” fills the same place. Choose another place for one of them, or switch one off.",
  pattern_not_taken: "This pattern cannot be used. Check its brackets, or try a simpler one.",
  no_such_group:
    "The pattern has fewer brackets than the part you want to take. Choose a lower number, or take all of it.",
  zone_unknown: "“{{other}}” is not a time zone that we know. Enter one such as Europe/Berlin.",
  placeholder_unknown: "Nothing stands for “{{other}}” in the text. Choose a value for it, or take it out of the text.",
} satisfies Record<FindingCode, string>;

const refused = {
  too_large:
    "All rules together are too large: at most 512 kilobytes can be kept. Shorten long tables, or remove rules.",
  not_json:
    "There are no rules in it that can be read, or the file is damaged. Choose a file that was exported from this page.",
  newer_version:
    "These rules were made with a newer version of this app. Reload the page and try again; if that does not help, please tell Karla's support.",
  not_a_mapping:
    "Something in these rules is not as it has to be, so none of them was taken over. Export them again where they come from.",
} satisfies Record<RefusedMapping["code"], string>;

/** Words for what a mapping is made of and what becomes of it, in English. Same keys as `words-de.ts`. */
export const mappingWordsEn = {
  issue,
  finding,
  refused,
  ...fieldsEn,
  ...stepsEn,
  ...panelsEn,
  ...answersEn,
  ...templatesEn,
};
