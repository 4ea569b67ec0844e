import { type MailServer, startMailServer } from "#app/mail/testing/mail-server.ts";
import { freePort } from "#dev/servers/free-port.ts";
import { makeTempFolder, removeFolder } from "#dev/servers/temp-folder.ts";
import { startServer } from "#dev/test/server.ts";
import { test as base } from "./fixtures.ts";

export interface MailingServer {
  origin: string;
  /** What it has sent. */
  mail: MailServer;
}

/** For flows that go on in an e-mail: an empty server of its own that sends them, and who receives them. */
export const test = base.extend<object, { mailing: MailingServer }>({
  mailing: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads which fixtures are needed from the pattern
    async ({}, use) => {
      const folder = await makeTempFolder("e2e-mail");
      const mail = await startMailServer();
      const port = String(await freePort());
      const server = await startServer({
        PLACAR_DATA: folder,
        PORT: port,
        PLACAR_ORIGIN: `http://127.0.0.1:${port}`,
        PLACAR_SMTP_URL: mail.url,
        PLACAR_MAIL_FROM: "Placar <no-reply@placar.example>",
      });
      await use({ origin: server.origin, mail });
      await server.stop();
      await mail.stop();
      await removeFolder(folder);
    },
    { scope: "worker" },
  ],
  baseURL: async ({ mailing }, use) => {
    await use(mailing.origin);
  },
});
