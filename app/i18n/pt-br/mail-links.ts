import type { mailLinks as original } from "../en/mail-links.ts";

export const mailLinks: typeof original = {
  forgot: {
    link: "Esqueceu a senha?",
    title: "Esqueceu a senha?",
    text: "Diga qual é o e-mail da sua conta. Enviamos para ele um link com o qual você escolhe uma nova senha.",
    submit: "Enviar o link",
    noMail: "Aqui não são enviados e-mails.",
    noMailText:
      "Fale com quem administra esta instalação: essa pessoa pode criar um link com o qual você escolhe uma nova senha.",
    back: "Voltar para entrar",
  },
  reset: {
    title: "Escolha uma nova senha",
    text: "Todas as suas sessões são encerradas. Depois, entre com a nova senha.",
    submit: "Salvar a senha",
  },
  confirm: {
    title: "Confirme seu e-mail",
    text: "Assim você confirma que o e-mail para o qual este link foi enviado é seu.",
    submit: "Confirmar o e-mail",
  },
  over: {
    title: "Este link não vale mais",
    text: "Ele já foi usado, é antigo demais ou um mais novo foi enviado depois.",
    taken: "Outra pessoa já tem uma conta com este e-mail.",
    askAgain: "Enviar um novo link",
  },
  account: {
    title: "E-mail",
    confirmed: "confirmado",
    unconfirmed: "ainda não confirmado",
    unconfirmedText: "Abra o link que foi enviado para ele ou peça um novo.",
    sendAgain: "Enviar o link de novo",
    email: "Novo e-mail",
    emailHint: "Enviamos um link para ele. Ele passa a ser o seu quando você o abrir.",
    submit: "Trocar o e-mail",
    noMail: "Aqui não são enviados e-mails, por isso um endereço não pode ser confirmado nem trocado.",
  },
  flash: {
    resetSent: "Se houver uma conta com este e-mail, um link está a caminho. Ele funciona por uma hora.",
    passwordReset: "Sua senha foi trocada. Entre com a nova.",
    confirmed: "O e-mail está confirmado.",
    linkSent: (email: string) => `Um link está a caminho de ${email}. Abra-o para confirmar o e-mail.`,
    tooOften: "Acabaram de ser enviados vários links. Espere um quarto de hora.",
  },
};
