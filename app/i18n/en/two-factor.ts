import { counted } from "../plural.ts";

/** A code from an authenticator app, asked for after the password. */
export const twoFactor = {
  title: "Two-step sign-in",
  on: "on",
  off: "off",
  offText:
    "After your password you also give a code from an app: whoever learns your password still stays out.",
  onText: "After your password you are asked for a code from your authenticator app.",
  setUp: {
    link: "Set it up",
    title: "Set up two-step sign-in",
    text: "You need an authenticator app, on your phone for example: the one that comes with your password manager, Google Authenticator, Aegis or any other.",
    submit: "Go on",
  },
  confirm: {
    title: "Connect your app",
    scan: "Scan this with your authenticator app",
    qr: "QR code for your authenticator app",
    open: "Open it in an app on this device",
    key: "Or type this key into the app",
    keyHint: "For an account with codes by time; blanks do not count.",
    code: "Code",
    codeHint: "The six figures that the app shows for Placar now.",
    submit: "Turn on",
    over: "This has been going on for too long, or is done already",
    overText: "For your safety you give your password again after half an hour.",
    again: "Begin anew",
    back: "Back to your account",
  },
  codes: {
    title: "Your recovery codes",
    isOn: "Two-step sign-in is on.",
    text: "Each of these codes lets you in once, should you not have your app. Keep them where you keep what you must not lose, away from your phone. They are not shown again.",
    list: "Recovery codes",
    print: "Print",
    kept: "I have kept them",
  },
  renew: {
    link: "New recovery codes",
    title: "New recovery codes",
    text: "You get ten new ones. Those that you have stop working.",
    submit: "Make new codes",
  },
  turnOff: {
    link: "Turn off",
    title: "Turn off two-step sign-in",
    text: "Your password alone lets you in again. The app's codes and your recovery codes stop working.",
    submit: "Turn off",
  },
  signIn: {
    title: "Enter your code",
    text: "Open your authenticator app and type the six figures that it shows for Placar.",
    code: "Code",
    submit: "Sign in",
    useRecovery: "Use a recovery code",
    recoveryTitle: "Use a recovery code",
    recoveryText: "One of the ten that you kept when you set up your app. Each works once.",
    recoveryCode: "Recovery code",
    useApp: "Use the app",
    lost: "Neither app nor codes? Ask whoever runs this installation: they can let you in with your password again.",
    somebodyElse: "Sign in as somebody else",
    overTitle: "Please begin anew",
    overText: (minutes: number) =>
      `A code has to follow its password within ${counted("en", minutes, { one: "minute", other: "minutes" })}, and in the same browser.`,
    back: "Back to signing in",
  },
  flash: {
    off: "Two-step sign-in is off. Your password alone lets you in again.",
    codeUsed: (left: number) =>
      `That recovery code is used up. ${counted("en", left, { one: "code is", other: "codes are" })} left.`,
    makeNew: "Make new codes",
  },
};
