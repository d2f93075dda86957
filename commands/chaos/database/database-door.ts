/** What stands between the database and the product, which is told this address and no other. */
export interface DatabaseDoor {
  port: number;
  /** What the product's `DATABASE_URL` ends with. */
  parameters: string;
  /** Where the database listens: asked at each connection, as it is known only once the lab is open. */
  leadTo(database: DatabaseAccess): void;
  close(): Promise<void>;
}

export interface DatabaseAccess {
  port(): number;
  user: string;
  password: string;
  database: string;
}
