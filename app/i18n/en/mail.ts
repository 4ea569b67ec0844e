/** What e-mails say. */
export const mail = {
  greeting: "Hello,",
  greetingTo: (name: string) => `Hello ${name},`,
  resetPassword: {
    subject: "A new password for Placar",
    text: (email: string) =>
      `Somebody, hopefully you, asked for a new password for the account with the e-mail address ${email}.`,
    link: "Choose a new password",
    until: "The link works once, for an hour. A newer one replaces it.",
    notMeant: "If it was not you, you need do nothing: your password stays as it is.",
  },
  confirmEmail: {
    subject: "Confirm your e-mail address",
    text: (email: string) => `Please confirm that ${email} is yours.`,
    link: "Confirm the address",
    until: "The link works once, for a day. A newer one replaces it.",
    notMeant:
      "If you do not have an account with Placar, you need do nothing: somebody mistyped their own address.",
  },
  passwordChanged: {
    subject: "Your password for Placar was changed",
    text: (email: string, moment: string) =>
      `The password of the account with the e-mail address ${email} was changed on ${moment}. All its other sessions were ended.`,
    ifNotYou: "If that was not you, choose a new password at once: it ends every session.",
    link: "Choose a new password",
    ifYou: "If it was you, you need do nothing.",
  },
  emailChanged: {
    subject: "Your e-mail address for Placar was changed",
    text: (email: string, moment: string) =>
      `Your account had the e-mail address ${email} until ${moment}. Since then it has another one, and this one opens it no more.`,
    ifNotYou:
      "If that was not you, somebody else has your account: tell whoever runs your organization, or this installation of Placar, at once. They can end your membership, and give you back your account.",
    ifYou: "If it was you, you need do nothing.",
  },
  twoFactorOn: {
    subject: "Two-step sign-in to Placar is on",
    text: (email: string, moment: string) =>
      `Since ${moment}, whoever signs in to the account with the e-mail address ${email} is asked for a code from an authenticator app.`,
    ifNotYou:
      "If that was not you, somebody knows your password: choose a new one at once, and ask whoever runs this installation of Placar to turn two-step sign-in off.",
    link: "Choose a new password",
    ifYou: "If it was you, you need do nothing.",
  },
  twoFactorOff: {
    subject: "Two-step sign-in to Placar is off",
    text: (email: string, moment: string) =>
      `Since ${moment}, the password alone opens the account with the e-mail address ${email}.`,
    ifNotYou:
      "If that was not you, somebody knows your password: choose a new one at once, and turn two-step sign-in on again.",
    link: "Choose a new password",
    ifYou: "If it was you, you need do nothing.",
  },
  twoFactorDropped: {
    subject: "Two-step sign-in to Placar was turned off for you",
    text: (email: string, moment: string) =>
      `On ${moment} whoever runs this installation of Placar turned off two-step sign-in of the account with the e-mail address ${email}. Since then the password alone opens it.`,
    ifNotYou:
      "If you did not ask for it, somebody may have done so in your name: tell them at once, and choose a new password.",
    link: "Choose a new password",
    ifYou:
      "If you did, sign in with your password and set up an authenticator app again on the page of your account.",
  },
  invitation: {
    subject: (organization: string) => `Join ${organization}`,
    text: (inviter: string, organization: string) => `${inviter} has invited you to join ${organization}.`,
    link: "Join",
    until: (moment: string) => `The link works once, until ${moment}.`,
    onlyFor: (email: string) => `It is for the e-mail address ${email} alone.`,
    notMeant: "If you do not know who this is, you need do nothing: nothing happens without you.",
  },
};
