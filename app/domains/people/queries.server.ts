export { getInvitation } from "./get-invitation.server.ts";
export { getMember, type MemberArgs, type MemberDetails } from "./get-member.server.ts";
export type { InvitationRow } from "./invitation-columns.server.ts";
export { type FreeBusiness, listFreeBusinesses } from "./list-free-businesses.server.ts";
export { listInvitations } from "./list-invitations.server.ts";
export { listMembers, type MemberListArgs, type MemberRow } from "./list-members.server.ts";
export { listMentors, type PersonChoice } from "./list-mentors.server.ts";
export type { PeoplePage, PeoplePlace } from "./people-page.ts";
export { type ReceivedInvitation, readInvitation } from "./read-invitation.server.ts";
