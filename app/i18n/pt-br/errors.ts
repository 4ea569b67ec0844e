import type { errors as original } from "../en/errors.ts";

export const errors: typeof original = {
  notFound: {
    title: "Não há nada aqui",
    text: "O endereço pode ter um erro de digitação, o que estava aqui pode ter sido removido, ou pertence a uma agência da qual você não participa.",
  },
  signedOut: {
    title: "A sua sessão terminou",
    text: "Você não está mais conectado, por isso nada foi salvo. O que você digitou está guardado nesta página: entre em uma nova aba, volte aqui e envie de novo.",
  },
  sendAgain: {
    signIn: "Entrar (nova aba)",
    submit: "Enviar de novo",
    incomplete: "Senhas e arquivos não são guardados: eles serão pedidos outra vez.",
  },
  forbidden: {
    title: "Você não tem acesso",
    text: "O seu papel nesta agência não inclui esta página, ou ela mostra algo que só outra pessoa pode mudar, como uma interação que ela registrou. Um proprietário ou administrador pode dar outro papel a você.",
  },
  badRequest: {
    title: "Este pedido não faz sentido",
    text: "Parte do endereço ou do formulário não pôde ser lida. Em geral ajuda voltar e recomeçar pela primeira página.",
  },
  conflict: {
    title: "Alguém foi mais rápido",
    text: "Outra pessoa alterou isto nesse meio-tempo. Veja o estado atual e tente de novo.",
  },
  tooMany: {
    title: "Tentativas demais",
    text: "Espere um minuto antes de tentar de novo.",
  },
  unavailable: {
    title: "Fora de alcance por um momento",
    text: "O banco de dados não está respondendo agora. Nada se perdeu; tente de novo em alguns segundos.",
  },
  unexpected: {
    title: "Algo quebrou do nosso lado",
    text: "Nada do que você digitou causou isto. O número abaixo ajuda quem cuida desta instalação a descobrir o que houve.",
  },
  requestId: "Requisição",
  home: "Para a página inicial",
  firstPage: "Para a primeira página",
  back: "Voltar",
  field: {
    required: "Preencha este campo.",
    tooLong: "Este texto é longo demais.",
    email: "Isto não é um endereço de e-mail.",
    phone:
      "Isto não é um número de telefone. Escreva com DDD e, do exterior, com +, por exemplo +55 11 91234-5678.",
    countryCode: "Escreva um mais e até três algarismos, por exemplo +55.",
    number: "Escreva um número.",
    money: "Escreva um valor, por exemplo 1.234,56.",
    date: "Escreva uma data que exista.",
    future: "Esta data ainda não chegou.",
    wonTooEarly: "Esta data é anterior à entrada do lead. Corrija ou confirme abaixo.",
    endsFirst: "Este fim fica antes do começo.",
    choice: "Escolha uma das opções.",
    leadOwner: "Esta pessoa não vê os leads deste mentorado. Escolha outra, ou ninguém.",
    wordTwice: "Uma destas palavras já vale para outro status.",
    taken: "Outro registro já usa este valor.",
    conflict: "Outra pessoa alterou isto nesse meio-tempo.",
    emailTaken: "Já existe uma conta com este e-mail. Que tal entrar?",
    alreadyMember: "Esta pessoa já é membro.",
    alreadyInvited: "Já há um convite em aberto para este endereço. Renove aquele.",
    lastOwner: "Uma agência precisa de um proprietário. Antes, torne outra pessoa proprietária.",
    businessTaken: "Alguém já entra em nome desta empresa.",
    wrongCredentials: "Não há conta com este e-mail e esta senha.",
    wrongPassword: "Esta não é a sua senha atual.",
    wrongCode: "Este não é o código que o seu app mostra agora.",
    wrongRecoveryCode: "Este não é um dos seus códigos de recuperação, ou já foi usado.",
    usedCode: "Este código já foi usado. Seu app mostra o próximo em menos de meio minuto.",
    passwordTooShort: "Escolha uma senha de pelo menos 10 caracteres.",
    slugTaken: "Outra agência já tem este endereço. Escolha outro.",
    slug: "Use letras minúsculas de a a z, algarismos e hifens simples, por exemplo agencia-aurora.",
    timeZone: "Escolha um fuso horário, por exemplo America/Sao_Paulo.",
  },
};
