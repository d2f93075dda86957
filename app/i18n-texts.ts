/** What only this admin says: its navigation, and the pages around the merchant's own. Both languages have the same keys. */
export const adminTexts = {
  en: {
    home: "Home",
    connection: "Connection",
    problems: "Problems",
    open_title: "Open Karla in your Shopify admin",
    open_text:
      "Go to your Shopify admin, choose Apps, then Karla. If Karla is not there, install it from the Shopify App Store.",
    not_found_title: "This page does not exist",
    not_found_text: "Choose a page from the navigation.",
    failed_title: "This page could not be shown",
    failed_text: "Your orders are safe and go on to Karla. Please try again.",
    try_again: "Try again",
  },
  de: {
    home: "Start",
    connection: "Verbindung",
    problems: "Probleme",
    open_title: "Öffnen Sie Karla in Ihrem Shopify-Adminbereich",
    open_text:
      "Gehen Sie in Ihren Shopify-Adminbereich und wählen Sie Apps, dann Karla. Fehlt Karla dort, installieren Sie es aus dem Shopify App Store.",
    not_found_title: "Diese Seite gibt es nicht",
    not_found_text: "Wählen Sie eine Seite aus der Navigation.",
    failed_title: "Diese Seite konnte nicht angezeigt werden",
    failed_text: "Ihre Bestellungen sind sicher und gehen weiter an Karla. Bitte versuchen Sie es noch einmal.",
    try_again: "Noch einmal versuchen",
  },
};
