import type { settings as original } from "../en/settings.ts";
import { counted } from "../plural.ts";

export const settings: typeof original = {
  title: "Configurações",
  cache: {
    title: "Cache",
    text: "O que as páginas mostram fica guardado, e o banco de dados só é consultado quando algo muda. Veja aqui como isso está funcionando.",
    since: (instant: string) =>
      `Contado apenas por este processo do servidor desde ${instant}; os outros contam cada um o seu.`,
    hitRate: "Respondido sem o banco de dados",
    reads: (n: number) => `de ${counted("pt-BR", n, { one: "leitura", other: "leituras" })} desta agência`,
    roundTrips: "Idas por requisição",
    requests: (n: number) =>
      `em ${counted("pt-BR", n, { one: "requisição", other: "requisições" })} de todos`,
    state: "Cache",
    available: "Em uso",
    away: "Fora",
    availableNote: "As páginas são lidas dele.",
    awayNote: "As páginas vêm do banco de dados até ele voltar: mais lentas, e igualmente exatas.",
    pending: "Mudanças ainda não avisadas",
    pendingNote: (age: string) =>
      `A mais antiga espera há ${age}. Até lá, outros leitores podem ver o que havia antes.`,
    nothingPending: "Nenhuma espera, de nenhuma agência.",
    pendingUnknown: "O banco de dados não responde no momento.",
    queries: "O que esta agência leu",
    queriesText: "As mais lentas primeiro. Os tempos são os do banco de dados, em milissegundos.",
    query: "Consulta",
    queryReads: "Leituras",
    queryHitRate: "Sem o banco",
    loads: "Banco",
    mean: "Média",
    slowest: "Mais lenta",
    none: "Nada foi lido ainda",
    noneHint: "Este processo acabou de começar a contar. Veja algumas páginas e volte.",
    seconds: (n: number) => counted("pt-BR", n, { one: "segundo", other: "segundos" }),
  },
};
