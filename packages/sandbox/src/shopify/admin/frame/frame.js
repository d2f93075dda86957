// The admin around the app: gives session tokens, and shows what the app asks for. Answers the framed app alone.
const frame = document.getElementById("app");
const byId = (id) => document.getElementById(id);
const { shop, appOrigin } = document.body.dataset;

const say = (message) => frame.contentWindow.postMessage({ sandbox: "admin", ...message }, appOrigin);

async function fromShop(what, init) {
  const answer = await fetch(`/admin/${shop}/${what}`, init).catch(() => null);
  // The app was uninstalled in another window.
  if (answer?.status === 410) location.reload();
  return answer?.ok ? answer.json() : null;
}

const answers = {
  "id-token": async ({ id }) => {
    const answer = (await fromShop("id-token"))?.id_token ?? null;
    say({ type: "answer", id, answer });
  },
  "scopes-query": async ({ id }) => say({ type: "answer", id, answer: await fromShop("scopes") }),
  "scopes-request": async ({ id, scopes }) => say({ type: "answer", id, answer: await requestScopes(scopes) }),
  chrome: ({ nav, title, buttons, path }) => {
    byId("nav").replaceChildren(...nav.map((entry) => navEntry(entry, path)));
    byId("title").textContent = title;
    byId("title-bar").hidden = title === "" && buttons.length === 0;
    byId("buttons").replaceChildren(...buttons.map(titleButton));
    history.replaceState(null, "", `?path=${encodeURIComponent(path)}`);
  },
  "save-bar": ({ showing }) => {
    byId("save-bar").hidden = !showing;
  },
  loading: ({ isLoading }) => {
    byId("loading").hidden = !isLoading;
  },
  toast: ({ id, text, isError }) => {
    const toast = document.createElement("p");
    toast.dataset.toast = id;
    toast.textContent = text;
    if (isError) toast.className = "error";
    byId("toasts").append(toast);
    setTimeout(() => toast.remove(), 5000);
  },
  "toast-hide": ({ id }) => {
    for (const toast of byId("toasts").children) if (toast.dataset.toast === id) toast.remove();
  },
};

async function requestScopes(wanted) {
  const detail = await fromShop("scopes");
  // One question at a time, and only for what the app has declared.
  if (detail === null || byId("consent").open) return null;
  if (wanted.some((scope) => !detail.required.includes(scope) && !detail.optional.includes(scope))) return null;
  const missing = wanted.filter((scope) => !detail.granted.includes(scope));
  if (missing.length === 0) return { result: "granted-all", detail };
  const granted = await askConsent(missing);
  return granted === null ? { result: "declined-all", detail } : { result: "granted-all", detail: granted };
}

// Null where the merchant declines, or closes the question.
function askConsent(scopes) {
  const dialog = byId("consent");
  for (const entry of byId("consent-scopes").children) entry.hidden = !scopes.includes(entry.dataset.scope);
  byId("consent-failed").hidden = true;
  let granted = Promise.resolve(null);
  byId("allow").onclick = async () => {
    byId("consent-failed").hidden = true;
    const headers = { "Content-Type": "application/json" };
    granted = fromShop("scopes", { method: "POST", headers, body: JSON.stringify({ scopes }) });
    if ((await granted) === null) byId("consent-failed").hidden = false;
    else dialog.close();
  };
  byId("decline").onclick = () => dialog.close();
  dialog.showModal();
  return new Promise((resolve) => {
    dialog.onclose = () => resolve(granted);
  });
}

function navEntry({ text, href }, path) {
  const link = document.createElement("a");
  const target = new URL(href, appOrigin);
  link.textContent = text;
  link.href = `?path=${encodeURIComponent(target.pathname)}`;
  if (target.pathname === path) link.setAttribute("aria-current", "page");
  link.addEventListener("click", (event) => {
    event.preventDefault();
    say({ type: "navigate", href });
  });
  const entry = document.createElement("li");
  entry.append(link);
  return entry;
}

function titleButton({ text, index, primary, disabled }) {
  const button = document.createElement("button");
  button.type = "button";
  button.textContent = text;
  button.disabled = disabled;
  if (primary) button.className = "primary";
  button.addEventListener("click", () => say({ type: "title-button", index }));
  return button;
}

byId("save").addEventListener("click", () => say({ type: "save" }));
byId("discard").addEventListener("click", () => say({ type: "discard" }));

addEventListener("message", ({ source, origin, data }) => {
  if (source !== frame.contentWindow || origin !== appOrigin || data?.sandbox !== "app") return;
  answers[data.type]?.(data);
});
// Loaded after this listens, so that no message of the app is lost.
frame.src = frame.dataset.src;
