import type { reminders as original } from "../en/reminders.ts";
import { counted } from "../plural.ts";

const tasks = (count: number) => counted("pt-BR", count, { one: "tarefa", other: "tarefas" });

export const reminders: typeof original = {
  mail: {
    subject: (count, organization) => `${tasks(count)} a fazer: ${organization}`,
    text: (count, organization) => `Você tem ${tasks(count)} a fazer em ${organization}.`,
    overdue: "Atrasadas",
    today: "Para hoje",
    overdueOf: (lead, date) => `${lead}, o prazo era ${date}`,
    link: "Ver suas tarefas",
    more: (count) => `A lista tem mais ${tasks(count)}.`,
    why: "Você recebe este e-mail na manhã dos dias em que há algo a fazer.",
    turnOff: "Desativar estes e-mails na sua conta",
  },
  account: {
    title: "Lembretes",
    text: "Na manhã dos dias em que uma tarefa sua vence ou está atrasada, cada agência envia um único e-mail com todas elas.",
    on: "Eles chegam por e-mail.",
    off: "Nenhum é enviado.",
    unconfirmed: "Eles chegam assim que seu e-mail estiver confirmado.",
    turnOn: "Ativar",
    turnOff: "Desativar",
  },
  flash: {
    on: "Os lembretes voltam a chegar por e-mail.",
    off: "Nenhum lembrete chega mais por e-mail.",
  },
};
