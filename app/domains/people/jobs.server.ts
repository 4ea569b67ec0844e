export { mailInvitationJob } from "./mail-invitation.server.ts";
