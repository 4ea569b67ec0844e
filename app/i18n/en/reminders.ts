import { counted } from "../plural.ts";

const followUps = (count: number) => counted("en", count, { one: "follow-up", other: "follow-ups" });

/** The e-mail that tells in the morning what is to be done, and the way to do without it. */
export const reminders = {
  mail: {
    subject: (count: number, organization: string) => `${followUps(count)} due: ${organization}`,
    text: (count: number, organization: string) => `You have ${followUps(count)} due at ${organization}.`,
    overdue: "Overdue",
    today: "Due today",
    overdueOf: (lead: string, date: string) => `${lead}, was due ${date}`,
    link: "See your follow-ups",
    more: (count: number) => `${counted("en", count, { one: "more is", other: "more are" })} in the list.`,
    why: "You get this e-mail in the morning of a day on which something is due.",
    turnOff: "Turn these e-mails off in your account",
  },
  account: {
    title: "Reminders",
    text: "In the morning of a day on which a follow-up of yours is due or overdue, one e-mail from each organization lists them.",
    on: "They come by e-mail.",
    off: "None come.",
    unconfirmed: "They come once your e-mail address is confirmed.",
    turnOn: "Turn them on",
    turnOff: "Turn them off",
  },
  flash: {
    on: "Reminders come by e-mail again.",
    off: "No more reminders come by e-mail.",
  },
};
