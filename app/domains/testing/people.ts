import { newId } from "#app/db/new-id.ts";
import { callerFor } from "../caller.ts";
import type { DeclaredQuery } from "../declare-query.server.ts";
import { listInvitations, listMembers, type PeoplePage, type PeoplePlace } from "../people/queries.server.ts";
import type { Draw } from "./draw.ts";
import { cursorSecret, type Drawn, type Generator } from "./generator.ts";
import {
  roles,
  someManager,
  someMember,
  someoneOrSystem,
  systemIn,
  timeZones,
  tokenHashes,
  type World,
} from "./world.ts";

/** Arguments for the queries of people. */
export const peopleArguments: Readonly<Record<string, Generator>> = {
  "people.mentors": (draw, world) => ({ ...someMember(draw, world, ["owner", "admin"]), input: {} }),
  "people.freeMentees": (draw, world) => {
    const { agency, scope } = someMember(draw, world, ["owner", "admin"]);
    return { scope, input: { including: draw.maybe(agency.menteeIds) } };
  },
  "people.members": (draw, world) =>
    somePeoplePage(draw, world, listMembers, { timeZone: draw.one(timeZones) }),
  "people.work": (draw, world) => ({
    ...someManager(draw, world),
    input: { userId: draw.one(world.people).userId },
  }),
  "people.member": (draw, world) => ({
    ...someManager(draw, world),
    input: { userId: draw.one(world.people).userId, timeZone: draw.one(timeZones) },
  }),
  "people.invitations": (draw, world) => somePeoplePage(draw, world, listInvitations, {}),
  "people.invitation": (draw, world) => ({
    ...someManager(draw, world),
    input: { invitationId: someInvitation(draw, world).invitationId },
  }),
  "people.receivedInvitation": (draw, world) => {
    const { organizationId, invitationId } = someInvitation(draw, world);
    return {
      scope: systemIn(organizationId),
      input: { tokenHash: draw.one(tokenHashes(invitationId)) },
    };
  },
  "people.freeBusinesses": (draw, world) => ({ ...someManager(draw, world), input: {} }),
};

/** Inputs for the commands of people. */
export const peopleInputs: Readonly<Record<string, Generator>> = {
  "people.add": (draw, world) => ({
    scope: someoneOrSystem(draw, world),
    input: someAssignment(draw, world),
  }),
  "people.invite": (draw, world) => {
    const { agency, scope } = someMember(draw, world, draw.oneIn(8) ? roles : ["owner", "admin"]);
    const invitationId = draw.one(agency.invitationIds);
    const role = draw.one(roles);
    return {
      scope,
      input: {
        invitationId,
        email: draw.one([`${newId()}@example.com`, draw.one(world.people).email]),
        role,
        menteeId: role === "mentee" || draw.oneIn(8) ? draw.one([null, ...agency.menteeIds]) : null,
        ...someLink(draw, invitationId),
      },
    };
  },
  "people.renewInvitation": (draw, world) => {
    const { agency, scope } = someMember(draw, world);
    const invitationId = draw.one(agency.invitationIds);
    return { scope, input: { invitationId, ...someLink(draw, invitationId) } };
  },
  "people.mailInvitation": (draw, world) => {
    const { agency, scope } = someMember(draw, world);
    return { scope, input: { invitationId: draw.one(agency.invitationIds) } };
  },
  "people.revokeInvitation": (draw, world) => {
    const { agency, scope } = someMember(draw, world);
    return { scope, input: { invitationId: draw.one(agency.invitationIds) } };
  },
  "people.join": (draw, world) => {
    const { organizationId, invitationId } = someInvitation(draw, world);
    return {
      scope: systemIn(organizationId),
      input: {
        userId: draw.one([world.newcomer, draw.one(world.people)]).userId,
        tokenHash: draw.one(tokenHashes(invitationId)),
      },
    };
  },
  "people.changeRole": (draw, world) => {
    const { agency, scope } = someMember(draw, world);
    return {
      scope: draw.one([scope, systemIn(agency.id)]),
      input: { ...someAssignment(draw, world), menteeId: draw.one([null, null, ...agency.menteeIds]) },
    };
  },
  "people.remove": (draw, world) => {
    const someone = () => draw.one(world.people).userId;
    return {
      scope: someoneOrSystem(draw, world),
      input: { userId: someone(), heirId: draw.one([null, someone()]) },
    };
  },
  "people.leave": (draw, world) => {
    const { agency, scope } = someMember(draw, world);
    return { scope: systemIn(agency.id), input: { userId: scope.userId } };
  },
  "people.transferOwnership": (draw, world) => {
    const { agency, scope } = someMember(draw, world);
    return { scope, input: { userId: draw.one(agency.members).userId } };
  },
};

const someLink = (draw: Draw, invitationId: string) => ({
  tokenHash: draw.one(tokenHashes(invitationId)),
  expiresAt: draw.one([new Date("2020-01-01"), new Date("2120-01-01")]),
  mail: draw.oneIn(4),
});

const someAssignment = (draw: Draw, { people }: World) => ({
  userId: draw.one(people).userId,
  role: draw.one(roles),
});

/** An invitation of an agency, there or not yet. */
function someInvitation(draw: Draw, { agencies }: World) {
  const { id, invitationIds } = draw.one(agencies);
  return { organizationId: id, invitationId: draw.one(invitationIds) };
}

/** The first page, or the one behind it, as somebody sees it who may. */
async function somePeoplePage<Args extends PeoplePlace>(
  draw: Draw,
  world: World,
  list: DeclaredQuery<"organization", Args, PeoplePage<unknown>>,
  more: Omit<Args, keyof PeoplePlace>,
): Promise<Drawn> {
  const { scope } = someManager(draw, world);
  const first = { ...more, pageSize: draw.one([1, 50]), cursorSecret } as Args;
  const { next } = await list.recompute(callerFor(world.data, scope), first);
  return { scope, input: next !== null && draw.oneIn(2) ? { ...first, after: next } : first };
}
