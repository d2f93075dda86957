/** @jsxImportSource react */
import { useTranslation } from "react-i18next";
import { usePrimitives } from "../primitives.tsx";
import type { PersonalDataActions, PersonalDataReady } from "./data.ts";
import { OpenRequest } from "./open-request.tsx";

/** The requests that wait for an answer, or that none does. */
export function OpenRequests({ data, actions }: { data: PersonalDataReady; actions: PersonalDataActions }) {
  const { t } = useTranslation("merchant");
  const { Card, Stack, Text } = usePrimitives();
  const { requests } = data;
  return (
    <Card title={t("personal_data.requests")}>
      <Stack gap="loose">
        <Text>{t(requests.length === 0 ? "personal_data.no_requests" : "personal_data.requests_text")}</Text>
        {requests.map((request, index) => (
          <OpenRequest key={request.key} request={request} number={index + 1} data={data} actions={actions} />
        ))}
      </Stack>
    </Card>
  );
}
