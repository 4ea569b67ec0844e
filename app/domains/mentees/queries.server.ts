export { browseMentees, type MenteeListArgs, type MenteeRow } from "./browse-mentees.server.ts";
export { getMentee, type MenteeDetails, type MenteeStay } from "./get-mentee.server.ts";
export { listMentees, type MenteeChoice, type MenteeChoicesArgs } from "./list-mentees.server.ts";
export { loadMenteeFigures, type MenteeFigures } from "./load-mentee-figures.server.ts";
