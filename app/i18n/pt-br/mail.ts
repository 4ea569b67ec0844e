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
