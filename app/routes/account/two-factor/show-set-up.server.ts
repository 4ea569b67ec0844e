import { findTwoFactorSetUp, openSetUp } from "#app/domains/accounts/queries.server.ts";
import { type RequestContext, requestServices } from "#app/server/request-context.server.ts";
import { requireAccount } from "#app/server/session.server.ts";
import { keepNowhere } from "./keep-nowhere.server.ts";
import { makeQrCode } from "./make-qr-code.server.ts";

export type ShownSetUp = NonNullable<Awaited<ReturnType<typeof showSetUp>>>;

/** What the app of who is signed in is to be told, where they have begun to set one up. */
export async function showSetUp(context: RequestContext) {
  const { caller, user } = await requireAccount(context);
  const found = await findTwoFactorSetUp(caller, {});
  const opened = found && (await openSetUp(found, user.email, requestServices(context).secret));
  if (!opened) return null;
  keepNowhere(context);
  const { key, uri } = opened;
  return { uri, qr: makeQrCode(uri), key: key.match(/.{1,4}/g)?.join(" ") ?? key };
}
