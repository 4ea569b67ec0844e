import type { auth as original } from "../en/auth.ts";

export const auth: typeof original = {
  signIn: "Entrar",
  signUp: "Criar uma conta",
  signOut: "Sair",
  name: "Nome",
  email: "E-mail",
  password: "Senha",
};
