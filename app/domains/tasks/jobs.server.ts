export { mailReminderJob } from "./mail-reminder.server.ts";
export { remindJob } from "./remind-members.server.ts";
