// Takes over the order finder of the Karla block: the order appears in its place. Without it the form opens a page of its own.
(() => {
  const FIELDS = ["orderNumber", "zipCode", "token"];

  /** What the page's address asks for, null where it asks for nothing that can be shown. */
  const askedByAddress = () => {
    const given = new URLSearchParams(location.search);
    const asked = FIELDS.flatMap((name) => (given.get(name) ? [[name, given.get(name)]] : []));
    return asked.some(([name]) => name !== "zipCode") ? new URLSearchParams(asked) : null;
  };

  const connect = (root) => {
    if (root.dataset.connected) return;
    root.dataset.connected = "true";
    const text = root.dataset;
    const form = root.querySelector("form");
    const button = form.querySelector("button");
    const error = root.querySelector("[role=alert]");
    const status = root.querySelector("[role=status]");
    const result = root.querySelector("[data-karla-result]");
    const campaign = root.querySelector("[data-karla-campaign]");
    const inputs = [...form.querySelectorAll("input[type=text]")];
    // Orders that were shown on this page: the way back asks for nothing.
    const shown = new Map();
    const pageTitle = document.title;
    let running = null;

    const ask = async (asked, signal) => {
      const url = new URL(text.action, location.href);
      for (const [name, value] of asked) url.searchParams.set(name, value);
      url.searchParams.set("locale", text.locale);
      url.searchParams.set("format", "json");
      if (text.resolve === "false") url.searchParams.set("resolve", "0");
      const response = await fetch(url, { headers: { Accept: "application/json" }, cache: "no-store", signal });
      if (response.status === 429) return { outcome: "often" };
      // In place of an answer that failed a storefront puts a page of its own: that is no JSON.
      return response.json();
    };

    const setBusy = (busy) => {
      result.setAttribute("aria-busy", String(busy));
      button.setAttribute("aria-disabled", String(busy));
    };

    const complain = (message, { fields = false, focus = false } = {}) => {
      error.textContent = message;
      for (const input of inputs) {
        if (fields) input.setAttribute("aria-invalid", "true");
        else input.removeAttribute("aria-invalid");
      }
      if (focus && fields) inputs[0].focus();
    };

    const put = ({ html, title } = {}, focus = false) => {
      // Made and escaped by the app on the shop's own domain.
      result.innerHTML = html ?? "";
      document.title = title ? `${title} – ${pageTitle}` : pageTitle;
      if (html && campaign) result.append(campaign.content.cloneNode(true));
      status.textContent = html ? text.shown : "";
      const heading = result.querySelector("h1, h2, h3");
      if (!focus || !heading) return;
      heading.tabIndex = -1;
      heading.focus();
    };

    const show = async (asked, { focus }) => {
      running?.abort();
      const own = new AbortController();
      running = own;
      complain("");
      const key = asked.toString();
      const known = shown.get(key);
      setBusy(!known);
      put(known, focus);
      if (known) return;
      status.textContent = text.loading;
      const answer = await ask(asked, own.signal).catch(() => ({}));
      if (own.signal.aborted) return;
      setBusy(false);
      status.textContent = "";
      if (answer.outcome === "order") {
        shown.set(key, answer);
        put(answer, focus);
      } else if (answer.outcome === "not_found") complain(text.missed, { fields: true, focus });
      else if (answer.outcome === "not_connected") put(answer, focus);
      else complain(answer.outcome === "often" ? text.often : text.unavailable);
    };

    const go = (asked) => {
      const here = new URL(location.href);
      for (const name of FIELDS) here.searchParams.delete(name);
      for (const [name, value] of asked) here.searchParams.set(name, value);
      if (here.href !== location.href) history.pushState(null, "", here);
      show(asked, { focus: true });
    };

    const fill = (asked) => {
      for (const input of inputs) input.value = asked?.get(input.name) ?? "";
    };

    form.addEventListener("submit", (event) => {
      event.preventDefault();
      const given = inputs.flatMap(({ name, value }) => (value.trim() ? [[name, value.trim()]] : []));
      if (button.getAttribute("aria-disabled") !== "true") go(new URLSearchParams(given));
    });
    root.addEventListener("click", (event) => {
      const order = event.target.closest("a[data-karla-order]");
      if (!order || event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      go(new URLSearchParams({ orderNumber: order.dataset.karlaOrder }));
    });
    addEventListener("popstate", () => {
      const asked = askedByAddress();
      fill(asked);
      if (asked) return show(asked, { focus: true });
      running?.abort();
      setBusy(false);
      complain("");
      put();
      inputs[0].focus();
    });
    const asked = askedByAddress();
    if (!asked) return;
    fill(asked);
    show(asked, { focus: false });
  };

  const connectAll = (within) => within.querySelectorAll("[data-karla-block]").forEach(connect);
  connectAll(document);
  // The editor of the theme draws a section anew.
  document.addEventListener("shopify:section:load", (event) => connectAll(event.target));
})();
