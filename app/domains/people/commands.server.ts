export { type AcceptInvitationInput, acceptInvitation } from "./accept-invitation.server.ts";
export { addMember, changeRole } from "./change-members.server.ts";
export {
  type InvitationLink,
  type InviteInput,
  invite,
  renewInvitation,
  revokeInvitation,
} from "./invite.server.ts";
export { lockOrganization, memberIds } from "./write-people.server.ts";
