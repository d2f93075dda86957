/** What a merchant reads of problems with products in English. */
export const productProblemsEn = {
  products_not_synced: {
    title: "Products do not get through to Karla at the moment",
    meaning:
      "Your shop or Karla does not answer our questions about products, or does not let us ask. Orders and parcels are not affected.",
    todo: "We go on trying by ourselves, and this note goes as soon as it works. If it stays longer than a day, please check that your key may also write at Karla.",
    button: "Test the connection",
  },
  products_refused: {
    title: "Some products could not be sent",
    meaning: "Karla did not accept them. All other products and all orders go on as usual.",
    todo: "Send the products again. If this note comes back, please tell Karla's support: there it can be seen which products they are.",
    button: "Send the products again",
  },
};
