/** @jsxImportSource react */
import { plainFields } from "./plain-fields.fixture.tsx";
import type { Action, Primitives } from "./primitives.tsx";

function ActionButton({ action }: { action: Action | undefined }) {
  if (action === undefined) return null;
  return (
    <button
      type="button"
      onClick={action.onAction}
      aria-disabled={action.busy === true || action.disabled === true}
      aria-busy={action.busy}
    >
      {action.label}
    </button>
  );
}

/** Plain accessible HTML: the least an admin has to do. */
export const plainPrimitives: Primitives = {
  Page: ({ title, back, children }) => (
    <main>
      <ActionButton action={back} />
      <h1>{title}</h1>
      {children}
    </main>
  ),
  Card: ({ title, action, children }) => (
    <section>
      <h2>{title}</h2>
      <ActionButton action={action} />
      {children}
    </section>
  ),
  Stack: ({ direction = "column", gap = "normal", children }) => (
    <div data-direction={direction} data-gap={gap}>
      {children}
    </div>
  ),
  Text: ({ as: Tag = "p", size = "normal", tone = "normal", children }) => (
    <Tag data-size={size} data-tone={tone}>
      {children}
    </Tag>
  ),
  Button: ({ id, label, accessibleLabel, onPress, submit = false, busy = false, disabled = false }) => (
    <button
      id={id}
      type={submit ? "submit" : "button"}
      onClick={onPress}
      aria-label={accessibleLabel}
      aria-disabled={busy || disabled}
      aria-busy={busy}
    >
      {label}
    </button>
  ),
  ...plainFields,
  Form: ({ label, onSubmit, children }) => (
    <form
      aria-label={label}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        onSubmit();
      }}
    >
      {children}
    </form>
  ),
  Table: ({ caption, columns, rows }) => (
    <table>
      <caption>{caption}</caption>
      <thead>
        <tr>
          {columns.map((column) => (
            <th key={column.id} scope="col">
              {column.title}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.id}>
            {columns.map((column, at) =>
              at === 0 ? (
                <th key={column.id} scope="row">
                  {row.cells[at]}
                </th>
              ) : (
                <td key={column.id}>{row.cells[at]}</td>
              ),
            )}
          </tr>
        ))}
      </tbody>
    </table>
  ),
  Bars: ({ label, bars, from, to, legend }) => (
    <figure aria-label={label}>
      {bars.map((bar) => (
        <i key={bar.id} data-height={bar.height} data-tone={bar.tone} title={bar.title} />
      ))}
      <figcaption>
        <span>{from}</span> <span>{to}</span>
        {legend.map((entry) => (
          <span key={entry.label} data-tone={entry.tone}>
            {entry.label}
          </span>
        ))}
      </figcaption>
    </figure>
  ),
  ProgressBar: ({ label, value }) => (
    <div>
      <p>{label}</p>
      <progress aria-label={label} value={value} max={1} />
    </div>
  ),
  Figures: ({ items }) => (
    <dl>
      {items.map((item) => (
        <div key={item.label}>
          <dt>{item.label}</dt>
          <dd data-tone={item.tone}>{item.value}</dd>
        </div>
      ))}
    </dl>
  ),
  List: ({ items }) => (
    <ul>
      {items.map((item) => (
        <li key={item}>{item}</li>
      ))}
    </ul>
  ),
  Banner: ({ tone, title, action, takesFocus = false, children }) => (
    <div
      role={tone === "critical" || tone === "warning" ? "alert" : "status"}
      data-tone={tone}
      data-takes-focus={takesFocus}
    >
      <p>{title}</p>
      {children}
      <ActionButton action={action} />
    </div>
  ),
  Badge: ({ tone, children }) => <span data-tone={tone}>{children}</span>,
  Spinner: ({ label }) => <p role="status">{label}</p>,
  Announcement: ({ text }) => <div role="status">{text}</div>,
  EmptyState: ({ title, action, children }) => (
    <section>
      <h2>{title}</h2>
      {children}
      <ActionButton action={action} />
    </section>
  ),
  Tabs: ({ label, items, selected, onSelect, children }) => (
    <div>
      <div role="tablist" aria-label={label}>
        {items.map((item) => (
          <button
            key={item.id}
            id={`tab-${item.id}`}
            type="button"
            role="tab"
            aria-selected={item.id === selected}
            aria-controls="tab-panel"
            tabIndex={item.id === selected ? 0 : -1}
            onClick={() => onSelect(item.id)}
          >
            {item.label}
          </button>
        ))}
      </div>
      <div role="tabpanel" id="tab-panel" aria-labelledby={`tab-${selected}`}>
        {children}
      </div>
    </div>
  ),
  Disclosure: ({ id, label, accessibleLabel, open, onToggle, beside, children }) => (
    <div>
      <button id={id} type="button" aria-label={accessibleLabel} aria-expanded={open} onClick={onToggle}>
        {label}
      </button>
      {beside}
      {open ? children : null}
    </div>
  ),
  UnsavedBar: ({ label, text, save, discard }) => (
    <section aria-label={label}>
      <p>{text}</p>
      <ActionButton action={discard} />
      <ActionButton action={save} />
    </section>
  ),
  Link: ({ href, children }) => <a href={href}>{children}</a>,
};
