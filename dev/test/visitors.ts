import type { Role } from "#schema";

/** Everybody whom an address may be asked for by: an outsider is a member of another organization. */
export const visitors = ["nobody", "outsider", "owner", "admin", "mentor", "mentee"] as const;
export type Visitor = (typeof visitors)[number];

/** A status, or where to. */
export type Answer = number | string;

/** What each visitor is answered; a role without an answer of its own, that of a member. */
export type Answers = Record<"nobody" | "outsider" | "member", Answer> & Partial<Record<Role, Answer>>;

/** The address that was asked for. */
export const here = ":here";

const signIn = `/sign-in?next=${here}`;

/** The address of the visitor's own organization. */
export const home = ":home";

/** The address without its last part. */
export const above = ":above";

/** The page of the lead that the address is about a part of. */
export const theLead = ":lead";

export const everybody = (answer: Answer): Answers => ({ nobody: answer, outsider: answer, member: answer });
export const signedIn = (answer: Answer): Answers => ({ nobody: signIn, outsider: answer, member: answer });
export const notSignedIn = (answer: Answer): Answers => ({ nobody: answer, outsider: "/", member: "/" });
export const members = (answer: Answer): Answers => ({ nobody: signIn, outsider: 404, member: answer });

/** A form is not lost on who is not signed in: they are answered with it, not sent away. */
export const sent = (answers: Answers): Answers => ({ ...answers, nobody: 401 });

/** Of owners and administrators. */
export const managers = (answer: Answer): Answers => ({ ...members(403), owner: answer, admin: answer });

/** What one visitor is to be answered on a path. */
export function answerFor(
  visitor: Visitor,
  answers: Answers,
  at: { path: string; home: string; organization: string },
): string {
  const answer =
    visitor === "nobody" || visitor === "outsider" ? answers[visitor] : (answers[visitor] ?? answers.member);
  if (answer === here) return at.path;
  return String(answer)
    .replace(here, encodeURIComponent(at.path))
    .replace(home, at.home)
    .replace(theLead, at.path.replace(/(\/leads\/[^/]+)\/.*$/, "$1"))
    .replace(above, at.path.replace(/\/[^/]+$/, ""))
    .replace(":organization", at.organization);
}
