export const auth = {
  signIn: "Sign in",
  signUp: "Create an account",
  signOut: "Sign out",
  name: "Name",
  email: "E-mail",
  password: "Password",
};
