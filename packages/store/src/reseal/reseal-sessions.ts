import { headerFor } from "../secret-box.ts";
import { openSessionStorage } from "../session-store.ts";
import { BATCH, type Resealing, type ResealingDeps } from "./resealing.ts";

interface Row {
  id: string;
}

const READ = `
SELECT id FROM session
WHERE id > $2 AND (substring(decode(access_token, 'base64') FROM 1 FOR length($1::bytea)) <> $1
  OR substring(decode(refresh_token, 'base64') FROM 1 FOR length($1::bytea)) <> $1) ORDER BY id LIMIT ${BATCH}`;

/** The tokens of shops at Shopify. */
export function resealSessions({ pool, master }: ResealingDeps): Resealing<Row> {
  const sessions = openSessionStorage({ pool, master });
  return {
    async read(after) {
      return (await pool.query<Row>(READ, [headerFor(master.current), after?.id ?? ""])).rows;
    },
    async reseal({ id }) {
      const session = await sessions.loadSession(id);
      if (session?.accessToken === undefined) return false;
      return sessions.renew({ id, accessToken: session.accessToken }, session);
    },
  };
}
