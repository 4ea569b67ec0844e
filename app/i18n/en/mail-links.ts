/** The pages that links in e-mails lead to, and those that ask for one. */
export const mailLinks = {
  forgot: {
    link: "Forgot your password?",
    title: "Forgot your password?",
    text: "Tell us the e-mail address of your account. A link comes to it, with which you choose a new password.",
    submit: "Send the link",
    noMail: "No e-mails are sent here.",
    noMailText:
      "Ask whoever runs this installation: they can make you a link with which you choose a new password.",
    back: "Back to signing in",
  },
  reset: {
    title: "Choose a new password",
    text: "You are signed out everywhere, and sign in with it afterwards.",
    submit: "Set the password",
  },
  confirm: {
    title: "Confirm your e-mail address",
    text: "With this you confirm that the address this link was sent to is yours.",
    submit: "Confirm the address",
  },
  over: {
    title: "This link is worth nothing any more",
    text: "It was used, it is too old, or a newer one was sent since.",
    taken: "Somebody else has an account with this address by now.",
    askAgain: "Send a new link",
  },
  account: {
    title: "E-mail address",
    confirmed: "confirmed",
    unconfirmed: "not confirmed yet",
    unconfirmedText: "Open the link that was sent to it, or have a new one sent.",
    sendAgain: "Send the link again",
    email: "New e-mail address",
    emailHint: "A link is sent to it. It becomes yours when you open that.",
    submit: "Change the address",
    noMail: "No e-mails are sent here, so an address can be neither confirmed nor changed.",
  },
  flash: {
    resetSent: "If there is an account with this address, a link is on its way to it. It works for an hour.",
    passwordReset: "Your password is changed. Sign in with the new one.",
    confirmed: "The address is confirmed.",
    linkSent: (email: string) => `A link is on its way to ${email}. Open it to confirm the address.`,
    tooOften: "Links were sent several times just now. Give it a quarter of an hour.",
  },
};
