import type { people as original } from "../en/people.ts";

export const people: typeof original = {
  organization: "Agência",
  roles: { owner: "Proprietário", admin: "Administrador", mentor: "Mentor", mentee: "Mentorado" },
  mentee: "Mentorado",
  mentees: "Mentorados",
  cohort: "Turma",
  cohorts: "Turmas",
  title: "Pessoas",
  members: "Membros",
  endReachedHint: "Quem estava nesta página saiu nesse meio-tempo.",
  columns: {
    name: "Nome",
    email: "E-mail",
    role: "Papel",
    responsibleFor: "Turmas ou negócio",
    joined: "Entrou em",
    invitedBy: "Convite de",
    expires: "Vale até",
  },
  invite: {
    title: "Convidar alguém",
    text: "A pessoa recebe um link para entrar nesta agência com uma conta própria.",
    email: "E-mail",
    role: "Papel",
    roleHint: "Pode ser trocado depois.",
    menteeId: "Negócio",
    menteeIdHint: "De um mentorado: o negócio em nome do qual a pessoa entra.",
    submit: "Convidar",
  },
  invitations: {
    title: "Convites em aberto",
    text: "Ninguém aceitou estes ainda.",
    expired: "Vencido",
    expiredText: "Este convite venceu. Renove-o, e o novo link vale por mais sete dias.",
    titleOf: (email: string) => `Convite para ${email}`,
    link: "Link do convite",
    linkText: (email: string) =>
      `Envie-o para ${email}. Vale uma vez, só para esse e-mail, e até o convite vencer.`,
    renew: "Fazer um novo link",
    renewHint: "Vale por sete dias; o antigo deixa de valer na hora.",
    revoke: "Cancelar convite",
    revokeTitle: "Cancelar este convite?",
    revokeText: (email: string) =>
      `O link que ${email} recebeu deixa de valer. Você pode convidar de novo quando quiser.`,
  },
  received: {
    title: (organization: string) => `Entrar em ${organization}`,
    text: (inviter: string) => `${inviter} convidou você.`,
    join: "Entrar na agência",
    signInAs: (email: string) =>
      `Entre como ${email} ou crie uma conta com esse endereço. Depois você volta para cá.`,
    otherAccount: (account: string, email: string) =>
      `Você entrou como ${account}, mas este convite é para ${email}. Saia e entre com esse endereço.`,
    closed: {
      expired: {
        title: "Este convite venceu",
        text: "Peça um novo link a quem convidou você.",
      },
      revoked: {
        title: "Este convite foi cancelado",
        text: "Pergunte a quem convidou você se foi essa a intenção.",
      },
      accepted: {
        title: "Este convite já foi usado",
        text: "Se foi por você, entre: você já faz parte.",
      },
      unknown: {
        title: "Isto não é um convite",
        text: "O link pode estar incompleto, ou um mais novo foi feito depois. Pergunte a quem convidou você.",
      },
    },
  },
  flash: {
    invited: (email: string) => `O convite para ${email} está pronto.`,
    renewed: "Aqui está o novo link. O antigo não vale mais nada.",
    revoked: "O convite foi cancelado.",
    joined: (organization: string) => `Boas-vindas à agência ${organization}.`,
  },
  yourOrganizations: "Suas agências",
  otherOrganizations: "outras agências",
  newOrganization: {
    title: "Nova agência",
    text: "A agência reúne suas turmas, seus mentorados e todos os leads deles. Ela será sua.",
    name: "Nome",
    slug: "Endereço",
    slugHint: "O que aparece no endereço das páginas dela. Feito a partir do nome se ficar em branco.",
    currency: "Moeda",
    currencyHint: "Todos os valores ficam nela. Não pode ser trocada depois.",
    timeZone: "Fuso horário",
    timeZoneHint: "Onde os dias e os meses dela começam e terminam, em todas as listas e relatórios.",
    locale: "Idioma",
    localeHint: "Para quem não escolheu nenhum.",
    create: "Criar agência",
    created: (name: string) => `A agência ${name} está pronta.`,
  },
};
