/** Where the app is: `application_url` of shopify.app.toml. Outside of the admin Shopify tells an extension no address of its app. */
export const APP_ORIGIN = "https://app.example.com";
