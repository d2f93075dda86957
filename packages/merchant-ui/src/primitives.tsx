/** @jsxImportSource react */
import { type ComponentType, createContext, type ReactNode, useContext } from "react";

/** How good or bad something is. Never told by colour alone: every use carries words too. */
export type Tone = "info" | "success" | "warning" | "critical";

/** The one thing to press in a banner or an empty state. */
export interface Action {
  label: string;
  onAction: () => void;
  /** Under way: shown as such, and cannot be pressed again. */
  busy?: boolean;
  /** Cannot be pressed while something else is under way. */
  disabled?: boolean;
}

export interface PageProps {
  /** The page's only h1. An admin that draws its own title bar still keeps an h1. */
  title: string;
  /** A way back, drawn where the admin draws it. */
  back?: { label: string; onAction: () => void };
  children: ReactNode;
}

export interface CardProps {
  /** An h2. */
  title: string;
  /** One secondary thing to do, beside the title. */
  action?: Action;
  children: ReactNode;
}

export interface StackProps {
  /** "row" wraps where the screen is narrow. Default "column". */
  direction?: "column" | "row";
  /** "tight" for what belongs together, "loose" between what does not. Default "normal". */
  gap?: "tight" | "normal" | "loose";
  children: ReactNode;
}

export interface TextProps {
  /** Default "p". Headings above h3 come from Page and Card. */
  as?: "p" | "span" | "h3";
  /** "small" for what stands below something that matters more. Default "normal". */
  size?: "normal" | "small";
  /** "subdued" for what is secondary; stays readable (contrast 4.5:1). Default "normal". */
  tone?: "normal" | "subdued";
  children: ReactNode;
}

export interface ButtonProps {
  /** Where the page leads the keyboard to it; unique on the page. */
  id?: string;
  label: string;
  /** What a screen reader says when several buttons of one page read the same; it begins with `label`. */
  accessibleLabel?: string;
  /** Not given for a submit button: its form's `onSubmit` runs. */
  onPress?: () => void;
  /** Submits the form around it. */
  submit?: boolean;
  /** The page's main thing to do. */
  primary?: boolean;
  /** Under way: shown as such, and cannot be pressed again. Whoever was on it with the keyboard is still there afterwards. */
  busy?: boolean;
  /** Cannot be pressed while something else is under way. */
  disabled?: boolean;
}

export interface TextFieldProps {
  /** Unique on the page; also the id of the field itself, which the page leads the keyboard to when it is faulty. */
  name: string;
  label: string;
  value: string;
  onChange: (value: string) => void;
  /** A password is never shown. Of "datetime-local" the value is as in HTML, e.g. "2026-11-24T10:00", empty while it is incomplete. Default "text". */
  type?: "text" | "password" | "search" | "datetime-local";
  /** So many lines to write in. One without it. */
  multiline?: number;
  /** No more characters than this can be entered. */
  maxLength?: number;
  /** HTML autocomplete; "off" also keeps spelling correction and capitals away: these are codes, not words. */
  autoComplete: "off" | "username";
  /** Below the field, tied to it by aria-describedby. */
  help?: string;
  /** Below the field, tied to it by aria-describedby and aria-invalid. */
  error?: string;
  /** aria-required only: the page itself says what is missing, in the merchant's language. */
  required?: boolean;
}

export interface SelectProps {
  /** Unique on the page; also the id of the field itself. */
  name: string;
  label: string;
  value: string;
  /** Those of the same group follow each other and stand under its name. */
  options: readonly { value: string; label: string; group?: string }[];
  onChange: (value: string) => void;
  help?: string;
  error?: string;
}

export interface CheckboxProps {
  /** Unique on the page; also the id of the field itself. */
  name: string;
  label: string;
  /** What a screen reader says when several of one page read the same; it begins with `label`. */
  accessibleLabel?: string;
  checked: boolean;
  onChange: (checked: boolean) => void;
}

export interface FileButtonProps {
  label: string;
  /** As in HTML: the kinds of files that are offered. */
  accept: string;
  onFile: (file: File) => void;
  busy?: boolean;
  disabled?: boolean;
}

export interface TabsProps {
  /** What the tabs are of, for screen readers. */
  label: string;
  items: readonly { id: string; label: string }[];
  selected: string;
  /** Arrow keys go from tab to tab and select it. */
  onSelect: (id: string) => void;
  /** What the selected tab shows. */
  children: ReactNode;
}

export interface DisclosureProps {
  id?: string;
  label: string;
  /** What a screen reader says when several of one page read the same; it begins with `label`. */
  accessibleLabel?: string;
  open: boolean;
  onToggle: () => void;
  /** Other buttons in the same row. */
  beside?: ReactNode;
  /** Shown while it is open. */
  children: ReactNode;
}

export interface UnsavedBarProps {
  /** The region's accessible name. */
  label: string;
  text: string;
  save: Action;
  discard: Action;
}

export interface FormProps {
  /** The form's accessible name. */
  label: string;
  /** noValidate, and the browser's own submit is prevented: nothing leaves by GET, no page load loses the input. */
  onSubmit: () => void;
  children: ReactNode;
}

export interface TableProps {
  /** What the table holds; for screen readers, need not be visible. */
  caption: string;
  /** `isFigure`: its cells are numbers, which stand below each other; where a row is drawn as a card its title stands beside them. */
  columns: readonly { id: string; title: string; isFigure?: boolean }[];
  /** As many cells as columns. The first cell names the row. */
  rows: readonly { id: string; cells: readonly ReactNode[] }[];
}

/** What a chart is drawn with; the words beside the colour are the page's. */
type BarTone = Tone | "neutral";

export interface BarsProps {
  /** What the picture shows, and where its figures are to be read; for screen readers. */
  label: string;
  /** From left to right. `height` in whatever unit; the highest fills the picture. `title` is shown to whoever points at it. */
  bars: readonly { id: string; height: number; tone: BarTone; title: string }[];
  /** What stands below the first and the last bar. */
  from: string;
  to: string;
  /** What the colours stand for. */
  legend: readonly { tone: BarTone; label: string }[];
}

export interface ProgressBarProps {
  /** How far it is, in words: stands beside the bar, and is its accessible name. */
  label: string;
  /** From 0 to 1. */
  value: number;
}

export interface FiguresProps {
  /** A definition list: a large value with a small label each. */
  items: readonly { label: string; value: string; tone?: Tone }[];
}

export interface ListProps {
  /** A bulleted list (ul) of short sentences. */
  items: readonly string[];
}

export interface BannerProps {
  /** "critical" and "warning" are role="alert", the others role="status". */
  tone: Tone;
  title: string;
  action?: Action;
  /** The answer to what was just pressed: as soon as this is true the keyboard is led here. */
  takesFocus?: boolean;
  children?: ReactNode;
}

export interface BadgeProps {
  tone: Tone | "neutral";
  children: string;
}

export interface SpinnerProps {
  /** What is being waited for, for screen readers (role="status"). */
  label: string;
}

export interface AnnouncementProps {
  /**
   * Said by screen readers when it changes (role="status"), and not to be seen. Is always on the page, and empty while
   * there is nothing to say: what is read out is a change.
   */
  text: string;
}

export interface EmptyStateProps {
  /** An h2. */
  title: string;
  action?: Action;
  children: ReactNode;
}

export interface LinkProps {
  /** May be an admin's own scheme, as "shopify:admin/orders/1". */
  href: string;
  /** Says by itself where it leads. */
  children: string;
}

/** What an admin has to offer to show the merchant's pages. */
export interface Primitives {
  Page: ComponentType<PageProps>;
  Card: ComponentType<CardProps>;
  Stack: ComponentType<StackProps>;
  Text: ComponentType<TextProps>;
  Button: ComponentType<ButtonProps>;
  TextField: ComponentType<TextFieldProps>;
  Select: ComponentType<SelectProps>;
  Checkbox: ComponentType<CheckboxProps>;
  FileButton: ComponentType<FileButtonProps>;
  Tabs: ComponentType<TabsProps>;
  Disclosure: ComponentType<DisclosureProps>;
  /** A region that stays in sight at the lower end of the page. */
  UnsavedBar: ComponentType<UnsavedBarProps>;
  Form: ComponentType<FormProps>;
  Table: ComponentType<TableProps>;
  Bars: ComponentType<BarsProps>;
  ProgressBar: ComponentType<ProgressBarProps>;
  Figures: ComponentType<FiguresProps>;
  List: ComponentType<ListProps>;
  Banner: ComponentType<BannerProps>;
  Badge: ComponentType<BadgeProps>;
  Spinner: ComponentType<SpinnerProps>;
  Announcement: ComponentType<AnnouncementProps>;
  EmptyState: ComponentType<EmptyStateProps>;
  Link: ComponentType<LinkProps>;
}

const PrimitivesContext = createContext<Primitives | null>(null);

/** Around every merchant page: says what it is drawn with. */
export function PrimitivesProvider({ value, children }: { value: Primitives; children?: ReactNode }) {
  return <PrimitivesContext.Provider value={value}>{children}</PrimitivesContext.Provider>;
}

export function usePrimitives(): Primitives {
  const primitives = useContext(PrimitivesContext);
  if (primitives === null) throw new Error("a merchant page needs a PrimitivesProvider around it");
  return primitives;
}
