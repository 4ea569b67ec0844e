/** What the error pages and the forms say when something cannot be done. */
export const errors = {
  notFound: {
    title: "There is nothing here",
    text: "The address may be mistyped, or what was here has been removed, or it belongs to an organization you are not a member of.",
  },
  signedOut: {
    title: "Your session has ended",
    text: "You are not signed in any more, so nothing was saved. What you typed is kept on this page: sign in in a new tab, come back here and send it again.",
  },
  sendAgain: {
    signIn: "Sign in (new tab)",
    submit: "Send again",
    incomplete: "Passwords and files are not kept: you will be asked for them again.",
  },
  forbidden: {
    title: "Not for your role",
    text: "Your role in this organization does not include this page. An owner or an administrator can change that.",
  },
  badRequest: {
    title: "This request does not make sense",
    text: "Part of the address or of the form could not be read. Going back and starting again from the first page usually helps.",
  },
  conflict: {
    title: "Somebody was faster",
    text: "This was changed by somebody else in the meantime. Look at the current state and try again.",
  },
  tooMany: {
    title: "Too many attempts",
    text: "Please wait a minute before you try again.",
  },
  unavailable: {
    title: "Out of reach for a moment",
    text: "The database does not answer right now. Nothing is lost; please try again in a few seconds.",
  },
  unexpected: {
    title: "Something broke on our side",
    text: "Nothing you typed was at fault. The number below helps whoever looks after this installation to find out what happened.",
  },
  requestId: "Request",
  home: "To the start page",
  firstPage: "To the first page",
  back: "Back",
  field: {
    required: "Please fill this in.",
    tooLong: "This is too long.",
    email: "This is not an e-mail address.",
    phone:
      "This is no phone number. Please write it with its area code, and from abroad with +, for example +55 11 91234-5678.",
    number: "Please write a number.",
    money: "Please write an amount, for example 1,234.56.",
    date: "Please write a date that exists.",
    future: "This date is still to come.",
    wonTooEarly: "This is before the lead entered. Please correct it, or confirm it below.",
    endsFirst: "This end lies before the beginning.",
    choice: "Please choose one of the options.",
    leadOwner: "This person does not see the leads of this mentee. Choose somebody else, or nobody.",
    taken: "Another record already uses this.",
    conflict: "Somebody else changed this meanwhile.",
    emailTaken: "There is already an account with this e-mail address. Sign in instead?",
    alreadyMember: "This person is a member already.",
    alreadyInvited: "There is an open invitation for this address. Renew that one instead.",
    lastOwner: "An organization needs an owner. Make somebody else one first.",
    businessTaken: "Somebody signs in for this business already.",
    wrongCredentials: "There is no account with this e-mail address and password.",
    wrongPassword: "This is not your current password.",
    passwordTooShort: "Please choose a password of at least 10 characters.",
    slugTaken: "Another organization already has this address. Please choose another.",
    slug: "Please use small letters from a to z, figures and single hyphens, for example sunrise-agency.",
    timeZone: "Please choose a time zone, for example America/Sao_Paulo.",
  },
};
