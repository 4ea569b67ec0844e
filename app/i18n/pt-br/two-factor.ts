import type { twoFactor as original } from "../en/two-factor.ts";
import { counted } from "../plural.ts";

export const twoFactor: typeof original = {
  title: "Entrada em duas etapas",
  on: "ativada",
  off: "desativada",
  offText:
    "Depois da senha, você também informa um código de um app: quem descobrir a sua senha continua do lado de fora.",
  onText: "Depois da senha, pedimos um código do seu app autenticador.",
  setUp: {
    link: "Configurar",
    title: "Configurar a entrada em duas etapas",
    text: "Você precisa de um app autenticador, no celular por exemplo: o do seu gerenciador de senhas, o Google Authenticator, o Aegis ou qualquer outro.",
    submit: "Continuar",
  },
  confirm: {
    title: "Conecte o seu app",
    scan: "Leia este código com o seu app autenticador",
    qr: "Código QR para o seu app autenticador",
    open: "Abrir em um app neste aparelho",
    key: "Ou digite esta chave no app",
    keyHint: "Para uma conta com códigos por tempo; os espaços não contam.",
    code: "Código",
    codeHint: "Os seis algarismos que o app mostra agora para o Placar.",
    submit: "Ativar",
    over: "Isto demorou demais, ou já foi concluído",
    overText: "Por segurança, depois de meia hora pedimos a sua senha de novo.",
    again: "Começar de novo",
    back: "Voltar à sua conta",
  },
  codes: {
    title: "Seus códigos de recuperação",
    isOn: "A entrada em duas etapas está ativada.",
    text: "Cada um destes códigos permite entrar uma vez, se você estiver sem o app. Guarde-os onde você guarda o que não pode perder, longe do celular. Eles não serão mostrados de novo.",
    list: "Códigos de recuperação",
    print: "Imprimir",
    kept: "Já guardei",
  },
  renew: {
    link: "Novos códigos de recuperação",
    title: "Novos códigos de recuperação",
    text: "Você recebe dez novos. Os que você tem deixam de funcionar.",
    submit: "Gerar novos códigos",
  },
  turnOff: {
    link: "Desativar",
    title: "Desativar a entrada em duas etapas",
    text: "A senha volta a bastar para entrar. Os códigos do app e os de recuperação deixam de funcionar.",
    submit: "Desativar",
  },
  signIn: {
    title: "Informe o código",
    text: "Abra o seu app autenticador e digite os seis algarismos que ele mostra para o Placar.",
    code: "Código",
    submit: "Entrar",
    useRecovery: "Usar um código de recuperação",
    recoveryTitle: "Usar um código de recuperação",
    recoveryText: "Um dos dez que você guardou ao configurar o app. Cada um vale uma vez.",
    recoveryCode: "Código de recuperação",
    useApp: "Usar o app",
    lost: "Sem o app e sem os códigos? Fale com quem administra esta instalação: essa pessoa pode liberar a entrada só com a senha.",
    somebodyElse: "Entrar como outra pessoa",
    overTitle: "Comece de novo",
    overText: (minutes) =>
      `O código precisa vir até ${counted("pt-BR", minutes, { one: "minuto", other: "minutos" })} depois da senha, e no mesmo navegador.`,
    back: "Voltar para a entrada",
  },
  flash: {
    off: "A entrada em duas etapas foi desativada. A senha volta a bastar.",
    codeUsed: (left) =>
      `Esse código de recuperação já não vale. ${counted("pt-BR", left, { one: "código restante", other: "códigos restantes" })}.`,
    makeNew: "Gerar novos códigos",
  },
};
