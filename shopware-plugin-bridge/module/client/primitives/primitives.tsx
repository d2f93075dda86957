/** @jsxImportSource react */
import { Announcement } from "@karla/merchant-ui/parts/announcement";
import { Form } from "@karla/merchant-ui/parts/form";
import { Table } from "@karla/merchant-ui/parts/table";
import { Tabs } from "@karla/merchant-ui/parts/tabs";
import type { Primitives } from "@karla/merchant-ui/primitives";
import { ActionButton } from "./action-button.tsx";
import { Banner } from "./banner.tsx";
import { Bars } from "./bars.tsx";
import { Button } from "./button.tsx";
import { Checkbox } from "./checkbox.tsx";
import { Disclosure } from "./disclosure.tsx";
import { FileButton } from "./file-button.tsx";
import { Link } from "./link.tsx";
import { Page } from "./page.tsx";
import { ProgressBar } from "./progress-bar.tsx";
import { Select } from "./select.tsx";
import { TextField } from "./text-field.tsx";

/** The merchant's pages in plain HTML, which the module's style sheet gives the look of Shopware's administration. */
export const primitives: Primitives = {
  Page,
  Card: ({ title, action, children }) => (
    <section className="karla-card karla-stack">
      <div className="karla-card-head">
        <h2>{title}</h2>
        <ActionButton action={action} look="plain" />
      </div>
      {children}
    </section>
  ),
  Stack: ({ direction = "column", gap = "normal", children }) => (
    <div className={`karla-${direction === "row" ? "row" : "stack"} karla-gap-${gap}`}>{children}</div>
  ),
  Text: ({ as: Tag = "p", size = "normal", tone = "normal", children }) => (
    <Tag className={`karla-text-${size} karla-text-${tone}`}>{children}</Tag>
  ),
  Button,
  TextField,
  Select,
  Checkbox,
  FileButton,
  Tabs,
  Disclosure,
  UnsavedBar: ({ label, text, save, discard }) => (
    <section aria-label={label} className="karla-unsaved-bar">
      <p>{text}</p>
      <div className="karla-row karla-gap-tight">
        <ActionButton action={discard} />
        <ActionButton action={save} look="primary" />
      </div>
    </section>
  ),
  Form,
  Table,
  Bars,
  ProgressBar,
  Figures: ({ items }) => (
    <dl className="karla-figures">
      {items.map(({ label, value, tone = "neutral" }) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd className={`karla-figure-${tone}`}>{value}</dd>
        </div>
      ))}
    </dl>
  ),
  List: ({ items }) => (
    <ul className="karla-list">
      {items.map((item) => (
        <li key={item}>{item}</li>
      ))}
    </ul>
  ),
  Banner,
  Badge: ({ tone, children }) => <span className={`karla-badge karla-badge-${tone}`}>{children}</span>,
  Spinner: ({ label }) => (
    <p role="status" className="karla-spinner">
      {label}
    </p>
  ),
  Announcement,
  EmptyState: ({ title, action, children }) => (
    <section className="karla-card karla-stack">
      <h2>{title}</h2>
      {children}
      <ActionButton action={action} look="primary" />
    </section>
  ),
  Link,
};
