import type { mail as original } from "../en/mail.ts";

export const mail: typeof original = {
  greeting: "Olá,",
  greetingTo: (name: string) => `Olá, ${name},`,
  resetPassword: {
    subject: "Uma nova senha para o Placar",
    text: (email: string) =>
      `Alguém, esperamos que você, pediu uma nova senha para a conta com o e-mail ${email}.`,
    link: "Escolher uma nova senha",
    until: "O link funciona uma única vez, por uma hora. Um mais novo o substitui.",
    notMeant: "Se não foi você, não precisa fazer nada: sua senha continua como está.",
  },
  confirmEmail: {
    subject: "Confirme seu e-mail",
    text: (email: string) => `Confirme que o e-mail ${email} é seu.`,
    link: "Confirmar o e-mail",
    until: "O link funciona uma única vez, por um dia. Um mais novo o substitui.",
    notMeant:
      "Se você não tem uma conta no Placar, não precisa fazer nada: alguém digitou o próprio e-mail errado.",
  },
  passwordChanged: {
    subject: "Sua senha do Placar foi trocada",
    text: (email: string, moment: string) =>
      `A senha da conta com o e-mail ${email} foi trocada em ${moment}. Todas as outras sessões foram encerradas.`,
    ifNotYou: "Se não foi você, escolha uma nova senha agora mesmo: ela encerra todas as sessões.",
    link: "Escolher uma nova senha",
    ifYou: "Se foi você, não precisa fazer nada.",
  },
  emailChanged: {
    subject: "Seu e-mail do Placar foi trocado",
    text: (email: string, moment: string) =>
      `Sua conta tinha o e-mail ${email} até ${moment}. Desde então ela tem outro, e com este não se entra mais nela.`,
    ifNotYou:
      "Se não foi você, outra pessoa está com a sua conta: avise agora mesmo quem administra sua agência ou esta instalação do Placar. Essas pessoas podem encerrar sua participação e devolver sua conta.",
    ifYou: "Se foi você, não precisa fazer nada.",
  },
  twoFactorOn: {
    subject: "A entrada em duas etapas no Placar foi ativada",
    text: (email: string, moment: string) =>
      `Desde ${moment}, para entrar na conta com o e-mail ${email} é preciso também um código de um app autenticador.`,
    ifNotYou:
      "Se não foi você, alguém sabe a sua senha: escolha outra agora mesmo e peça a quem administra esta instalação do Placar que desative a entrada em duas etapas.",
    link: "Escolher uma nova senha",
    ifYou: "Se foi você, não precisa fazer nada.",
  },
  twoFactorOff: {
    subject: "A entrada em duas etapas no Placar foi desativada",
    text: (email: string, moment: string) =>
      `Desde ${moment}, a senha basta para entrar na conta com o e-mail ${email}.`,
    ifNotYou:
      "Se não foi você, alguém sabe a sua senha: escolha outra agora mesmo e ative de novo a entrada em duas etapas.",
    link: "Escolher uma nova senha",
    ifYou: "Se foi você, não precisa fazer nada.",
  },
  twoFactorDropped: {
    subject: "A sua entrada em duas etapas no Placar foi desativada",
    text: (email: string, moment: string) =>
      `Em ${moment}, quem administra esta instalação do Placar desativou a entrada em duas etapas da conta com o e-mail ${email}. Desde então, basta a senha para entrar.`,
    ifNotYou:
      "Se você não pediu isso, alguém pode ter pedido em seu nome: avise agora mesmo quem administra a instalação e escolha uma nova senha.",
    link: "Escolher uma nova senha",
    ifYou:
      "Se você pediu, entre com a sua senha e configure de novo um app autenticador na página da sua conta.",
  },
  invitation: {
    subject: (organization: string) => `Convite para ${organization}`,
    text: (inviter: string, organization: string) =>
      `${inviter} convidou você para participar de ${organization}.`,
    link: "Participar",
    until: (moment: string) => `O link funciona uma única vez, até ${moment}.`,
    onlyFor: (email: string) => `Ele vale somente para o e-mail ${email}.`,
    notMeant: "Se você não conhece essa pessoa, não precisa fazer nada: nada acontece sem você.",
  },
};
