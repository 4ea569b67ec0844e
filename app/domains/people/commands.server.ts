export { type AcceptInvitationInput, acceptInvitation } from "./accept-invitation.server.ts";
export { addMember } from "./add-member.server.ts";
export { type ChangeRoleInput, changeRole } from "./change-role.server.ts";
export {
  type InvitationLink,
  type InviteInput,
  invite,
  mailInvitation,
  renewInvitation,
  revokeInvitation,
} from "./invite.server.ts";
export { leaveOrganization, removeMember } from "./remove-member.server.ts";
export { transferOwnership } from "./transfer-ownership.server.ts";
export { lockOrganization, memberIds } from "./write-people.server.ts";
