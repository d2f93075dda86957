/** @jsxImportSource react */
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
  Button: ({ label, accessibleLabel, onPress, submit = false, busy = false, disabled = false }) => (
    <button
      type={submit ? "submit" : "button"}
      onClick={onPress}
      aria-label={accessibleLabel}
      aria-disabled={busy || disabled}
      aria-busy={busy}
    >
      {label}
    </button>
  ),
  TextField: ({ name, label, value, onChange, type = "text", autoComplete, help, error, required }) => {
    const described = [help && `${name}-help`, error && `${name}-error`].filter(Boolean).join(" ");
    return (
      <div>
        <label htmlFor={name}>{label}</label>
        <input
          id={name}
          name={name}
          type={type}
          value={value}
          onChange={(event) => onChange(event.currentTarget.value)}
          autoComplete={autoComplete}
          aria-required={required}
          aria-invalid={error !== undefined}
          aria-describedby={described === "" ? undefined : described}
        />
        {help === undefined ? null : <p id={`${name}-help`}>{help}</p>}
        {error === undefined ? null : <p id={`${name}-error`}>{error}</p>}
      </div>
    );
  },
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
  Link: ({ href, children }) => <a href={href}>{children}</a>,
};
