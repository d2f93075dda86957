/** @jsxImportSource react */
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { usePrimitives } from "../primitives.tsx";
import { foundChoices, SOURCE_GROUPS, type SourceChoice, type SourceGroup } from "./source-choices.ts";

/** More of one group are shown only to whoever looks for them. */
const SHOWN = 12;

interface SourcePickerProps {
  /** Its path in the rule; the id of the search field. */
  name: string;
  choices: readonly SourceChoice[];
  onPick: (choice: SourceChoice) => void;
}

/** Everything a value can come from, in groups, with a search over all of it. Enter takes the first that is found. */
export function SourcePicker({ name, choices, onPick }: SourcePickerProps) {
  const { t } = useTranslation("merchant");
  const { Form, Stack, TextField, Text, Announcement } = usePrimitives();
  const [wanted, setWanted] = useState("");
  const searched = wanted.trim() !== "";
  const found = searched ? foundChoices(choices, wanted) : [...choices];
  const [first] = found;
  return (
    <Form label={t("mapping.picker.title")} onSubmit={() => searched && first !== undefined && onPick(first)}>
      <Stack>
        <Announcement text={searched ? t("mapping.picker.found", { count: found.length }) : ""} />
        <TextField
          name={name}
          type="search"
          label={t("mapping.picker.search")}
          help={t("mapping.picker.search_help")}
          value={wanted}
          onChange={setWanted}
          autoComplete="off"
        />
        {found.length === 0 ? <Text>{t("mapping.picker.none")}</Text> : null}
        {SOURCE_GROUPS.map((group) => (
          <Group key={group} group={group} choices={found.filter((choice) => choice.group === group)} onPick={onPick} />
        ))}
      </Stack>
    </Form>
  );
}

interface GroupProps {
  group: SourceGroup;
  choices: readonly SourceChoice[];
  onPick: (choice: SourceChoice) => void;
}

function Group({ group, choices, onPick }: GroupProps) {
  const { t } = useTranslation("merchant");
  const { Stack, Text, Button } = usePrimitives();
  const [all, setAll] = useState(false);
  if (choices.length === 0) return null;
  const shown = all ? choices : choices.slice(0, SHOWN);
  return (
    <Stack gap="tight">
      <Text as="h3">{t(`mapping.groups.${group}`)}</Text>
      {shown.map((choice) => (
        <Stack key={choice.id} direction="row">
          <Button
            label={choice.name}
            accessibleLabel={`${choice.name}, ${choice.about}`}
            onPress={() => onPick(choice)}
          />
          <Text as="span" size="small" tone="subdued">
            {choice.about}
          </Text>
        </Stack>
      ))}
      {shown.length < choices.length ? (
        <Button
          label={t("mapping.picker.more", { count: choices.length - shown.length })}
          accessibleLabel={`${t("mapping.picker.more", { count: choices.length - shown.length })}: ${t(`mapping.groups.${group}`)}`}
          onPress={() => setAll(true)}
        />
      ) : null}
    </Stack>
  );
}
