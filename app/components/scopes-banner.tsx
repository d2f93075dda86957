import type { MappingDocument } from "@karla/sync/mapping";
import { useAppBridge } from "@shopify/app-bridge-react";
import { Banner, Text } from "@shopify/polaris";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { FocusedBanner } from "./focused-banner.tsx";
import { type OptionalScope, scopesNeeded } from "./scopes-needed.ts";
import { useKeptFocus } from "./use-kept-focus.ts";

interface ScopesBannerProps {
  document: MappingDocument;
  granted: readonly string[];
  onGranted: () => void;
}

/** Says which metafields the document reads and the app may not, has the merchant asked, and says that it was granted. */
export function ScopesBanner({ document, granted, onGranted }: ScopesBannerProps) {
  // The session learns of it a moment later, by `app/scopes_update`.
  const [allowed, setAllowed] = useState<readonly OptionalScope[]>([]);
  // Said until the document becomes another one.
  const [grantedFor, setGrantedFor] = useState<MappingDocument | null>(null);
  const { t } = useTranslation("admin");
  const needed = scopesNeeded(document, [...granted, ...allowed]);
  if (needed.length === 0) {
    if (grantedFor !== document) return null;
    const onDismiss = () => setGrantedFor(null);
    return <FocusedBanner tone="success" title={t("scopes_granted")} onDismiss={onDismiss} focused />;
  }
  const onAllowed = () => {
    setAllowed([...allowed, ...needed]);
    setGrantedFor(document);
    onGranted();
  };
  return <ScopesQuestion key={needed.join()} needed={needed} onAllowed={onAllowed} />;
}

function titleOf(needed: OptionalScope[]) {
  if (needed.length > 1) return "scopes_title_both";
  return needed.includes("read_products") ? "scopes_title_products" : "scopes_title_customers";
}

function ScopesQuestion({ needed, onAllowed }: { needed: OptionalScope[]; onAllowed: () => void }) {
  const { t } = useTranslation("admin");
  const shopify = useAppBridge();
  const [state, setState] = useState<"open" | "asking" | "declined" | "failed">("open");
  const around = useKeptFocus(state === "asking");
  async function ask() {
    setState("asking");
    // It rejects what shopify.app.toml, as it is deployed, does not declare.
    const answer = await shopify.scopes.request(needed).catch(() => null);
    if (answer?.result === "granted-all") return onAllowed();
    setState(answer === null ? "failed" : "declined");
  }
  return (
    <div ref={around}>
      <Banner
        tone="warning"
        title={t(titleOf(needed))}
        action={{ content: t("scopes_allow"), onAction: () => void ask(), loading: state === "asking" }}
      >
        <Text as="p">{t(state === "asking" ? "scopes_open" : `scopes_${state}`)}</Text>
      </Banner>
    </div>
  );
}
