import { counted } from "../plural.ts";

export const auth = {
  signIn: "Sign in",
  signUp: "Create an account",
  signOut: "Sign out",
  name: "Name",
  nameHint: "How the people you work with know you.",
  email: "E-mail",
  password: "Password",
  newPassword: "New password",
  currentPassword: "Current password",
  passwordHint:
    "At least 10 characters. A few words in a row are easier to keep in mind than a short riddle.",
  signInFirst: "Please sign in to go on.",
  noAccount: "No account yet?",
  haveAccount: "Already have an account?",
  tooManyAttempts: (minutes: number) =>
    `That was tried too often. You can try again in ${counted("en", minutes, { one: "minute", other: "minutes" })}.`,
  demo: {
    title: "This is a demo",
    text: "Look around as whoever you like. Nothing here belongs to anybody.",
    as: (name: string, role: string) => `Sign in as ${name}, ${role}`,
  },
  account: {
    title: "Your account",
    you: "About you",
    save: "Save name",
    password: "Password",
    passwordText: "A new password signs you out everywhere else.",
    changePassword: "Change password",
  },
  sessions: {
    title: "Where you are signed in",
    text: "A session that you end is out at its next request.",
    device: (browser: string, system: string) => `${browser} on ${system}`,
    unknown: "An unknown browser",
    since: (time: string) => `Signed in ${time} UTC`,
    lastUsed: (time: string) => `Last used about ${time} UTC`,
    thisOne: "This is the one you are using",
    end: "End",
    endOf: (device: string) => `End the session: ${device}`,
    endOthers: "End all others",
  },
  flash: {
    othersEnded: "You stay signed in here and nowhere else.",
    sessionEnded: "The session is ended.",
    welcome: "Welcome. Your account is ready.",
    signedOut: "You are signed out.",
    passwordChanged: "Your password is changed. You stay signed in here and nowhere else.",
    nameChanged: "Your name is saved.",
  },
};
