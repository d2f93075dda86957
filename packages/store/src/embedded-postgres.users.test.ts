import { chownSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { startElsewhere } from "./embedded/start-elsewhere.fixture.ts";
import { temporaryDataFolder } from "./embedded/temporary-data-folder.fixture.ts";
import { stopEmbeddedPostgres } from "./stop-embedded-postgres.ts";

const asRoot = process.getuid?.() === 0;
/** "daemon", an ordinary user that every system has; uid 65534 is the one root runs the server as. */
const somebody = { uid: 1, gid: 1 };

describe("a data folder that cannot be used", () => {
  it("is left alone and named when it holds something else", async () => {
    const dataDir = temporaryDataFolder();
    mkdirSync(join(dataDir, "pg"));
    writeFileSync(join(dataDir, "pg", "letter.txt"), "dear");
    const { code, message } = await startElsewhere(dataDir);
    expect(code).toBe("data_folder_unusable");
    expect(message).toContain(`${dataDir}/pg is not empty and holds no PostgreSQL database`);
    expect(message).toContain("KARLA_DATA_DIR");
    expect(readFileSync(join(dataDir, "pg", "letter.txt"), "utf8")).toBe("dear");
  });

  it("is refused when another major version wrote it", async () => {
    const dataDir = temporaryDataFolder();
    mkdirSync(join(dataDir, "pg"));
    writeFileSync(join(dataDir, "pg", "PG_VERSION"), "17\n");
    const { code, message } = await startElsewhere(dataDir);
    expect(code).toBe("data_folder_unusable");
    expect(message).toMatch(/written by PostgreSQL 17, this program brings PostgreSQL 18/);
  });

  it("is refused when a file lies in its place", async () => {
    const dataDir = temporaryDataFolder();
    writeFileSync(join(dataDir, "pg"), "");
    expect((await startElsewhere(dataDir)).message).toContain("a file lies where a folder is needed");
    expect((await startElsewhere(join(dataDir, "pg"))).message).toContain("a file lies where a folder is needed");
  });

  it("is refused when the password is gone", async () => {
    const dataDir = temporaryDataFolder();
    await startElsewhere(dataDir);
    writeFileSync(join(dataDir, "pg-password"), "another\n");
    expect((await startElsewhere(dataDir)).message).toContain("pg-password is not the password of the database");
    await stopEmbeddedPostgres(dataDir);
    rmSync(join(dataDir, "pg-password"));
    expect((await startElsewhere(dataDir)).message).toContain("Restore that file from a backup");
  });

  it("says why PostgreSQL does not start, and where its log is", async () => {
    const dataDir = temporaryDataFolder();
    await startElsewhere(dataDir);
    await stopEmbeddedPostgres(dataDir);
    writeFileSync(join(dataDir, "pg", "postgresql.conf"), "no_such_setting = 1\n");
    const { code, message } = await startElsewhere(dataDir);
    expect(code).toBe("server_does_not_start");
    expect(message).toContain("contains errors");
    expect(message).toContain(join(dataDir, "pg.log"));
  });
});

describe.runIf(asRoot)("started by root", () => {
  it("uses a folder that only root can enter, or says which setting to change", async () => {
    const dataDir = temporaryDataFolder(0o700);
    const { port, message = "" } = await startElsewhere(dataDir);
    // Where the system forbids user namespaces there is no way in, and the message must name the way out.
    if (port === undefined) expect(message).toMatch(/cannot enter this folder.* Set KARLA_DATA_DIR/);
    else expect(statSync(join(dataDir, "pg")).uid).toBe(0);
  });

  it("shares a folder with the ordinary user it belongs to, in turn", async () => {
    const dataDir = temporaryDataFolder();
    chownSync(dataDir, somebody.uid, somebody.gid);
    const first = await startElsewhere(dataDir, somebody);
    expect(first.how).toBe("embedded postgres started");
    expect(await startElsewhere(dataDir)).toEqual({ port: first.port, how: "embedded postgres adopted" });
    await stopEmbeddedPostgres(dataDir);
    expect((await startElsewhere(dataDir)).how).toBe("embedded postgres started");
    expect((await startElsewhere(dataDir, somebody)).how).toBe("embedded postgres adopted");
    expect(statSync(join(dataDir, "pg")).uid).toBe(somebody.uid);
  });

  it("says that the disk is full", async () => {
    const dataDir = temporaryDataFolder();
    // A file system of 8 MB that only this process and its children see.
    const mount = 'mount -t tmpfs -o size=8m,mode=711 tmpfs "$0" && exec "$@"';
    const { code, message } = await startElsewhere(dataDir, {
      prefix: ["unshare", "--mount", "sh", "-c", mount, dataDir],
    });
    expect(code).toBe("data_folder_unusable");
    expect(message).toContain("the disk is full");
  });
});

describe.runIf(asRoot)("started by an ordinary user", () => {
  it("refuses a folder of somebody else and says what to do", async () => {
    const foreign = temporaryDataFolder(0o755);
    const { code, message } = await startElsewhere(foreign, somebody);
    expect(code).toBe("data_folder_unusable");
    expect(message).toMatch(/this user may not read and write it.*KARLA_DATA_DIR/);
    expect((await startElsewhere(join(foreign, "new"), somebody)).message).toContain("this user may not");
  });
});
