/** @jsxImportSource react */
import { Component, type ReactNode } from "react";

interface PageFailureProps {
  /** Drawn in the page's place. */
  instead: ReactNode;
  children: ReactNode;
}

/** Keeps the navigation where drawing a page fails. React takes nothing but a class for it. */
export class PageFailure extends Component<PageFailureProps, { failed: boolean }> {
  override state = { failed: false };

  static getDerivedStateFromError() {
    return { failed: true };
  }

  override render() {
    return this.state.failed ? this.props.instead : this.props.children;
  }
}
