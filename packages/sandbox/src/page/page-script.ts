/** Runs in the browser: fetches the overview every two seconds and writes it as text, never as HTML. */
export const PAGE_SCRIPT = `
const byId = (id) => document.getElementById(id);
const cell = (tag, text, name) => {
  const made = document.createElement(tag);
  made.textContent = text;
  if (name) made.className = name;
  if (tag === "th") made.scope = "row";
  return made;
};
const show = ({ counters, notice, rows }) => {
  for (const [id, text] of Object.entries(counters)) byId(id).textContent = text;
  if (byId("notice").textContent !== notice) byId("notice").textContent = notice;
  byId("rows").replaceChildren(...rows.map((row) => {
    const line = document.createElement("tr");
    line.append(cell("th", row.number), cell("td", row.kind), cell("td", row.total, "figure"), cell("td", row.parcels, "figure"), cell("td", row.stateText, row.state));
    return line;
  }));
};
const look = async () => {
  try {
    const answer = await fetch("/overview.json");
    if (answer.ok) show(await answer.json());
  } finally {
    setTimeout(() => look().catch(() => {}), 2000);
  }
};
setTimeout(() => look().catch(() => {}), 2000);
`;
