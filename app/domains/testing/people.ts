import { newId } from "#app/db/new-id.ts";
import type { Draw } from "./draw.ts";
import { type Generator, someInvitation } from "./query-arguments.ts";
import { roles, someMember, someoneOrSystem, systemIn, tokenHashes, type World } from "./world.ts";

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
