// Stands in for App Bridge (https://cdn.shopify.com/shopifycloud/app-bridge.js) inside the sandbox's admin frame. What an
// app sees is the documented surface: `window.shopify`, `ui-nav-menu`, `ui-title-bar`, `ui-save-bar`, `fetch` with a
// session token, the reload after a bounce. How the real one talks to the admin is not public; the messages here are ours.
(() => {
  const script = document.currentScript;
  const adminOrigin = new URL(script.src).origin;
  const isFramed = window.parent !== window;
  const url = new URL(location.href);
  const reload = url.searchParams.get("shopify-reload");
  const remembered = readMemory();
  const apiKey =
    script.dataset.apiKey ?? document.querySelector('meta[name="shopify-api-key"]')?.content ?? remembered.apiKey;
  const config = {
    apiKey,
    shop: url.searchParams.get("shop") ?? remembered.shop,
    host: url.searchParams.get("host") ?? remembered.host,
    locale: url.searchParams.get("locale") ?? remembered.locale ?? "en",
  };
  writeMemory(config);

  const tell = (message) => {
    if (isFramed) window.parent.postMessage({ sandbox: "app", ...message }, adminOrigin);
  };

  // Questions to the admin, each answered by its number. An empty answer is a failure.
  const waiting = new Map();
  let asked = 0;
  function ask(type, fields, { failure, patienceMs }) {
    if (!isFramed) return Promise.reject(new Error("The app is not shown in the sandbox's admin."));
    const id = ++asked;
    return new Promise((resolve, reject) => {
      const fail = () => reject(new Error(failure));
      const timer = patienceMs === null ? null : setTimeout(fail, patienceMs);
      waiting.set(id, (answer) => {
        clearTimeout(timer);
        waiting.delete(id);
        if (answer) resolve(answer);
        else fail();
      });
      tell({ type, id, ...fields });
    });
  }

  // Session tokens are kept until shortly before they end.
  let held = { token: url.searchParams.get("id_token") ?? "", endsAt: 0 };
  if (held.token !== "") held.endsAt = endOf(held.token);

  async function freshToken() {
    const token = await ask("id-token", {}, { failure: "The admin gives no session token.", patienceMs: 10_000 });
    held = { token, endsAt: endOf(token) };
    return token;
  }
  const idToken = () => (Date.now() < held.endsAt - 10_000 ? Promise.resolve(held.token) : freshToken());

  function endOf(token) {
    try {
      return JSON.parse(atob(token.split(".")[1].replaceAll("-", "+").replaceAll("_", "/"))).exp * 1000;
    } catch {
      return 0;
    }
  }

  // Requests to the app's own server carry the token. A server that refuses it as stale is asked once more with a new one.
  const plainFetch = window.fetch.bind(window);
  window.fetch = async (input, init) => {
    const request = new Request(input, init);
    const isOwn = new URL(request.url).origin === location.origin;
    if (!isFramed || !isOwn || request.headers.has("authorization")) return plainFetch(request);
    const again = request.clone();
    const answer = await plainFetch(await withToken(request, idToken()));
    if (!answer.headers.has("x-shopify-retry-invalid-session-request")) return answer;
    return plainFetch(await withToken(again, freshToken()));
  };
  async function withToken(request, token) {
    request.headers.set("authorization", `Bearer ${await token}`);
    return request;
  }

  // What the app asks the admin to show around it is hidden in the page itself.
  const sheet = new CSSStyleSheet();
  sheet.replaceSync("ui-nav-menu, s-app-nav, ui-title-bar, ui-save-bar { display: none !important; }");
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];

  const navLinks = () => [
    ...document.querySelectorAll("ui-nav-menu a[href], s-app-nav a[href], s-app-nav s-link[href]"),
  ];
  const titleButtons = () => [...document.querySelectorAll("ui-title-bar button, ui-title-bar a[href]")];
  const textOf = (element) => element.textContent.trim();
  let told = "";
  function tellChrome() {
    // Only passing through.
    if (reload !== null) return;
    const chrome = {
      // The link marked "home" is the app's own name in the real admin: it leads here as well.
      nav: navLinks().map((link) => ({ text: textOf(link), href: link.getAttribute("href") })),
      title: document.querySelector("ui-title-bar")?.getAttribute("title") ?? "",
      buttons: titleButtons().map((button, index) => ({
        text: textOf(button),
        index,
        primary: button.getAttribute("variant") === "primary",
        disabled: button.hasAttribute("disabled"),
      })),
      path: location.pathname,
    };
    const text = JSON.stringify(chrome);
    if (text === told) return;
    told = text;
    tell({ type: "chrome", ...chrome });
  }
  new MutationObserver(tellChrome).observe(document, {
    subtree: true,
    childList: true,
    characterData: true,
    attributes: true,
    attributeFilter: ["href", "title", "disabled", "variant", "rel"],
  });
  for (const name of ["pushState", "replaceState"]) {
    const plain = history[name].bind(history);
    history[name] = (...args) => {
      plain(...args);
      tellChrome();
    };
  }
  addEventListener("popstate", tellChrome);
  addEventListener("DOMContentLoaded", tellChrome);

  // Saving: a bar of the admin, for `ui-save-bar` and for forms marked `data-save-bar`.
  class SaveBar extends HTMLElement {
    showing = false;
    show() {
      this.#change(true);
      return Promise.resolve();
    }
    hide() {
      this.#change(false);
      return Promise.resolve();
    }
    toggle() {
      return this.showing ? this.hide() : this.show();
    }
    disconnectedCallback() {
      this.#change(false);
    }
    #change(showing) {
      if (this.showing === showing) return;
      this.showing = showing;
      openBar = showing ? this : openBar === this ? null : openBar;
      tell({ type: "save-bar", showing: openBar !== null });
      this.dispatchEvent(new CustomEvent(showing ? "show" : "hide"));
    }
  }
  let openBar = null;
  customElements.define("ui-save-bar", SaveBar);
  const barOf = (id) => document.getElementById(id);
  document.addEventListener("input", ({ target }) => {
    const form = target.closest?.("form[data-save-bar]");
    if (!form || openBar !== null) return;
    openBar = form;
    tell({ type: "save-bar", showing: true });
  });
  function closeForm(form) {
    if (openBar !== form) return;
    openBar = null;
    tell({ type: "save-bar", showing: false });
  }
  document.addEventListener("submit", ({ target }) => closeForm(target), true);
  document.addEventListener("reset", ({ target }) => closeForm(target), true);
  function pressBar(what) {
    if (openBar instanceof HTMLFormElement) return what === "save" ? openBar.requestSubmit() : openBar.reset();
    const isPrimary = (button) => button.getAttribute("variant") === "primary";
    [...(openBar?.querySelectorAll("button") ?? [])].find((button) => isPrimary(button) === (what === "save"))?.click();
  }

  function navigate(href) {
    const link = navLinks().find((candidate) => candidate.getAttribute("href") === href);
    if (link === undefined) return location.assign(href);
    // What the real one sends to the link; Shopify's AppProvider for Remix listens for it and navigates without a reload.
    link.dispatchEvent(new CustomEvent("shopify:navigate", { bubbles: true, cancelable: true }));
  }

  addEventListener("message", ({ source, origin, data }) => {
    if (source !== window.parent || origin !== adminOrigin || data?.sandbox !== "admin") return;
    if (data.type === "answer") waiting.get(data.id)?.(data.answer);
    if (data.type === "navigate") navigate(data.href);
    if (data.type === "title-button") titleButtons()[data.index]?.click();
    if (data.type === "save" || data.type === "discard") pressBar(data.type);
  });

  // Scopes: the admin asks the merchant, who may take as long as they like. The real one rejects, as this does, what the app
  // has not declared (Shopify/shopify-app-bridge issue 508).
  const scopes = {
    query: () => ask("scopes-query", {}, { failure: "The admin does not say the scopes.", patienceMs: 10_000 }),
    request: (wanted) =>
      ask(
        "scopes-request",
        { scopes: Array.from(wanted, String) },
        { failure: "The admin cannot ask for these scopes.", patienceMs: null },
      ),
  };

  let toasts = 0;
  window.shopify = {
    config,
    origin: adminOrigin,
    ready: Promise.resolve(),
    idToken,
    scopes,
    environment: { embedded: isFramed, mobile: false, pos: false, intent: false },
    loading: (isLoading = true) => tell({ type: "loading", isLoading }),
    toast: {
      show: (text, { isError = false } = {}) => {
        const id = `toast-${++toasts}`;
        tell({ type: "toast", id, text: String(text), isError });
        return id;
      },
      hide: (id) => tell({ type: "toast-hide", id }),
    },
    saveBar: {
      show: async (id) => barOf(id)?.show(),
      hide: async (id) => barOf(id)?.hide(),
      toggle: async (id) => barOf(id)?.toggle(),
      leaveConfirmation: async () => undefined,
    },
  };

  // The page to which an app bounces a document without a token: it comes back with one.
  if (isFramed && reload !== null) {
    const target = new URL(reload, location.href);
    if (target.origin === location.origin)
      freshToken().then((token) => {
        target.searchParams.set("id_token", token);
        location.replace(target.href);
      });
  }

  // Storage may be closed to a framed page, in a private window for instance: then the address has to do.
  function readMemory() {
    try {
      return JSON.parse(sessionStorage.getItem("sandbox-app-bridge") ?? "{}");
    } catch {
      return {};
    }
  }
  function writeMemory(value) {
    try {
      sessionStorage.setItem("sandbox-app-bridge", JSON.stringify(value));
    } catch {}
  }
})();
