import { data, Form, redirect } from "react-router";
import { ConflictError } from "#app/domains/errors.ts";
import { acceptInvitation } from "#app/domains/people/commands.server.ts";
import { type ReceivedInvitation, readInvitation } from "#app/domains/people/queries.server.ts";
import { useI18n } from "#app/i18n/index.ts";
import { usePreferences } from "#app/root.tsx";
import { redirectWithFlash } from "#app/server/flash.server.ts";
import { receivedInvitation } from "#app/server/invitation-link.server.ts";
import { requestCaller } from "#app/server/request-caller.server.ts";
import type { RequestContext } from "#app/server/request-context.server.ts";
import { optionalSession, requireAccount } from "#app/server/session.server.ts";
import { signInPath } from "#app/server/sign-in-path.ts";
import { ButtonLink, DefinitionList, Flash, Link, PublicShell, SubmitButton } from "#app/ui/index.ts";
import type { Route } from "./+types/received.ts";

/** What an invitation is worth to whoever has its link. */
type State = "open" | "expired" | "revoked" | "accepted" | "unknown";

async function receive(context: RequestContext, token: string) {
  const known = receivedInvitation(context, token);
  if (known === undefined) return { known, invitation: undefined };
  const { organizationId, tokenHash } = known;
  const caller = requestCaller(context, { kind: "system", organizationId });
  return { known, invitation: await readInvitation(caller, { tokenHash }) };
}

function stateOf(invitation: ReceivedInvitation | undefined): State {
  if (!invitation) return "unknown";
  if (invitation.status !== "pending") return invitation.status;
  return invitation.expiresAt.getTime() > Date.now() ? "open" : "expired";
}

export async function loader({ context, params }: Route.LoaderArgs) {
  const [session, { invitation }] = await Promise.all([
    optionalSession(context),
    receive(context, params.token),
  ]);
  const state = stateOf(invitation);
  const path = `/invitations/${params.token}`;
  // One that is over tells no more than that.
  return { state, path, account: session?.user.email, ...(state === "open" && { invitation }) };
}

export async function action({ context, params }: Route.ActionArgs) {
  const { caller } = await requireAccount(context);
  const { known, invitation } = await receive(context, params.token);
  // The page says what it is by now.
  const look = () => redirect(`/invitations/${params.token}`, 303);
  if (!known || !invitation || stateOf(invitation) !== "open") return look();
  try {
    await acceptInvitation(caller, known);
  } catch (error) {
    if (!(error instanceof ConflictError)) throw error;
    const { invitation: left } = await receive(context, params.token);
    return stateOf(left) === "open" ? data({ businessTaken: true }, { status: 409 }) : look();
  }
  const { name, slug } = invitation.organization;
  return redirectWithFlash(context, `/o/${slug}`, {
    tone: "good",
    message: "people.flash.joined",
    params: [name],
  });
}

export default function Received({ loaderData, actionData }: Route.ComponentProps) {
  const { state, invitation } = loaderData;
  const { m } = useI18n();
  const t = m.people.received;
  const closed = t.closed[state === "open" ? "unknown" : state];
  const title = invitation ? t.title(invitation.organization.name) : closed.title;
  return (
    <PublicShell preferences={usePreferences()}>
      <title>{m.common.pageTitle(title)}</title>
      <h1 className="figure mb-6 text-5xl">{title}</h1>
      {actionData?.businessTaken && (
        <Flash tone="bad" answer={actionData}>
          {t.businessTaken}
        </Flash>
      )}
      {invitation ? (
        <Open {...loaderData} invitation={invitation} />
      ) : (
        <>
          <p className="mb-6">{closed.text}</p>
          <ButtonLink to="/" look="quiet">
            {m.errors.home}
          </ButtonLink>
        </>
      )}
    </PublicShell>
  );
}

interface OpenProps {
  invitation: ReceivedInvitation;
  path: string;
  /** the e-mail address of who is signed in */
  account: string | undefined;
}

function Open({ invitation, path, account }: OpenProps) {
  const { m } = useI18n();
  const t = m.people.received;
  const { email, role, business, inviterName } = invitation;
  return (
    <>
      <p className="mb-6">{t.text(inviterName)}</p>
      <DefinitionList
        items={[
          { term: m.people.columns.email, detail: email },
          { term: m.people.columns.role, detail: m.people.roles[role] },
          ...(business === null ? [] : [{ term: m.people.mentee, detail: business }]),
        ]}
      />
      <div className="mt-8">
        {account === undefined ? (
          <SignInFirst email={email} path={path} />
        ) : account === email ? (
          <Form method="post">
            <SubmitButton>{t.join}</SubmitButton>
          </Form>
        ) : (
          <OtherAccount email={email} account={account} path={path} />
        )}
      </div>
    </>
  );
}

function SignInFirst({ email, path }: { email: string; path: string }) {
  const { m } = useI18n();
  return (
    <>
      <p className="mb-4">{m.people.received.signInAs(email)}</p>
      <p className="flex flex-wrap gap-3">
        <ButtonLink to={signInPath(path)}>{m.auth.signIn}</ButtonLink>
        <ButtonLink to={`/sign-up?${new URLSearchParams({ next: path })}`} look="quiet">
          {m.auth.signUp}
        </ButtonLink>
      </p>
    </>
  );
}

function OtherAccount({ email, account, path }: { email: string; account: string; path: string }) {
  const { m } = useI18n();
  const action = `/sign-out?${new URLSearchParams({ next: path })}`;
  return (
    <>
      <p className="mb-4">{m.people.received.otherAccount(account, email)}</p>
      <Form method="post" action={action} className="flex flex-wrap items-center gap-4">
        <SubmitButton action={action}>{m.auth.signOut}</SubmitButton>
        <Link to="/" className="link">
          {m.errors.home}
        </Link>
      </Form>
    </>
  );
}
