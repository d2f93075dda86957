// Takes the app out of the shop, and puts it in again.
const { shop } = document.body.dataset;
const byId = (id) => document.getElementById(id);

async function ask(what, button) {
  byId("failed").hidden = true;
  button.disabled = true;
  const answer = await fetch(`/admin/${shop}/${what}`, { method: "POST" }).catch(() => null);
  // Without the path: what is left behind of the app is not where it is to begin.
  if (answer?.ok) return location.replace(location.pathname);
  button.disabled = false;
  byId("failed").hidden = false;
}

byId("uninstall-ask")?.addEventListener("click", () => {
  byId("more").hidePopover();
  byId("failed").hidden = true;
  byId("confirm").showModal();
});
byId("keep")?.addEventListener("click", () => byId("confirm").close());
byId("uninstall")?.addEventListener("click", ({ currentTarget }) => ask("uninstall", currentTarget));
byId("install")?.addEventListener("click", ({ currentTarget }) => ask("install", currentTarget));
