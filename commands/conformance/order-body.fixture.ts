/** For tests: an order as a shop would send it, with a parcel, and what the core should be told of it. */
export const ORDER_BODY = {
  id: 1001,
  admin_graphql_api_id: "gid://shopify/Order/1001",
  name: "#1",
  order_number: 1,
  updated_at: "2026-03-01T10:00:00+01:00",
  currency: "EUR",
  total_price: "14.50",
  subtotal_price: "10.50",
  total_discounts: "0.00",
  total_shipping_price_set: { shop_money: { amount: "4.00", currency_code: "EUR" } },
  email: "petra@example.com",
  line_items: [{ id: 5, title: "Pot", quantity: 2, price: "5.25", requires_shipping: true, sku: "P", product_id: 7 }],
  shipping_lines: [{ price: "4.00" }],
  fulfillments: [
    {
      id: 9,
      status: "success",
      created_at: "2026-03-02T10:00:00Z",
      tracking_numbers: [" A1 ", "A1", ""],
      tracking_number: "A2",
    },
    { id: 10, status: "cancelled", created_at: "2026-03-02T10:00:00Z", tracking_numbers: ["GONE"] },
  ],
  shipping_address: { name: "Petra Probe", address1: "Probeweg 1", zip: "10115", city: "Berlin" },
  note_attributes: [
    { name: "gift", value: "yes" },
    { name: "", value: "nameless" },
    { name: "gift", value: "no" },
  ],
  landing_site: "/?ref=a%20b",
};

/** Text, because numbers are compared by their digits. */
export const UPSERT = `{"id":"1001","id_type":"external_id","order":{"order_number":"1","order_name":"#1","total_order_price":14.50,
"sub_total_price":10.5,"discount_price":0,"shipping_price":4,"products":[{"title":"Pot","quantity":2,"price":5.250,"sku":"P","product_id":"7"}],
"email_id":"petra@example.com","address":{"address_line_1":"Probeweg 1","zip_code":"10115","city":"Berlin"},"currency":"EUR","external_id":"1001",
"order_analytics":{"note_attributes":[{"name":"gift","value":"no"}],"landing_site":"/?ref=a%20b","landing_site_ref":"a b"}},
"trackings":[{"tracking_number":"A1"},{"tracking_number":"A2"}]}`;
