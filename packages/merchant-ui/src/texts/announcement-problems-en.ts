/** The same in English. Same keys as `announcementProblemsDe`. */
export const announcementProblemsEn = {
  webhooks_not_allowed: {
    title: "Karla may not tell your shop about deliveries",
    meaning:
      "Karla does not let your key set up notices for {{slug}}. Orders go to Karla as usual, but your flows hear nothing of parcels and claims.",
    todo: "Enter a key that may edit {{slug}}, or correct the shop's name. We try again by ourselves every 15 minutes.",
    button: "Open the connection",
  },
  announcement_unclear: {
    title: "A notice may not have gone out",
    meaning:
      "Karla had news of the order {{order}}. Your shop broke off while we passed it on, so we do not know whether your flows ran. So that nobody hears the same twice, we do not pass it on again.",
    todo: "If it matters, look at the order {{order}} in your shop. Otherwise there is nothing to do; this note goes after a day.",
    button: "Test the connection",
  },
};
