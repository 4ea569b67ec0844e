import type { auth as original } from "../en/auth.ts";
import { counted } from "../plural.ts";

export const auth: typeof original = {
  signIn: "Entrar",
  signUp: "Criar uma conta",
  signOut: "Sair",
  name: "Nome",
  nameHint: "Como as pessoas com quem você trabalha conhecem você.",
  email: "E-mail",
  password: "Senha",
  newPassword: "Nova senha",
  currentPassword: "Senha atual",
  passwordHint:
    "Pelo menos 10 caracteres. Algumas palavras seguidas são mais fáceis de lembrar do que um enigma curto.",
  signInFirst: "Entre para continuar.",
  noAccount: "Ainda não tem uma conta?",
  haveAccount: "Já tem uma conta?",
  tooManyAttempts: (minutes: number) =>
    `Foram tentativas demais. Você pode tentar de novo em ${counted("pt-BR", minutes, { one: "minuto", other: "minutos" })}.`,
  demo: {
    title: "Isto é uma demonstração",
    text: "Explore como quem você quiser. Nada aqui é de verdade.",
    as: (name: string, role: string) => `Entrar como ${name}, ${role}`,
  },
  account: {
    title: "Sua conta",
    you: "Sobre você",
    save: "Salvar nome",
    password: "Senha",
    passwordText: "Uma nova senha encerra suas outras sessões.",
    changePassword: "Trocar senha",
  },
  sessions: {
    title: "Onde você está conectado",
    text: "Uma sessão encerrada perde o acesso na próxima página que pedir.",
    device: (browser, system) => `${browser} em ${system}`,
    unknown: "Um navegador desconhecido",
    since: (time) => `Conectado desde ${time} UTC`,
    lastUsed: (time) => `Usada por último por volta de ${time} UTC`,
    thisOne: "É a que você está usando",
    end: "Encerrar",
    endOf: (device) => `Encerrar a sessão: ${device}`,
    endOthers: "Encerrar as outras",
  },
  flash: {
    othersEnded: "Você continua conectado aqui, e em nenhum outro lugar.",
    sessionEnded: "A sessão foi encerrada.",
    welcome: "Boas-vindas. Sua conta está pronta.",
    signedOut: "Você saiu.",
    passwordChanged: "Sua senha foi trocada. Você continua conectado aqui, e em nenhum outro lugar.",
    nameChanged: "Seu nome foi salvo.",
  },
};
