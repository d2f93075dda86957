import { createElement, type ReactElement } from "react";
import { plainPrimitives } from "../plain-primitives.fixture.tsx";
import type { Action, Primitives } from "../primitives.tsx";
import { renderPage } from "../render-page.fixture.ts";

/** What a page offers to press and to write in, by the English name. To be used without a browser. */
export interface Controls {
  buttons: ReadonlyMap<string, Action>;
  fields: ReadonlyMap<string, { value: string; enter: (value: string) => void }>;
  checkboxes: ReadonlyMap<string, { checked: boolean; check: (checked: boolean) => void }>;
}

export function controlsOf(page: ReactElement): Controls {
  const buttons = new Map<string, Action>();
  const fields = new Map<string, { value: string; enter: (value: string) => void }>();
  const checkboxes = new Map<string, { checked: boolean; check: (checked: boolean) => void }>();
  const noting: Primitives = {
    ...plainPrimitives,
    Button(props) {
      const { label, accessibleLabel = label, onPress = () => {}, busy = false, disabled = false } = props;
      buttons.set(accessibleLabel, { label, onAction: onPress, busy, disabled });
      return createElement(plainPrimitives.Button, props);
    },
    UnsavedBar(props) {
      for (const action of [props.save, props.discard]) buttons.set(action.label, action);
      return createElement(plainPrimitives.UnsavedBar, props);
    },
    TextField(props) {
      fields.set(props.label, { value: props.value, enter: props.onChange });
      return createElement(plainPrimitives.TextField, props);
    },
    Select(props) {
      fields.set(props.label, { value: props.value, enter: props.onChange });
      return createElement(plainPrimitives.Select, props);
    },
    Checkbox(props) {
      const { label, accessibleLabel = label, checked, onChange } = props;
      checkboxes.set(accessibleLabel, { checked, check: onChange });
      return createElement(plainPrimitives.Checkbox, props);
    },
  };
  renderPage(page, "en", noting);
  return { buttons, fields, checkboxes };
}
